"""Benchmarks: whole processes and peers, timed in turn in one run, told as ratios."""
