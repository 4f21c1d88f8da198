"""The parts of the benchmark: what each measures, and how often in a full and in a quick run."""

from typing import NamedTuple


class Part(NamedTuple):
    """A module of this package, run in a process of its own; ``text`` says how it measures.

    The arguments are those of a full and of a quick run. One that is ``rare`` takes too long for either: it is run by
    its name alone, and what it measured is kept for the document.
    """

    name: str
    module: str
    heading: str
    text: str
    full: tuple[str, ...]
    quick: tuple[str, ...] = ()
    rare: bool = False


_VALIDATION = """\
From the files to the report. pySHACL has the same shapes and data; that it finds as many results as ours is checked in
the run, and that they are the same results by the tests."""

PARTS = (
    Part(
        "start-up",
        "start_up",
        "Start-up",
        "Whole processes, to the last row.",
        ("7", "1"),
        ("3", "1"),
    ),
    Part(
        "catalogue",
        "catalogue",
        "Questions",
        "Each bundled question in a warm process; the figure of an engine is the geometric mean over all of them. What "
        "rdflib does not answer within the limit counts as the limit, so its ratio is the least that it can be. Then a "
        "process that asks each of them once, from its start to its end.",
        ("2", "44"),
        ("1",),
    ),
    Part(
        "growth",
        "growth",
        "Growth of questions",
        "How much more the time of a question grows than the larger of its answer, in characters, and the dataset, "
        "times what one look-up grows, because a large store does not fit the caches. The answer counts because "
        "articles share things, and what two of them say of one comes in pairs, as rows or as the claims in a row; how "
        "many answers grow to more than twice the dataset so is told. Beside it, how much more than the dataset the "
        "patterns grow that any question is made of.",
        ("1", "100"),
        ("1", "10"),
    ),
    Part(
        "search",
        "search",
        "Search",
        "The index of texts beside a scan with CONTAINS in the engine, for five words; the hits are the same.",
        ("1", "100"),
        ("1",),
    ),
    Part(
        "build",
        "build",
        "Build",
        "Authored files, read, held against both gates, compiled and written; a first build, one with nothing changed, "
        "and one with a change in one article. Memory is the sum over all processes, at its highest.",
        ("1", "10", "100"),
        ("1", "10"),
    ),
    Part("validation", "validation", "Validation of the real articles", _VALIDATION, ("2",), ("1",)),
    Part("validation-made-up", "validation", "Validation of made-up articles", _VALIDATION, ("1", "2"), ("1", "1")),
    Part(
        "validation-growth",
        "validation_growth",
        "Growth of validation",
        "Both gates, nothing kept from before; the seconds are those of all processors.",
        ("1", "10", "30"),
        ("1", "3"),
    ),
    Part(
        "exports",
        "exports",
        "Canonical form and exports",
        "Whole processes, from their start to the last byte. The dataset in every format; many copies of it in two.",
        ("1", "100"),
        ("1",),
    ),
    Part(
        "endpoint",
        "endpoint",
        "Endpoint",
        "Eight connections that are kept, one client for all servers, each server in turn for two seconds.",
        ("2",),
        ("1",),
    ),
    Part("site", "site", "Pages", "`kg site`, once for each size.", ("1", "10"), ("1",)),
    Part(
        "validation-100",
        "validation",
        "Validation of 100 made-up articles",
        f"{_VALIDATION} pySHACL has not ended after an hour, so it is given up; run by itself, once.",
        ("1", "100"),
        rare=True,
    ),
    Part("site-100", "site", "Pages of 100 articles", "`kg site`, once for each size.", ("1", "10", "100"), rare=True),
    Part(
        "ten-million",
        "ten_million",
        "Ten million triples",
        "One machine, all processes of a step together held to 16 GiB; each step once.",
        (),
        rare=True,
    ),
)
