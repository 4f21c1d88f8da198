"""Who we are to a server that lets in only some: a name and a password, or a token, from the environment alone.

Not from arguments, which everybody on the machine can list, nor from files. Basic (RFC 7617), Digest (RFC 7616), Bearer
(RFC 6750).
"""

import base64
import os
from collections.abc import Mapping
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, parse_http_list
from urllib.request import parse_keqv_list as parse_pairs

from kg.words.errors import UsageError

#: The variables of the environment that hold them.
USER, PASSWORD, TOKEN = "KG_USER", "KG_PASSWORD", "KG_TOKEN"


class Credentials:
    """What is shown to one server; a password is shown in the way that the server last asked for it."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take them from the environment; raises UsageError for what no header can hold."""
        self._user, self._password, self._token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
        for name, value in ((USER, self._user), (PASSWORD, self._password), (TOKEN, self._token)):
            if any(ord(character) < 32 for character in value):
                raise UsageError(f"{name} holds a line break or another control character; set it without.")
        self._passwords = HTTPPasswordMgrWithDefaultRealm()
        self._digest = HTTPDigestAuthHandler(self._passwords)
        self._challenge: dict[str, str] = {}

    def learn(self, challenge: str) -> bool:
        """Take how a server wants to be told (WWW-Authenticate); return whether it can now be told otherwise."""
        scheme, _, rest = challenge.partition(" ")
        if not self._user or self._token or scheme.casefold() not in ("basic", "digest"):
            return False
        told = {"scheme": scheme.casefold(), **parse_pairs(parse_http_list(rest))}
        is_new = told != self._challenge
        self._challenge = told
        return is_new

    def header(self, method: str, address: str) -> dict[str, str]:
        """Return the header that a request has: a token at once, a password once a server has asked for it."""
        if self._token:
            return {"Authorization": f"Bearer {self._token}"}
        if not self._challenge:
            return {}
        if self._challenge["scheme"] == "basic":
            pair = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        self._passwords.add_password(None, address, self._user, self._password)
        request = Request(address, method=method)  # noqa: S310 (never opened)
        found = self._digest.get_authorization(request, self._challenge)
        return {"Authorization": f"Digest {found}"} if found else {}

    @property
    def wait_to_be_asked(self) -> bool:
        """Return whether there is a password that no server has asked for yet."""
        return bool(self._user and not self._token and not self._challenge)
