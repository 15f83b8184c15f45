"""yousaid: turns "You said, we did" stories into a site for each audience and posters for the wall."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
"""The version of the program; part of every cache key."""
