"""De tabel met routes: welk probleem gaat waar naar wie. Lezen en controleren."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaarttabellen import maak_bron
from sociale_kaart.kaartvorm import KOLOMMEN
from sociale_kaart.soorten import SOORTEN
from sociale_kaart.tabellen import DATAMAP, KaartFout, Rij, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from sociale_kaart.contact import Bron
    from sociale_kaart.gemeenten import Gemeente

ONBEKEND = "onbekend"
"""De code voor een probleem dat nog niet bekend is; ook daar is een route voor."""

VOORBEREIDING = "voorbereiding"
VEILIGHEIDSHUIS = "veiligheidshuis"
GEEN_GEHOOR = "geen_gehoor"
GEEN_GEHOOR_GEVAAR = "geen_gehoor_gevaar"
GEEN_GEHOOR_VOLGENDE = "geen_gehoor_volgende"
GEEN_GEHOOR_GEEN_VOLGENDE = "geen_gehoor_geen_volgende"
BIJ_GEVAAR = ("bij_112", "gevaar_wie")
EEN_DIENST = "id:"
_VAST = {
    **dict.fromkeys(BIJ_GEVAAR, VOORBEREIDING),
    GEEN_GEHOOR_GEVAAR: GEEN_GEHOOR,
    GEEN_GEHOOR_VOLGENDE: GEEN_GEHOOR,
    GEEN_GEHOOR_GEEN_VOLGENDE: GEEN_GEHOOR,
}
_KOLOMMEN = (
    "probleem", "gemeente_of_regio", "gevaar", "minderjarig", "contacten", "veiligheidshuis",
    "voorbereiding", "bron_id", "bron_paragraaf",
)  # fmt: skip
_KEUZES = {"gevaar": ("", "ja", "nee"), "minderjarig": ("", "ja", "nee", ONBEKEND)}


@dataclass(frozen=True)
class Regel:
    """Eén regel van routes.csv; een leeg veld betekent dat het niet uitmaakt.

    Attributes:
        gebied: code van een gemeente of regio.
        gevaar: `ja`, `nee` of leeg.
        minderjarig: `ja`, `nee`, `onbekend` of leeg.
        contacten: soorten contact, of `id:` met het id van één dienst; de eerste eerst.
        veiligheidshuis: wanneer het Veiligheidshuis erbij hoort, als zin.
        voorbereiding: wat je klaar hebt voor je belt, als zinnen.
        bron: waar de keuze van de contacten op steunt.
    """

    gebied: str
    gevaar: str
    minderjarig: str
    contacten: tuple[str, ...]
    veiligheidshuis: str
    voorbereiding: tuple[str, ...]
    bron: Bron

    def past(self, gebieden: Iterable[str], gevaar: str, minderjarig: str) -> bool:
        """Geldt deze regel in deze situatie?"""
        return (
            self.gebied in {"", *gebieden}
            and self.gevaar in {"", gevaar}
            and self.minderjarig in {"", minderjarig}
        )

    @property
    def precies(self) -> tuple[bool, bool, int]:
        """Hoe precies de regel is: eerst minderjarig, dan gevaar, dan gemeente voor regio."""
        gebied = 0 if not self.gebied else 2 - self.gebied.startswith("VR")
        return bool(self.minderjarig), bool(self.gevaar), gebied


@dataclass(frozen=True)
class Routetabel:
    """Alle regels per probleem, en de vaste zinnen.

    Attributes:
        regels: per code van een probleem de regels.
        zinnen: per code de zin.
    """

    regels: Mapping[str, tuple[Regel, ...]]
    zinnen: Mapping[str, str]

    def regel(
        self, probleem: str, gemeente: Gemeente | None, gevaar: str, minderjarig: str
    ) -> Regel:
        """Geef de regel die het preciest past.

        Raises:
            KaartFout: het probleem staat niet in de tabel.
        """
        if probleem not in self.regels:
            raise KaartFout(f"{probleem!r} is geen probleem uit routes.csv.")
        gebieden = (gemeente.code, gemeente.regio_code) if gemeente else ()
        passend = [r for r in self.regels[probleem] if r.past(gebieden, gevaar, minderjarig)]
        return max(passend, key=lambda regel: regel.precies)


@lru_cache(maxsize=8)
def lees_routes(map_: Path = DATAMAP) -> Routetabel:
    """Lees en controleer routes.csv en routezinnen.csv.

    Raises:
        KaartFout: er is iets mis; de tekst bevat alle fouten, één per regel.
    """
    rijen = lees_tabel(map_ / "routes.csv", _KOLOMMEN)
    zinrijen = lees_tabel(map_ / "routezinnen.csv", ("code", "soort", "zin"))
    diensten, bronnen = (
        {rij["id"]: rij for rij in lees_tabel(map_ / naam, KOLOMMEN[naam])}
        for naam in ("diensten.csv", "bronnen.csv")
    )
    soort_zin = {rij["code"]: rij["soort"] for rij in zinrijen}
    fouten = [
        *_controleer_zinnen(zinrijen, soort_zin),
        *(fout for rij in rijen for fout in _controleer_rij(rij, bronnen)),
        *(fout for rij in rijen for fout in _controleer_codes(rij, diensten, soort_zin)),
        *_controleer_geheel(rijen),
    ]
    if fouten:
        raise KaartFout("\n".join(fouten))
    zinnen = {rij["code"]: rij["zin"] for rij in zinrijen}
    regels: dict[str, tuple[Regel, ...]] = {}
    for rij in rijen:
        regels[rij["probleem"]] = (
            *regels.get(rij["probleem"], ()),
            _maak_regel(rij, zinnen, maak_bron(bronnen[rij["bron_id"]], rij["bron_paragraaf"])),
        )
    return Routetabel(MappingProxyType(regels), MappingProxyType(zinnen))


def _maak_regel(rij: Rij, zinnen: Mapping[str, str], bron: Bron) -> Regel:
    return Regel(
        gebied=rij["gemeente_of_regio"],
        gevaar=rij["gevaar"],
        minderjarig=rij["minderjarig"],
        contacten=rij.lijst("contacten"),
        veiligheidshuis=zinnen[rij["veiligheidshuis"]],
        voorbereiding=tuple(zinnen[code] for code in rij.lijst("voorbereiding")),
        bron=bron,
    )


def _controleer_zinnen(rijen: list[Rij], soort_zin: Mapping[str, str]) -> Iterator[str]:
    for code, soort in _VAST.items():
        if soort_zin.get(code) != soort:
            yield f"routezinnen.csv, veld code: {code} ontbreekt of is geen {soort}."
    for rij in rijen:
        if rij["soort"] not in {VOORBEREIDING, VEILIGHEIDSHUIS, GEEN_GEHOOR}:
            yield rij.fout("soort", f"{rij['soort']!r} is niet bekend.")
        velden = {veld for _, veld, _, _ in string.Formatter().parse(rij["zin"]) if veld}
        mag = {"volgende"} if rij["code"] == GEEN_GEHOOR_VOLGENDE else set()
        if not rij["zin"] or velden != mag:
            yield rij.fout("zin", f"hier hoort een zin met precies deze velden: {sorted(mag)}.")


def _controleer_rij(rij: Rij, bronnen: Container[str]) -> Iterator[str]:
    for veld, keuzes in _KEUZES.items():
        if rij[veld] not in keuzes:
            yield rij.fout(veld, f"kies uit {', '.join(filter(None, keuzes))}, of laat het leeg.")
    gebied = rij["gemeente_of_regio"]
    if gebied and gebied not in _gebieden():
        yield rij.fout("gemeente_of_regio", f"{gebied!r} is geen code van een gemeente of regio.")
    if rij["bron_id"] not in bronnen:
        yield rij.fout("bron_id", f"{rij['bron_id']!r} staat niet in bronnen.csv.")
    for veld in ("contacten", VEILIGHEIDSHUIS, VOORBEREIDING):
        if not rij[veld]:
            yield rij.fout(veld, "dit veld mag niet leeg zijn.")


def _controleer_codes(
    rij: Rij, diensten: Container[str], soort_zin: Mapping[str, str]
) -> Iterator[str]:
    for contact in rij.lijst("contacten"):
        kaal = contact.removeprefix(EEN_DIENST)
        if kaal not in (diensten if contact.startswith(EEN_DIENST) else SOORTEN):
            yield rij.fout("contacten", f"{contact!r} is geen soort contact en geen dienst.")
    for veld in (VEILIGHEIDSHUIS, VOORBEREIDING):
        for code in rij.lijst(veld):
            if soort_zin.get(code) != veld:
                yield rij.fout(veld, f"{code!r} is geen {veld} uit routezinnen.csv.")


def _controleer_geheel(rijen: list[Rij]) -> Iterator[str]:
    """Elk probleem heeft een regel die altijd past, en geen regel staat er twee keer in."""
    gezien = set()
    for rij in rijen:
        sleutel = tuple(rij[kolom] for kolom in _KOLOMMEN[:4])
        if sleutel in gezien:
            yield rij.fout("probleem", "deze regel staat er twee keer in.")
        gezien.add(sleutel)
    for probleem in sorted({rij["probleem"] for rij in rijen} | {ONBEKEND}):
        if (probleem, "", "", "") not in gezien:
            yield (
                f"routes.csv, veld probleem: {probleem} heeft geen regel die overal en altijd "
                "geldt (gebied, gevaar en minderjarig leeg)."
            )


def _gebieden() -> set[str]:
    gemeenten = alle_gemeenten()
    return set(gemeenten) | {gemeente.regio_code for gemeente in gemeenten.values()}
