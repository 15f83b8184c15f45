"""How fast and how large: run by hand, and in a short form by CI. Never a timed test."""
