"""Een gevulde database terugzetten naar migratie 0003, van voor het tellen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from adviesvraag.opslag import Opslag

_WEG = (
    "regio_code_aangemaakt_op",
    "aangemaakt_op",
    "regio_code_status_termijn",
    "status_termijn",
)


def terug_naar_0003(opslag: Opslag) -> None:
    """Haal weg wat latere migraties maakten; de adviesvragen zelf blijven staan."""
    with opslag.sessie() as sessie:
        for tabel in ("telling", "knelpunt", "leemte"):
            sessie.execute(text(f"DROP TABLE {tabel}"))
        for naam in _WEG:
            sessie.execute(text(f"DROP INDEX ix_adviesvraag_{naam}"))
        sessie.execute(
            text(
                "CREATE INDEX ix_adviesvraag_regio_code_status ON adviesvraag (regio_code, status)"
            )
        )
        sessie.execute(text("UPDATE adviesvraag_versie SET version_num = '0003'"))
