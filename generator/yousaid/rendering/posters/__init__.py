"""Posters: from what stands on one to its sheets, in words, on paper and as a page."""
