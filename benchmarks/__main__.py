"""``python -m benchmarks [--quick] [--output FILE.md] [PART…]``: all parts, or those named, and one document of them.

The document goes to the terminal, or to the file, with JSON beside it. Parts that take too long are run by their names
alone; a document that is there keeps what it has of them, and of all that are not run where some are named. The exit
code is 1 where a part fails, or a goal is not measured for the document; one that is missed is told, and is no failure.
"""

import argparse
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.document import as_json, machine, markdown, measured_again, read_json
from benchmarks.goals import Verdict, judge, read_goals
from benchmarks.parts import PARTS, Part
from benchmarks.rounds import Table, read_tables


def main() -> int:
    """Run the parts and write the document; return the exit code."""
    arguments = _parser().parse_args()
    started = time.perf_counter()
    parts = [part for part in PARTS if part.name in arguments.parts or not (arguments.parts or part.rare)]
    found = {part: _run(part, arguments.quick) for part in parts}
    kind = "in a quick run, with few rounds and small sizes," if arguments.quick else "in full"
    taken = "part by part" if arguments.parts else f"in {(time.perf_counter() - started) / 60:.0f} minutes"
    measured = f"Measured {kind} on {machine()}, {taken}."
    kept: dict[str, list[Table]] = {}
    if arguments.output and arguments.output.with_suffix(".json").exists():
        before, kept = read_json(arguments.output.with_suffix(".json").read_text(encoding="utf-8"))
        if arguments.parts:
            measured = measured_again(before, [part.name for part in parts if not part.rare])
    may_keep = [part for part in PARTS if part.rare or arguments.parts]
    every = {part: found.get(part) or (kept.get(part.name, []) if part in may_keep else []) for part in PARTS}
    verdicts = judge(read_goals(), {table.table: table for tables in every.values() for table in tables})
    text = markdown(verdicts, every, measured)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
        arguments.output.with_suffix(".json").write_text(as_json(verdicts, every, measured), encoding="utf-8")
    else:
        print(text)
    return int(None in found.values() or (arguments.output is not None and _lacks(verdicts)))


def _lacks(verdicts: list[Verdict]) -> bool:
    """Return whether a goal was not measured, other than by the parts that are run by themselves."""
    lacking = [verdict.goal.goal for verdict in verdicts if not verdict.figures and not verdict.goal.rare]
    for goal in lacking:
        print(f"not measured: {goal}", file=sys.stderr)
    return bool(lacking)


def _run(part: Part, quick: bool) -> list[Table] | None:
    """Return the tables of a part, which runs in a process of its own; None if it fails."""
    started = time.perf_counter()
    print(f"{part.name} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"benchmarks.{part.module}", *(part.quick if quick else part.full)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(f"{part.name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    tables = read_tables(done.stdout) if done.returncode == 0 else None
    if tables and part.rare:
        return [replace(table, size=f"{table.size}; measured by itself on {machine()}") for table in tables]
    return tables


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *(part.name for part in PARTS)])
    parser.add_argument("--quick", action="store_true", help="few rounds and small sizes, for a first look")
    parser.add_argument("--output", type=Path, help="the document; the same as JSON is written beside it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
