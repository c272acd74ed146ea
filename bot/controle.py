"""`make check-content`: controleer alle inhoud en toon elke klacht met bestand, regel en veld."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.instellingen import lees_instellingen
from bot.model import WORTEL
from knowledge import artikelen, ave_tekening
from knowledge.ave import uitslagen
from knowledge.bronnen import bronnen
from knowledge.casuswoorden import problemen
from knowledge.regios import regios
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst_bestand import MAP, lees, namen
from knowledge.vragenlijst_tekening import document
from sociale_kaart import kaart
from sociale_kaart.soorten import SOORTEN

TEKENINGEN = WORTEL / "docs" / "vragenlijsten"


def klachten(vandaag: dt.date) -> Iterator[str]:
    """Alle klachten over de inhoud; geen klachten betekent dat alles klopt."""
    for controle in (
        _vragenlijsten,
        _soorten_contact,
        _tekeningen,
        kaart.controleer,
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
        **{f"problemen.yml, {p.code}": p.contacten for p in problemen().values()},
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


def _tekeningen() -> Iterator[str]:
    for pad, tekst in _gewenste_tekeningen():
        if not pad.exists() or pad.read_text(encoding="utf-8") != tekst:
            yield f"{pad.relative_to(WORTEL)} loopt achter; draai make docs."


def _gewenste_tekeningen() -> Iterator[tuple[Path, str]]:
    for naam in namen():
        yield TEKENINGEN / f"{naam}.md", document(lees(MAP / f"{naam}.yml"))
    yield TEKENINGEN.parent / "ave.md", ave_tekening.document()


def main(opties: list[str]) -> int:
    """Controleer, of schrijf de tekeningen met `--schrijf`."""
    if opties == ["--schrijf"]:
        schrijf_tekeningen()
        return 0
    gevonden = list(klachten(dt.datetime.now(tz=dt.timezone.utc).date()))
    for klacht in gevonden:
        print(klacht)
    print("De inhoud klopt." if not gevonden else f"{len(gevonden)} klachten over de inhoud.")
    return 1 if gevonden else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
