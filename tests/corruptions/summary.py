"""The table of corruptions at the end of a run of pytest, over all batches and processes; too few caught is a failure."""

import json

from tests.corruptions.operators import OPERATORS, SAFETY

#: Of all corruptions, the rules alone catch this part; with the second reading, all of the safety kinds are caught.
ENOUGH = 0.95


def _answers(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = [r for key in ("passed", "failed") for r in reporter.getreports(key)] if reporter else []
    packed = [value for r in reports for key, value in r.user_properties if key == "corruptions"]
    if not packed:
        return []
    from tests.corruptions import suite

    return [answer for text in packed for answer in suite.unpack(json.loads(text))]


def pytest_sessionfinish(session):
    """Fail the run if fewer were caught than must be."""
    answers = _answers(session.config)
    caught = sum(answer.alone for answer in answers)
    safe = all(answer.rules for answer in answers if OPERATORS[answer.operator].kind in SAFETY)
    if answers and (not safe or caught < ENOUGH * len(answers)):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    """Print the table."""
    answers = _answers(terminalreporter.config)
    if answers:
        from tests.corruptions import suite

        terminalreporter.section(f"{len(answers)} corruptions, seed {suite.SEED}")
        for line in suite.table(answers):
            terminalreporter.write_line(line)
