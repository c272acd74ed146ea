"""De uiterste datum in woorden, in werkdagen met de Nederlandse feestdagen."""

from __future__ import annotations

from datetime import date

import pytest

from adviesvraag.inbox.termijn import in_woorden

MAANDAG = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("vandaag", "uiterste", "tekst"),
    [
        (MAANDAG, MAANDAG, "vandaag"),
        (MAANDAG, date(2026, 3, 3), "nog 1 werkdag"),
        (MAANDAG, date(2026, 3, 9), "nog 5 werkdagen"),
        (date(2026, 3, 6), MAANDAG, "4 werkdagen te laat"),
        (date(2026, 3, 8), date(2026, 3, 6), "te laat"),
        (date(2026, 4, 2), date(2026, 4, 7), "nog 1 werkdag"),  # Pasen
        (date(2026, 4, 24), date(2026, 4, 28), "nog 1 werkdag"),  # Koningsdag
        (date(2026, 12, 31), date(2027, 1, 4), "nog 1 werkdag"),
    ],
)
def test_de_uiterste_datum_in_werkdagen(vandaag, uiterste, tekst):
    assert in_woorden(vandaag, uiterste) == tekst
