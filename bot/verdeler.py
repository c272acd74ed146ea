"""De verdeler voor meer processen van de assistent: nginx, met een instelling die wij maken.

Verdeeld wordt op het gesprek: in het webkanaal staat dat in het pad, bij REST en Teams in de
inhoud. nginx leest de inhoud voor hij een proces kiest, dus ook die kan meetellen. Komt een gesprek
toch bij twee processen, dan houdt het slot (`bot/gespreksslot.py`) de beurten na elkaar.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence

from bot.instellingen import Instellingen
from bot.instelwaarden import InstellingFout

ACHTER = "--achter-verdeler"
"""Hiermee hoort een proces op welke poort de verdeler het zoekt."""

_OOK_IN = "/usr/sbin:/usr/local/sbin:/sbin:/opt/homebrew/bin"
"""Hier staat nginx vaak, en niet op het PATH van een gewone gebruiker."""

ZIN_WEG = (
    "De assistent is even niet bereikbaar. Of je laatste bericht is aangekomen weet ik niet; stuur "
    "het zo nog een keer. Wat je eerder invulde blijft bewaard. Is er nu gevaar, bel 112."
)
_ZIN_GROOT = "Het verzoek is te groot."
_ZIN_ONLEESBAAR = "Dit verzoek kan ik niet lezen."

_KOPPEN = (
    "default_type application/json; add_header Cache-Control no-store always; "
    "add_header X-Content-Type-Options nosniff always;"
)
_SJABLOON = r"""# Gemaakt bij de start; wijzigingen gaan verloren. Paden gelden vanaf deze map.
daemon off;
master_process off;
pid nginx.pid;
error_log stderr crit;
worker_rlimit_nofile 8192;
events { worker_connections 4000; }
http {
    access_log off;
    server_tokens off;
    default_type application/octet-stream;
    client_body_temp_path inhoud;
    proxy_temp_path antwoord;
    fastcgi_temp_path leeg;
    uwsgi_temp_path leeg;
    scgi_temp_path leeg;

    # \x5c is een schuine streep achterover; een sender binnen een bericht heeft die ervoor.
    map $request_body $afzender {
        default $remote_addr;
        '~(?<!\x5c)"sender"\s*:\s*"(?<rest>(?:[^"\x5c]|\x5c.){1,800})"' $rest;
    }
    map $request_body $teamsgesprek {
        default $remote_addr;
        '~(?<!\x5c)"conversation"\s*:\s*\{[^{}]*?"id"\s*:\s*"(?<teams>[^"\x5c]{1,400})"' $teams;
    }
    map $uri $gesprek {
        default $remote_addr;
        '~^/webhooks/web/v3/directline/conversations/(?<web>[^/]+)' $web;
        # Altijd hetzelfde proces: dat telt hoeveel nieuwe gesprekken een adres begint.
        /webhooks/web/v3/directline/tokens/generate nieuw;
        /webhooks/rest/webhook $afzender;
        /webhooks/teams/webhook $teamsgesprek;
    }

    upstream gesprekken {
        hash $gesprek consistent;
PROCESSEN
    }
    upstream gereed {
PROCESSEN
    }

    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_connect_timeout 2s;
    proxy_read_timeout 60s;
    client_max_body_size 1m;
    client_body_buffer_size 256k;

    server {
        listen ADRES;
        error_page 413 /.te-groot;
        error_page 400 411 414 494 =400 /.onleesbaar;
        error_page 502 504 =503 /.weg;

        location / { proxy_pass http://gesprekken; }
        location = /webhooks/rest/webhook {
            proxy_read_timeout 15s;
            proxy_pass http://gesprekken;
        }
        location = /webhooks/rest/ {
            proxy_next_upstream error timeout http_503;
            proxy_pass http://gereed;
        }
        location = /.te-groot { internal; KOPPEN return 413 'GROOT'; }
        location = /.onleesbaar { internal; KOPPEN return 400 'ONLEESBAAR'; }
        location = /.weg { internal; KOPPEN add_header Retry-After 2 always; return 503 'WEG'; }
    }
}
"""


def vind_nginx() -> str:
    """Waar nginx staat.

    Raises:
        InstellingFout: als het er niet is.
    """
    gevonden = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{_OOK_IN}")
    if gevonden is None:
        raise InstellingFout(
            "WEGWIJZER_PROCESSEN is meer dan 1, maar nginx staat niet op deze machine; installeer "
            "het (op Debian en Ubuntu: apt-get install nginx-light) of laat de instelling op 1."
        )
    return gevonden


def maak(gegevens: Instellingen, poorten: Sequence[int]) -> list[str]:
    """Schrijf de instelling van nginx onder de gegevensmap; geeft de opdracht om hem te starten.

    Raises:
        InstellingFout: als nginx er niet is.
    """
    nginx = vind_nginx()
    map_ = gegevens.data / "nginx"
    map_.mkdir(mode=0o700, exist_ok=True)
    bestand = map_ / "nginx.conf"
    bestand.write_text(instelling(gegevens, poorten), encoding="utf-8")
    return [nginx, "-e", "stderr", "-p", str(map_), "-c", str(bestand)]


def instelling(gegevens: Instellingen, poorten: Sequence[int]) -> str:
    """De instelling van nginx voor processen op deze poorten."""
    host = f"[{gegevens.host}]" if ":" in gegevens.host else gegevens.host
    # Geen strafbank: een proces dat weg is weigert meteen, en is na de herstart weer aan de beurt.
    processen = "\n".join(f"        server 127.0.0.1:{p} max_fails=0;" for p in poorten)
    vulling = {
        "PROCESSEN": processen,
        "ADRES": f"{host}:{gegevens.poort}",
        "KOPPEN": _KOPPEN,
        "ONLEESBAAR": _fout(_ZIN_ONLEESBAAR),
        "GROOT": _fout(_ZIN_GROOT),
        "WEG": _fout(ZIN_WEG),
    }
    uit = _SJABLOON
    for naam, waarde in vulling.items():
        uit = uit.replace(naam, waarde)
    return uit


def _fout(zin: str) -> str:
    return json.dumps({"fout": zin})
