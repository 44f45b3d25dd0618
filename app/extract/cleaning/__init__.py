"""A parsed page to its story: what is furniture, where it stands, what frames the story."""
