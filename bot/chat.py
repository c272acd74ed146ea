"""De assistent in de terminal: `make chat`."""

from __future__ import annotations

import asyncio
import secrets
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.assistent import Gesprekspartner, stel_log_in
from bot.instellingen import InstellingFout, instellingen
from bot.model import zorg_voor_model

_BREEDTE = 92


async def praat() -> None:
    """Lees regels tot Ctrl+D; een getal kiest een knop."""
    stel_log_in("ERROR")
    print("De assistent wordt geladen.", flush=True)
    partner = Gesprekspartner.laad(zorg_voor_model(), instellingen())
    gesprek = f"terminal-{secrets.token_hex(6)}"
    knoppen: list[dict[str, str]] = toon(await partner.zeg(gesprek, "hallo"))
    lezer: PromptSession[str] = PromptSession("jij> ")
    while True:
        try:
            with patch_stdout():
                tekst = (await lezer.prompt_async()).strip()
        except (EOFError, KeyboardInterrupt):
            print("Tot ziens.")
            return
        knoppen = toon(await partner.zeg(gesprek, kies(tekst, knoppen)))


def kies(tekst: str, knoppen: Sequence[dict[str, str]]) -> str:
    """De knop bij een getal, anders de tekst zelf."""
    if tekst.isdecimal() and 1 <= int(tekst) <= len(knoppen):
        return knoppen[int(tekst) - 1]["payload"]
    return tekst


def toon(berichten: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Druk de berichten af; geeft de genummerde knoppen terug."""
    knoppen: list[dict[str, str]] = []
    for bericht in berichten:
        for regel in str(bericht.get("text", "")).splitlines():
            print(textwrap.fill(regel, _BREEDTE, subsequent_indent="  "))
        for knop in bericht.get("buttons", []):
            knoppen.append(knop)
            print(f"  [{len(knoppen)}] {knop['title']}")
    print(flush=True)
    return knoppen


if __name__ == "__main__":
    try:
        asyncio.run(praat())
    except InstellingFout as fout:
        sys.exit(f"Niet gestart. {fout}")
