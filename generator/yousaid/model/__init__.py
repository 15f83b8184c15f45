"""The records that everything else hands on."""
