"""What reading a language needs before any grammar: lines and their roles, sentences, dates, tokens."""
