"""Inloggen met OpenID Connect: code flow met PKCE, state en nonce, via Authlib."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from adviesvraag.inbox.gebruiker import maak_gebruiker
from adviesvraag.status import MEDEWERKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.inbox.instellingen import Instellingen, Oidc

GELDIG = timedelta(minutes=10)
"""Zo lang mag iemand over inloggen doen."""

_HOOGSTENS_POGINGEN = 1000
_WACHT_SECONDEN = 5
_SPELING_SECONDEN = 60
_REGIO = re.compile(r"VR(?!00)[0-9]{2}")
_HANDTEKENINGEN = ("RS256", "PS256", "ES256", "EdDSA")


class InloggenMislukt(Exception):
    """Inloggen ging niet door; de tekst is een Nederlandse zin voor de gebruiker."""


class GeenToegang(InloggenMislukt):
    """Wie inlogde is bekend, maar heeft geen rol of regio in de inbox."""


@dataclass(frozen=True)
class _Poging:
    state: str
    nonce: str
    verifier: str
    naar: str
    tot: datetime


class Inlogdienst:
    """De inlogdienst uit de instellingen, en wie er nu bezig is met inloggen."""

    def __init__(self, gegevens: Instellingen, oidc: Oidc, nu: Callable[[], datetime]) -> None:
        self._oidc = oidc
        self._terug = f"{gegevens.url}/oidc/terug"
        self._nu = nu
        self._pogingen: dict[str, _Poging] = {}

    async def begin(self, naar: str) -> tuple[str, str]:
        """Begin met inloggen; geeft het adres bij de inlogdienst en het geheim van deze poging.

        Raises:
            InloggenMislukt: de inlogdienst is niet bereikbaar.
        """
        meta = await self._metadata()
        poging = _Poging(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            naar=naar,
            tot=self._nu() + GELDIG,
        )
        async with self._client() as client:
            adres, _ = client.create_authorization_url(
                meta["authorization_endpoint"],
                state=poging.state,
                nonce=poging.nonce,
                code_verifier=poging.verifier,
            )
        geheim = secrets.token_urlsafe(32)
        self._bewaar(geheim, poging)
        return adres, geheim

    async def rond_af(self, geheim: str, terug: Mapping[str, str]) -> tuple[Gebruiker, str]:
        """Wie er inlogde en waar die heen wilde; een poging geldt één keer.

        Args:
            geheim: wat `begin` gaf.
            terug: wat de inlogdienst in het adres meegaf.

        Raises:
            InloggenMislukt: iets klopt niet.
            GeenToegang: er is geen rol of regio bij dit account.
        """
        poging = self._pogingen.pop(_hash(geheim), None)
        if poging is None or self._nu() >= poging.tot:
            raise InloggenMislukt("Het inloggen duurde te lang. Probeer het opnieuw.")
        if not hmac.compare_digest(poging.state.encode(), terug.get("state", "").encode()):
            raise InloggenMislukt("Het antwoord van de inlogdienst hoort niet bij dit verzoek.")
        if terug.get("iss", self._oidc.issuer) != self._oidc.issuer:
            raise InloggenMislukt("Het antwoord komt van een andere inlogdienst.")
        if "code" not in terug:
            raise InloggenMislukt("De inlogdienst heeft het inloggen afgebroken.")
        claims = await self._claims(terug["code"], poging)
        return gebruiker_uit(claims, self._oidc), poging.naar

    async def _claims(self, code: str, poging: _Poging) -> dict[str, Any]:
        meta = await self._metadata()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    meta["token_endpoint"], code=code, code_verifier=poging.verifier
                )
                sleutels = await client.request("GET", meta["jwks_uri"], withhold_token=True)
                claims = self._lees(token, sleutels.json(), poging.nonce)
                if "userinfo_endpoint" in meta:
                    claims = await _vul_aan(client, meta["userinfo_endpoint"], claims)
        except (OAuthError, JoseError, httpx2.HTTPError, KeyError, ValueError) as fout:
            raise InloggenMislukt(
                "De inlogdienst gaf een antwoord dat niet te vertrouwen is. Probeer het opnieuw."
            ) from fout
        return claims

    def _lees(self, token: Mapping[str, Any], sleutels: Any, nonce: str) -> dict[str, Any]:
        """De claims uit het id-token, na controle van handtekening, afzender, doel en nonce."""
        gelezen = jwt.decode(
            token["id_token"], KeySet.import_key_set(sleutels), algorithms=_HANDTEKENINGEN
        )
        claims = CodeIDToken(
            gelezen.claims,
            gelezen.header,
            options={
                "iss": {"essential": True, "value": self._oidc.issuer},
                "aud": {"essential": True, "value": self._oidc.client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            params={
                "nonce": nonce,
                "client_id": self._oidc.client_id,
                "access_token": token["access_token"],
            },
        )
        claims.validate(now=int(self._nu().timestamp()), leeway=_SPELING_SECONDEN)
        return dict(claims)

    async def _metadata(self) -> dict[str, Any]:
        adres = f"{self._oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            async with httpx2.AsyncClient(timeout=_WACHT_SECONDEN) as client:
                antwoord = await client.get(adres)
            antwoord.raise_for_status()
            meta = dict(antwoord.json())
        except (httpx2.HTTPError, ValueError, TypeError) as fout:
            raise InloggenMislukt(
                "De inlogdienst is nu niet bereikbaar. Probeer het zo opnieuw."
            ) from fout
        if meta.get("issuer") != self._oidc.issuer:
            raise InloggenMislukt("De inlogdienst noemt zich anders dan is ingesteld.")
        return meta

    def _client(self) -> Any:
        return AsyncOAuth2Client(
            self._oidc.client_id,
            self._oidc.client_secret,
            scope="openid profile",
            redirect_uri=self._terug,
            code_challenge_method="S256",
            timeout=_WACHT_SECONDEN,
        )

    def _bewaar(self, geheim: str, poging: _Poging) -> None:
        nu = self._nu()
        over = [(naam, p) for naam, p in self._pogingen.items() if nu < p.tot]
        self._pogingen = dict(over[1 - _HOOGSTENS_POGINGEN :])
        self._pogingen[_hash(geheim)] = poging


def gebruiker_uit(claims: Mapping[str, Any], oidc: Oidc) -> Gebruiker:
    """De gebruiker bij deze claims.

    Raises:
        GeenToegang: er is geen rol, of geen regio voor wie er een nodig heeft.
    """
    rollen = frozenset(_vertaald(claims.get(oidc.rol_claim), oidc)) & set(MEDEWERKERS)
    regios = frozenset(
        code for code in _vertaald(claims.get(oidc.regio_claim), oidc) if _REGIO.fullmatch(code)
    )
    if not rollen:
        raise GeenToegang(
            "Je account heeft geen rol in de inbox. Vraag je functioneel beheerder om de rol "
            "procescoördinator, manager of beheerder."
        )
    onderwerp = f"{oidc.issuer}\n{claims['sub']}"
    naam = next((str(claims[n]) for n in ("name", "preferred_username") if claims.get(n)), "")
    pseudoniem = hashlib.sha256(onderwerp.encode()).hexdigest()[:16]
    gebruiker = maak_gebruiker(pseudoniem, naam or f"Collega {pseudoniem[:6]}", rollen, regios)
    if not gebruiker.rollen:
        raise GeenToegang(
            "Bij je account staat geen regio. Vraag je functioneel beheerder om jouw regio."
        )
    return gebruiker


def _vertaald(waarde: Any, oidc: Oidc) -> Iterable[str]:
    delen = waarde.replace(",", " ").split() if isinstance(waarde, str) else waarde or ()
    return [oidc.waarden.get(str(deel), str(deel)) for deel in delen]


async def _vul_aan(client: Any, adres: str, claims: dict[str, Any]) -> dict[str, Any]:
    """De claims met wat alleen de gebruikersgegevens noemen; het moet dezelfde persoon zijn."""
    antwoord = await client.get(adres)
    antwoord.raise_for_status()
    meer = dict(antwoord.json())
    if meer.get("sub") != claims["sub"]:
        raise ValueError("De gebruikersgegevens gaan over iemand anders.")
    return {**meer, **claims}


def _hash(geheim: str) -> str:
    return hashlib.sha256(geheim.encode("utf-8", "surrogatepass")).hexdigest()
