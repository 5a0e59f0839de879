"""From sentences to claims: chunks, clauses, acts with their parties, stance, claims."""
