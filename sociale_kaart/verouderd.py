"""`python -m sociale_kaart.verouderd`: per eigenaar de contacten die nagevraagd moeten worden."""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.keuring import MAANDEN, Keuring
from sociale_kaart.tabellen import DATAMAP, KaartFout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sociale_kaart.contact import Contact


def na_te_vragen(kaart: SocialeKaart, keuring: Keuring) -> Mapping[str, Sequence[Contact]]:
    """Geef per eigenaar de actieve contacten die nooit of te lang geleden zijn nagevraagd."""
    per_eigenaar: dict[str, list[Contact]] = defaultdict(list)
    for contact in kaart.per_id.values():
        if contact.gecontroleerd_op is None or keuring.te_oud(contact.gecontroleerd_op):
            per_eigenaar[contact.eigenaar].append(contact)
    return dict(sorted(per_eigenaar.items()))


def main(argumenten: Sequence[str]) -> int:
    """Druk de lijst af; geeft de afsluitcode."""
    lezer = argparse.ArgumentParser(prog="python -m sociale_kaart.verouderd", description=__doc__)
    standaard = os.environ.get("WEGWIJZER_CONTACT_MAANDEN") or str(MAANDEN)
    lezer.add_argument(
        "--maanden", type=int, default=standaard, help="hoe oud mag een controle zijn"
    )
    lezer.add_argument("--map", type=Path, default=DATAMAP, help="map met de tabellen")
    opties = lezer.parse_args(argumenten)
    vandaag = date.today()  # noqa: DTZ011 - een dag, geen moment
    try:
        kaart = SocialeKaart.laad(opties.map)
    except KaartFout as fout:
        print(fout)
        return 1
    lijst = na_te_vragen(kaart, Keuring(vandaag, opties.maanden))
    for eigenaar, contacten in lijst.items():
        print(eigenaar)
        for contact in contacten:
            print(f"  {contact.id}: {contact.telefoon or 'geen nummer'}. {contact.herkomst()}.")
    aantal = sum(map(len, lijst.values()))
    print(f"{aantal} van {len(kaart.per_id)} contacten zijn niet of langer dan {opties.maanden} "
          "maanden geleden nagevraagd.")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
