"""The publisher: whose page it is."""
