"""Files written for the writer."""
