"""Acties in hetzelfde proces: een object met de `request()` van Rasa's actie-adres.

Het roept de uitvoerder van `rasa_sdk` rechtstreeks aan (architectuurbesluit 9).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

PAKKET = "bot.actions"


class ActiesInProces(EndpointConfig):
    """Een actie-adres zonder netwerk."""

    def __init__(self) -> None:
        super().__init__(url="in-proces")
        self._uitvoerder = ActionExecutor()
        self._uitvoerder.register_package(PAKKET)

    @property
    def acties(self) -> frozenset[str]:
        """De namen van alle acties die hier draaien."""
        return frozenset(self._uitvoerder.actions)

    async def request(self, *, json: dict[str, Any], **_rest: Any) -> Any:
        """Voer de actie uit die Rasa vraagt en geef haar antwoord terug."""
        return await self._uitvoerder.run(json)


@cache
def _controleur() -> Any:
    from jsonschema import Draft7Validator  # noqa: PLC0415 - pas nodig bij de eerste actie

    return Draft7Validator(RemoteAction.action_response_format_spec())


def onthoud_schema() -> None:
    """Laat Rasa het schema van een actie-antwoord één keer bouwen in plaats van bij elke actie.

    Gemeten op 3.6.21: het opnieuw bouwen kostte ongeveer 90 % van een formulierbeurt.
    """
    RemoteAction._validate_action_result = _controleer_antwoord  # noqa: SLF001 - er is geen haak


def _controleer_antwoord(_actie: RemoteAction, antwoord: dict[str, Any]) -> bool:
    _controleur().validate(antwoord)
    return True
