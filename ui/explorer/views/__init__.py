"""What the pages show: pure functions from what the store gives to tables, HTML and canvas data."""
