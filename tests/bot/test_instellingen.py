"""Elke verkeerde instelling geeft één zin, en een sleutel ontstaat nooit over gegevens heen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.instellingen import (
    NAMEN,
    InstellingFout,
    instellingen,
    lees_instellingen,
)
from bot.teamsinstellingen import ORGANISATIES
from knowledge.vragenlijst_bestand import vragenlijst
from tests.processen import SLEUTEL

DOCS = Path(__file__).parents[2] / "docs"
EEN_NUMMER = "0f6d7c1e-4a55-4be5-8d36-5f3a8b1c2d40"
ANDERE_SLEUTEL = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="

FOUTE_WAARDEN = [
    ("WEGWIJZER_HOST", "localhost", "IP-adres"),
    ("WEGWIJZER_PORT", "nul", "1 tot 65535"),
    ("WEGWIJZER_PORT", "0", "1 tot 65535"),
    ("WEGWIJZER_PORT", "65536", "1 tot 65535"),
    ("WEGWIJZER_PORT", "-1", "1 tot 65535"),
    ("WEGWIJZER_DATABASE_URL", "mysql://server/db", "sqlite:///"),
    ("WEGWIJZER_DATABASE_URL", "sqlite:///:memory:", "sqlite:///"),
    ("WEGWIJZER_DATABASE_URL", "postgresql://server:poort/db", "postgresql://"),
    ("WEGWIJZER_OPSLAG_SECONDEN", "5", "1 tot 3"),
    ("WEGWIJZER_SECRET_KEYS", "te-kort", "32 willekeurige bytes"),
    ("WEGWIJZER_SECRET_KEYS", f"{SLEUTEL},geen sleutel", "32 willekeurige bytes"),
    ("WEGWIJZER_REST", "ja", "aan of uit"),
    ("WEGWIJZER_REST_PER_AFZENDER", "0", "1 tot 1000000"),
    ("WEGWIJZER_REST_PER_ADRES", "veel", "1 tot 10000000"),
    ("WEGWIJZER_WEB", "ja", "aan of uit"),
    ("WEGWIJZER_WEB_ORIGINS", "https://intranet.nl/chat", "zonder pad"),
    ("WEGWIJZER_WEB_ORIGINS", "https://goed.nl,*", "zonder pad"),
    ("WEGWIJZER_WEB_ORIGINS", "https://*.nl", "zonder pad"),
    ("WEGWIJZER_WEB_ORIGINS", "null", "zonder pad"),
    ("WEGWIJZER_WEB_ORIGINS", "http://[", "zonder pad"),
    ("WEGWIJZER_WEB_TOKEN_MINUTEN", "4", "5 tot 720"),
    ("WEGWIJZER_WEB_TOKEN_MINUTEN", "721", "5 tot 720"),
    ("WEGWIJZER_WEB_BEWAREN_MINUTEN", "1441", "30 tot 1440"),
    ("WEGWIJZER_WEB_PER_GESPREK", "0", "1 tot 1000000"),
    ("WEGWIJZER_WEB_PER_ADRES", "0", "1 tot 10000000"),
    ("WEGWIJZER_WEB_GESPREKKEN_PER_ADRES", "0", "1 tot 1000000"),
    ("WEGWIJZER_WEB_AANMELDSLEUTEL", "te kort", "minstens 32"),
    ("WEGWIJZER_WEB_TOEGANG", "dicht", "open of aangemeld"),
    ("WEGWIJZER_WEB_TOEGANG", "aangemeld", "WEGWIJZER_WEB_AANMELDSLEUTEL"),
    ("WEGWIJZER_TEAMS_APP_ID", "mijn bot", "nummer uit Entra"),
    ("WEGWIJZER_TEAMS_APP_ID", EEN_NUMMER, "alle drie"),
    ("WEGWIJZER_TEAMS_APP_SECRET", "geheim", "alle drie"),
    ("WEGWIJZER_TEAMS_APP_SECRET_TOT", "juni", "een dag"),
    ("WEGWIJZER_TEAMS_TENANT_ID", "gemeente.nl", "nummer uit Entra"),
    ("WEGWIJZER_TEAMS_OPENID_URL", "http://login.botframework.com/", "https://"),
    ("WEGWIJZER_TEAMS_TOKEN_URL", "login.microsoftonline.com", "https://"),
    ("WEGWIJZER_TEAMS_SERVICE_URLS", "https://goed.nl, http://fout.nl", "https://"),
    ("WEGWIJZER_TEAMS_ORGANISATIE", "de wijk", "wijkteam"),
    ("WEGWIJZER_TEAMS_BEWAREN_DAGEN", "366", "1 tot 365"),
    ("WEGWIJZER_INBOX", "ja", "aan of uit"),
    ("WEGWIJZER_INBOX_PORT", "0", "1 tot 65535"),
    ("WEGWIJZER_INBOX_PORT", "5005", "een andere poort"),
    ("WEGWIJZER_INBOX_URL", "http://inbox.voorbeeld.nl", "https://"),
    ("WEGWIJZER_INBOX_URL", "https://voorbeeld.nl/inbox", "zonder pad"),
    ("WEGWIJZER_INBOX_URL", "https://naam:geheim@voorbeeld.nl", "zonder pad"),
    ("WEGWIJZER_INBOX_RUST_MINUTEN", "4", "5 tot 240"),
    ("WEGWIJZER_INBOX_SESSIE_UREN", "25", "1 tot 24"),
    ("WEGWIJZER_OIDC_ISSUER", "http://inloggen.voorbeeld.nl", "https://"),
    ("WEGWIJZER_OIDC_ISSUER", "inloggen.voorbeeld.nl", "https://"),
    ("WEGWIJZER_OIDC_CLIENT_ID", "inbox", "WEGWIJZER_OIDC_ISSUER"),
    ("WEGWIJZER_OIDC_CLIENT_SECRET", "geheim", "WEGWIJZER_OIDC_ISSUER"),
    ("WEGWIJZER_OIDC_ROL_CLAIM", "mijn rollen", "zonder spatie"),
    ("WEGWIJZER_OIDC_REGIO_CLAIM", "mijn regio", "zonder spatie"),
    ("WEGWIJZER_OIDC_WAARDEN", "noord:VR12", "waarde=betekenis"),
    ("WEGWIJZER_TERMIJN_WERKDAGEN", "261", "0 tot 260"),
    ("WEGWIJZER_TERMIJN_WERKDAGEN", "gauw", "0 tot 260"),
    ("WEGWIJZER_SMTP_URL", "mail.gemeente.nl", "smtp://"),
    ("WEGWIJZER_SMTP_URL", "smtp://server:poort", "smtp://"),
    ("WEGWIJZER_SMTP_AFZENDER", "wegwijzer", "e-mailadres"),
    ("WEGWIJZER_POSTBUSSEN", "KL=postbus@gemeente.nl", "VR12="),
    ("WEGWIJZER_WEBHOOK_URL", "http://partner.nl/haak", "https://"),
    ("WEGWIJZER_WEBHOOK_GEHEIM", "te kort", "minstens 32"),
    ("WEGWIJZER_WEBHOOK_BRON", "wegwijzer", "urn:"),
    ("WEGWIJZER_CHAT_ADRES", "chat.nl", "https://"),
    ("WEGWIJZER_PROXIES", "10", "0 tot 9"),
    ("WEGWIJZER_PROCESSEN", "0", "1 tot 32"),
    ("WEGWIJZER_PROCESSEN", "2", "postgresql://"),
    ("WEGWIJZER_ACTIES_URL", "localhost:5055", "http://"),
    ("WEGWIJZER_ACTIES_URL", "http://acties:5055/webhook", "loopback"),
    ("WEGWIJZER_ACTIES_URL", "https://acties.voorbeeld.nl/webhook", "naam:geheim"),
    ("WEGWIJZER_TENSORFLOW", "ja", "aan of uit"),
    ("WEGWIJZER_SPACY_MODEL", "nl_core_news_bestaat_niet", "niet geïnstalleerd"),
    ("WEGWIJZER_LIX", "19", "20 tot 80"),
    ("WEGWIJZER_LIX", "heel makkelijk", "20 tot 80"),
    ("WEGWIJZER_CONTACT_MAANDEN", "0", "1 tot 120"),
    ("WEGWIJZER_CONTACT_MELDINGEN", "nooit", "1 tot 1000"),
    ("WEGWIJZER_LOGNIVEAU", "luid", "DEBUG, INFO, WARNING, ERROR"),
]


def _lees(data: Path, **anders: str):
    return lees_instellingen({"WEGWIJZER_DATA": str(data), **anders})


@pytest.mark.parametrize(("naam", "waarde", "mag"), FOUTE_WAARDEN)
def test_een_verkeerde_waarde_geeft_een_zin_met_de_instelling_en_wat_mag(naam, waarde, mag):
    with pytest.raises(InstellingFout) as fout:
        lees_instellingen({naam: waarde})

    zin = str(fout.value)
    assert zin.startswith(naam)
    assert mag in zin
    assert zin.endswith(".")
    assert "\n" not in zin


def test_alle_instellingen_behalve_de_map_hebben_hier_een_verkeerde_waarde():
    assert {naam for naam, _, _ in FOUTE_WAARDEN} == set(NAMEN) - {"WEGWIJZER_DATA"}


def test_de_zin_over_een_verkeerde_sleutel_toont_de_sleutel_niet():
    with pytest.raises(InstellingFout) as fout:
        lees_instellingen({"WEGWIJZER_SECRET_KEYS": f"{SLEUTEL},bijna-{ANDERE_SLEUTEL}"})

    assert SLEUTEL not in str(fout.value)
    assert ANDERE_SLEUTEL not in str(fout.value)


def test_teams_staat_pas_aan_met_nummer_geheim_en_organisatie(tmp_path):
    teams = {
        "WEGWIJZER_TEAMS_APP_ID": EEN_NUMMER,
        "WEGWIJZER_TEAMS_APP_SECRET": "geheim",
        "WEGWIJZER_TEAMS_TENANT_ID": EEN_NUMMER.upper(),
    }
    gelezen = _lees(tmp_path, **teams).teams

    assert not _lees(tmp_path).teams.aan
    assert gelezen.aan
    assert gelezen.tenant_id == EEN_NUMMER
    assert EEN_NUMMER in gelezen.token_url
    assert "'geheim'" not in repr(gelezen)
    vreemd = set(ORGANISATIES) ^ set(vragenlijst("adviesvraag").vragen["organisatie"].waarden)
    assert not vreemd


def test_een_tikfout_in_een_naam_houdt_de_start_tegen():
    with pytest.raises(InstellingFout, match="WEGWIJZER_POORT is geen instelling"):
        lees_instellingen({"WEGWIJZER_POORT": "5005"})


def test_een_variabele_zonder_voorvoegsel_telt_niet_mee(tmp_path):
    assert _lees(tmp_path, PORT="1", POORT="2").poort == 5005


def test_elke_naam_uit_het_contract_mag_gezet_zijn():
    contract = set(re.findall(r"WEGWIJZER_[A-Z_]+", (DOCS / "contract.md").read_text("utf-8")))

    assert len(contract) >= 12
    assert contract <= set(NAMEN)


def test_de_tabel_in_de_documentatie_noemt_precies_deze_instellingen():
    tabel = re.findall(r"^\| `(\w+)` \|", (DOCS / "instellingen.md").read_text("utf-8"), re.M)

    assert tabel == list(NAMEN)


def test_de_tabel_in_de_documentatie_noemt_de_echte_standaarden(tmp_path):
    tabel = dict(
        re.findall(
            r"^\| `(\w+)` \| `([\w.]+)` \|", (DOCS / "instellingen.md").read_text("utf-8"), re.M
        )
    )
    standaard = _lees(tmp_path)

    assert tabel["WEGWIJZER_HOST"] == standaard.host
    assert tabel["WEGWIJZER_PORT"] == str(standaard.poort)
    assert tabel["WEGWIJZER_OPSLAG_SECONDEN"] == str(standaard.opslag_seconden)
    assert tabel["WEGWIJZER_REST_PER_AFZENDER"] == str(standaard.rest_per_afzender)
    assert tabel["WEGWIJZER_REST_PER_ADRES"] == str(standaard.rest_per_adres)
    assert tabel["WEGWIJZER_WEB"] == ("aan" if standaard.web.aan else "uit")
    assert tabel["WEGWIJZER_WEB_TOKEN_MINUTEN"] == str(standaard.web.token_minuten)
    assert tabel["WEGWIJZER_WEB_BEWAREN_MINUTEN"] == str(standaard.web.bewaren_minuten)
    assert tabel["WEGWIJZER_WEB_PER_GESPREK"] == str(standaard.web.per_gesprek)
    assert tabel["WEGWIJZER_WEB_PER_ADRES"] == str(standaard.web.per_adres)
    assert tabel["WEGWIJZER_WEB_GESPREKKEN_PER_ADRES"] == str(standaard.web.gesprekken_per_adres)
    assert tabel["WEGWIJZER_WEB_TOEGANG"] == standaard.web.toegang
    assert tabel["WEGWIJZER_INBOX"] == ("aan" if standaard.inbox.aan else "uit")
    assert tabel["WEGWIJZER_INBOX_PORT"] == str(standaard.inbox.poort)
    assert tabel["WEGWIJZER_INBOX_RUST_MINUTEN"] == str(standaard.inbox.rust_minuten)
    assert tabel["WEGWIJZER_INBOX_SESSIE_UREN"] == str(standaard.inbox.sessie_uren)
    termijn = standaard.bezorging.afspraken.termijn_werkdagen
    assert tabel["WEGWIJZER_TERMIJN_WERKDAGEN"] == str(termijn)
    assert tabel["WEGWIJZER_PROXIES"] == str(standaard.proxies)
    assert tabel["WEGWIJZER_PROCESSEN"] == str(standaard.processen)
    assert tabel["WEGWIJZER_LOGNIVEAU"] == standaard.logniveau
    assert tabel["WEGWIJZER_LIX"] == str(standaard.lix_hoogstens)


@pytest.mark.parametrize(
    ("anders", "open_"),
    [
        ({}, True),
        ({"WEGWIJZER_HOST": "192.0.2.1"}, False),
        ({"WEGWIJZER_DATABASE_URL": "postgresql://server/db"}, False),
        ({"WEGWIJZER_HOST": "192.0.2.1", "WEGWIJZER_REST": "aan"}, True),
        ({"WEGWIJZER_REST": "uit"}, False),
    ],
)
def test_rest_is_alleen_vanzelf_open_op_de_ingebouwde_standaard(tmp_path, anders, open_):
    assert _lees(tmp_path, **anders).rest_aan is open_


def test_een_ingestelde_sleutel_zonder_datamap_werkt_meteen(tmp_path, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "diep" / "nieuw"))
    monkeypatch.setenv("WEGWIJZER_SECRET_KEYS", SLEUTEL)
    instellingen.cache_clear()

    assert instellingen().data.is_dir()

    instellingen.cache_clear()
