"""The line that names the story, from titles, headings or the lines above it."""
