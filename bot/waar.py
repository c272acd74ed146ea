"""Waar het gesprek over gaat: de gemeente en de regio."""

from __future__ import annotations

from bot.beurt import Beurt
from bot.casuslezing import lees_plaats
from knowledge.vragenlijst import ONBEKEND, Stand
from sociale_kaart.plaatsen import op_code


def gemeente_van(beurt: Beurt) -> str | None:
    """De gemeente waar het gesprek over gaat.

    Die staat in deze tekst, in de open lijst, bij het laatst genoemde contact of in de laatste
    triage.
    """
    plaats = None if beurt.keuze else lees_plaats(beurt.tekst).gemeente
    if plaats:
        return plaats.code
    laatste = beurt.dossier.laatste
    codes = [
        blad.extra.get("gemeente") or blad.stand.waarde("gemeente")
        for blad in reversed(beurt.dossier.stapel)
    ]
    codes += [beurt.dossier.contact["gemeente"]] if beurt.dossier.contact else []
    codes += [Stand.uit_json(laatste["stand"]).waarde("gemeente")] if laatste else []
    return next((code for code in codes if code not in {None, ONBEKEND}), None)


def regio_van(beurt: Beurt) -> str | None:
    """De regio van die gemeente."""
    code = gemeente_van(beurt)
    return op_code(code).regio_code if code else None
