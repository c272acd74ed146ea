"""Assistent en inbox samen, elk in een eigen proces: de indiener hoort het antwoord."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request

import pytest

from tests.bot.channels.web.client import Gesprek
from tests.bot.praten import Praat, custom, teksten
from tests.processen import webserver
from tests.zwaar.inboxproces import draaiende_inbox

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

VRAAG = "Sinds wanneer speelt dit?"
AANVULLING = "Dit speelt sinds het voorjaar."
ANTWOORD = "Bel het meldpunt; zij denken met je mee."
NOTITIE = "Alleen voor collega's bedoeld."
BEZORGD_SECONDEN = 60


class Webgesprek(Praat):
    """Een gesprek over het webkanaal van een server die draait."""

    def __init__(self, adres: str) -> None:
        self.lijn = Gesprek.begin(adres)
        super().__init__(None, self.lijn.id)

    def zeg(self, tekst: str):
        self.berichten = [
            bericht
            for activiteit in self.lijn.zeg(tekst)
            for bericht in (
                {"text": activiteit.get("text", "")},
                *({"custom": inhoud} for inhoud in _objecten(activiteit)),
            )
        ]
        return self.berichten

    def tekst(self, tekst: str) -> str:
        return " ".join(teksten(self.zeg(tekst)))

    def wacht_op(self, zin: str) -> None:
        """Wacht tot de assistent uit zichzelf iets zegt waar deze zin in staat."""
        grens = time.monotonic() + BEZORGD_SECONDEN
        gehoord: list[str] = []
        while time.monotonic() < grens:
            gehoord += [a.get("text", "") for a in self.lijn.lees(self.lijn.watermark, wacht=5)]
            if any(zin in tekst for tekst in gehoord):
                return
        raise AssertionError(gehoord)


class Inboxbrowser:
    """Wie met de eenmalige link inlogt en formulieren verstuurt, zonder JavaScript."""

    def __init__(self, link: str) -> None:
        self.adres = link.partition("/inloggen/")[0]
        koekjes = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._open = urllib.request.build_opener(koekjes)
        assert "Adviesvragen" in self._haal(link, {})

    def zaak(self, kenmerk: str) -> str:
        return self._haal(f"{self.adres}/adviesvragen/{kenmerk}")

    def doe(self, kenmerk: str, handeling: str, tekst: str) -> str:
        """Vul het formulier van deze handeling in zoals het op de pagina staat."""
        pagina = self.zaak(kenmerk)
        (formulier,) = re.findall(rf'<form[^>]*/{handeling}".*?</form>', pagina, re.DOTALL)
        velden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', formulier))
        return self._haal(
            f"{self.adres}/adviesvragen/{kenmerk}/{handeling}", {**velden, "tekst": tekst}
        )

    def _haal(self, adres: str, velden: dict[str, str] | None = None) -> str:
        inhoud = None if velden is None else urllib.parse.urlencode(velden).encode()
        with self._open.open(adres, inhoud, timeout=30) as antwoord:
            return str(antwoord.read().decode())


def _objecten(activiteit):
    return activiteit["channelData"]["wegwijzer"]["objecten"]


@pytest.fixture
def samen(tmp_path, geladen):
    """De assistent en de inbox op een lege datamap: het adres van de chat en de inloglink."""
    data = tmp_path / "data"
    data.mkdir()
    with (
        draaiende_inbox(data, gevuld=False) as inbox,
        webserver(tmp_path, data, geladen=geladen) as server,
    ):
        yield server.adres, inbox.nieuwe_link()


def test_de_indiener_hoort_de_vraag_terug_en_het_antwoord_en_een_ander_alleen_met_de_code(samen):
    adres, link = samen
    indiener = Webgesprek(adres)
    indiener.tot_controle()
    bevestiging = " ".join(teksten(indiener.kies("indienen")))
    (gemeld,) = custom(indiener.berichten, "adviesvraag")
    kenmerk = gemeld["kenmerk"]
    (code,) = re.findall(r"Je code is (\S+)\.", bevestiging)

    inbox = Inboxbrowser(link)
    inbox.doe(kenmerk, "notitie", NOTITIE)
    inbox.doe(kenmerk, "vraag", VRAAG)
    indiener.wacht_op(f"Er is een vraag aan jou over adviesvraag {kenmerk}.")
    assert VRAAG in indiener.tekst(f"status van {kenmerk}")
    assert "Je aanvulling staat bij" in indiener.tekst(f"aanvulling {kenmerk}: {AANVULLING}")
    assert AANVULLING in inbox.zaak(kenmerk)
    inbox.doe(kenmerk, "antwoord", ANTWOORD)
    indiener.wacht_op(f"Er is een antwoord op adviesvraag {kenmerk}.")

    gelezen = indiener.tekst(f"status van {kenmerk}")
    assert ANTWOORD in gelezen
    assert "beantwoord" in gelezen
    assert NOTITIE not in gelezen
    assert custom(indiener.berichten, "adviesvraag")[0]["status"] == "beantwoord"

    ander = Webgesprek(adres)
    verkeerd = code.translate(str.maketrans(code[0], "Z" if code[0] == "B" else "B"))
    for gok in (f"status van {kenmerk}", f"status van {kenmerk} met code {verkeerd}"):
        assert ANTWOORD not in ander.tekst(gok)
        assert "kan ik hier niet laten zien" in " ".join(teksten(ander.berichten))
        assert custom(ander.berichten, "adviesvraag") == []
    assert ANTWOORD in ander.tekst(f"status van {kenmerk} met code {code}")
    assert "Bezorgd" in inbox.zaak(kenmerk)
