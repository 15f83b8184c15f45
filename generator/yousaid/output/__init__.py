"""The output room: what is written is staged, put in place, remembered, and removed again when it is stale."""
