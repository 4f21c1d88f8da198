"""Evidence: for each claim about a thing, the words that state it, the footnotes, and who speaks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.ask.names import find_predicate, find_thing
from kg.ask.own_queries import ask_named
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES


class Evidence(NamedTuple):
    """One claim with its evidence; ``standing`` says whether it is a fact and, if not, why not.

    ``article`` is the title of the article that speaks, ``publisher`` who publishes it, ``within`` the article that an
    abstract stands beside; ``contradictions`` are the words of claims of which at most one can be so with this one.
    ``denied`` says that whoever speaks, the article or the speaker, says that it is not so.
    """

    claim: str
    subject: str
    subject_label: str
    predicate: str | None
    predicate_label: str | None
    object: str | None
    object_label: str | None
    standing: str
    denied: bool
    speaker: str | None
    act: str | None
    medium: str | None
    gist: str | None
    role: str | None
    purpose: str | None
    context: str | None
    hedges: tuple[str, ...]
    date: str | None
    words: str | None
    before: str
    quote: str
    after: str
    section: str
    article: str
    footnotes: tuple[str, ...]
    tags: tuple[str, ...]
    notes: tuple[str, ...]
    replies: tuple[str, ...]
    publisher: str | None = None
    within: str | None = None
    contradictions: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Return the article that speaks, so that no two are taken for one."""
        if self.within:
            return f"{self.article} (abstract beside {self.within})"
        return f"{self.article} ({self.publisher})" if self.publisher else self.article

    @property
    def is_fact(self) -> bool:
        """Return whether the claim stands behind a plain triple."""
        return self.standing == "fact"


def why(thing: str, predicate: str | None = None, object: str | None = None) -> tuple[Evidence, ...]:  # noqa: A002
    """Return every claim about a thing, or those with a predicate and an object, with its evidence; facts first.

    Raises UsageError for a name that nothing bears or that several things bear.

    >>> import kg
    >>> first = kg.why("socialist-action", "foundedOn")[0]
    >>> first.standing, first.object_label, first.quote[:32]
    ('fact', '1982', 'The group was founded in 1982 wh')
    """
    subject = find_thing(thing)
    wanted = find_predicate(predicate) if predicate else None
    claims = [str(claim) for _, claim in ask_named("claims-about", thing=subject.iri)]
    found = [item for item in evidence_of(claims).values() if wanted is None or item.predicate == wanted]
    if object is not None:
        folded = object.casefold()
        exact = [e for e in found if folded in (str(n).casefold() for n in (e.object_label, e.object) if n)]
        if exact:
            found = exact
        else:
            try:
                other = find_thing(object)
            except UsageError as error:
                given = ", ".join(dict.fromkeys(e.object_label for e in found if e.object_label))
                raise UsageError(f"{error} What is said here: {given or 'nothing'}.") from None
            found = [item for item in found if other.iri in (item.subject, item.object)]
    return tuple(sorted(found, key=lambda e: (_ORDER.index(e.standing.split(":")[0]), e.predicate or "~", e.claim)))


#: Standings in the order in which they are shown; what stands after a colon is the reason.
_ORDER = ("fact", "in the article, not a fact", "denied by the article", "said by somebody")


def evidence_of(claims: Iterable[str]) -> dict[str, Evidence]:
    """Return the evidence of claims, by the address of each; an address that is no claim's is left out."""
    wanted = sorted(set(claims))
    return {item.claim: item for item in _read(wanted)} if wanted else {}


def all_evidence() -> dict[str, Evidence]:
    """Return the evidence of every claim of the dataset, by the address of each."""
    return evidence_of(str(claim) for (claim,) in ask_named("all-claims"))


def _read(claims: list[str]) -> Iterator[Evidence]:
    """Yield claims with their evidence: several small queries, each of which reads no more than what it is asked of."""
    details: dict[tuple[str, str], dict[str, None]] = {}
    for claim, kind, _, text in ask_named("details", claim=claims):
        details.setdefault((str(claim), str(kind)), {})[str(text)] = None
    for claim, text in ask_named("contradictions", claim=claims):
        details.setdefault((str(claim), "contradiction"), {})[str(text)] = None
    answer = ask_named("claims", claim=claims)
    rows = [dict(zip(answer.columns, cells, strict=True)) for cells in answer]
    contested = _contested({str(row["subject"]) for row in rows if not (row["speaker"] or row["isFact"])})
    for row in rows:
        claim = str(row["claim"])

        def of(*kinds: str, claim: str = claim) -> tuple[str, ...]:
            return tuple(text for kind in kinds for text in details.get((claim, kind), ()))

        yield Evidence(
            claim=claim,
            subject=str(row["subject"]),
            subject_label=str(row["subjectLabel"]),
            predicate=_text(row["predicate"]),
            predicate_label=_text(row["predicateLabel"]),
            object=_text(row["object"]),
            object_label=_text(row["objectLabel"]) or _text(row["object"]),
            standing=_standing(row, bool(of("weakening hedge")), _statement(row) in contested),
            denied=row["negative"] is True,
            speaker=_text(row["speaker"]),
            act=_text(row["act"]),
            medium=_text(row["medium"]),
            gist=_text(row["gist"]),
            role=_text(row["role"]),
            purpose=_text(row["purpose"]),
            context=_text(row["context"]),
            hedges=of("hedge", "weakening hedge"),
            date=_text(row["date"]),
            words=_text(row["words"]),
            before=str(row["before"] or ""),
            quote=str(row["quote"]),
            after=str(row["after"] or ""),
            section=str(row["section"]),
            article=str(row["article"]),
            footnotes=of("footnote"),
            tags=of("tag"),
            notes=of("note"),
            replies=of("reply"),
            publisher=_text(row["publisher"]),
            within=_text(row["within"]),
            contradictions=of("contradiction"),
        )


def _contested(subjects: set[str]) -> set[tuple[object, ...]]:
    """Return what is denied or disputed of these: subject, predicate and object. A fact is neither."""
    if not subjects:
        return set()
    answer = ask_named("contested", subject=sorted(subjects))
    return {_statement(dict(zip(answer.columns, cells, strict=True))) for cells in answer}


def _statement(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["subject"], row["predicate"], row["object"]


def _standing(row: Mapping[str, object], weakened: bool, contested: bool) -> str:
    """Return whether a claim is a fact and, if not, the reasons, in words."""
    if row["speaker"]:
        return "said by somebody"
    if row["negative"] is True:
        return "denied by the article"
    if row["isFact"] is True:
        return "fact"
    reasons = []
    if not row["predicate"]:
        reasons.append("only in words, without a relation")
    if row["support"] == PREFIXES["pao"] + "CitationNeeded":
        reasons.append("a citation is asked for")
    if weakened:
        reasons.append("a bare triple would say more than its hedge allows")
    if contested:
        reasons.append("it is disputed")
    if row["isContradicted"] is True:
        reasons.append("another claim contradicts it")
    if not reasons:
        reasons.append("it concerns somebody presumed to be living and has no footnote")
    return f"in the article, not a fact: {', '.join(reasons)}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
