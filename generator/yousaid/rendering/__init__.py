"""From one planned output to its bytes."""
