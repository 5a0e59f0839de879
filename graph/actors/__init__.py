"""Who is who: states, organisations, groups, companies, outlets, persons, bodies, places and items, as data."""
