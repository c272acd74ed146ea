"""Het logboek: een fout staat erin met zijn soort en plek, nooit met wat er in de fout stond."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class ZonderInhoud(logging.Formatter):
    """Schrijft van een fout de aanroepen en het soort op.

    De tekst van een fout komt vaak van buiten: een waarde die niet te lezen was, of een adres met
    een wachtwoord.
    """

    def formatException(  # noqa: N802 - zo heet de haak van logging
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """De aanroepen van een fout en van wat hem veroorzaakte, de oorzaak eerst."""
        delen: list[str] = []
        fout = ei[1]
        gezien: set[int] = set()
        while fout is not None and id(fout) not in gezien:
            gezien.add(id(fout))
            stappen = "".join(traceback.format_tb(fout.__traceback__))
            delen.append(f"{stappen}{type(fout).__module__}.{type(fout).__qualname__}")
            fout = fout.__cause__ or fout.__context__
        return "\n".join(reversed(delen))
