"""The command: one thin module each."""
