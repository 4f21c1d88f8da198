"""The manifest: what the service is, where its parts are, and what its identifiers mean (section 3.1)."""

from typing import Any

from kg import __version__
from kg.ask.kinds import kinds
from kg.share.dataset_record import record
from kg.words.prefixes import PREFIXES

#: The most queries in one batch, and the most things of which values are given at once.
BATCH = 50

#: Where the parts of the service are, from the root of the site.
ROOT = "/reconcile"

#: What of the classes is offered before anybody has chosen.
_DEFAULTS = ("pao:Organisation", "foaf:Person", "pao:Publication", "pao:Event", "pao:Place")


def manifest(home: str) -> dict[str, Any]:
    """Return the manifest of the service at an address."""
    return {
        "versions": ["0.2"],
        "name": record().title,
        "identifierSpace": PREFIXES["id"],
        "schemaSpace": PREFIXES["pao"],
        "documentation": f"{home}{ROOT}/scores",
        "serviceVersion": __version__,
        "view": {"url": f"{home}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{home}{ROOT}/scores#{{{{id}}}}"},
        "defaultTypes": [{"id": kind, "name": kinds()[kind].name} for kind in _DEFAULTS],
        "batchSize": BATCH,
        "preview": {"url": f"{home}{ROOT}/preview?id={{{{id}}}}", "width": 430, "height": 300},
        "suggest": {
            what: {
                "service_url": home,
                "service_path": f"{ROOT}/suggest/{what}",
                "flyout_service_url": home,
                "flyout_service_path": f"{ROOT}/flyout/{what}?id=${{id}}",
            }
            for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": home, "service_path": f"{ROOT}/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "The most values for each row; 0 gives all.",
                }
            ],
        },
    }
