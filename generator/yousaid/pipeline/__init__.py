"""The whole path: read, check, edition, plan, render, write."""
