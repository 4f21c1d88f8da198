"""Pages for people who would rather read and look than query; the same from a server and as files."""

from kg.words.extras import need_extra

need_extra("server")
