"""Slide shows for screens: their words, their pictures and their pages."""
