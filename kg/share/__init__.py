"""Sharing the dataset: exports in standard formats, the same bytes every time."""
