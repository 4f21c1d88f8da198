"""What is installed only where it is asked for: each extra, and the packages that it brings."""

from kg.words.errors import UsageError

#: Extra of ``pyproject.toml`` -> packages by which it is known to be there.
EXTRAS = {"mcp": ("mcp",), "pandas": ("pandas",), "server": ("httptools", "jinja2", "uvicorn")}


def need_extra(extra: str) -> None:
    """Return if an extra is installed; raises UsageError, with the way to get it, if one of its packages is missing."""
    from importlib.util import find_spec

    missing = [package for package in EXTRAS[extra] if find_spec(package) is None]
    if missing:
        raise UsageError(
            f"This needs the package '{missing[0]}', which is not installed; "
            f"run: pip install 'socialist-action-kg[{extra}]'."
        )
