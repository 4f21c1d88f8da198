"""The description of the routes: it is OpenAPI, it names what there is, and the server does as it says, whatever is sent."""

import json
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kg import __version__
from kg.share.description import addresses
from kg.web.message import Request
from kg.web.openapi import answer_openapi
from kg.web.routes import ROUTES, find_route
from tests.served import served

FILE = json.loads(answer_openapi(Request("GET", "/openapi.json")).body)


def references(value):
    if isinstance(value, dict):
        yield from [value["$ref"]] if "$ref" in value else []
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_it_is_whole():
    assert FILE["openapi"].startswith("3.1")
    assert FILE["info"]["version"] == __version__
    for reference in references(FILE):
        found = FILE
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
    for schema in FILE["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = [operation["operationId"] for path in FILE["paths"].values() for operation in path.values()]
    assert len(set(names)) == len(names)


def test_every_route_is_in_it_and_every_path_in_it_has_a_route():
    kinds = set()
    for path in FILE["paths"]:
        sample = re.sub(r"\{\w+\}", "x", path)
        kinds.add(ROUTES[find_route(sample, True)].kind)
    assert kinds == {route.kind for route in ROUTES if route.kind != "elsewhere"}
    for path, item in FILE["paths"].items():
        route = ROUTES[find_route(re.sub(r"\{\w+\}", "x", path), True)]
        assert {method.upper() for method in item} <= set(route.methods), path


def test_every_kind_of_address_is_in_it():
    shapes = {re.sub(r"\{\w+\}", "[^/]+", path) for path in FILE["paths"]}
    for address in addresses():
        assert any(re.fullmatch(shape, f"/{address}") for shape in shapes if shape != "/[^/]+"), address


@pytest.fixture(scope="module")
def site():
    with served() as address:
        yield address


@schemathesis.serializer("application/sparql-query")
def as_it_is(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


described = schemathesis.openapi.from_dict(FILE)

#: The file does not say what is SPARQL or a thing of ours, so what it allows may be refused, and the other way round;
#: and that no 5xx but the designed ones comes is looked at apart.
APART = [not_a_server_error, positive_data_acceptance, negative_data_rejection]
CONFORMANCE = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.long
@described.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_does_as_it_says(site, case):
    response = case.call(base_url=site)
    assert response.status_code < 500 or response.status_code in (503, 504), response.text
    case.validate_response(response, checks=CONFORMANCE, excluded_checks=APART)
    if response.status_code in (414, 431):
        # refused before the request was read
        return
    for name in ("access-control-allow-origin", "x-content-type-options", "content-security-policy"):
        assert name in response.headers
