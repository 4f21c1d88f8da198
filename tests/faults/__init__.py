"""Everything that a remote service can do wrong, played by a real server: one fault for each path."""
