"""Commands for those who write the dataset: build, validate, coverage."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.commands import add_command
from kg.words.errors import RuleBroken
from kg.words.folders import ROOT, is_checkout
from kg.words.formats import GRAPH_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check.findings import Finding


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    build = add_command(commands, "build", "check the articles and build the dataset from them", "kg build", _build)
    build.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: the bundled one)")
    build.add_argument("--output", type=Path, help="folder for the dataset (default: dataset/)")
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
        "--alone", action="store_true", help="hold RDF files against the rules without our dataset around them"
    )
    coverage = add_command(
        commands, "coverage", "show which sentences have claims and which not", "kg coverage --open", _coverage
    )
    coverage.add_argument("--open", action="store_true", help="print each sentence without a claim")
    coverage.add_argument("--text", action="store_true", help="print the article with what is encoded in « »")
    coverage.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: the bundled one)")


def _build(options: argparse.Namespace) -> int:
    from kg.check.build import build

    root = options.source or ROOT
    output = options.output or (root if options.source or is_checkout() else Path.cwd()) / "dataset"
    outcome = build(root, output)
    _print_findings(outcome.findings)
    if not outcome.passed:
        print(f"\n{_count(outcome.findings)}; {_shown(output)} is as it was.", file=sys.stderr)
        return 1
    if not options.quiet:
        state = "is written" if outcome.changed else "is as it was"
        print(
            f"{outcome.passages} passages, {outcome.claims} claims, {outcome.facts} facts, {outcome.triples} triples."
        )
        print(f"Both gates passed ({len(outcome.matched)} shapes); {_shown(output)} {state}.")
    return 0


def _validate(options: argparse.Namespace) -> int:
    authored = [path for path in options.files if path.suffix in (".yaml", ".yml")]
    rdf = tuple(path for path in options.files if path not in authored)
    findings: list[Finding] = []
    shapes = 0
    try:
        if rdf:
            from kg.check.rdf_files import check_files

            found, matched = check_files(rdf, options.alone)
            findings += found
            shapes = len(matched)
        if authored or not rdf:
            from kg.check.authored_files import check_authored

            outcome = check_authored(ROOT, tuple(authored))
            findings += outcome.findings
            shapes = len(outcome.matched)
    except RuleBroken as error:
        print(error)
        print(
            "\n1 finding." if "\n" not in str(error) else f"\n{len(str(error).splitlines())} findings.", file=sys.stderr
        )
        return 1
    _print_findings(findings)
    if any(finding.severity == "violation" for finding in findings):
        print(f"\n{_count(findings)}.", file=sys.stderr)
        return 1
    what = "All articles" if not options.files else ", ".join(str(path) for path in options.files)
    print(f"{what}: nothing found ({shapes} shapes).")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from kg.source.corpus import read_corpus
    from kg.source.coverage import cover, marked_text, structured_share
    from kg.source.projection import fold

    for source in read_corpus(options.source or ROOT).articles:
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
                    print(f"    open: {fold(covered.sentence.text)}")
                if covered.state == "nothing":
                    print(f"    nothing: {fold(covered.sentence.text)}: {covered.passages[0].nothing}")
        listed = sum(1 for reference in source.references.values() if reference.entry)
        print(f"{listed} entries of the list of references are described.")
        print(f"{structured_share(source):.0%} of the claims in the article's own voice have a relation.")
    return 0


def _print_findings(findings: "Sequence[Finding]") -> None:
    for finding in findings:
        print(f"{_shown(finding.path)}:{finding.line}: {finding.severity}: {finding.message} [{finding.check}]")
        if finding.sentence:
            print(f"    the text: {finding.sentence}")
        if finding.remedy:
            print(f"    to mend:  {finding.remedy}")


def _count(findings: "Sequence[Finding]") -> str:
    return "1 finding" if len(findings) == 1 else f"{len(findings)} findings"


def _shown(path: Path) -> str:
    """Return a path as short as it can be said from where the person is."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
