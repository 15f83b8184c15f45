"""A look at the sites while writing."""
