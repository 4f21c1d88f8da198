"""Between HTTP and the handlers: who may ask, what is asked, whether it was answered before, and who answers it.

Raw ASGI: routes are a table of ours and answers are whole values, so a framework would only stand in between.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from kg.web import answers
from kg.web.answers import Answer, Form, Ready
from kg.web.cache import Cache
from kg.web.gate import Gate
from kg.web.intake import ClientGone, Intake, Receive, names_allowed
from kg.web.log import name_of
from kg.web.message import Request, Response
from kg.web.problems import Refusal, problem
from kg.web.routes import INLINE, ROUTES, Route, find_route
from kg.web.sharing import preflight
from kg.web.spawned import SpawnedWorkers
from kg.web.status import health, measure
from kg.web.tasks import Tasks, overload
from kg.web.workers import Workers

Send = Callable[[Any], Awaitable[None]]

#: What the log calls the status of a client that has gone before its answer came; no status of HTTP.
_GONE = 499

_NOTHING = "There is nothing at this address; / leads to everything that there is."


class App:
    """The ASGI application."""

    def __init__(self, gate: Gate, workers: Workers | SpawnedWorkers, cache: Cache) -> None:
        self.gate, self.workers, self.cache = gate, workers, cache
        self.settings = gate.settings
        self._names = names_allowed(self.settings)
        self._tasks = Tasks(gate, workers, cache)

    async def __call__(self, scope: dict[str, Any], receive: Receive, _: Send) -> None:
        """Answer one request, as a whole, by an extension of our connections (see kg.web.connection)."""
        started = perf_counter()
        intake = Intake(scope)
        try:
            client = self._admit(intake)
            answer = None if intake.has_body else self.cache.find(intake.key)
            is_cached = answer is not None
            if answer is None:
                answer = await self._answer(intake, receive, client)
        except ClientGone:
            self.gate.note(intake.kind, intake.method, _GONE, started, 0, False, intake.name)
            return
        except Exception as error:
            is_cached, answer = False, self._refuse(intake, error)
        if self.gate.outgoing + answer.size > self.settings.outgoing_mib * 1024**2:
            answer = self._refuse(intake, overload())
        form = await self._choose(intake, answer)
        await scope["extensions"]["whole"](form, intake.is_read)
        self.gate.note(answer.kind, intake.method, form.status, started, len(form.body), is_cached, answer.name)
        if is_cached and scope["method"] == "GET":
            self.cache.keep_ready(intake.raw_head, intake.key, Ready(answer, form, intake.forwarded))

    def _admit(self, intake: Intake) -> str | None:
        """Return by what the client is counted; raises Refusal for who may not ask, or not so soon."""
        if not intake.is_for(self._names):
            raise Refusal(421, "This server is not called so; what it may be called is a setting (hosts).")
        client = self.gate.clients.name(intake.address, intake.forwarded)
        if client is not None:
            wait = self.gate.clients.wait(client)
            if wait:
                sentence = "These are more requests than one client may send; wait, and send them one by one."
                raise Refusal(429, sentence, retry_after=str(int(wait) + 1))
        return client

    def _refuse(self, intake: Intake, error: Exception) -> Answer:
        """Return the answer to what cannot be answered."""
        response = problem(error, Request(intake.method, "", headers=intake.kept))
        if response.status == 500:
            place = traceback.extract_tb(error.__traceback__)[-1]
            self.gate.log.event("fault", where=f"{type(error).__name__} in {place.name}, line {place.lineno}")
        return answers.prepare(response, intake.kind, intake.name)

    async def _answer(self, intake: Intake, receive: Receive, client: str | None) -> Answer:
        """Return the answer to what is not remembered."""
        request = intake.request()
        number = find_route(request.path, self.workers.description["is_ours"])
        route = ROUTES[number]
        intake.kind = route.kind
        if request.method not in route.methods:
            raise Refusal(405, "This can be read, and no more.", allow=", ".join(route.methods))
        if request.method == "OPTIONS":
            return answers.prepare(preflight(route.methods), route.kind)
        if intake.has_body:
            await intake.read(receive, self.settings.body_kib * 1024)
            request = intake.request()
            found = self.cache.find(intake.key)
            if found is not None:
                return found
        if route.lane == INLINE:
            return answers.prepare(self._inline(route), route.kind)
        intake.name = name_of(intake.key)
        response = await self._tasks.run(intake.key, intake.name, number, request, receive, client)
        answer = answers.prepare(response, route.kind, intake.name)
        if answers.is_lasting(response):
            self.cache.keep(intake.key, answer)
        return answer

    def _inline(self, route: Route) -> Response:
        numbers = {
            "kg_cache_bytes": self.cache.size,
            "kg_connections": self.gate.connections,
            "kg_workers": self.workers.alive,
            "kg_workers_busy": self.workers.busy,
            "kg_workers_killed_total": self.workers.killed,
            "kg_waiting": self.workers.waiting,
            "kg_triples": self.workers.description["triples"],
        }
        if route.kind == "health":
            return health(self.workers.is_well, int(numbers["kg_triples"]), self.workers.description["hash"])
        if not self.settings.metrics:
            raise Refusal(404, _NOTHING)
        return measure(self.gate.metrics, numbers)

    async def _choose(self, intake: Intake, answer: Answer) -> Form:
        """Return what is sent of an answer: nothing where the client has it, less where it unpacks."""
        if intake.etags:
            form = answers.known(answer, intake.method, intake.etags)
            if form is not None:
                return form
        if not answers.wants_coded(intake.accept_encoding):
            return answer.plain
        if answer.coded is None:
            at_once = len(answer.response.body) <= answers.MOST_AT_ONCE
            answer.coded = answers.compress(answer) if at_once else await asyncio.to_thread(answers.compress, answer)
            if self.cache.find(intake.key) is answer:
                self.cache.keep(intake.key, answer)
        return answer.coded
