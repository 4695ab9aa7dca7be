"""The node that the tests talk to, and the line that the script ends with."""

import itertools
import os
from pathlib import Path

import pytest

from node import Node

_names = itertools.count(1)


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes more than a second")


@pytest.fixture(scope="session")
def binary():
    path = os.environ.get("ATTACHE_BINARY")
    if not path:
        pytest.exit("ATTACHE_BINARY names no attache binary: use clients/run", returncode=2)
    return Path(path).resolve()


@pytest.fixture(scope="session")
def node(binary, tmp_path_factory):
    """A node that serves, with one partner so that it is one."""
    node = Node(binary, tmp_path_factory.mktemp("node"), "Harbour Institute")
    node.partner("first-desk")
    node.serve()
    yield node
    node.stop()


@pytest.fixture
def partner(node):
    """A partner of its own for each test: nothing that another test wrote is seen."""
    return node.partner(f"desk-{next(_names)}", "--relays", "yes", password="correct horse battery")


@pytest.fixture
def other(node):
    """Another partner, which shall see nothing of the first."""
    return node.partner(f"other-{next(_names)}", "--relays", "yes")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure shows what the server said last."""
    outcome = yield
    report = outcome.get_result()
    node = item.funcargs.get("node") if hasattr(item, "funcargs") else None
    if report.failed and node is not None:
        report.sections.append(("what the server said last", "\n".join(node.log[-15:])))


def pytest_terminal_summary(terminalreporter):
    """The counts for the script, which prints them last."""
    path = os.environ.get("ATTACHE_CLIENTS_COUNTS")
    if path:
        stats = terminalreporter.stats
        failed = len(stats.get("failed", [])) + len(stats.get("error", []))
        Path(path).write_text(f"{len(stats.get('passed', []))} {failed} {len(stats.get('skipped', []))}\n")
