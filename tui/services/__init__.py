"""What runs behind the screens: each service owns its state and its files."""
