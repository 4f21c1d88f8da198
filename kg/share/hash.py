"""One number for the whole dataset: whoever has the same triples in the same graphs gets the same."""

import hashlib

from kg.share.export import export


def dataset_hash() -> str:
    """Return the SHA-256 of the dataset's canonical N-Quads, in hexadecimal digits.

    Canonical is RDFC-1.0 (https://www.w3.org/TR/rdf-canon/). The dataset has no blank nodes, so that its canonical
    form is its N-Quads in the order of their code points, which is how they are exported.
    """
    return hashlib.sha256(export("nquads")).hexdigest()
