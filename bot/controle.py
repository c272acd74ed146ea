"""`make check-content`: controleer alle inhoud en toon elke klacht met bestand, regel en veld."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from adviesvraag.migraties import uitgebracht
from bot.instellingen import lees_instellingen
from bot.model import WORTEL
from bot.nlu.betekenisbewaren import ontbrekend
from knowledge import artikelen, ave_tekening
from knowledge.ave import uitslagen
from knowledge.bronnen import bronnen
from knowledge.casuswoorden import problemen, signalen
from knowledge.regios import regios
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst_bestand import MAP, lees, namen
from knowledge.vragenlijst_tekening import document
from sociale_kaart import kaart
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.keuring import Keuring
from sociale_kaart.routetabel import ONBEKEND, lees_routes
from sociale_kaart.soorten import EERST_BIJ, KAN_NIET_BIJ, SOORTEN
from sociale_kaart.verouderd import na_te_vragen

TEKENINGEN = WORTEL / "docs" / "vragenlijsten"


def klachten(vandaag: dt.date) -> Iterator[str]:
    """Alle klachten over de inhoud; geen klachten betekent dat alles klopt."""
    for controle in (
        _vragenlijsten,
        _soorten_contact,
        _problemen,
        _tekeningen,
        kaart.controleer,
        uitgebracht.klachten,
        lambda: artikelen.controleer(vandaag, lees_instellingen(os.environ).lix_hoogstens),
    ):
        yield from _vang(controle)


def schrijf_tekeningen() -> None:
    """Maak de tekeningen van alle vragenlijsten opnieuw."""
    TEKENINGEN.mkdir(parents=True, exist_ok=True)
    for pad, tekst in _gewenste_tekeningen():
        pad.write_text(tekst, encoding="utf-8")


def _vang(controle: Callable[[], Iterable[str]]) -> Iterator[str]:
    try:
        yield from controle()
    except ValueError as fout:
        yield str(fout)


def _vragenlijsten() -> Iterator[str]:
    for naam in namen():
        yield from _vang(lambda naam=naam: _lees_lijst(naam))


def _lees_lijst(naam: str) -> list[str]:
    lees(MAP / f"{naam}.yml", bron_bestaat=_bron_bestaat, soorten_contact=SOORTEN)
    return []


def _bron_bestaat(document_naam: str, paragraaf: str) -> bool:
    bron = bronnen().get(document_naam)
    return bron is not None and bron.heeft(paragraaf)


def _soorten_contact() -> Iterator[str]:
    """Elke soort contact die een tekst, regio of probleem noemt bestaat in de sociale kaart."""
    genoemd = {
        **{f"triage_teksten.yml, {n}": u.contacten for n, u in teksten().uitkomsten.items()},
        **{f"triage_teksten.yml, {n}": b.contacten for n, b in teksten().let_op.items()},
        **{f"ave.yml, {n}": u.soorten_contact for n, u in uitslagen().items()},
        **{
            f"{regio.code}.yml, {uitkomst}": soorten
            for regio in regios().values()
            for uitkomst, soorten in regio.contacten.items()
        },
    }
    for waar, soorten in genoemd.items():
        for soort in soorten:
            if soort not in SOORTEN:
                yield f"{waar}: onbekend soort_contact {soort!r}."
    for veld, tabel in (("kan_niet_bij", KAN_NIET_BIJ), ("eerst_bij", EERST_BIJ)):
        for soort, bij in tabel.items():
            for signaal in sorted(bij - signalen()):
                yield f"soorten.csv, {soort}, veld {veld}: onbekend signaal {signaal!r}."


def _na_te_vragen() -> str:
    """Hoeveel contacten nog nagevraagd moeten worden; geen klacht, wel werk voor de eigenaren."""
    maanden = lees_instellingen(os.environ).contact_maanden
    vandaag = dt.datetime.now(tz=dt.timezone.utc).date()
    lijst = na_te_vragen(SocialeKaart.laad(), Keuring(vandaag, maanden))
    aantal = sum(map(len, lijst.values()))
    return (
        f"{aantal} contacten van {len(lijst)} eigenaren zijn niet of langer dan {maanden} maanden "
        "geleden nagevraagd; python -m sociale_kaart.verouderd noemt ze."
    )


def _te_berekenen() -> str:
    """Van hoeveel zinnen de betekenis nog niet bewaard is; die wordt bij elke start berekend."""
    aantal = len(ontbrekend())
    return (
        f"Van {aantal} zinnen is de betekenis nog niet bewaard; make betekenis doet dat."
        if (aantal)
        else "Van elke zin is de betekenis bewaard."
    )


def _problemen() -> Iterator[str]:
    """De problemen die gelezen worden zijn precies die waar een route voor is."""
    gelezen, met_route = {*problemen(), ONBEKEND}, set(lees_routes().regels)
    for code in sorted(gelezen - met_route):
        yield f"routes.csv: voor probleem {code!r} is er geen route."
    for code in sorted(met_route - gelezen):
        yield f"routes.csv: probleem {code!r} staat niet in problemen.yml."


def _tekeningen() -> Iterator[str]:
    for pad, tekst in _gewenste_tekeningen():
        if not pad.exists() or pad.read_text(encoding="utf-8") != tekst:
            yield f"{pad.relative_to(WORTEL)} loopt achter; draai make docs."


def _gewenste_tekeningen() -> Iterator[tuple[Path, str]]:
    for naam in namen():
        yield TEKENINGEN / f"{naam}.md", document(lees(MAP / f"{naam}.yml"))
    yield TEKENINGEN.parent / "ave.md", ave_tekening.document()


def main(opties: list[str]) -> int:
    """Controleer, of schrijf met `--schrijf` de tekeningen en de sommen van nieuwe migraties."""
    if opties == ["--schrijf"]:
        schrijf_tekeningen()
        uitgebracht.leg_vast()
        return 0
    gevonden = list(klachten(dt.datetime.now(tz=dt.timezone.utc).date()))
    for klacht in gevonden:
        print(klacht)
    if not gevonden:
        print(_na_te_vragen())
        print(_te_berekenen())
    print("De inhoud klopt." if not gevonden else f"{len(gevonden)} klachten over de inhoud.")
    return 1 if gevonden else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
