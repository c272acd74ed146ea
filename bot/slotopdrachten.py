"""Wat de verbinding met de sloten aan PostgreSQL vraagt; zie `bot/slotlijn.py`."""

from __future__ import annotations

from bot.channels.web.verlaten import NAAM

KANAAL = "wegwijzer_gesprek"

_ONZE = (
    "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database()) AND classid"
)
# Een server merkt standaard pas na uren dat een verbinding weg is, en houdt zo lang haar nummers.
BEGIN = (
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; "  # noqa: S608
    f"SET application_name = '{NAAM}'; LISTEN {KANAAL}; "
    "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
)
RUIM_VORIGE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid = %s AND backend_start = %s AND usename = current_user"
)
NEEM = (
    "SELECT pg_advisory_xact_lock(%(poort)s); "  # noqa: S608 - vaste tekst
    "SELECT rij.nummer, rij.voor, pg_advisory_lock(%(gesprek)s, rij.nummer) FROM (SELECT "
    "coalesce(max(objid::bigint), 0)::int + 1 AS nummer, count(*) AS voor "
    f"{_ONZE} = %(gesprek)s) AS rij"
)
LAAT_LOS = (
    "SELECT pg_advisory_unlock(%(gesprek)s, %(nummer)s); "  # noqa: S608 - vaste tekst
    f"SELECT pg_notify('{KANAAL}', %(gesprek)s::text) FROM "
    f"(SELECT 1 {_ONZE} = %(gesprek)s LIMIT 1) AS wacht"
)
EERSTEN = f"SELECT classid::bigint, min(objid::bigint) {_ONZE} = ANY(%s::oid[]) GROUP BY classid"
