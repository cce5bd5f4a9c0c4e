"""What is known, and how it came to be known."""
