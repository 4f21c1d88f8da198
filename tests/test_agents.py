"""The graph for agents: a real client's session with the real server over standard streams."""

import asyncio
import json
import re
import sys

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from kg.ask.schema_card import schema_card
from kg.share.agents import INSTRUCTIONS, ROWS
from tests.conftest import ROOT


def session(*calls):
    """Return what the server says of itself, its tools, and the answers to calls (tool, arguments)."""

    async def talk():
        server = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp"], cwd=ROOT)
        async with stdio_client(server) as (reader, writer), ClientSession(reader, writer) as client:
            greeting = await client.initialize()
            tools = (await client.list_tools()).tools
            return greeting, tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(asyncio.wait_for(talk(), 100))


def content(result):
    assert not result.isError, result.content
    parts = [json.loads(part.text) if part.text[:1] in "[{" else part.text for part in result.content]
    return parts[0] if len(parts) == 1 else parts


@pytest.fixture(scope="module")
def talked():
    return session(
        ("find_entities", {"words": "livingston"}),
        ("describe_schema", {}),
        ("list_queries", {"tag": "lineage"}),
        ("run_query", {"name": "splits"}),
        ("run_sparql", {"text": "SELECT ?s ?p ?o { ?s ?p ?o }"}),
        ("evidence", {"thing": "socialist-action", "predicate": "foundedOn"}),
        ("run_query", {"name": "spilts"}),
        ("run_sparql", {"text": "DROP ALL"}),
        ("list_queries", {"tag": "people and time"}),
    )


def test_the_server_tells_how_to_speak_of_people(talked):
    assert talked[0].instructions == INSTRUCTIONS
    assert "name the speaker" in INSTRUCTIONS


def test_every_tool_only_reads_and_says_what_it_does(talked):
    assert len(talked[1]) == 6
    assert all(tool.description and tool.annotations.readOnlyHint for tool in talked[1])


def test_each_tool_answers(talked):
    found, card, listed, rows, triples, evidence, *_ = talked[2]
    assert "ken-livingstone" in json.dumps(content(found))
    assert content(card) == schema_card()
    assert "splits" in json.dumps(content(listed))
    assert content(rows)["rows"]
    assert len(content(triples)["rows"]) == ROWS
    assert "left out" in content(triples)["left_out"]
    assert "The group was founded in 1982" in json.dumps(content(evidence))


def test_what_is_wrong_is_told_in_a_sentence(talked):
    unknown, update, tag = talked[2][-3:]
    assert "Did you mean 'splits'?" in unknown.content[0].text
    assert "is an update" in update.content[0].text
    assert unknown.isError
    assert update.isError
    assert "No question has the tag 'people and time'; there are" in tag.content[0].text


def test_what_a_reply_says_does_not_come_under_the_name_of_whom_it_answers():
    """The evidence of a row has several claims and speakers; the row keeps its own words beside those of each."""
    _, _, (replies, alone) = session(
        ("run_query", {"name": "replies", "parameters": {"speaker": "Atma Singh"}}),
        ("run_query", {"name": "one-reference", "parameters": {"number": 17}}),
    )
    answer = content(replies)
    assert len(answer["columns"]) == len(set(answer["columns"]))
    said = {(row["speaker"], row["gist"]) for row in answer["rows"]}
    told = {(row["claim_speaker"], row["claim_gist"]) for row in answer["rows"]}
    assert ("Ken Livingstone", "The claims in the documentary are a hatchet job.") in told
    assert ("Atma Singh", "The claims in the documentary are a hatchet job.") not in said | told
    assert content(alone)["rows"]


def test_a_claim_that_somebody_makes_comes_with_its_speaker():
    _, _, (found,) = session(("find_entities", {"words": "secret", "limit": 50}))
    items = content(found)
    claims = [item for item in (items if isinstance(items, list) else [items]) if item["standing"]]
    assert claims
    assert all(item["speaker"] for item in claims if item["standing"].startswith("said by"))


def test_the_schema_card_is_short():
    """Two thousand tokens at most, even where every three characters were one."""
    assert len(schema_card()) / 3 < 2000
    assert len(re.findall(r"\w+|[^\w\s]", schema_card())) < 2000
