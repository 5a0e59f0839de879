"""The graph store: one store over Bolt, two servers."""
