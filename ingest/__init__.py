"""From files to claims: readers, language, lexicon, extraction."""
