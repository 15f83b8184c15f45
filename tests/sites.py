"""Whole projects written as one string, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

BASE = """\
-- site.yaml --
organisation:
  name: Teaselbridge NHS Trust
contact:
  name: Patient Experience Team
languages:
  - code: en
    name: English
  - code: cy
    name: Cymraeg
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
  - id: staff
    name: Staff
    title: You said, together we did
    public: false
-- places.yaml --
- id: general
  name: Teaselbridge General Hospital
  kind: site
- id: willow
  name: Willow Ward
  parent: general
  aliases: [Ward 7]
-- stories/quieter-nights.md --
---
title: Quieter nights on Willow Ward
place: willow
audiences: [patients, staff]
you_said: It is too noisy at night.
we_did: Bins are now emptied after 7am.
---
We asked again in October.
-- feedback/willow.yaml --
place: willow
period: 2026-10
audiences: [patients, staff]
-- pages/about.md --
---
title: About this site
audiences: [patients]
---
Words about us.
"""
"""A small project without a problem."""


def files_of(text: str) -> dict[str, str]:
    """Return the files that a text holds: each starts with a line of its path between two dashes."""
    files: dict[str, str] = {}
    path = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("-- ") and line.rstrip().endswith(" --"):
            path = line.strip()[3:-3]
            files[path] = ""
        else:
            files[path] += line
    return files


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, and return the folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def site(folder: Path, text: str = "", more: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the base project into `folder`/content with other files laid over it, and return that folder."""
    return write(folder / "content", {**files_of(BASE), **files_of(text), **(more or {})})


def story(**values: str) -> str:
    """Return the text of a story file with these keys beside the needed ones; an empty one is left out."""
    keys = {"title": "A title", "audiences": "[patients]", **values}
    words = "" if {"you_said", "we_did", "actions"} & {key for key in keys if keys[key]} else "Some words.\n"
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items() if value) + f"---\n{words}"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    """Return the bytes of a small picture."""
    buffer = BytesIO()
    Image.new("RGB", size, (0, 94, 184)).save(buffer, kind)
    return buffer.getvalue()
