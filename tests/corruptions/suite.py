"""A run: so many corruptions, spread over all operators, in batches; what came of each."""

import os
from collections import Counter
from dataclasses import asdict, dataclass
from random import Random

from tests.corruptions import authored_sources, authored_structure, authored_words, graph_facts, graph_form
from tests.corruptions.authored import Authored
from tests.corruptions.compiled import Compiled
from tests.corruptions.known import KNOWN
from tests.corruptions.operators import OPERATORS, READING, SAFETY

TABLES = (authored_sources, authored_words, authored_structure, graph_facts, graph_form)
SEED = int(os.environ.get("KG_SEED", "1982"))
NUMBER = int(os.environ.get("KG_CORRUPTIONS", "1128"))
BATCHES = 24


@dataclass(frozen=True)
class Answer:
    """What the gates said to one corruption: the rules that found it; none, if it slipped through."""

    operator: str
    what: str
    rules: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Return whether a rule found it that reads nothing but the files and the graph as they are."""
        return any(rule != READING for rule in self.rules)


def plan(batch: int) -> list[tuple[str, str]]:
    """Return the operators of a batch in turn, each with the seed of one corruption."""
    names = sorted(OPERATORS)
    return [(names[i % len(names)], f"{SEED}/{i}") for i in range(NUMBER) if i % BATCHES == batch]


def make(name: str, seed: str, data: Authored | Compiled):
    """Return the corruption of an operator and a seed; where a place does not suit it, the next one is tried."""
    for attempt in range(100):
        corruption = OPERATORS[name].make(data, Random(f"{name}/{seed}/{attempt}"))
        if corruption is not None:
            return corruption
    raise AssertionError(f"the operator '{name}' applies nowhere any more")


def answer(name: str, seed: str, data: Authored | Compiled) -> Answer:
    """Return what the gates say to the corruption of an operator and a seed."""
    corruption = make(name, seed, data)
    return Answer(name, corruption.what, tuple(sorted(data.findings(corruption))))


def table(answers: list[Answer]) -> list[str]:
    """Return the table of a run, and each miss with the reason why no gate can know, where there is one."""
    lines = [f"{'kind':18} {'layer':9} {'operator':56} {'made':>5} {'caught':>6} {'rules':>6}  by"]
    for operator in sorted(OPERATORS.values(), key=lambda o: (o.kind not in SAFETY, o.kind, o.layer, o.name)):
        own = [a for a in answers if a.operator == operator.name]
        rules = Counter(rule for a in own for rule in a.rules if rule != READING)
        caught, alone = sum(bool(a.rules) for a in own), sum(a.alone for a in own)
        by = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(4))
        lines.append(
            f"{operator.kind:18} {operator.layer:9} {operator.name:56} {len(own):5} {caught:6} {alone:6}  {by}"
        )
    for heading, missed in (
        ("What slipped through:", [a for a in answers if not a.rules]),
        ("What the second reading alone found:", [a for a in answers if a.rules and not a.alone]),
    ):
        told = sorted({(a.operator, a.what) for a in missed})
        lines += ["", heading if told else f"{heading} nothing."]
        lines += [f"  {what} [{name}: {KNOWN.get(name, 'no reason is known')}]" for name, what in told]
    lines += ["", f"{'kind':18} {'made':>5} {'caught':>6} {'by the rules alone':>19}"]
    lines += [f"{kind:18} {made:5} {caught:6} {alone:19}" for kind, (made, caught, alone) in rates(answers).items()]
    return lines


def rates(answers: list[Answer]) -> dict[str, tuple[int, int, int]]:
    """Return for each kind, and for all, how many corruptions were made, how many caught, and by the rules alone."""
    kinds: dict[str, list[Answer]] = {}
    for item in answers:
        kinds.setdefault(OPERATORS[item.operator].kind, []).append(item)
    kinds = dict(sorted(kinds.items())) | {"all": answers}
    return {k: (len(i), sum(bool(a.rules) for a in i), sum(a.alone for a in i)) for k, i in kinds.items()}


def pack(answers: list[Answer]) -> list[dict]:
    """Return answers as plain values."""
    return [asdict(item) for item in answers]


def unpack(values: list[dict]) -> list[Answer]:
    """Return answers from plain values."""
    return [Answer(value["operator"], value["what"], tuple(value["rules"])) for value in values]
