"""De pagina's en bestanden: versie in het adres, bewaartijd, streng beleid, en niets daarbuiten."""

from __future__ import annotations

import gzip
import re
from types import SimpleNamespace

import pytest

from bot.channels.web.bestanden import Bestanden
from bot.webkanaal import PAGINAS
from knowledge.ladder import namen
from tests.bot.channels.web.client import vraag

pytestmark = pytest.mark.rasa

WEB = "/webhooks/web/"


def _haal(server, pad, **koppen):
    return vraag(server.adres, "GET", pad, **koppen)


def _bestandsmap(server) -> str:
    return re.findall(r'"\./(bestanden/\w+)/', _haal(server, f"{WEB}widget.js").ruw.decode())[0]


@pytest.mark.parametrize("pad", [WEB, f"{WEB}voorbeeld", f"{WEB}toegankelijkheid"])
def test_een_pagina_laadt_alleen_van_het_eigen_adres_en_alles_bestaat(server, pad):
    pagina = _haal(server, pad)
    tekst = pagina.ruw.decode()

    assert (pagina.status, pagina.koppen["content-type"]) == (200, "text/html; charset=utf-8")
    beleid = pagina.koppen["content-security-policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    assert pagina.koppen["cache-control"] == "no-cache"
    assert "{{" not in tekst
    geladen = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', tekst)
    assert any(adres.endswith("pagina.css") for adres in geladen)
    assert any(adres.endswith("widget.js") for adres in geladen) != pad.endswith("toegankelijkheid")
    for adres in geladen:
        assert _haal(server, f"{WEB}{adres}").status == 200, adres


def test_alles_wat_een_module_laadt_bestaat_in_dezelfde_versie(server):
    map_ = f"{WEB}{_bestandsmap(server)}/"
    te_doen, gezien = {"widget.js"}, set()
    while te_doen:
        naam = te_doen.pop()
        gezien.add(naam)
        bestand = _haal(server, map_ + naam)
        assert bestand.status == 200, naam
        assert "immutable" in bestand.koppen["cache-control"]
        assert bestand.koppen["access-control-allow-origin"] == "*"
        tekst = bestand.ruw.decode()
        te_doen |= set(re.findall(r'(?:from|import) "\./([\w.-]+)"', tekst)) - gezien

    assert {pad.name for pad in PAGINAS.glob("*.js")} >= gezien


def test_een_bestand_is_gezipt_hetzelfde_en_wordt_niet_twee_keer_gestuurd(server):
    pad = f"{WEB}{_bestandsmap(server)}/widget.js"
    gewoon, gezipt = _haal(server, pad), _haal(server, pad, Accept_Encoding="br, gzip")

    assert gezipt.koppen["content-encoding"] == "gzip"
    assert gzip.decompress(gezipt.ruw) == gewoon.ruw == (PAGINAS / "widget.js").read_bytes()
    weer = _haal(server, pad, If_None_Match=gewoon.koppen["etag"])
    assert (weer.status, weer.ruw) == (304, b"")


@pytest.mark.parametrize(
    "pad",
    [
        "bestanden/oudeversie/widget.js",
        "{map}/bestaat-niet.js",
        "{map}/chat.html",
        "{map}/..%2f..%2finstellingen.py",
        "{map}/%2e%2e/%2e%2e/server.py",
        "afbeeldingen/onbekend.svg",
        "afbeeldingen/VR12",
        "afbeeldingen/..%2fchat.html",
    ],
)
def test_wat_er_niet_is_geeft_404(server, pad):
    antwoord = _haal(server, WEB + pad.format(map=_bestandsmap(server)))

    assert (antwoord.status, antwoord.json) == (404, {"fout": "Dit adres bestaat niet."})


def test_elke_tekening_is_een_svg_zonder_script(server):
    for naam in namen():
        tekening = _haal(server, f"{WEB}afbeeldingen/{naam}.svg")
        assert tekening.status == 200
        assert tekening.koppen["content-type"] == "image/svg+xml"
        assert "script-src" not in tekening.koppen["content-security-policy"]
        assert tekening.ruw.startswith(b"<svg")


@pytest.mark.parametrize(("pad", "naar"), [("/webhooks/web", "web/"), ("/", "/webhooks/web/")])
def test_een_adres_zonder_pagina_wijst_naar_de_chat(server, pad, naar):
    antwoord = _haal(server, pad)

    assert antwoord.status in {302, 308}
    assert antwoord.koppen["location"] == naar


@pytest.mark.parametrize("inbox", ["http://127.0.0.1:5006/", ""])
def test_de_chat_wijst_naar_de_inbox_als_die_draait(inbox):
    verzoek = SimpleNamespace(headers={})
    pagina = Bestanden(PAGINAS, inbox, {}).pagina(verzoek, "chat").body.decode()
    assert f'<a href="{inbox}">Naar de inbox</a>' in pagina
    # Zonder adres verbergt de stijl de link.
    assert '.balk a[href=""] { display: none; }' in (PAGINAS / "pagina.css").read_text("utf-8")
