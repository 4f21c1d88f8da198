"""Pages for people who would rather read and look than query; the same from a server and as files."""
