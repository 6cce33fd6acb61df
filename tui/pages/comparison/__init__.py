"""What is shown of articles that are compared: a lens for each way of looking, and the page that lays its rows."""
