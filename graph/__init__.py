"""What is known: documents, claims, actors, the relations derived from them, and the store that keeps them."""
