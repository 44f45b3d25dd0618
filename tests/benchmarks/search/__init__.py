"""How fast the archive is searched: an invented archive of any size, and what its users ask of it."""
