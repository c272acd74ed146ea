"""Het nagemaakte Teams voor de toetsen in deze map."""

from __future__ import annotations

import pytest

from tests.bot.channels.botframework.nepteams import nepteams


@pytest.fixture
def nep():
    with nepteams() as draait:
        yield draait
