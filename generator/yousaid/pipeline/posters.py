"""Posters laid out: measured, and printed to PDF where they were not printed before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.pipeline.request import Progress
from yousaid.planning.posters import Poster, posters_for
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.posters import Layout, Press, Sheet
