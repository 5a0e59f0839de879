"""The words that express acts, attitudes and structure, as data, and the index that finds them in a text."""
