"""The dataset on the web: a public endpoint, and pages for people, answered live or written as files."""
