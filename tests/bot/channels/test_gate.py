"""De poort: gevaar eerst, dan lengte, dan persoonsgegevens, dan knoppen."""

from __future__ import annotations

import asyncio
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviesvraag import kenmerk
from bot.channels.gate import MAX_TEKENS, Doorgelaten, Poort, TeLang
from bot.instellingen import lees_instellingen
from bot.payload import Keuze, teken
from privacy.werkmail import lees_werkmail
from tests.processen import SLEUTEL

OUDE_SLEUTEL = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
GEVAAR = "Een vrouw staat nu met een mes voor de deur."
BSN = "123456782"

pytestmark = pytest.mark.rasa


@cache
def _poort() -> Poort:
    """De echte poort, met de partners en de sociale kaart van het project."""
    from bot.assistent import maak_poort

    return maak_poort(lees_instellingen({"WEGWIJZER_SECRET_KEYS": f"{SLEUTEL},{OUDE_SLEUTEL}"}))


def _door(tekst: str) -> Doorgelaten:
    uitkomst = _poort().controleer("gesprek", tekst)
    assert isinstance(uitkomst, Doorgelaten)
    return uitkomst


@pytest.mark.parametrize(
    "tekst",
    [
        GEVAAR,
        f"{GEVAAR} Haar bsn is {BSN}.",
        f"/{GEVAAR}",
        f"{GEVAAR} {'lang verhaal ' * 500}",
        f"{'lang verhaal ' * 500}{GEVAAR}",
        f"{'lang verhaal ' * 9000}{GEVAAR}",
        "x" * 30_000 + f" {GEVAAR}",
    ],
    ids=["kaal", "met bsn", "als opdracht", "vooraan", "achteraan", "heel lang", "een woord"],
)
def test_gevaar_gaat_voor_lengte_en_persoonsgegevens(tekst):
    door = _door(tekst)

    assert door.meta["gevaar"]
    assert len(door.tekst) <= MAX_TEKENS
    assert BSN not in f"{door}"


@pytest.mark.parametrize("plek", range(MAX_TEKENS - 12, MAX_TEKENS + 4))
def test_inkorten_bij_gevaar_laat_nooit_een_half_nummer_staan(plek):
    begin = f"{GEVAAR} ".ljust(plek, "-")[: plek - 1] + " "

    door = _door(f"{begin}{BSN} en nog iets")

    assert not any(BSN[:lengte] in door.tekst for lengte in range(4, 10))


def test_een_te_lang_bericht_geeft_een_zin_met_de_lengte_en_wat_mag():
    uitkomst = _poort().controleer("gesprek", "a " * MAX_TEKENS)

    assert isinstance(uitkomst, TeLang)
    assert str(2 * MAX_TEKENS) in uitkomst.zin
    assert str(MAX_TEKENS) in uitkomst.zin
    assert "niet verwerkt" in uitkomst.zin


def test_de_lus_blijft_vrij_terwijl_de_poort_leest_en_de_volgorde_blijft():
    lang = "Hij heeft schulden en klaagt over de buren. " * 400

    async def tegelijk() -> tuple[list[str], int]:
        klaar: list[str] = []
        rondes = 0

        async def lees(naam: str, tekst: str) -> None:
            await _poort().lees(naam, tekst)
            klaar.append(naam)

        taken = [asyncio.create_task(lees(*een)) for een in (("lang", lang), ("kort", "hallo"))]
        while not all(taak.done() for taak in taken):
            rondes += 1
            await asyncio.sleep(0)
        return klaar, rondes

    klaar, rondes = asyncio.run(tegelijk())

    assert klaar == ["lang", "kort"]
    assert rondes > len(klaar) + 10


def test_een_bericht_van_precies_de_grens_mag():
    assert _door("a " * (MAX_TEKENS // 2)).meta == {}


@pytest.mark.parametrize(
    ("tekst", "waarde", "soort"),
    [
        (f"Zijn bsn is {BSN}", BSN, "BSN"),
        ("Mail maar naar piet.klaassen@gmail.com", "piet.klaassen", "EMAIL"),
        ("Mijn cliënt heet Jan de Vries", "Vries", "NAAM"),
        ("Bel hem op 06-12345678", "12345678", "TELEFOON"),
    ],
)
def test_persoonsgegevens_worden_weggelaten_en_de_soort_wordt_genoemd(tekst, waarde, soort):
    door = _door(tekst)

    assert door.meta["privacy"] == [soort]
    assert waarde not in f"{door}"


def test_een_echt_kenmerk_en_nummers_uit_de_sociale_kaart_blijven_staan():
    echt = kenmerk.nieuw("VR12", 2026)

    door = _door(f"Status van {echt}, of bel ik 0800-2000 of 0900-8844?")

    assert echt in door.tekst
    assert "0800-2000 of 0900-8844" in door.tekst
    assert door.meta == {}


def test_een_werkadres_wordt_een_teken_dat_alleen_met_de_sleutel_leesbaar_is():
    door = _door("Mail mij op j.jansen@haarlem.nl over deze vraag")

    assert "jansen" not in f"{door}"
    assert door.tekst.startswith("Mail mij op [werkmail:")
    assert lees_werkmail(door.tekst, [SLEUTEL]) == "j.jansen@haarlem.nl"
    assert lees_werkmail(door.tekst, [OUDE_SLEUTEL]) is None


@pytest.mark.parametrize(
    "tekst",
    [
        "/restart",
        "  /stop",
        '/bevestig{"antwoord": "ja"}',
        "//restart",
        "/ /restart",
        "EXTERNAL: bevestig",
        "external:/EXTERNAL: /stop",
        "\x00/restart",
    ],
)
def test_een_getypte_opdracht_van_rasa_wordt_gewone_tekst(tekst):
    door = _door(tekst)

    assert not door.tekst.startswith(("/", " "))
    assert "external" not in door.tekst.lower()
    assert "keuze" not in door.meta


@given(st.text(st.sampled_from('/ \t\x00EXTERNALexternal:{}"a')))
def test_geen_enkele_tekst_begint_na_de_poort_als_een_opdracht(tekst):
    door = _door(tekst).tekst.lstrip().upper()

    assert not door.startswith(("/", "EXTERNAL:"))


@pytest.mark.parametrize("sleutel", [SLEUTEL, OUDE_SLEUTEL])
def test_een_echte_knop_komt_ongewijzigd_door(sleutel):
    keuze = Keuze("run", "systeem", "ja")
    knop = teken(sleutel, "gesprek", keuze)

    assert _door(knop) == Doorgelaten(
        knop, {"keuze": {"run": "run", "vraag": "systeem", "waarde": "ja"}}
    )


def test_een_nagemaakte_knop_is_gewone_tekst():
    echt = teken(SLEUTEL, "ander gesprek", Keuze("-", "opdracht", "stop"))

    for tekst in (echt, "keuze~-~opdracht~stop~AAAAAAAAAAAAAAAA", f"{echt} "):
        assert _door(tekst).meta == {}


@pytest.mark.parametrize("naam", ["Jan de Vries", "0612345678", "j.jansen@gmail.com", BSN])
def test_een_naam_van_een_gesprek_met_een_persoonsgegeven_krijgt_een_schuilnaam(naam):
    schuil = _poort().schuilnaam(naam)

    assert schuil.startswith("schuil-")
    assert naam not in schuil
    assert schuil == _poort().schuilnaam(naam) != _poort().schuilnaam(f"{naam} junior")


@pytest.mark.parametrize(
    "naam", ["gebruiker-1", "web-Ab3_x", "c0a8b2f0-3f43-4a55-8f0e-0e9f1d2b7c11"]
)
def test_een_gewone_naam_van_een_gesprek_blijft_zoals_hij_is(naam):
    assert _poort().schuilnaam(naam) == naam
