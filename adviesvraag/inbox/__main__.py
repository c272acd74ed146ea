"""Start de inbox met de instellingen die als JSON op de standaardinvoer staan."""

from __future__ import annotations

import sys

from adviesvraag.inbox.app import draai
from adviesvraag.inbox.instellingen import uit_json

if __name__ == "__main__":
    draai(uit_json(sys.stdin.read()))
