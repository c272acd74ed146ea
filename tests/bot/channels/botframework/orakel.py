"""Microsofts eigen oordeel over tokens; draait in de omgeving van `.ci/orakel.sh`.

Het leest per regel een JSON-object met `openid`, `app_id` en `gevallen`, en geeft per geval of
botframework-connector het token aanneemt.
"""

import asyncio
import json
import sys

from botframework.connector.auth import ChannelValidation, SimpleCredentialProvider


async def _mag(geval, provider):
    try:
        await ChannelValidation.authenticate_channel_token_with_service_url(
            geval["kop"], provider, geval["service_url"], geval["channel_id"]
        )
    except Exception:  # noqa: BLE001 - elke fout van het orakel is een weigering
        return False
    return True


async def _alle(opdracht):
    ChannelValidation.open_id_metadata_endpoint = opdracht["openid"]
    provider = SimpleCredentialProvider(opdracht["app_id"], "")
    return [await _mag(geval, provider) for geval in opdracht["gevallen"]]


for regel in sys.stdin:
    print(json.dumps(asyncio.run(_alle(json.loads(regel)))), flush=True)
