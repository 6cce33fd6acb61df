"""The terminal itself: its driver, its clipboard, keys that come in bursts, and what is safe to print."""
