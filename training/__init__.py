"""Makes the learnt parts of the project anew; nothing in app imports it."""
