"""What is typed about a meeting, page by page."""
