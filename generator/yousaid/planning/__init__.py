"""What an edition becomes: the outputs and their addresses."""
