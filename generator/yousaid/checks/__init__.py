"""What is worth telling the writer, one module a check."""
