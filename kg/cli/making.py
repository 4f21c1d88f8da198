"""Commands for those who write the dataset: build, validate, coverage, read."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.commands import add_command
from kg.cli.progress import progress
from kg.words.errors import RuleBroken, UsageError
from kg.words.folders import ROOT, is_checkout
from kg.words.formats import AGAINST, ENGINES, GRAPH_FORMATS, REPORT_FORMS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.check.findings import Finding


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    build = add_command(commands, "build", "check the articles and build the dataset from them", "kg build", _build)
    build.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: the bundled one)")
    build.add_argument("--output", type=Path, help="folder for the dataset (default: dataset/)")
    build.add_argument("--fresh", action="store_true", help="read every article again, even what has not changed")
    build.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes that read articles (default: one for each core)"
    )
    build.add_argument("--quiet", action="store_true", help="print findings only")
    endings = ", ".join(f.extensions[0] for f in GRAPH_FORMATS)
    validate = add_command(
        commands,
        "validate",
        "hold the articles, or the files that are named, against the rules",
        "kg validate articles/socialist-action-uk/passages/lead.yaml",
        _validate,
    )
    validate.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=f"authored YAML, or RDF ({endings}); all articles if none"
    )
    validate.add_argument(
        "--against",
        nargs="+",
        choices=AGAINST,
        help="what RDF files are held against: the shapes with our dataset around them, or with the ontology alone; "
        "our terms (default: dataset terms)",
    )
    validate.add_argument("--engine", choices=ENGINES, help="the SHACL engine; pyshacl is the reference")
    validate.add_argument("--fresh", action="store_true", help="read everything again, even what passed unchanged")
    validate.add_argument("--format", choices=REPORT_FORMS, default="text", help="default: text")
    validate.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="violation",
        help="the least that makes the exit code 1 (default: violation)",
    )
    validate.add_argument("--counts", action="store_true", help="print how many things each shape was held against")
    coverage = add_command(
        commands, "coverage", "show which sentences have claims and which not", "kg coverage --open", _coverage
    )
    coverage.add_argument("--open", action="store_true", help="print each sentence without a claim")
    coverage.add_argument("--text", action="store_true", help="print the article with what is encoded in « »")
    coverage.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: the bundled one)")

    reading = add_command(
        commands,
        "read",
        "show passages for a second reading, beside their sentences; --note keeps that they have been read",
        "kg read livingstone-never-a-member --note",
        _read,
    )
    reading.add_argument(
        "passages",
        nargs="*",
        metavar="PASSAGE",
        help="a passage, with its article where two have one of that name (ARTICLE/PASSAGE), or an article; "
        "all that nobody has read as they are if none",
    )
    reading.add_argument("--note", action="store_true", help="note that you have read them, and did not write them")
    reading.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: the bundled one)")


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes; give 1 or more.")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from kg.check.build import build
    from kg.check.reports import as_text, shorten_path

    root = options.source or ROOT
    output = options.output or (root if options.source or is_checkout() else Path.cwd()) / "dataset"
    with progress():
        outcome = build(root, output, options.fresh, options.jobs)
    print(as_text(outcome.findings), end="")
    if not outcome.passed:
        print(f"\n{_count(outcome.findings)}; {shorten_path(output)} is as it was.", file=sys.stderr)
        return 1
    if not options.quiet:
        state = "is written" if outcome.changed else "is as it was"
        print(
            f"{outcome.passages} passages, {outcome.claims} claims, {outcome.facts} facts, {outcome.triples} triples."
        )
        before = ", as in an earlier build from the very same bytes" if outcome.remembered else ""
        print(f"Both gates passed ({len(outcome.matched)} shapes){before}; {shorten_path(output)} {state}.")
    return 0


def _validate(options: argparse.Namespace) -> int:
    from kg.check.engines import DEFAULT
    from kg.check.reports import at_least

    authored = [path for path in options.files if path.suffix in (".yaml", ".yml")]
    rdf = tuple(path for path in options.files if path not in authored)
    engine = options.engine or DEFAULT
    if options.against and not rdf:
        raise UsageError("--against is for RDF files; name one, or leave it out.")
    against = tuple(dict.fromkeys(options.against or ("dataset", "terms")))
    findings: list[Finding] = []
    matched: dict[str, int] = {}
    remembered = False
    try:
        if rdf:
            from kg.check.rdf_files import check_files

            found, matched = check_files(rdf, against, engine)
            findings += found
        if authored or not rdf:
            from kg.check.authored_files import check_authored

            with progress():
                outcome = check_authored(ROOT, tuple(authored), engine, options.fresh)
            findings += outcome.findings
            matched, remembered = outcome.matched, outcome.remembered
    except RuleBroken as error:
        from kg.check.findings import findings_of

        findings = findings_of(error)
    _print_report(findings, matched, engine, options.format)
    if options.counts:
        for name, count in matched.items():
            print(f"{name:30} held against {count}", file=sys.stderr)
    failed = bool(at_least(findings, options.fail_on))
    if failed:
        print(f"\n{_count(findings)}.", file=sys.stderr)
    elif options.format == "text":
        what = "All articles" if not options.files else ", ".join(str(path) for path in options.files)
        held = f"{len(matched)} shapes, {engine}" if matched else "terms"
        before = ", as in an earlier check of the very same bytes" if remembered else ""
        print(f"{what}: nothing found ({held}){before}.")
    return int(failed)


def _print_report(findings: "Sequence[Finding]", matched: dict[str, int], engine: str, form: str) -> None:
    from kg.check import reports

    if form == "table":
        from kg.cli.tables import print_table

        print_table(
            ("place", "severity", "rule", "what is wrong", "to mend"),
            [(reports.place(f), f.severity, f.check, f.message, f.remedy) for f in findings],
        )
        return
    forms: dict[str, Callable[[Sequence[Finding], dict[str, int], str], str]] = {
        "text": reports.as_text,
        "json": reports.as_json,
        "turtle": reports.as_turtle,
        "sarif": reports.as_sarif,
        "junit": reports.as_junit,
    }
    print(forms[form](findings, matched, engine), end="")


def _coverage(options: argparse.Namespace) -> int:
    from kg.source.corpus import read_corpus
    from kg.source.coverage import cover, marked_text, structured_share

    with progress():
        corpus = read_corpus(options.source or ROOT)
    for source in corpus.articles:
        if options.text:
            print(marked_text(source), end="")
            continue
        print(source.article.title)
        print(f"{'section':65} sentences  claims  nothing  open   done")
        for part in cover(source):
            counts = "".join(f"{part.count(state):8}" for state in ("claims", "nothing", "open"))
            print(f"{part.section.label:65} {len(part.sentences):9}{counts}{part.share:7.0%}")
            for covered in part.sentences:
                if covered.state == "open" and options.open:
                    print(f"    open: {source.article.fold(covered.sentence.text)}")
                if covered.state == "nothing":
                    print(f"    nothing: {source.article.fold(covered.sentence.text)}: {covered.passages[0].nothing}")
        print(f"{structured_share(source):.0%} of the claims in the article's own voice have a relation.")
    return 0


def _read(options: argparse.Namespace) -> int:
    from kg.check.second_reading import note_readings, unread

    with progress():
        found = unread(options.source or ROOT, tuple(options.passages))
    for passage in found:
        print(f"{passage.place}\n  {passage.sentence}")
        print("".join(f"  - {line}\n" for line in passage.claims))
    count = "1 passage" if len(found) == 1 else f"{len(found)} passages"
    if options.note and found:
        note_readings(options.source or ROOT, found)
        print(f"{count} noted as read.")
    else:
        print(
            f"{count} to read." if found else "Every passage has been read as it is by somebody who did not write it."
        )
    return 0


def _count(findings: "Sequence[Finding]") -> str:
    return "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
