"""De webserver van de inbox samenstellen."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from adviesvraag.afspraken import lees_afspraken
from adviesvraag.inbox import routes
from adviesvraag.inbox.oidc import Inlogdienst
from adviesvraag.inbox.omlijsting import HOOGSTENS_BYTES, fouten, koppen
from adviesvraag.inbox.sessies import Sessies, klok
from adviesvraag.inbox.sleutels import INLOGDIENST, INSTELLINGEN, OPSLAG, SESSIES
from adviesvraag.inbox.weergave import JINJA, maak_jinja
from adviesvraag.opslag import Opslag, open_opslag
from privacy.logboek import ZonderInhoud

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from adviesvraag.inbox.instellingen import Instellingen

_STATISCH = Path(__file__).with_name("statisch")
_SLUIT_SECONDEN = 3.0


def maak_app(
    gegevens: Instellingen, opslag: Opslag, nu: Callable[[], datetime] = klok
) -> web.Application:
    """De inbox op deze opslag."""
    app = web.Application(middlewares=[koppen, fouten], client_max_size=HOOGSTENS_BYTES)
    app[INSTELLINGEN] = gegevens
    app[OPSLAG] = opslag
    app[SESSIES] = Sessies(
        timedelta(minutes=gegevens.rust_minuten), timedelta(hours=gegevens.sessie_uren), nu
    )
    app[JINJA] = maak_jinja(gegevens.kennis)
    if gegevens.oidc is not None:
        app[INLOGDIENST] = Inlogdienst(gegevens, gegevens.oidc, nu)
    routes.voeg_toe(app)
    app.router.add_static("/statisch", _STATISCH)
    return app


def draai(gegevens: Instellingen) -> None:
    """Draai de inbox tot het stopsein."""
    uit = logging.StreamHandler()
    uit.setFormatter(ZonderInhoud("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=gegevens.logniveau, handlers=[uit])
    # Wat deze twee op INFO melden zijn adressen, en in een adres kan een code staan.
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    opslag = open_opslag(
        gegevens.database_url,
        sleutels=gegevens.sleutels,
        afspraken=lees_afspraken(gegevens.afspraken),
        wacht_s=gegevens.opslag_seconden,
    )
    opslag.bijwerken()
    app = maak_app(gegevens, opslag)

    async def sluit(_app: web.Application) -> None:
        await asyncio.to_thread(opslag.sluit)

    app.on_cleanup.append(sluit)
    web.run_app(
        app,
        host=gegevens.host,
        port=gegevens.poort,
        print=None,
        access_log=None,
        shutdown_timeout=_SLUIT_SECONDEN,
    )
