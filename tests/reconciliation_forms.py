"""What each answer of a reconciliation service must look like: sections 3 to 7 of the API 0.2, as JSON Schema.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Stricter than the standard where it
leaves a choice that we have made: no unknown fields, identifiers in our space, types as objects.
"""

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s]+$"}


def record(required, **optional):
    """Return the form of an object with these fields and no others."""
    fields = {**required, **optional}
    return {"type": "object", "properties": fields, "required": sorted(required), "additionalProperties": False}


def many(item):
    return {"type": "array", "items": item}


TYPE = record({"id": TEXT, "name": TEXT})
NAMED = {"id": TEXT, "name": TEXT}
SUGGEST = record(
    {"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    flyout_service_url=ADDRESS,
    flyout_service_path={"type": "string", "pattern": r"^/.*\$\{id\}"},
)
TEMPLATE = record({"url": {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}})
SETTING = record({"name": TEXT, "label": TEXT, "type": {"const": "number"}}, default={"type": "number"}, help_text=TEXT)

MANIFEST = record(
    {
        "versions": {"type": "array", "contains": {"const": "0.2"}, "items": TEXT},
        "name": TEXT,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
    },
    documentation=ADDRESS,
    serviceVersion=TEXT,
    view=TEMPLATE,
    feature_view=TEMPLATE,
    defaultTypes={**many(TYPE), "uniqueItems": True},
    batchSize={"type": "integer", "minimum": 1},
    preview=record(
        {
            "url": TEMPLATE["properties"]["url"],
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
        }
    ),
    suggest=record({}, entity=SUGGEST, property=SUGGEST, type=SUGGEST),
    extend=record(
        {},
        propose_properties=record({"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}}),
        property_settings=many(SETTING),
    ),
)

CANDIDATE = record(
    {**NAMED, "score": {"type": "number", "minimum": 0, "maximum": 100}, "type": many(TYPE)},
    description=TEXT,
    match={"type": "boolean"},
    features=many(record({"id": TEXT, "value": {"type": ["number", "boolean"]}})),
)
RESULTS = {"type": "object", "additionalProperties": record({"result": many(CANDIDATE)})}

ENTITIES = record({"result": many(record(NAMED, description=TEXT, notable=many(TYPE)))})
TYPES = record({"result": many(record(NAMED, description={"type": "string"}, broader=many(TYPE)))})
PROPERTIES = record({"result": many(record(NAMED, description={"type": "string"}))})
FLYOUT = record({"id": TEXT, "html": TEXT})

PROPOSAL = record(
    {"properties": many(record(NAMED, description={"type": "string"}))},
    type=TEXT,
    limit={"type": "integer", "minimum": 1},
)

CELL = {
    "oneOf": [
        record(NAMED),
        record({"str": {"type": "string"}}),
        record({"int": {"type": "integer"}}),
        record({"float": {"type": "number"}}),
    ]
}
EXTENSION = record(
    {
        "meta": many(record(NAMED)),
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": many(CELL)}},
    }
)
