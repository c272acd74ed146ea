"""Wat de assistent over zichzelf zegt: in de eerste beurt, en na uren weg waar het gesprek was."""

from __future__ import annotations

from dataclasses import replace

from bot.beurt import Beurt

IK_BEN = (
    "Ik ben een digitale assistent, geen mens. Ik zoek een contact voor je, toets met je of een "
    "casus in het Veiligheidshuis past, leg uit met de bron erbij en stel een adviesvraag op. Ik "
    "adviseer; jij en de organisaties beslissen. Typ geen persoonsgegevens, zoals namen, "
    "geboortedata of adressen. Liever een mens? Typ mens."
)


def stel_voor(beurt: Beurt) -> None:
    """Zeg wie dit is, vóór alles wat deze beurt al gezegd is."""
    beurt.zeg_eerst(IK_BEN)


def zeg_welkom_terug(beurt: Beurt) -> None:
    """Zeg na uren weg waar het gesprek was, vóór alles wat deze beurt nog komt."""
    blad = beurt.dossier.blad
    if not beurt.dossier.weg:
        return
    beurt.dossier = replace(beurt.dossier, weg=False)
    if blad is None:
        return
    beurt.zeg_eerst(
        f'Welkom terug. We waren bezig met "{blad.lijst.titel}". Je antwoorden staan er nog.',
        [beurt.opdracht("Opnieuw beginnen", "opnieuw")],
    )
