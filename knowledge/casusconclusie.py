"""Van feiten in een casus naar antwoorden op de criteria: alleen wat duidelijk is.

Elk criterium wordt `ja` of `nee` met de woorden waaruit dat blijkt, of blijft weg (onbekend); dan
wordt het gevraagd. De criteria zijn die van S1 4.2 en S2 (Uitgangspunten). Een verkeerd `ja` of
`nee` is erger dan een vraag meer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.casusfeiten import AANPAK, LEEFGEBIED, LOOPT_VAST, VAST, Feit

_ZORG_LEEFGEBIEDEN = frozenset({"drugs", "alcohol", "welzijn"})
_KANT = {"zorg": "zorg", "jeugd": "zorg", "straf": "straf"}
_GEMEENTEKANT = "gemeente"
_VEEL_LEEFGEBIEDEN = 3
_TWIJFEL = ("niet_samen", "werkt", "net_gestart", "weet_niet")


@dataclass(frozen=True)
class Conclusie:
    """Een antwoord op een criterium, met de feiten waaruit het blijkt en eventuele onderdelen."""

    waarde: str
    redenen: tuple[Feit, ...]
    onderdelen: tuple[str, ...] = ()


class Beeld:
    """De feiten van een casus, gegroepeerd om er conclusies uit te trekken."""

    def __init__(self, feiten: Iterable[Feit], signalen: Iterable[str]) -> None:
        self.feiten = tuple(feiten)
        self.signalen = frozenset(signalen)
        self.geldend = tuple(feit for feit in self.feiten if feit.geldt)
        self.leefgebieden = self._leefgebieden()

    def van(self, soort: str, *waarden: str) -> tuple[Feit, ...]:
        """De geldende feiten van een soort, eventueel alleen met deze waarden."""
        return tuple(
            feit
            for feit in self.geldend
            if feit.soort == soort and (not waarden or feit.waarde in waarden)
        )

    def aanpak(self, *waarden: str) -> tuple[Feit, ...]:
        """De geldende feiten over de aanpak met deze waarden."""
        return self.van(AANPAK, *waarden)

    def gedrag(self) -> tuple[Feit, ...]:
        """Strafbaar feit, overlast, dreiging, geweld of afglijden."""
        return self.van("gedrag") + self.van(LEEFGEBIED, "delict")

    def zorg(self) -> tuple[Feit, ...]:
        """Alles waaruit blijkt dat zorg of hulp nodig is."""
        return self.van(LEEFGEBIED, *_ZORG_LEEFGEBIEDEN) + self.van("zorg")

    @property
    def over_een_plek(self) -> bool:
        """Of het eerder over een plek of groep lijkt te gaan dan over een persoon of gezin."""
        return len({feit.waarde for feit in self.van("gebied")} - {"plek"}) > 1

    @property
    def is_klein(self) -> bool:
        """Of er weinig leefgebieden spelen, of de betrokkene zelf hulp wil."""
        weinig = len(self.leefgebieden) < _VEEL_LEEFGEBIEDEN
        return weinig or bool(self.aanpak("wil_hulp"))

    def vaste_kanten(self) -> frozenset[str]:
        """De kanten (zorg, straf, gemeente) waarvan een partij vastloopt."""
        return frozenset(_KANT.get(f.waarde, _GEMEENTEKANT) for f in self.van(VAST))

    def _leefgebieden(self) -> Mapping[str, Feit]:
        uit: dict[str, Feit] = {}
        for feit in self.feiten:
            if feit.ontkend or feit.onzeker:
                continue
            if feit.soort == "zorg" and feit.waarde == "beperking":
                uit.setdefault("gedrag", feit)
            elif feit.soort == LEEFGEBIED:
                vroeger = feit.tijd == "vroeger"
                if vroeger and feit.waarde != "delict":
                    continue
                uit.setdefault("delictgeschiedenis" if vroeger else feit.waarde, feit)
        return uit


def concludeer(feiten: Sequence[Feit], signalen: Iterable[str]) -> dict[str, Conclusie]:
    """De criteria die uit een beschrijving duidelijk zijn.

    Args:
        feiten: de feiten uit `knowledge.casusfeiten.lees_feiten`.
        signalen: de signalen uit `knowledge.casus.lees_casus`.

    Returns:
        criterium -> conclusie; wat niet duidelijk is ontbreekt.
    """
    beeld = Beeld(feiten, signalen)
    gevonden = ((naam, functie(beeld)) for naam, functie in _CRITERIA.items())
    return {naam: conclusie for naam, conclusie in gevonden if conclusie}


def _ja(redenen: Sequence[Feit], onderdelen: Sequence[str] = ()) -> Conclusie:
    return Conclusie("ja", tuple(redenen), tuple(onderdelen))


def _nee(redenen: Sequence[Feit]) -> Conclusie:
    return Conclusie("nee", tuple(redenen))


def _zorgcomponent(beeld: Beeld) -> Conclusie | None:
    return _ja(beeld.zorg()) if beeld.zorg() else None


def _veiligheidscomponent(beeld: Beeld) -> Conclusie | None:
    gedrag = beeld.gedrag()
    if gedrag:
        return _ja(gedrag)
    ontkend = [f for f in beeld.feiten if f.ontkend and f.soort == "gedrag"]
    return _nee(ontkend) if ontkend else None


def _multiprobleem(beeld: Beeld) -> Conclusie | None:
    gevonden = beeld.leefgebieden
    if len(gevonden) >= _VEEL_LEEFGEBIEDEN and beeld.gedrag() and not beeld.over_een_plek:
        return _ja(tuple(gevonden.values()), tuple(gevonden))
    klein = beeld.aanpak("verder_niets")
    if klein and len(gevonden) <= 1:
        return _nee(klein)
    return None


def _ketenoverstijgend(beeld: Beeld) -> Conclusie | None:
    samen = beeld.aanpak("samen_nodig")
    if samen:
        return _ja(samen)
    vast = beeld.van(VAST)
    if len(beeld.vaste_kanten()) > 1 and not (beeld.aanpak(*_TWIJFEL) or beeld.over_een_plek):
        return _ja(vast)
    if beeld.aanpak(*LOOPT_VAST, "niet_samen", "weet_niet"):
        return None
    goed = beeld.aanpak("werkt") or (beeld.is_klein and beeld.aanpak("net_gestart"))
    return _nee(goed) if goed else None


def _systeem(beeld: Beeld) -> Conclusie | None:
    omgeving = beeld.van("omgeving")
    return _ja(omgeving) if omgeving and not beeld.over_een_plek else None


def _regulier_doorlopen(beeld: Beeld) -> Conclusie | None:
    if beeld.aanpak("niet_samen", "weet_niet", "werkt"):
        return None
    partijen = beeld.van(VAST)
    if len(partijen) > 1 or (beeld.aanpak("alles_geprobeerd") and beeld.aanpak(*LOOPT_VAST)):
        return _ja(partijen)
    nog_niet = beeld.aanpak("niets_geprobeerd", "net_gestart")
    if nog_niet and not partijen:
        return _nee(nog_niet)
    return None


def _gebiedsgebonden(beeld: Beeld) -> Conclusie | None:
    soorten = {feit.waarde for feit in beeld.van("gebied")} - {"plek"}
    if len(soorten) >= _VEEL_LEEFGEBIEDEN and not beeld.van(LEEFGEBIED, "houding"):
        return _ja(beeld.van("gebied"))
    return None


_CRITERIA: Mapping[str, Callable[[Beeld], Conclusie | None]] = {
    "gebiedsgebonden": _gebiedsgebonden,
    "zorgcomponent": _zorgcomponent,
    "veiligheidscomponent": _veiligheidscomponent,
    "multiprobleem": _multiprobleem,
    "ketenoverstijgend": _ketenoverstijgend,
    "systeem": _systeem,
    "regulier_doorlopen": _regulier_doorlopen,
}
