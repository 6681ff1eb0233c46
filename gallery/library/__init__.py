"""What is known about the photographs that are open, and how a query finds them."""
