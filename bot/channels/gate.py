"""De ene poort: elk bericht van elk kanaal gaat hierlangs voordat Rasa het ziet.

De volgorde is vast (architectuurbesluiten 6 en 15): eerst gevaar op de ruwe tekst, dan de lengte,
dan persoonsgegevens. Een getekende knop is geen tekst van de gebruiker en gaat ongelezen door. Wat
hier niet wordt doorgegeven, wordt nergens bewaard.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
from collections.abc import Container, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from bot import payload
from knowledge.gevaar import lees_gevaar
from privacy.contact import is_algemene_bus
from privacy.lakken import lak
from privacy.vinden import vind
from privacy.werkmail import is_werkmail, versleutel_werkmail, vind_werkmail

MAX_TEKENS = 2000
_RAND = 10_000
_BESTURING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Een willekeurig nummer van 128 bits; daarin is een gelijkenis met een naam altijd toeval.
_WILLEKEURIG = re.compile(
    r"[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}", re.I
)
# Een enkele draad: zo houden berichten de volgorde waarin ze binnenkwamen.
_DRAAD = ThreadPoolExecutor(1, "poort")
_OPDRACHT = re.compile(r"^(?:[\s/]+|EXTERNAL:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Doorgelaten:
    """Wat Rasa mag zien: de gelakte tekst en wat de poort vaststelde."""

    tekst: str
    meta: dict[str, Any]


@dataclass(frozen=True)
class TeLang:
    """Het bericht is te lang en niet verwerkt; `tekens` is de lengte."""

    tekens: int

    @property
    def zin(self) -> str:
        """Wat de gebruiker te lezen krijgt."""
        return (
            f"Je bericht is te lang ({self.tekens} tekens) en is niet verwerkt. Vat het samen in "
            f"hooguit {MAX_TEKENS} tekens, zonder namen. Er is niets bewaard. Had ik net iets "
            "gevraagd, dan staat die vraag nog open."
        )


@dataclass(frozen=True)
class Poort:
    """De instellingen van de poort.

    Attributes:
        sleutels: om knoppen te toetsen en werkmail te versleutelen, de nieuwste eerst.
        domeinen: maildomeinen van partners; alleen die gelden als werkmail.
        behoud: stukken tekst die nooit gelakt worden, zoals een kenmerk.
    """

    sleutels: Sequence[str]
    domeinen: frozenset[str]
    behoud: Container[str]

    def controleer(self, gesprek: str, ruw: str) -> Doorgelaten | TeLang:
        """Laat een bericht door, gelakt en met wat erover bekend is; of weiger het om de lengte."""
        keuze = payload.lees(self.sleutels, gesprek, ruw)
        if keuze:
            return Doorgelaten(ruw, {"keuze": asdict(keuze)})
        gevaar = lees_gevaar(_randen(ruw))
        if gevaar:
            tekst, privacy = self._schoon(_kort_in(ruw))
            return Doorgelaten(tekst, {"gevaar": gevaar.reden, **privacy})
        if len(ruw) > MAX_TEKENS:
            return TeLang(len(ruw))
        return Doorgelaten(*self._schoon(ruw))

    async def lees(self, gesprek: str, ruw: str) -> Doorgelaten | TeLang:
        """Als `controleer`, buiten de lus van de webserver; op volgorde van aankomst.

        Een lang of twijfelachtig bericht lezen duurt tientallen milliseconden; in de lus zou elk
        ander verzoek daarop wachten.
        """
        lus = asyncio.get_running_loop()
        return await lus.run_in_executor(_DRAAD, self.controleer, gesprek, ruw)

    def schuilnaam(self, naam: str) -> str:
        """De naam die een client aan een gesprek of bericht gaf, zoals die bewaard mag worden.

        Args:
            naam: een nummer of naam van buiten; die komt in de opslag en in het logboek.

        Returns:
            Dezelfde naam, of een vast teken zonder inhoud als er een persoonsgegeven in staat.
        """
        if _WILLEKEURIG.fullmatch(naam) or not vind(naam):
            return naam
        som = hmac.new(self.sleutels[0].encode(), b"schuilnaam\x1f" + naam.encode(), hashlib.sha256)
        return f"schuil-{som.hexdigest()[:32]}"

    def _schoon(self, ruw: str) -> tuple[str, dict[str, list[str]]]:
        """De gelakte tekst, met wat eruit is en wat daarvan niet zeker was."""
        gewoon = _OPDRACHT.sub("", _BESTURING.sub(" ", ruw))
        gelakt = lak(
            gewoon,
            behoud=self.behoud,
            bewaar_email=lambda adres: is_werkmail(adres, self.domeinen),
        )
        tekst = gelakt.tekst
        for begin, eind in reversed(list(vind_werkmail(tekst, self.domeinen))):
            # Een loket (info@, wijkteam@) is van een organisatie: dat zegt niets over een mens.
            if is_algemene_bus(*tekst[begin:eind].split("@", 1)):
                continue
            token = versleutel_werkmail(tekst[begin:eind], self.sleutels)
            tekst = tekst[:begin] + token + tekst[eind:]
        weg = {"privacy": list(gelakt.soorten), "privacy_twijfel": list(gelakt.twijfel)}
        return tekst, {naam: soorten for naam, soorten in weg.items() if soorten}


def _kort_in(ruw: str) -> str:
    """De eerste tekens zonder half woord: een half nummer wordt niet als nummer herkend."""
    if len(ruw) <= MAX_TEKENS:
        return ruw
    heel = ruw[: MAX_TEKENS + 1].rsplit(maxsplit=1)
    return heel[0][:MAX_TEKENS] if len(heel) > 1 else ""


def _randen(ruw: str) -> str:
    """Van een te lange tekst de eerste en laatste tienduizend tekens (architectuurbesluit 6)."""
    return ruw if len(ruw) <= 2 * _RAND else f"{ruw[:_RAND]}\n{ruw[-_RAND:]}"
