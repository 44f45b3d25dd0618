"""A plain-text dump to its story: its lines, the chance that each is the story's, the best run of them."""
