"""A question answered over HTTP: with its entity tag, so that who has the answer need not get it again."""

# a sealed process opens no file, so it cannot import either: what an answer may need is brought before
import xml.parsers.expat  # noqa: F401
from typing import IO, TYPE_CHECKING, Any

from kg.web.delivery import REVALIDATED, entity_tag
from kg.web.message import Request, Response
from kg.web.question import Ask, Question
from kg.words.errors import NotInThisFormat
from kg.words.formats import GRAPH_FORMATS

if TYPE_CHECKING:
    from kg.store.engine import Result


def reply(request: Request, question: Question, digest: str, ask: Ask) -> Response:
    """Return the answer to a question about the data that have this digest: whole, or an error is raised.

    An answer that will be the same again has a tag, made from the data and the question alone: so it is the same
    after the server has started again, too. Without a digest no answer can be known again.
    """
    headers = {"vary": "Accept", "cache-control": REVALIDATED}
    if not question.is_repeatable or not digest:
        headers["cache-control"] = "no-store"
    elif request.method != "POST":
        headers["etag"] = entity_tag(digest, *question)
    result = ask(question)
    if result.format != question.format:
        raise NotInThisFormat(f"The answer is {result.kind}, which is not written as {question.format}.")
    return Response(200, {"content-type": content_type(question.media_type), **headers}, result.data)


def content_type(media_type: str) -> str:
    """Return the value of Content-Type for a media type of ours: what is text names its character set."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def answer_from(question: Question, store: Any, sink: IO[bytes] | None = None) -> "Result":
    """Return what a store answers to a question; to be called in a worker that can be killed.

    Rows go to the sink, where there is one, as they are found.
    """
    from kg.store.engine import ask

    is_graph = any(form.name == question.format for form in GRAPH_FORMATS)
    rows = "json" if is_graph else question.format
    graph = question.format if is_graph else "turtle"
    return ask(store, question.text, rows, graph, sink, question.scope)
