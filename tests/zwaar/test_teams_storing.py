"""Teams valt weg, remt, weigert, hangt en bezorgt dubbel: niets kwijt, niets dubbel.

De assistent start zonder dat er één server van Microsoft bereikbaar is. Daarna komt Teams terug en
gaat het haperen; elk bericht krijgt dan precies één antwoord, op volgorde.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bot.channels.botframework.nepteams import BREEK, HANG, NepTeams, nepteams
from tests.bot.channels.teams.gebruiker import Gebruiker, instellingen, tekst
from tests.bot.channels.web.client import vraag
from tests.bot.praten import teksten
from tests.processen import vrije_poort, webserver

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

GEBRUIKERS = 40 if os.environ.get("HEAVY") == "full" else 4
WACHT_SECONDEN = 240
GOED = None
STORINGEN = (GOED, 412, (429, {"Retry-After": "1"}), 500, 502, 503, 504, BREEK, HANG)
GEWICHTEN = (12, 1, 2, 1, 1, 1, 1, 1, 1)
VRAGEN = (
    ("nummer van Veilig Thuis in Zwolle", "Veilig Thuis IJsselland"),
    ("Wat doet een procesregisseur?", "rocesregisseur"),
    ("Ik wil een adviesvraag indienen", "Wat voor vraag heb je"),
)


@pytest.fixture(scope="module")
def zonder_netwerk(tmp_path_factory):
    """De server, gestart terwijl er op de adressen van Teams niets luistert; en de poort ervan."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    poort = vrije_poort()
    afwezig = NepTeams(adres=f"http://127.0.0.1:{poort}")
    with webserver(tmp_path_factory.mktemp("storing"), **instellingen(afwezig)) as server:
        yield server, poort


def _beantwoordt(server) -> bool:
    inhoud = {"sender": "zonder-netwerk", "message": "nummer van Veilig Thuis in Zwolle"}
    antwoord = vraag(server.adres, "POST", "/webhooks/rest/webhook", inhoud)
    return "Veilig Thuis IJsselland" in " ".join(teksten(antwoord.json))


def test_zonder_netwerk_start_de_assistent_en_werkt_teams_zodra_het_er_is(zonder_netwerk):
    server, poort = zonder_netwerk
    assert _beantwoordt(server)
    gezond = vraag(server.adres, "GET", "/webhooks/teams/")
    assert (gezond.status, gezond.json["laatste_fout"]) == (200, None)

    with nepteams(poort) as nep:
        antwoord = Gebruiker(server.adres, nep).zeg("nummer van Veilig Thuis in Zwolle")

    assert "Veilig Thuis IJsselland" in tekst(antwoord)
    assert "Traceback" not in server.uitvoer.read_text("utf-8")


def test_een_haperend_teams_dat_dubbel_bezorgt_verliest_en_verdubbelt_niets(zonder_netwerk):
    server, poort = zonder_netwerk
    toeval = random.Random(2026)  # noqa: S311 - dezelfde storingen bij elke keer
    bezorgd: Counter[int] = Counter()

    def praat(nep: NepTeams, nummer: int) -> Gebruiker:
        collega = Gebruiker(server.adres, nep)
        eigen = random.Random(nummer)  # noqa: S311 - geen geheim
        for al, (zin, _) in enumerate(VRAGEN):
            activiteit = collega.activiteit(text=zin)
            keren = eigen.randint(1, 3)
            for _ in range(keren):
                assert collega.post(activiteit).status == 200
            bezorgd[keren] += 1
            nep.wacht_op(lambda _, al=al: len(collega.hier()) > al, WACHT_SECONDEN)
            # Nog eens, als het antwoord er al staat.
            assert collega.post(activiteit).status == 200
        return collega

    begin = time.monotonic()
    with nepteams(poort) as nep, ThreadPoolExecutor(4) as draden:
        nep.storingen.extend(toeval.choices(STORINGEN, GEWICHTEN, k=60 * GEBRUIKERS))
        vooraf = len(nep.storingen)
        gesprekken = list(draden.map(lambda nummer: praat(nep, nummer), range(GEBRUIKERS)))
        gebruikt = vooraf - len(nep.storingen)
        nep.storingen.clear()
        gevonden = [[tekst(bericht) for bericht in een.hier()] for een in gesprekken]

    print(
        f"\nTeams: {sum(bezorgd.values())} berichten, {dict(sorted(bezorgd.items()))} keer bezorgd "
        f"en elk nog eens erna, {gebruikt} verzoeken aan een haperend Teams, "
        f"{time.monotonic() - begin:.0f} s; 0 kwijt, 0 dubbel"
    )
    for antwoorden in gevonden:
        assert len(antwoorden) == len(VRAGEN)
        for antwoord, (_, verwacht) in zip(antwoorden, VRAGEN, strict=True):
            assert verwacht in antwoord
    assert gebruikt > len(VRAGEN) * GEBRUIKERS
