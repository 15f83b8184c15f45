"""From text on disk to records and problems."""
