"""Post versturen: alleen het kenmerk en een adres om te kijken, nooit iets van de inhoud."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formatdate
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import aiosmtplib

from adviesvraag.bezorgen import NietBezorgd, Opdracht
from bot.bezorging.instellingen import Bezorginstellingen

_SECONDEN = 10.0
_BLIJVEND = range(500, 600)


async def verstuur(opdracht: Opdracht, gegevens: Bezorginstellingen) -> None:
    """Verstuur één bericht.

    Raises:
        NietBezorgd: de server is er niet, is te traag, of weigert.
    """
    delen = urlsplit(gegevens.smtp_url)
    beveiligd = delen.scheme == "smtps"
    hier = is_loopback(delen.hostname or "")
    try:
        await aiosmtplib.send(
            bericht(opdracht, gegevens),
            hostname=delen.hostname,
            port=delen.port or (465 if beveiligd else 587),
            username=unquote(delen.username) if delen.username else None,
            password=unquote(delen.password) if delen.password else None,
            use_tls=beveiligd,
            start_tls=not beveiligd and not hier,
            timeout=_SECONDEN,
        )
    except aiosmtplib.SMTPRecipientsRefused as fout:
        codes = [een.code for een in fout.recipients]
        blijvend = all(code in _BLIJVEND for code in codes)
        raise NietBezorgd("adres_geweigerd", definitief=blijvend) from None
    except aiosmtplib.SMTPResponseException as fout:
        raise NietBezorgd(f"smtp_{fout.code}") from None
    except (aiosmtplib.SMTPException, OSError):
        raise NietBezorgd("mailserver_niet_bereikbaar") from None


def bericht(opdracht: Opdracht, gegevens: Bezorginstellingen) -> EmailMessage:
    """Het bericht zelf."""
    kenmerk = opdracht.inhoud["kenmerk"]
    voor_indiener = opdracht.inhoud["voor"] == "indiener"
    adres = gegevens.chat_adres if voor_indiener else gegevens.inbox_adres
    post = EmailMessage()
    post["From"] = gegevens.smtp_afzender
    post["To"] = opdracht.doel
    post["Subject"] = f"Bericht over adviesvraag {kenmerk}"
    post["Date"] = formatdate()
    # Bij een tweede poging hetzelfde nummer: een mailserver kan een dubbele dan herkennen.
    post["Message-ID"] = f"<{opdracht.id}@{gegevens.smtp_afzender.rpartition('@')[2]}>"
    post["Auto-Submitted"] = "auto-generated"
    hoe = (
        f"Vraag de assistent: status van {kenmerk}. Doe je dat in een nieuw gesprek, typ "
        "dan ook je code."
        if voor_indiener
        else "Meld je aan in de inbox om het te lezen."
    )
    waar = f"\n{adres}" if adres else ""
    post.set_content(f"Er is nieuws over adviesvraag {kenmerk}.\n\n{hoe}{waar}\n")
    return post


def is_loopback(naam: str) -> bool:
    """Of deze naam de eigen machine is."""
    try:
        return ip_address(naam).is_loopback
    except ValueError:
        return naam == "localhost"
