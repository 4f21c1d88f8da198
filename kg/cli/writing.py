"""Commands for those who add an article: new, draft, check."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.commands import add_command
from kg.cli.progress import progress
from kg.words.errors import UsageError
from kg.words.folders import ROOT, is_checkout
from kg.words.formats import FOOTNOTE_MARKS

if TYPE_CHECKING:
    from kg.check.workbench import Checked, Workbench


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    new = add_command(
        commands,
        "new",
        "make the folder of a new article: text, sections, sentences, references, nothing decided",
        "kg new red-league red-league.txt --title 'Red League' --licence 'CC BY-SA 4.0' \\\n"
        "    --url https://simple.wikipedia.org/wiki/Red_League",
        _new,
    )
    new.add_argument("slug", metavar="SLUG", help="the folder's name under articles/: small letters, digits, hyphens")
    new.add_argument("text", type=Path, metavar="TEXT", help="file with the text, UTF-8; it is kept byte for byte")
    new.add_argument("--title", required=True, help="the article's title")
    new.add_argument("--url", required=True, help="its address, with https")
    new.add_argument("--licence", required=True, help="address of its licence, or 'CC BY-SA 4.0'")
    new.add_argument("--about", metavar="ID", help="the entity that it is about (default: the one of that name)")
    new.add_argument("--language", default="en", help="language of the text; the text gate listens for English")
    new.add_argument("--retrieved", metavar="DAY", help="when the text was copied, as 2026-11-24, if that is known")
    new.add_argument(
        "--marks", choices=FOOTNOTE_MARKS, default=FOOTNOTE_MARKS[0], help="how footnotes are marked (default: [1])"
    )
    new.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: this checkout)")
    draft = add_command(
        commands,
        "draft",
        "propose claims for the open passages of an article, as comments that decide nothing",
        "kg draft international-marxist-group-simple",
        _draft,
    )
    draft.add_argument(
        "slug", metavar="SLUG", help="the article's folder under articles/"
    ).completer = _complete_articles  # type: ignore[attr-defined]
    draft.add_argument("--print", action="store_true", dest="show", help="print the proposals and write nothing")
    draft.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: this checkout)")
    check = add_command(
        commands,
        "check",
        "hold one article against both gates while it is written",
        "kg check international-marxist-group-simple --watch",
        _check,
    )
    check.add_argument(
        "slug", metavar="SLUG", help="the article's folder under articles/"
    ).completer = _complete_articles  # type: ignore[attr-defined]
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl-C")
    check.add_argument("--quiet", action="store_true", help="no warnings, and no open sentences")
    check.add_argument("--source", type=Path, help="folder with articles/ and entities/ (default: this checkout)")


def _root(options: argparse.Namespace) -> Path:
    """Return the folder to write in; what is installed is not written to."""
    root: Path | None = options.source
    if root is None and not is_checkout():
        raise UsageError("This is no checkout; name with --source the folder that holds your articles/ and entities/.")
    root = root or ROOT
    if not (root / "entities").is_dir():
        raise UsageError(f"{root}: holds no entities/; name the folder that holds articles/ and entities/.")
    return root


def _new(options: argparse.Namespace) -> int:
    from kg.check.reports import shorten_path
    from kg.draft.new_article import new_article

    with progress():
        folder, remarks = new_article(
            _root(options),
            options.slug,
            options.text,
            options.title,
            options.url,
            options.licence,
            about=options.about,
            language=options.language,
            retrieved=options.retrieved,
            marks=options.marks,
        )
    print(f"{shorten_path(folder)} is written.")
    for remark in remarks:
        print(remark)
    print(f"Next: kg draft {options.slug}, then write, with kg check {options.slug} --watch beside it.")
    return 0


def _draft(options: argparse.Namespace) -> int:
    from kg.draft.drafting import draft_article

    with progress():
        claims, passages, lines = draft_article(_root(options), options.slug, write=not options.show)
    if options.show:
        print("\n".join(lines))
    done = "proposed" if options.show else "proposed in comments that begin with '#?'"
    print(f"{claims} claims for {passages} open passages are {done}; none of them is decided.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from kg.check.workbench import Workbench

    bench = Workbench(_root(options), options.slug)
    with progress():
        checked = bench.check()
    _print_checked(checked, options.quiet)
    if options.watch:
        _watch(bench, options.quiet)
    return 0 if checked.passed else 1


def _watch(bench: "Workbench", quiet: bool) -> None:
    """Check again whenever something is saved, until somebody interrupts."""
    from kg.check.reports import shorten_path
    from kg.check.watching import changes
    from kg.words.errors import BadData

    print("Watching; Ctrl-C ends it.", flush=True)
    with suppress(KeyboardInterrupt):
        for saved in changes(lambda: bench.files):
            print(f"\n{', '.join(shorten_path(Path(name)) for name in saved)}:", flush=True)
            try:
                with progress():
                    checked = bench.check()
                _print_checked(checked, quiet)
            except BadData as error:
                # what cannot be read at all is told, and the next saving may mend it
                print(f"kg: {error}", flush=True)


def _print_checked(checked: "Checked", quiet: bool) -> None:
    from kg.check.reports import as_text, at_least

    found = at_least(checked.findings, "violation")
    print(as_text(found), end="")
    gates = "both gates pass" if checked.passed else f"{len(found)} finding{'' if len(found) == 1 else 's'}"
    if not checked.coverage:
        print(f"{gates}; the sentences are counted when the form is mended ({checked.seconds:.2f} s)", flush=True)
        return
    if not quiet:
        _print_warnings(checked)
    prose = [part for part in checked.coverage if part.section.form != "references"]
    counts = {state: sum(part.count(state) for part in prose) for state in ("claims", "nothing", "open")}
    entries = [covered for part in checked.coverage if part not in prose for covered in part.sentences]
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    listed = f"; references: {sum(e.described for e in entries)} of {len(entries)}" if entries else ""
    print(f"{gates}; sentences: {told}{listed} ({checked.seconds:.2f} s)", flush=True)


def _print_warnings(checked: "Checked") -> None:
    """Print the warnings, those that every passage or thing has while somebody writes in one line, and what is open."""
    from kg.check.reports import as_text, at_least, shorten_path

    warnings = [finding for finding in at_least(checked.findings, "warning") if finding.severity == "warning"]
    print(
        as_text([finding for finding in warnings if finding.check not in ("open", "second-reading", "UsedEntity")]),
        end="",
    )
    for part in checked.coverage:
        for covered in part.sentences:
            if covered.state == "open":
                passage = next(iter(covered.passages), None)
                place = f"{shorten_path(passage.path)}:{passage.line}: " if passage else ""
                print(f"{place}open: {' '.join(covered.sentence.text.split())}")
    unused = [finding for finding in warnings if finding.check == "UsedEntity"]
    if unused:
        places = ", ".join(f"{shorten_path(finding.path)}:{finding.line}" for finding in unused[:3])
        print(f"things that no claim speaks of yet: {len(unused)} ({places}{', …' if len(unused) > 3 else ''})")
    unread = sum(finding.check == "second-reading" for finding in warnings)
    if unread:
        print(f"passages that nobody but their author has read: {unread} (kg read shows them)")


def _complete_articles(prefix: str, **_: object) -> list[str]:
    return [path.name for path in sorted((ROOT / "articles").iterdir()) if path.name.startswith(prefix)]
