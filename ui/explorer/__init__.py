"""The explorer: search, read, paste and query in the browser."""
