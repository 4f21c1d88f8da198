"""What a request asks: the query in it, what it is asked of, and the form of the answer (SPARQL 1.1 Protocol, 2.1)."""

from collections.abc import Callable, Iterator
from email.message import Message
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from kg.store.query_text import MAX_CHARACTERS, check_query, form_of, is_repeatable
from kg.store.scope import Scope, read_scope
from kg.web.message import Request
from kg.web.negotiation import negotiate
from kg.web.problems import Refusal
from kg.words.formats import FORM, GRAPH_FORMATS, QUERY, RESULT_FORMATS, UPDATE

if TYPE_CHECKING:
    from kg.store.engine import Result

#: No request of anybody's has more parameters than this.
_MOST_PARAMETERS = 256

_READ_ONLY = "This endpoint is read-only: it answers queries and takes no updates."


class Question(NamedTuple):
    """A checked query, what it is asked of, and the name of a format; equal questions have equal answers.

    ``media_type`` is how the client calls the format. ``is_repeatable`` is false for what changes with each asking.
    """

    text: str
    scope: Scope
    format: str
    media_type: str
    is_repeatable: bool


#: What answers a question: in a worker that can be killed, or from what is remembered.
Ask = Callable[[Question], "Result"]


def read_question(request: Request) -> Question | None:
    """Return what a request asks, or None if it holds no query, so wants to know what is here.

    Raises Refusal, and UsageError, BadData or NotInThisFormat, for what is no single query that may be asked.
    """
    parameters = list(read_parameters(request))
    named: dict[str, list[str]] = {}
    for name, value in parameters:
        named.setdefault(name, []).append(value)
    if "update" in named or {"using-graph-uri", "using-named-graph-uri"} & set(named):
        raise Refusal(403, _READ_ONLY)
    texts = named.get("query", [])
    if not texts and request.method != "POST" and set(named) <= {"format"}:
        return None
    if len(texts) != 1:
        raise Refusal(400, f"A request holds one query, and this has {len(texts) or 'none'}; send it as 'query'.")
    text = texts[0]
    if len(text) > MAX_CHARACTERS:
        status = 413 if request.method == "POST" else 414
        raise Refusal(status, f"The query is longer than {MAX_CHARACTERS} characters; shorten it.")
    check_query(text)
    scope = read_scope(named.get("default-graph-uri", []), named.get("named-graph-uri", []))
    offers = GRAPH_FORMATS if form_of(text) == "graph" else RESULT_FORMATS
    choice = negotiate(request, offers, named.get("format", []))
    return Question(text, scope, choice.format.name, choice.media_type, is_repeatable(text))


def read_parameters(request: Request) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a request, those of its address and those of its body; a query sent as it is, too.

    Raises Refusal with 415 for a body that is no form and no query, with 400 for what is not UTF-8.
    """
    yield from parameters_of(request.query)
    if request.method != "POST":
        return
    if request.header("content-encoding").strip().lower() not in ("", "identity"):
        raise Refusal(415, "The body is compressed; send it as it is.", accept_encoding="identity")
    header = Message()
    header["content-type"] = request.header("content-type") or "none/none"
    kind, charset = header.get_content_type(), header.get_content_charset("utf-8")
    if kind == UPDATE:
        raise Refusal(403, _READ_ONLY)
    if kind not in (FORM, QUERY):
        sentence = f"A query is posted as {QUERY}, or in a form as {FORM}; say which in Content-Type."
        raise Refusal(415, sentence, accept_post=f"{QUERY}, {FORM}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(400, "The body is not in UTF-8, which queries are sent in; encode it so.")
    try:
        body = request.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "The body says that it is UTF-8 and is not; encode it so.") from None
    if kind == QUERY:
        yield "query", body
    else:
        yield from parameters_of(body)


def parameters_of(text: str) -> list[tuple[str, str]]:
    """Return the parameters of a form or a query string (URL Standard, section 5.1); raises Refusal if not UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise Refusal(400, "The parameters are not UTF-8 under their percent signs; encode them so.") from None
    except ValueError:
        raise Refusal(400, f"There are more than {_MOST_PARAMETERS} parameters; send fewer.") from None
