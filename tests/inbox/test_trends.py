"""Het trendbulletin in de inbox: wat er staat, waar het naar leidt, en voor wie."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from adviesvraag.dienst import Antwoord
from adviesvraag.inbox.trendbestand import (
    Blad,
    Namen,
    als_csv,
    als_pdf,
    als_xlsx,
    op_papier,
)
from adviesvraag.inbox.trendpagina import afgelopen
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.bulletin import maak_bulletin
from adviesvraag.trends.verzonnen import Opdracht, vul
from tests.inbox.conftest import KENNIS
from tests.inbox.zaken import BEHEERDER, ELDERS, HIER, MANAGER, dien, onthoud

GEMEENTEN = {"VR12": {"GM0392": 5.0, "GM0394": 2.0, "GM0453": 1.0}}
NAMEN = Namen(KENNIS.regios, KENNIS.gemeenten)
WIE = Behandelaar("b-1", "beheerder", ALLE_REGIOS)


@pytest.fixture
def kwartaal():
    return afgelopen()[0]


@pytest.fixture
def gevuld(opslag, kwartaal):
    einde = kwartaal.terug(-1).begin - timedelta(days=1)
    vul(opslag, Opdracht(700, GEMEENTEN, einde, dagen=700))
    return maak_bulletin(opslag, WIE, "VR12", kwartaal)


def _cellen(pagina: str, regel: str) -> list[str]:
    rij = re.search(rf'<tr><th scope="row">{regel}</th>(.*?)</tr>', pagina, re.DOTALL)
    assert rij, regel
    return re.findall(r"<td>(.*?)</td>", rij[1], re.DOTALL)


@pytest.mark.asyncio
async def test_elk_getal_leidt_naar_zoveel_adviesvragen(browser, opslag, gevuld):
    onthoud(opslag)
    browser.als(HIER)
    pagina = await browser.haal("/trends")

    for regel in (
        "Hele regio",
        "Haarlem",
        "Wonen",
        "Nog niet duidelijk",
        "Niet gekozen of iets anders",
    ):
        laatste = _cellen(pagina, regel)[-1]
        adres, getal = re.search(r'href="([^"]+)">(\d+)<', laatste).groups()
        lijst = await browser.haal(unescape(adres))
        assert re.search(rf"\b{getal} adviesvragen\b", lijst), (regel, getal)


@pytest.mark.asyncio
async def test_elk_getal_per_gemeente_leidt_naar_zoveel_adviesvragen(browser, opslag, gevuld):
    onthoud(opslag)
    browser.als(HIER)
    deel = (await browser.haal("/trends")).split("Ketens per gemeente")[2]
    cellen = _cellen(deel, "Haarlem")
    assert len(cellen) == 3
    gezien = 0
    for cel in cellen:
        if gevonden := re.search(r'href="([^"]+)">(\d+)<', cel):
            lijst = await browser.haal(unescape(gevonden[1]))
            assert re.search(rf"\b{gevonden[2]} adviesvragen\b", lijst), cel
            gezien += 1
    assert gezien


@pytest.mark.asyncio
async def test_een_klein_aantal_staat_niet_op_de_pagina(browser, opslag, kwartaal):
    for _ in range(3):
        dien(opslag, op=kwartaal.begin + timedelta(days=9))
    for _ in range(20):
        dien(opslag, op=kwartaal.begin + timedelta(days=9), soort="informatievraag")
    browser.als(HIER)

    pagina = await browser.haal("/trends")

    assert ">23<" in _cellen(pagina, "Hele regio")[-1]
    assert "afgeschermd" in _cellen(pagina, "Advies over een casus")[-1]
    assert "afgeschermd" in _cellen(pagina, "Informatie, algemeen")[-1]
    assert _cellen(pagina, "Afgeschermd, samen")[-1] == "23"


@pytest.mark.parametrize("mens", [ELDERS])
@pytest.mark.asyncio
async def test_een_andere_regio_is_er_niet(browser, opslag, gevuld, kwartaal, mens):
    browser.als(mens)
    for pad in (
        f"/trends?regio=VR12&kwartaal={kwartaal}",
        f"/trends/VR12/{kwartaal}.pdf",
        f"/trends/VR12/{kwartaal}.csv",
        f"/trends/VR12/{kwartaal}/soort.svg",
    ):
        await browser.haal(pad, 404)
    lijst = await browser.haal(f"/?kwartaal={kwartaal}&regio=VR12")
    assert "AV-KL" not in lijst


@pytest.mark.parametrize("mens", [HIER, MANAGER, BEHEERDER])
@pytest.mark.asyncio
async def test_wie_mag_lezen_ziet_het_bulletin(browser, opslag, gevuld, kwartaal, mens):
    browser.als(mens)
    pagina = await browser.haal(f"/trends?regio=VR12&kwartaal={kwartaal}")
    assert "Trendbulletin Kennemerland" in pagina


@pytest.mark.asyncio
async def test_zonder_inloggen_is_er_geen_bulletin(browser, gevuld, kwartaal):
    assert "Inloggen" in await browser.haal(f"/trends/VR12/{kwartaal}.csv")


@pytest.mark.asyncio
async def test_een_lopend_kwartaal_is_er_nog_niet(browser, kwartaal):
    browser.als(HIER)
    await browser.haal(f"/trends/VR12/{kwartaal.terug(-1)}.csv", 404)
    await browser.haal("/trends?kwartaal=nooit", 404)


@pytest.mark.asyncio
async def test_elke_grafiek_is_een_beeld_met_woorden_en_een_tabel(browser, gevuld):
    browser.als(HIER)
    pagina = await browser.haal("/trends")
    beelden = re.findall(r'<img class="grafiek" src="([^"]+)" alt="([^"]+)"', pagina)
    assert len(beelden) == 8
    for adres, woorden in beelden:
        assert (await browser.haal(adres)).lstrip().startswith("<?xml")
        assert len(woorden) > 30
    assert pagina.count("<caption>") >= 8


@pytest.mark.asyncio
async def test_waar_niets_geteld_is_staat_een_zin_en_geen_lege_tabel_of_grafiek(browser, opslag):
    onthoud(opslag)
    browser.als(HIER)
    pagina = await browser.haal("/trends")
    assert pagina.count("Hier is in deze kwartalen niets geteld.") >= 7
    assert "grafiek" not in pagina
    assert pagina.count("<table") == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("pad", "kop"),
    [("/trends", "Trendbulletin"), ("/knelpunten", "Knelpunten"), ("/doorstroom", "Doorstroom")],
)
async def test_wie_meer_regios_ziet_begint_waar_het_laatst_iets_binnenkwam(
    browser, opslag, pad, kop
):
    for regio in ("VR12", "VR04", "VR00"):
        dien(opslag, regio)
    browser.als(BEHEERDER)
    assert f"<h1>{kop} {KENNIS.regios['VR04']}" in await browser.haal(pad)


@pytest.mark.asyncio
async def test_een_cijfer_dat_niet_bestaat_is_een_duidelijke_fout(browser, gevuld, kwartaal):
    browser.als(HIER)
    zin = "Dit cijfer bestaat niet."
    assert zin in await browser.haal(f"/?kwartaal={kwartaal}&dimensie=soort&code=x", 409)


def test_de_bestanden_geven_dezelfde_cijfers_als_het_bulletin(gevuld):
    rijen = list(
        csv.DictReader(io.StringIO(als_csv(gevuld, NAMEN).decode("utf-8-sig")), delimiter=";")
    )
    uit_csv = {(r["tabel"], r["regel"], r["kolom"]): r["aantal"] for r in rijen}
    boek = load_workbook(io.BytesIO(als_xlsx(gevuld, NAMEN)))
    for tabel in gevuld.tabellen:
        for reeks in tabel.reeksen:
            if not any(reeks.cijfers):
                continue
            for kwartaal, cijfer in zip(gevuld.kwartalen, reeks.cijfers, strict=True):
                staat = uit_csv[tabel.dimensie.naam, reeks.naam, kwartaal.naam]
                assert staat == ("" if cijfer is None else str(cijfer))
    (leef,) = (b for b in boek if b.cell(1, 1).value == "Leefgebieden")
    regels = {rij[0]: rij[1:] for rij in leef.iter_rows(min_row=2, values_only=True)}
    tabel = next(t for t in gevuld.tabellen if t.dimensie.id == "leefgebied")
    for reeks in tabel.reeksen:
        if any(reeks.cijfers):
            assert regels[reeks.naam] == tuple("–" if n is None else n for n in reeks.cijfers)


def test_de_pdf_is_er_een_met_bladzijden(gevuld):
    inhoud = als_pdf(gevuld, NAMEN)
    assert inhoud.startswith(b"%PDF-")
    assert inhoud.count(b"/Type /Page\n") > 2


def test_een_brede_tabel_staat_op_papier_in_de_lengte_met_dezelfde_cijfers():
    koppen = ("Gemeente", *(f"kolom {nr}" for nr in range(10)))
    breed = Blad("Breed", koppen, (("A", tuple(range(10))), ("B", (None, *range(1, 10)))))

    lang = op_papier(breed)

    assert lang.koppen == ("", "A", "B")
    assert [naam for naam, _ in lang.regels] == list(koppen[1:])
    assert lang.regels[0] == ("kolom 0", (0, None))
    smal = Blad("Smal", koppen[:4], (("A", (1, 2, 3)),))
    assert op_papier(smal) is smal


def test_een_losse_telling_in_sql_geeft_dezelfde_cijfers(opslag, gevuld, kwartaal):
    """Nagerekend zonder de tabel waar het bulletin op telt, waar dat kan, en zonder zijn code."""
    vanaf, tot = (k.begin.strftime("%Y-%m-%d %H:%M:%S") for k in (kwartaal, kwartaal.terug(-1)))
    plek = {"vanaf": vanaf, "tot": tot}
    van = (
        "FROM adviesvraag a WHERE a.regio_code = 'VR12' "
        "AND a.aangemaakt_op >= :vanaf AND a.aangemaakt_op < :tot"
    )
    uitkomst = "coalesce(json_extract(a.triage, '$.uitkomst'), 'geen')"
    telt = "SELECT 1 FROM telling t WHERE t.adviesvraag_id = a.id AND t.code = 'drugs'"
    with opslag.leessessie() as sessie:
        totaal = sessie.execute(text(f"SELECT count(*) {van}"), plek).scalar_one()
        per_plaats = dict(
            sessie.execute(text(f"SELECT gemeente_code, count(*) {van} GROUP BY 1"), plek).all()
        )
        per_uitkomst = dict(
            sessie.execute(text(f"SELECT {uitkomst}, count(*) {van} GROUP BY 1"), plek).all()
        )
        drugs = sessie.execute(
            text(f"SELECT count(*) {van} AND EXISTS ({telt})"), plek
        ).scalar_one()

    assert gevuld.totalen[-1] == totaal > 50
    for regel in gevuld.plaatsen:
        assert regel.cijfers[-1] in {None, per_plaats.get(regel.gemeente, 0)}
    tabellen = {tabel.dimensie.id: tabel for tabel in gevuld.tabellen}
    cijfers = {r.code: r.cijfers[-1] for r in tabellen["uitkomst"].reeksen}
    getoond = {code: n for code, n in cijfers.items() if n is not None}
    assert getoond == {code: per_uitkomst.get(code, 0) for code in getoond}
    assert sum(getoond.values()) + (tabellen["uitkomst"].samen[-1] or 0) == totaal
    assert next(r for r in tabellen["leefgebied"].reeksen if r.code == "drugs").cijfers[-1] == drugs


@pytest.mark.asyncio
async def test_leefgebieden_uit_een_echt_antwoord_staan_in_het_bulletin(browser, opslag, kwartaal):
    antwoorden = (Antwoord("leefgebieden", "Welke?", ["wonen", "geld"], "Wonen, Geld", "tekst"),)
    for _ in range(6):
        dien(opslag, op=kwartaal.begin + timedelta(days=20), antwoorden=antwoorden)
    browser.als(HIER)

    pagina = await browser.haal("/trends")

    assert ">6<" in _cellen(pagina, "Wonen")[-1]
    assert _cellen(pagina, "Wonen")[0] == "0"
