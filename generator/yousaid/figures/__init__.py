"""The numbers: how they are worked out, and which are hidden."""
