"""`python -m yousaid`: the command, where the folder of commands is not on the path."""

from __future__ import annotations

from yousaid.cli.main import main

if __name__ == "__main__":
    main()
