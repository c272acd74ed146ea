"""Verzonnen adviesvragen: veel, geloofwaardig, en een migratie loopt erover vooruit."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy import func, select

from adviesvraag import model
from adviesvraag.dienst import dien_in
from adviesvraag.fouten import NietToegestaan
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.tellen import tel
from adviesvraag.trends.verzonnen import KANAAL, Opdracht, vul
from adviesvraag.werkvoorraad import haal, lijst
from tests.adviesvraag.trends.terug import terug_naar_0003

WIE = Behandelaar("b-1", "beheerder", ALLE_REGIOS)
TOT = datetime(2026, 6, 1, tzinfo=timezone.utc)
GEMEENTEN = {"VR12": {"GM0392": 3.0, "GM0394": 1.0}, "VR04": {"GM0193": 2.0}}
KWARTALEN = [Kwartaal(2026, 2).terug(stap) for stap in range(10)]


def opdracht(aantal: int = 300, zaad: int = 1) -> Opdracht:
    return Opdracht(aantal, GEMEENTEN, TOT, zaad=zaad)


def _beeld(opslag):
    return [tel(opslag, WIE, "VR12", [k]).per_code(k, "leefgebied") for k in KWARTALEN]


def test_verzonnen_vragen_tellen_mee_en_zijn_te_openen(opslag):
    assert vul(opslag, opdracht()) == 300

    totaal = sum(tel(opslag, WIE, regio, [k]).totaal(k) for regio in GEMEENTEN for k in KWARTALEN)
    pagina = lijst(opslag, WIE)
    zaak = haal(opslag, pagina.regels[0].kenmerk, WIE)

    assert totaal == pagina.totaal == 300
    assert zaak.antwoorden[0].weergave
    assert zaak.historie[0].kanaal == KANAAL


def test_van_oude_vragen_is_de_inhoud_weg(opslag):
    vul(opslag, opdracht())
    met_inhoud = select(model.antwoord.c.adviesvraag_id)
    with opslag.leessessie() as sessie:
        vroegste = sessie.execute(
            select(func.min(model.adviesvraag.c.aangemaakt_op)).where(
                model.adviesvraag.c.id.in_(met_inhoud)
            )
        ).scalar_one()
    assert (TOT - vroegste).days < 181


def test_hetzelfde_getal_geeft_dezelfde_cijfers(opslag, sqlite_url, sleutel, tmp_path):
    from adviesvraag.opslag import open_opslag

    vul(opslag, opdracht(zaad=7))
    ander = open_opslag(f"sqlite:///{tmp_path / 'ander.db'}", sleutels=[sleutel])
    ander.bijwerken()
    vul(ander, opdracht(zaad=7))

    assert _beeld(opslag) == _beeld(ander)
    ander.sluit()


def test_bij_echte_adviesvragen_komt_er_niets_bij(opslag, maak_concept):
    dien_in(opslag, maak_concept())
    with pytest.raises(NietToegestaan, match="echte adviesvragen"):
        vul(opslag, opdracht())
    with opslag.leessessie() as sessie:
        assert sessie.execute(select(func.count()).select_from(model.adviesvraag)).scalar() == 1


def test_de_telling_loopt_vooruit_over_een_gevulde_database(opslag):
    """De migratie telt hetzelfde als het indienen zelf, voor wat niet versleuteld is."""
    vul(opslag, opdracht())
    dimensies = ("soort", "uitkomst", "antwoordtijd", "ladder")

    def beeld():
        kolommen = (
            model.telling.c.adviesvraag_id,
            model.telling.c.dimensie,
            model.telling.c.code,
            *(model.telling.c.regio_code, model.telling.c.gemeente_code, model.telling.c.kwartaal),
        )
        with opslag.leessessie() as sessie:
            rijen = sessie.execute(
                select(*kolommen).where(model.telling.c.dimensie.in_(dimensies))
            ).all()
        # Of een informatievraag over een casus ging, staat versleuteld in het antwoord.
        return sorted(tuple("info" if deel == "info_plus" else deel for deel in r) for r in rijen)

    voor = beeld()
    terug_naar_0003(opslag)

    opslag.bijwerken()

    assert beeld() == voor
    assert len(voor) > 600
