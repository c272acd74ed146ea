"""Onderhoud voor de beheerder: opruimen, sleutels wisselen, en de rechten van de indiener."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timezone

from adviesvraag import betrokkene, bewaren
from adviesvraag.fouten import AdviesvraagFout
from adviesvraag.opslag import Opslag
from adviesvraag.sleutelwissel import Voortgang, wissel
from adviesvraag.trends import leemten
from adviesvraag.trends.hertellen import hertel
from bot import gesprekken
from bot.instellingen import InstellingFout, instellingen
from bot.opslag import opslag
from bot.teamsopslag import maak_opslag
from bot.webhistorie import maak_historie
from knowledge.regios import partnerdomeinen
from privacy.werkmail import is_werkmail


def main(argumenten: Sequence[str] | None = None) -> int:
    """Voer één opdracht uit; geeft de afsluitcode."""
    keuze = _lezer().parse_args(argumenten)
    try:
        keuze.doe(opslag(), keuze)
    except (AdviesvraagFout, InstellingFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


def ruim_op(nu: datetime, *, proef: bool = False) -> dict[str, int]:
    """Ruim gesprekken en adviesvragen op; geeft per soort hoeveel het er zijn (of zouden zijn)."""
    termijnen = bewaren.lees_termijnen()
    gesprek_grens = nu - termijnen.gesprekken
    werklijst = leemten.ruim_op(opslag(), termijnen.onbeantwoord, nu.date(), proef=proef)
    engine = gesprekken.open_gesprekken(instellingen().gesprekken_url)
    try:
        if proef:
            aantallen = bewaren.verlopen(opslag(), termijnen, nu)
            aantallen["knelpunten"] = bewaren.verlopen_knelpunten(opslag(), termijnen, nu)
            oud = gesprekken.verlopen(engine, gesprek_grens)
            return {**aantallen, "gesprekken": oud, bewaren.ONBEANTWOORD: werklijst}
        aantallen = bewaren.ruim_op(opslag(), termijnen, nu)
        aantallen["knelpunten"] = bewaren.ruim_knelpunten_op(opslag(), termijnen, nu)
        oud = gesprekken.ruim_op(engine, gesprek_grens)
        return {**aantallen, "gesprekken": oud, bewaren.ONBEANTWOORD: werklijst}
    finally:
        engine.dispose()


def _opruimen(_opslag: Opslag, keuze: argparse.Namespace) -> None:
    aantallen = ruim_op(datetime.now(timezone.utc), proef=keuze.proef)
    if any(aantallen.values()) or not keuze.stil:
        telling = ", ".join(f"{soort} {aantal}" for soort, aantal in aantallen.items())
        print(f"{'Op te ruimen (proef)' if keuze.proef else 'Opgeruimd'}: {telling}.")


def _sleutels(geopend: Opslag, _keuze: argparse.Namespace) -> None:
    sleutels = instellingen().sleutels
    for stand in wissel(geopend, sleutels, _meld):
        print(f"{stand.tabel}: {stand.gelezen} rijen bekeken, {stand.vernieuwd} waarden vernieuwd.")
    _vernieuw_teams()
    if len(sleutels) > 1:
        dagen = bewaren.lees_termijnen().gesprekken.days
        print(
            "Alles in de opslag rust nu op de nieuwste sleutel. Een werkadres in een gesprek dat "
            f"nog loopt rust op de oude: haal die pas na {dagen} dagen weg, of begin zo'n gesprek "
            "opnieuw."
        )


def _vernieuw_teams() -> None:
    teams = maak_opslag(instellingen())
    try:
        teams.bereid()
        if aantal := teams.hernieuw():
            print(f"teams_gesprek: {aantal} verwijzingen vernieuwd.")
    finally:
        teams.sluit()


def _meld(stand: Voortgang) -> None:
    print(f"  {stand.tabel}: {stand.gelezen}", flush=True)


def _hertel(geopend: Opslag, _keuze: argparse.Namespace) -> None:
    uitslag = hertel(geopend)
    print(f"{uitslag.gelezen} adviesvragen met antwoorden, {uitslag.aangevuld} aangevuld.")


def _inzage(geopend: Opslag, keuze: argparse.Namespace) -> None:
    kenmerken = betrokkene.van_adres(geopend, keuze.wie) if "@" in keuze.wie else [keuze.wie]
    if not kenmerken:
        print("Er is geen adviesvraag met dit adres.")
    for kenmerk in kenmerken:
        _toon(betrokkene.inzage(geopend, kenmerk))


def _toon(gegevens: betrokkene.Inzage) -> None:
    print(f"{gegevens.kenmerk}: {gegevens.status}, sinds {gegevens.aangemaakt_op:%d-%m-%Y}")
    print(f"  werkadres: {gegevens.contact_email or 'niet bewaard'}")
    for vraag, antwoord in gegevens.antwoorden:
        print(f"  {vraag} {antwoord}")
    for op, richting, tekst in gegevens.berichten:
        print(f"  {op:%d-%m-%Y %H:%M} bericht {richting.replace('_', ' ')}: {tekst}")
    for op, wie, tekst in gegevens.notities:
        print(f"  {op:%d-%m-%Y %H:%M} notitie van {wie}: {tekst}")
    for dimensie, code in gegevens.codes:
        print(f"  telt mee bij {dimensie}: {code}")
    for op, soort, wie in gegevens.gebeurtenissen:
        print(f"  {op:%d-%m-%Y %H:%M} {soort} door {wie}")


def _verbeter(geopend: Opslag, keuze: argparse.Namespace) -> None:
    if not is_werkmail(keuze.adres, partnerdomeinen()):
        raise AdviesvraagFout("Dit is geen werkadres van een partner; er is niets veranderd.")
    betrokkene.verbeter_adres(geopend, keuze.kenmerk, keuze.adres)
    print("Het werkadres is veranderd.")


def _verwijder(geopend: Opslag, keuze: argparse.Namespace) -> None:
    gezocht = betrokkene.gesprek_hash(geopend, keuze.kenmerk)
    betrokkene.verwijder(geopend, keuze.kenmerk)

    def is_gesprek(naam: str) -> bool:
        return geopend.gesprek_hash(naam) == gezocht

    engine = gesprekken.open_gesprekken(instellingen().gesprekken_url)
    historie = maak_historie(instellingen().webgesprekken_url, instellingen().web.bewaren_minuten)
    teams = maak_opslag(instellingen())
    try:
        aantal = gesprekken.verwijder(engine, is_gesprek)
        historie.bereid()
        historie.verwijder(is_gesprek)
        teams.bereid()
        teams.verwijder(is_gesprek)
    finally:
        engine.dispose()
        historie.sluit()
        teams.sluit()
    print(f"De antwoorden en het werkadres zijn gewist, en {aantal} gesprek.")


def _lezer() -> argparse.ArgumentParser:
    lezer = argparse.ArgumentParser(prog="python -m bot.onderhoud", description=__doc__)
    opdrachten = lezer.add_subparsers(required=True, metavar="opdracht")

    def opdracht(naam: str, doe: object, uitleg: str) -> argparse.ArgumentParser:
        nieuw = opdrachten.add_parser(naam, help=uitleg)
        nieuw.set_defaults(doe=doe)
        return nieuw

    opruimen = opdracht("opruimen", _opruimen, "wis wat zijn bewaartermijn voorbij is")
    opruimen.add_argument("--proef", action="store_true", help="tel alleen, wis niets")
    opruimen.add_argument("--stil", action="store_true", help="zwijg als er niets te doen is")
    opdracht("sleutels", _sleutels, "schrijf alles over met de nieuwste sleutel")
    opdracht("hertel", _hertel, "vul de codes aan van adviesvragen van voor het tellen")
    opdracht("inzage", _inzage, "toon wat er van een adviesvraag is bewaard").add_argument(
        "wie", metavar="KENMERK|WERKADRES"
    )
    verbeter = opdracht("verbeter", _verbeter, "zet een ander werkadres bij een adviesvraag")
    verbeter.add_argument("kenmerk", metavar="KENMERK")
    verbeter.add_argument("adres", metavar="WERKADRES")
    opdracht("verwijder", _verwijder, "wis de inhoud en het gesprek nu").add_argument(
        "kenmerk", metavar="KENMERK"
    )
    return lezer


if __name__ == "__main__":
    sys.exit(main())
