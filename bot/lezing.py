"""Bepaalt of een bericht een antwoord op de open vraag is, een uitstapje, of geen van beide.

Het resultaat is de waarde van het slot `antwoord` (architectuurbesluit 2): een woordenboek met
`soort`, of None als het bericht een uitstapje is dat een andere actie afhandelt.
"""

from __future__ import annotations

import re
from typing import Any

from bot.beurt import GLOBAAL, Beurt
from bot.casuslezing import beschrijft
from bot.dossier import Blad
from bot.payload import VOORVOEGSEL, Keuze
from bot.vraagbericht import KLAAR, plaatsnaam
from knowledge.antwoordlezer import lees_keuze, weet_niet
from knowledge.casus import lees_casus
from knowledge.vragenlijst import GEKOZEN, GETYPT, ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken, zoek

Lezing = dict[str, Any]

OPDRACHTEN = frozenset(
    {
        "aanpassen",
        "artikel",
        "ave_bepalen",
        "hulp",
        "intrekken",
        "mens",
        "opnieuw",
        "status",
        "stop",
        "terug",
        "uitleg",
        "veilig",
        "verder",
    }
)
INHOUD = frozenset({"kennis", "contact", "privacy", "ave", "botvraag", "buiten_bereik", "suicide"})
PRAAT = frozenset({"groet", "bedank"})
WISSEL = frozenset({"adviesvraag", "route", "start_triage"})
EIGEN_LIJST = {"adviesvraag": "adviesvraag", "route": "route", "start_triage": "triage"}
UITSTAPJES = OPDRACHTEN | INHOUD | PRAAT | WISSEL | {"acuut"}

_KEUZE_BIJ_INTENT = {"bevestig": "ja", "ontken": "nee", "weet_niet": ONBEKEND}
_HEEL_KORT = 4
_KORT = 8
_KORTE_VRAAG = 18
_VRAAGWOORD = re.compile(
    r"^(wat|wie|waar|waarom|wanneer|welke?|hoe|hoeveel|mag|kan|kun|moet|is|zijn|heeft|bestaat)\b",
    re.IGNORECASE,
)
_RONDT_AF = re.compile(r"(klaar|alles|dat is alles|dit is alles|dat was het)\b", re.IGNORECASE)
_MAIL = re.compile(r"\[werkmail:[^\]]+\]")


def lees_bericht(beurt: Beurt) -> Lezing | None:
    """Wat dit bericht betekent voor de open vraag; None is een uitstapje, of al verwerkt."""
    blad = beurt.dossier.blad
    if blad is None or beurt.intent == "acuut" or beurt.bericht_id == beurt.dossier.bericht:
        return None
    if beurt.keuze:
        return _klik(beurt, beurt.keuze)
    if beurt.tekst.startswith(VOORVOEGSEL):
        return {"soort": "verlopen"}
    if beurt.dossier.acuut:
        return None if beurt.intent in UITSTAPJES else {"soort": "verder"}
    vraag = blad.vraag
    over_intrekken = beurt.dossier.intrekken and beurt.intent in {"bevestig", "ontken"}
    if vraag is None or over_intrekken:
        return None
    return _LEZERS[vraag.soort](beurt, blad, vraag)


def _klik(beurt: Beurt, keuze: Keuze) -> Lezing | None:
    doel = beurt.dossier.blad_van(keuze.run)
    if keuze.run == GLOBAAL or (doel is None and keuze.vraag == "vervolg"):
        return None
    if doel is None:
        return {"soort": "verlopen"}
    if keuze.vraag == "corrigeer":
        return {"soort": "heropen", "run": keuze.run, "vraag": keuze.waarde}
    vraag = doel.lijst.vragen.get(keuze.vraag)
    if vraag is None:
        return {"soort": "verlopen"}
    if vraag.soort == "meerkeuze" and keuze.waarde in {*vraag.onderdelen, KLAAR}:
        return _deel(doel, vraag, keuze.waarde)
    return _antwoord(doel, vraag, keuze.waarde, herkomst=GEKOZEN)


def _deel(blad: Blad, vraag: Vraag, waarde: str) -> Lezing:
    if waarde == KLAAR:
        return _antwoord(blad, vraag, "", onderdelen=list(blad.keuze), herkomst=GEKOZEN)
    return {"soort": "deel", "run": blad.run, "vraag": vraag.id, "onderdeel": waarde}


def _antwoord(
    blad: Blad,
    vraag: Vraag,
    waarde: str,
    onderdelen: list[str] | None = None,
    herkomst: str = GETYPT,
) -> Lezing:
    return {
        "soort": "antwoord",
        "run": blad.run,
        "vraag": vraag.id,
        "waarde": waarde,
        "onderdelen": onderdelen or [],
        "herkomst": herkomst,
    }


def _lees_keuzevraag(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    vraagt_iets = _is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES - WISSEL
    verbetert_plaats = beurt.intent == "terug" and bool(herken(beurt.tekst))
    if vraagt_iets or verbetert_plaats:
        return None
    keuze = lees_keuze(vraag, beurt.tekst)
    uit_intent = _KEUZE_BIJ_INTENT.get(beurt.intent)
    if keuze and keuze.onderdelen:
        return _noem_onderdelen(blad, vraag, keuze.onderdelen)
    if blad.keuze and (keuze or uit_intent or _RONDT_AF.match(beurt.tekst.strip())):
        return _antwoord(blad, vraag, "", onderdelen=list(blad.keuze))
    if keuze:
        return _antwoord(blad, vraag, keuze.waarde)
    if uit_intent in vraag.waarden:
        return _antwoord(blad, vraag, str(uit_intent))
    return _lees_vrij(beurt, blad, vraag)


def _noem_onderdelen(blad: Blad, vraag: Vraag, genoemd: tuple[str, ...]) -> Lezing:
    """Genoemde onderdelen; te weinig is nog geen `nee`, er kan er nog een bij komen."""
    alle = list(dict.fromkeys((*blad.keuze, *genoemd)))
    if len(alle) < vraag.minimaal:
        return _deel(blad, vraag, alle[-1])
    return _antwoord(blad, vraag, "", alle)


def _lees_vrij(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if vraag.id == "probleem" and (probleem := lees_casus(beurt.tekst).probleem) in vraag.waarden:
        return _antwoord(blad, vraag, str(probleem))
    if EIGEN_LIJST.get(beurt.intent) == blad.vragenlijst or _vertelt_meer(beurt):
        return {"soort": "aanvulling"}
    if genoemd := _genoemde_vraag(blad, beurt.tekst):
        return {"soort": "heropen", "run": blad.run, "vraag": genoemd}
    return _onbegrepen(beurt, "onbegrepen")


def _genoemde_vraag(blad: Blad, tekst: str) -> str | None:
    """Het eerdere antwoord dat bij naam wordt genoemd om het te verbeteren: `de samenvatting`."""
    return next(
        (
            vraag_id
            for vraag_id in blad.stand.antwoorden
            if _zonder_lidwoord(blad.lijst.vragen[vraag_id].kort) == _zonder_lidwoord(tekst)
        ),
        None,
    )


def _zonder_lidwoord(tekst: str) -> str:
    return tekst.strip().casefold().removeprefix("de ").removeprefix("het ")


def _onbegrepen(beurt: Beurt, soort: str) -> Lezing | None:
    """Een uitstapje, of niet begrepen; op een tekst die niets vraagt is elk onderwerp een gok."""
    if beurt.intent == "buiten_bereik" and not _is_vraag(beurt.tekst):
        return {"soort": soort}
    return None if beurt.intent in UITSTAPJES else {"soort": soort}


def _vertelt_meer(beurt: Beurt) -> bool:
    return beurt.intent not in UITSTAPJES - {"start_triage"} and beschrijft(beurt.tekst)


def _lees_tekst(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if ONBEKEND in vraag.waarden and _zegt_onbekend(vraag, beurt.tekst):
        return _antwoord(blad, vraag, ONBEKEND)
    if _is_uitstapje(beurt, blad, vraag):
        return None
    if beurt.intent == "weet_niet" and _aantal_woorden(beurt.tekst) <= _KORT:
        return None
    if not beurt.tekst.strip():
        return {"soort": "onbegrepen"}
    if vraag.id == "casus" and _noemt_alleen_plaats(beurt.tekst):
        return {"soort": "aanvulling"}
    return _antwoord(blad, vraag, beurt.tekst)


def _zegt_onbekend(vraag: Vraag, tekst: str) -> bool:
    """Of een tekst alleen `weet ik niet` zegt; "onduidelijk wie de regie heeft" is een antwoord."""
    if tekst.strip().casefold() == vraag.titel(ONBEKEND).casefold():
        return True
    return weet_niet(tekst) and _aantal_woorden(tekst) <= _HEEL_KORT


def _noemt_alleen_plaats(tekst: str) -> bool:
    kort = _aantal_woorden(tekst) <= _KORT
    return kort and bool(herken(tekst)) and not lees_casus(tekst).bevindingen


def _is_uitstapje(beurt: Beurt, blad: Blad, vraag: Vraag) -> bool:
    woorden = _aantal_woorden(beurt.tekst)
    if beurt.intent in OPDRACHTEN | PRAAT and woorden <= _KORT:
        return True
    if beurt.intent in {"adviesvraag", "botvraag"} and woorden <= _KORT:
        return True
    if beurt.intent == "start_triage" and woorden <= _KORT:
        return not beschrijft(beurt.tekst) and not lees_casus(beurt.tekst).bevindingen
    if vraag.id == "samenvatting" and blad.stand.waarde("soort") == "informatievraag":
        return False
    return beurt.intent in INHOUD and woorden <= _KORTE_VRAAG and _is_vraag(beurt.tekst)


def _lees_gemeente(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if _is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES:
        return None
    genoemd = set(blad.extra.get("plaatsen") or ())
    bij_titel = [code for code in genoemd if _staat_in(beurt.tekst, plaatsnaam(code))]
    if len(bij_titel) == 1:
        return _antwoord(blad, vraag, bij_titel[0])
    gevonden = zoek(beurt.tekst)
    if not gevonden and weet_niet(beurt.tekst):
        return _antwoord(blad, vraag, ONBEKEND)
    passend = [g for g in gevonden if g.code in genoemd] or list(gevonden)
    if len(passend) == 1:
        return _antwoord(blad, vraag, passend[0].code)
    if passend:
        return {
            "soort": "plaatsen",
            "codes": [gemeente.code for gemeente in passend],
            "plaats": _plaats(beurt.tekst),
        }
    return _onbegrepen(beurt, "onbekende_plaats")


def _staat_in(tekst: str, titel: str) -> bool:
    return bool(tekst.strip()) and tekst.strip().casefold() in titel.casefold()


def _plaats(tekst: str) -> str:
    vondsten = herken(tekst)
    return vondsten[0].naam if vondsten else tekst.strip()


def _lees_email(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    mail = _MAIL.search(beurt.tekst)
    if mail:
        return _antwoord(blad, vraag, mail.group())
    if "EMAIL" in beurt.meta.get("privacy", ()):
        return {"soort": "geen_werkmail"}
    keuze = lees_keuze(vraag, beurt.tekst)
    if keuze or weet_niet(beurt.tekst) or beurt.intent in {"ontken", "weet_niet"}:
        return _antwoord(blad, vraag, "overslaan")
    return _onbegrepen(beurt, "geen_werkmail")


def _is_vraag(tekst: str) -> bool:
    plat = tekst.strip()
    return plat.endswith("?") or bool(_VRAAGWOORD.match(plat))


def _aantal_woorden(tekst: str) -> int:
    return len(tekst.split())


_LEZERS = {
    "keuze": _lees_keuzevraag,
    "meerkeuze": _lees_keuzevraag,
    "tekst": _lees_tekst,
    "gemeente": _lees_gemeente,
    "email": _lees_email,
}
