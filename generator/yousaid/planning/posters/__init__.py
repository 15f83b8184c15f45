"""Posters: what an edition's posters are, and what stands on each."""
