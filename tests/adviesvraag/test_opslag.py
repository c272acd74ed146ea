from __future__ import annotations

import fcntl
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as DuurtTeLang
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import delete, select, text

from adviesvraag import model, verbinding
from adviesvraag.dienst import Antwoord, dien_in, op_concept
from adviesvraag.fouten import (
    AdviesvraagFout,
    OngeldigAdres,
    OngeldigeSleutel,
    OpslagNietBereikbaar,
    UitkomstOnbekend,
    VerkeerdeSleutel,
)
from adviesvraag.opslag import Opslag, open_opslag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adviesvraag.dienst import Concept


def _nieuwe_sleutel() -> str:
    return Fernet.generate_key().decode()


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "geen adres",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://u:wachtwoord@h/db",
        "sqlite:///file:x?mode=memory&uri=true",
    ],
)
def test_een_adres_dat_niet_kan_wordt_geweigerd_zonder_het_te_herhalen(
    adres: str, sleutel: str
) -> None:
    with pytest.raises(OngeldigAdres) as fout:
        open_opslag(adres, sleutels=[sleutel])
    assert "wachtwoord" not in str(fout.value)
    assert fout.value.__cause__ is None


@pytest.mark.parametrize("sleutels", [[], ["te kort"], [_nieuwe_sleutel(), "x" * 44], ["é" * 44]])
def test_een_sleutel_met_een_verkeerde_vorm_wordt_geweigerd(
    sqlite_url: str, sleutels: list[str]
) -> None:
    with pytest.raises(OngeldigeSleutel) as fout:
        open_opslag(sqlite_url, sleutels=sleutels)
    assert not any(sleutel in str(fout.value) for sleutel in sleutels)


def test_een_losse_tekst_is_geen_lijst_van_sleutels(sqlite_url: str, sleutel: str) -> None:
    with pytest.raises(OngeldigeSleutel, match="lijst"):
        open_opslag(sqlite_url, sleutels=sleutel)


def test_een_fout_halverwege_het_indienen_laat_niets_achter(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    zonder_weergave = Antwoord("wat", "Wat is uw vraag?", "x", None, "tekst")
    antwoorden = (*maak_concept().antwoorden, zonder_weergave)
    with pytest.raises(AdviesvraagFout, match="niet worden opgeslagen"):
        dien_in(opslag, maak_concept(concept_id="c-1", antwoorden=antwoorden))
    assert op_concept(opslag, "c-1") is None
    with opslag.leessessie() as sessie:
        for tabel in (model.adviesvraag, model.antwoord, model.gebeurtenis):
            assert sessie.execute(select(tabel)).all() == []


def test_de_verkeerde_sleutel_houdt_de_start_tegen(
    opslag: Opslag, url: str, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    andere = open_opslag(url, sleutels=[_nieuwe_sleutel()])
    with pytest.raises(VerkeerdeSleutel, match="sleutel past niet"):
        andere.bijwerken()
    andere.sluit()


def test_de_verkeerde_sleutel_leest_geen_antwoorden_en_dient_niets_in(
    opslag: Opslag, url: str, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    andere = open_opslag(url, sleutels=[_nieuwe_sleutel()])
    with pytest.raises(VerkeerdeSleutel), andere.leessessie() as sessie:
        sessie.execute(select(model.antwoord.c.weergave)).all()
    with pytest.raises(VerkeerdeSleutel):
        dien_in(andere, maak_concept(concept_id="c-2"))
    andere.sluit()
    assert op_concept(opslag, "c-2") is None


def test_een_database_met_adviesvragen_maar_zonder_geheim_start_niet(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    with opslag.sessie() as sessie:
        sessie.execute(delete(model.geheim))
    with pytest.raises(VerkeerdeSleutel, match="geheim"):
        opslag.bijwerken()


def test_na_het_wisselen_van_sleutel_blijft_alles_leesbaar(
    opslag: Opslag, url: str, sleutel: str, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    vernieuwd = open_opslag(url, sleutels=[_nieuwe_sleutel(), sleutel])
    vernieuwd.bijwerken()
    dien_in(vernieuwd, maak_concept())
    with vernieuwd.leessessie() as sessie:
        adressen = sessie.execute(select(model.adviesvraag.c.contact_email)).scalars().all()
        gesprekken = sessie.execute(select(model.adviesvraag.c.gesprek_hash)).scalars().all()
    vernieuwd.sluit()
    assert adressen == ["wijkteam@voorbeeld.nl"] * 2
    assert len(set(gesprekken)) == 1


def test_twee_geopende_databases_gebruiken_elk_hun_eigen_sleutel(
    tmp_path: Path, maak_concept: Callable[..., Concept]
) -> None:
    paren = [
        (open_opslag(f"sqlite:///{tmp_path / naam}", sleutels=[_nieuwe_sleutel()]), naam)
        for naam in ("een.db", "twee.db")
    ]
    for opslag, naam in paren:
        opslag.bijwerken()
        dien_in(opslag, maak_concept(contact_email=f"{naam}@voorbeeld.nl"))
    for opslag, naam in paren:
        with opslag.leessessie() as sessie:
            adressen = sessie.execute(select(model.adviesvraag.c.contact_email)).scalars().all()
        assert adressen == [f"{naam}@voorbeeld.nl"]
    hashes = {opslag.gesprek_hash("gesprek-17") for opslag, _ in paren}
    assert len(hashes) == 2
    for opslag, _ in paren:
        opslag.sluit()


def test_antwoorden_adres_en_gesprek_staan_nergens_leesbaar_op_schijf(
    sqlite_url: str, sleutel: str, tmp_path: Path, maak_concept: Callable[..., Concept]
) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    ingediend = dien_in(
        opslag,
        maak_concept(
            antwoorden=(
                Antwoord("wat", "Wat speelt er?", {"kern": "WAARDEGEHEIM"}, "TOONGEHEIM", "tekst"),
            ),
            contact_email="MAILGEHEIM@voorbeeld.nl",
            gesprek="GESPREKGEHEIM",
        ),
    )

    def op_schijf() -> bytes:
        return b"".join(pad.read_bytes() for pad in sorted(tmp_path.iterdir()))

    open_bytes = op_schijf()
    assert (tmp_path / "opslag.db-wal").stat().st_size > 0
    opslag.sluit()
    for inhoud in (open_bytes, op_schijf()):
        assert ingediend.kenmerk.encode() in inhoud
        assert b"Wat speelt er?" in inhoud
        assert b"GEHEIM" not in inhoud
        assert sleutel.encode() not in inhoud


def test_een_bezette_database_geeft_snel_een_duidelijke_fout_en_werkt_daarna_weer(
    sqlite_url: str,
    sleutel: str,
    tmp_path: Path,
    maak_concept: Callable[..., Concept],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verbinding, "WACHTTIJD_S", 0.1)
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    ander = sqlite3.connect(tmp_path / "opslag.db", isolation_level=None)
    ander.execute("BEGIN IMMEDIATE")
    with pytest.raises(OpslagNietBereikbaar, match="niets opgeslagen"):
        dien_in(opslag, maak_concept(concept_id="c-1"))
    assert op_concept(opslag, "c-1") is None
    ander.execute("ROLLBACK")
    ander.close()
    assert dien_in(opslag, maak_concept(concept_id="c-1")) == op_concept(opslag, "c-1")
    opslag.sluit()


def test_bijwerken_wacht_op_een_ander_proces_dat_bezig_is(
    sqlite_url: str, sleutel: str, tmp_path: Path
) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    with (tmp_path / "opslag.db.slot").open("w") as slot, ThreadPoolExecutor(1) as draad:
        fcntl.flock(slot, fcntl.LOCK_EX)
        bezig = draad.submit(opslag.bijwerken)
        with pytest.raises(DuurtTeLang):
            bezig.result(timeout=0.3)
        assert (tmp_path / "opslag.db").stat().st_size == 0
        fcntl.flock(slot, fcntl.LOCK_UN)
        bezig.result(timeout=10)
    assert op_concept(opslag, "c-1") is None
    opslag.sluit()


def test_een_server_die_er_niet_is_geeft_een_duidelijke_fout(
    sleutel: str, maak_concept: Callable[..., Concept]
) -> None:
    opslag = open_opslag("postgresql://niemand@127.0.0.1:1/niets", sleutels=[sleutel])
    with pytest.raises(OpslagNietBereikbaar):
        opslag.bijwerken()
    with pytest.raises(OpslagNietBereikbaar):
        dien_in(opslag, maak_concept())
    opslag.sluit()


def test_een_bestand_dat_geen_database_is_geeft_een_duidelijke_fout(
    tmp_path: Path, sleutel: str
) -> None:
    (tmp_path / "kapot.db").write_bytes(b"dit is geen database" * 100)
    opslag = open_opslag(f"sqlite:///{tmp_path / 'kapot.db'}", sleutels=[sleutel])
    with pytest.raises(OpslagNietBereikbaar):
        opslag.bijwerken()
    opslag.sluit()


@pytest.mark.postgres
def test_een_verbinding_die_breekt_bij_het_opslaan_geeft_uitkomst_onbekend(
    postgres_url: str, sleutel: str
) -> None:
    opslag = open_opslag(postgres_url, sleutels=[sleutel])
    ander = open_opslag(postgres_url, sleutels=[sleutel])

    def breek_tijdens_het_werk() -> None:
        with opslag.sessie() as sessie:
            nummer = sessie.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with ander.sessie() as andere:
                breek = text("SELECT pg_terminate_backend(:nummer, 2000)")
                andere.execute(breek, {"nummer": nummer})

    with pytest.raises(UitkomstOnbekend, match="onbekend"):
        breek_tijdens_het_werk()
    with opslag.sessie() as sessie:
        assert sessie.execute(text("SELECT 1")).scalar_one() == 1
    opslag.sluit()
    ander.sluit()
