"""Seeded corruptions of the authored files and of the compiled graph, and how the gates answer them."""
