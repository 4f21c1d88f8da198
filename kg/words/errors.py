"""Errors that reach people: one sentence each, with what to do, and the exit code of the process."""


class KGError(Exception):
    """Something a person can mend; ``exit_code`` follows sysexits.h where it has a number for it."""

    exit_code = 1


class UsageError(KGError):
    """The call is wrong: an unknown name, a missing file, an option that does not fit."""

    exit_code = 2


class NotInThisFormat(UsageError):
    """What is asked for is there, but not in the format wanted."""


class BadData(KGError):
    """A file or a query cannot be read as what it should be (EX_DATAERR)."""

    exit_code = 65


class RuleBroken(BadData):
    """A file can be read, and what it says breaks a rule: a finding, like those of the gates."""

    exit_code = 1


class Unavailable(KGError):
    """A remote service does not answer (EX_UNAVAILABLE).

    ``status`` is what it says in HTTP, 0 where it says nothing; ``challenge`` how it wants to be told who asks.
    """

    exit_code = 69
    status = 0
    challenge = ""


class Temporary(Unavailable):
    """It does not answer now, and may later: no connection, no answer in time, a fault of the server (5xx, 408)."""


class Permanent(Unavailable):
    """It will never answer this as it was asked: no such host or page, a bad certificate, redirects without end."""


class Refused(Unavailable):
    """It will not have us (401, 403), or it sends us where we do not go: another host, or no https or http at all."""


class Throttled(Temporary):
    """It says that it is asked too often; ``wait`` is for how many seconds, or None where it does not say."""

    def __init__(self, message: str, wait: float | None = None):
        super().__init__(message, wait)
        self.wait = wait

    def __str__(self) -> str:
        return str(self.args[0])


class Malformed(BadData):
    """It answers, and the answer is not whole or not what was asked for; nothing of it is used."""


class LimitReached(KGError):
    """A query asked for more time, memory or rows than it may have."""

    exit_code = 69


class TookTooLong(LimitReached):
    """A query was not finished by its deadline."""


class TooLarge(LimitReached):
    """An answer is larger than one may be; nothing of it is given, for what is cut looks whole."""


class Fault(KGError):
    """Something that should not happen did (EX_SOFTWARE)."""

    exit_code = 70


class CannotWrite(KGError):
    """The output cannot be written; what was there before is untouched (EX_CANTCREAT)."""

    exit_code = 73


class Busy(KGError):
    """Another process is at the same work (EX_TEMPFAIL)."""

    exit_code = 75


class NotAllowed(KGError):
    """The system does not let this user do it (EX_NOPERM)."""

    exit_code = 77


def did_you_mean(word: str, known: "list[str]") -> str:
    """Return `` Did you mean 'x'?`` for the nearest known word, or an empty string.

    >>> did_you_mean("memberof", ["memberOf", "leaderOf"])
    " Did you mean 'memberOf'?"
    """
    from difflib import get_close_matches

    lowered = {k.casefold(): k for k in known}
    near = get_close_matches(word.casefold(), list(lowered), n=1, cutoff=0.6)
    return f" Did you mean '{lowered[near[0]]}'?" if near else ""
