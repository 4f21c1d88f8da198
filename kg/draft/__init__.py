"""The next article: its folder from a text, and proposals for claims that somebody must weigh."""
