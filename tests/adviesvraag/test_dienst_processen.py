"""Meer processen tegelijk bijwerken en indienen: elk concept wordt een adviesvraag, nooit twee."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select, text

from adviesvraag import kenmerk, model
from adviesvraag.opslag import open_opslag
from tests.adviesvraag.losse_processen import dien_tegelijk_in


def test_vier_processen_die_alles_dubbel_indienen_geven_elk_concept_een_adviesvraag(
    url: str, sleutel: str
) -> None:
    groepen = [[str(uuid.uuid4()) for _ in range(25)] for _ in range(4)]
    # Elk proces dient zijn eigen concepten in en die van het volgende proces, om en om.
    werk = [
        [concept for paar in zip(groep, groepen[(nummer + 1) % 4], strict=True) for concept in paar]
        for nummer, groep in enumerate(groepen)
    ]
    gemeld = dien_tegelijk_in(url, sleutel, werk)

    assert len(gemeld) == 200
    opslag = open_opslag(url, sleutels=[sleutel])
    with opslag.leessessie() as sessie:
        kolommen = model.adviesvraag.c
        opgeslagen = dict(
            tuple(rij) for rij in sessie.execute(select(kolommen.concept_id, kolommen.kenmerk))
        )
        tellingen = [
            sessie.execute(select(func.count()).select_from(tabel)).scalar_one()
            for tabel in (model.adviesvraag, model.antwoord, model.gebeurtenis)
        ]
        versies = sessie.execute(text("SELECT version_num FROM adviesvraag_versie")).scalars().all()
        geheimen = len(sessie.execute(select(model.geheim.c.id)).all())
    opslag.sluit()
    # Alle vier begonnen met bijwerken van een lege database.
    assert (len(versies), geheimen) == (1, 1)
    assert tellingen == [100, 100, 100]
    assert len(set(opgeslagen.values())) == 100
    assert set(gemeld) == set(opgeslagen.items())
    assert all(kenmerk.lees(nummer) == nummer for nummer in opgeslagen.values())
