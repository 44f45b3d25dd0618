"""Place, date and agency that open a story, in the manner of many agencies and scripts."""
