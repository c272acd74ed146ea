"""Gebruikers die blijven praten tot hun adviesvraag bevestigd is, wat er ook kapot gaat."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.bot.praten import ADVIESVRAAG, custom
from tests.zwaar.uitgerold import zeg

BEGIN = "Ik wil een adviesvraag indienen"
_ANTWOORDEN = dict(ADVIESVRAAG)
_HOOGSTENS_BEURTEN = 60
_VOLHOUDEN_SECONDEN = 240.0
_NA_STORING_SECONDEN = 0.5
_STORING = "bel 112"
"""Elke zin over een storing eindigt hiermee."""


@dataclass
class Gesprek:
    """Wat een gebruiker meemaakte.

    Attributes:
        stilten: begin en duur van elke keer wachten tot er een Nederlandse zin kwam.
        langste: de langste van die keren, met wat er toen kwam.
        storingen: hoe vaak de assistent zei dat iets niet lukte.
        opnieuw: hoe vaak het gesprek van voren af aan begon.
    """

    naam: str
    begin: float
    kenmerk: str = ""
    eind: float = 0.0
    stilten: list[tuple[float, float]] = field(default_factory=list)
    langste: tuple[float, str] = (0.0, "")
    storingen: int = 0
    opnieuw: int = 0
    vreemd: list[str] = field(default_factory=list)
    laatste: str = ""


class Volhouders:
    """Een aantal gebruikers tegelijk, elk met gesprekken na elkaar."""

    def __init__(self, poort: int, aantal: int, pauze: float) -> None:
        self._poort = poort
        self._pauze = pauze
        self._klaar = threading.Event()
        self.gesprekken: list[Gesprek] = []
        self.fouten: list[BaseException] = []
        self._draden = [threading.Thread(target=self._praat, daemon=True) for _ in range(aantal)]

    def start(self) -> None:
        for draad in self._draden:
            draad.start()

    def rond_af(self, seconden: float) -> None:
        """Begin geen nieuw gesprek, en wacht tot de lopende klaar zijn."""
        self._klaar.set()
        grens = time.monotonic() + seconden
        for draad in self._draden:
            draad.join(max(0.0, grens - time.monotonic()))
        assert not any(draad.is_alive() for draad in self._draden), [
            (een.naam, een.storingen, een.laatste) for een in self.gesprekken if not een.kenmerk
        ]

    def _praat(self) -> None:
        while not self._klaar.is_set():
            gesprek = Gesprek(f"storing-{uuid.uuid4().hex}", time.monotonic())
            self.gesprekken.append(gesprek)
            try:
                self._voer(gesprek)
            except BaseException as fout:  # noqa: BLE001 - de toets kijkt er aan het eind naar
                self.fouten.append(fout)
                return

    def _voer(self, gesprek: Gesprek) -> None:
        bericht, zonder_vraag = BEGIN, 0
        for _ in range(_HOOGSTENS_BEURTEN):
            berichten = self._stuur_tot_het_lukt(gesprek, bericht)
            time.sleep(self._pauze)
            if gemeld := custom(berichten, "adviesvraag"):
                gesprek.kenmerk, gesprek.eind = gemeld[0]["kenmerk"], time.monotonic()
                return
            if vragen := custom(berichten, "vraag"):
                bericht, zonder_vraag = _antwoord(vragen[-1]), 0
                continue
            zonder_vraag += 1
            gesprek.vreemd.append(f"op {bericht[:40]!r}: {str(berichten)[:200]}")
            if zonder_vraag > 1:
                gesprek.opnieuw += 1
            bericht = "verder" if zonder_vraag == 1 else BEGIN
        raise AssertionError(f"{gesprek.naam} kwam niet af: {gesprek}")

    def _stuur_tot_het_lukt(self, gesprek: Gesprek, bericht: str) -> list[dict[str, Any]]:
        """Stuur hetzelfde nog een keer zolang de assistent zegt dat iets niet lukte."""
        grens = time.monotonic() + _VOLHOUDEN_SECONDEN
        while (berichten := self._stuur(gesprek, bericht)) is None:
            assert time.monotonic() < grens, f"alleen storingen: {gesprek.laatste}"
            time.sleep(_NA_STORING_SECONDEN)
        return berichten

    def _stuur(self, gesprek: Gesprek, bericht: str) -> list[dict[str, Any]] | None:
        """Stuur tot er iets te horen is; None als dat een zin over een storing was."""
        begin = time.monotonic()
        while True:
            status, inhoud = zeg(self._poort, gesprek.naam, bericht)
            if status:
                break
            # Zelfs de verdeler was er even niet; een browser probeert het dan opnieuw.
            assert time.monotonic() - begin < 60
            time.sleep(0.1)
        gesprek.laatste = f"{status} op {bericht[:40]!r}: {str(inhoud)[:300]}"
        duur = time.monotonic() - begin
        gesprek.stilten.append((begin, duur))
        gesprek.langste = max(gesprek.langste, (duur, gesprek.laatste))
        # Met een vraag erbij is het een gewoon antwoord: ook wie niet begrepen wordt hoort van 112.
        gewoon = status == 200 and (custom(inhoud, "vraag") or custom(inhoud, "adviesvraag"))
        if not gewoon and (status == 503 or _STORING in str(inhoud)):
            assert "bel 112" in str(inhoud), inhoud
            gesprek.storingen += 1
            return None
        assert status == 200, (status, inhoud)
        return list(inhoud)


def _antwoord(vraag: dict[str, Any]) -> str:
    """Wat deze gebruiker op een vraag zegt: een knop als er een bij past, anders tekst."""
    wil = "indienen" if vraag["id"] == "controle" else _ANTWOORDEN[str(vraag["id"])]
    opties = {optie["waarde"]: optie["payload"] for optie in vraag["opties"]}
    return str(opties.get(wil, wil))
