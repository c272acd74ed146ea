"""De termijn in werkdagen en de instellingen over bezorging."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from adviesvraag.afspraken import lees_afspraken, na_werkdagen
from adviesvraag.fouten import OngeldigeAfspraak


@pytest.mark.parametrize(
    ("vanaf", "dagen", "tot"),
    [
        # vrijdag: het weekend telt niet
        (datetime(2026, 3, 6, 12, tzinfo=timezone.utc), 1, date(2026, 3, 9)),
        # woensdag 22 april: Koningsdag op maandag 27 april telt niet
        (datetime(2026, 4, 22, 12, tzinfo=timezone.utc), 5, date(2026, 4, 30)),
        # Kerst en Nieuwjaar, over de jaargrens heen
        (datetime(2026, 12, 23, 12, tzinfo=timezone.utc), 6, date(2027, 1, 4)),
        # laat op de avond in UTC is het hier al de volgende dag
        (datetime(2026, 3, 2, 23, 30, tzinfo=timezone.utc), 1, date(2026, 3, 4)),
    ],
)
def test_weekenden_en_nederlandse_feestdagen_tellen_niet(
    vanaf: datetime, dagen: int, tot: date
) -> None:
    assert na_werkdagen(vanaf, dagen) == tot


def test_nul_werkdagen_is_geen_uiterste_datum() -> None:
    assert na_werkdagen(datetime(2026, 3, 6, tzinfo=timezone.utc), 0) is None


def test_zonder_instellingen_wordt_er_niets_verstuurd() -> None:
    afspraken = lees_afspraken({})
    assert (afspraken.mail, afspraken.webhook, dict(afspraken.postbussen)) == (False, False, {})
    assert afspraken.termijn_werkdagen == 5


def test_postbussen_per_regio() -> None:
    afspraken = lees_afspraken(
        {"WEGWIJZER_POSTBUSSEN": "VR12=pc@kl.nl, VR04=pc@ij.nl", "WEGWIJZER_SMTP_URL": "smtp://x"}
    )
    assert dict(afspraken.postbussen) == {"VR12": "pc@kl.nl", "VR04": "pc@ij.nl"}
    assert afspraken.mail


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("WEGWIJZER_TERMIJN_WERKDAGEN", "261"),
        ("WEGWIJZER_TERMIJN_WERKDAGEN", "-1"),
        ("WEGWIJZER_POSTBUSSEN", "KL=pc@kl.nl"),
        ("WEGWIJZER_POSTBUSSEN", "VR12=geen adres"),
    ],
)
def test_een_verkeerde_afspraak_geeft_een_zin_met_de_instelling(naam: str, waarde: str) -> None:
    with pytest.raises(OngeldigeAfspraak, match=naam):
        lees_afspraken({naam: waarde})
