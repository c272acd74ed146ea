"""Het trendbulletin als bestand: CSV en XLSX om mee te rekenen, PDF om rond te sturen."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviesvraag.inbox import trendbeeld
from adviesvraag.inbox.trendbeeld import AFGESCHERMD
from adviesvraag.trends.afscherming import DREMPEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from adviesvraag.trends.bulletin import Bulletin, Cijfer, Tabel

UITLEG = (
    f"Een aantal van 1 tot en met {DREMPEL - 1} staat er niet bij, en ook niet wat nodig is om het "
    f"uit te rekenen. Daar staat een streepje ({AFGESCHERMD}). Een regel zonder getal valt weg."
)
OVERIG = "Andere gemeenten samen"
GEEN = "Gemeente niet bekend"
SAMEN = "Afgeschermd, samen"
NIETS = "In geen van deze kwartalen is er een aantal om te tonen."


@dataclass(frozen=True)
class Blad:
    """Een tabel zoals zij op papier staat: de koppen en de regels."""

    titel: str
    koppen: tuple[str, ...]
    regels: tuple[tuple[str, tuple[Cijfer, ...]], ...]


@dataclass(frozen=True)
class Namen:
    """Hoe een regio en een gemeente heten, op code."""

    regios: Mapping[str, str]
    gemeenten: Mapping[str, str]

    def gemeente(self, code: str) -> str:
        """De naam van een plaatsregel van het bulletin."""
        return {"": OVERIG, "-": GEEN}.get(code) or self.gemeenten.get(code, code)


def bladen(bulletin: Bulletin, namen: Namen) -> Iterator[Blad]:
    """Alle tabellen van het bulletin."""
    kwartalen = tuple(kwartaal.naam for kwartaal in bulletin.kwartalen)
    totaal = ("Hele regio", bulletin.totalen)
    plaatsen = ((namen.gemeente(p.gemeente), p.cijfers) for p in bulletin.plaatsen)
    yield Blad("Adviesvragen per gemeente", ("Gemeente", *kwartalen), (totaal, *plaatsen))
    for tabel in bulletin.tabellen:
        yield blad_regio(bulletin, tabel)
        if tabel.plaatsen:
            yield blad_gemeenten(bulletin, tabel, namen)


def blad_regio(bulletin: Bulletin, tabel: Tabel) -> Blad:
    """Een dimensie over de kwartalen; een regel waar geen getal op staat valt weg."""
    koppen = (tabel.dimensie.naam, *(kwartaal.naam for kwartaal in bulletin.kwartalen))
    regels = [(reeks.naam, reeks.cijfers) for reeks in tabel.reeksen if any(reeks.cijfers)]
    if any(cijfer is not None for cijfer in tabel.samen):
        regels.append((SAMEN, tabel.samen))
    return Blad(tabel.dimensie.naam, koppen, tuple(regels))


def blad_gemeenten(bulletin: Bulletin, tabel: Tabel, namen: Namen) -> Blad:
    """Een dimensie per gemeente in het laatste kwartaal."""
    codes = tabel.dimensie.codes
    koppen = tuple(codes[g[0]] if len(g) == 1 else SAMEN for g in tabel.kolommen)
    houd = getoonde_kolommen(tabel)
    return Blad(
        f"{tabel.dimensie.naam} per gemeente, {bulletin.kwartaal.naam}",
        ("Gemeente", *(koppen[nr] for nr in houd)),
        tuple(
            (namen.gemeente(p.gemeente), tuple(p.cijfers[nr] for nr in houd))
            for p in tabel.plaatsen
        ),
    )


def getoonde_kolommen(tabel: Tabel) -> list[int]:
    """De kolommen per gemeente; met alleen nullen zegt een kolom niets en wordt alles te breed."""
    alle = range(len(tabel.kolommen))
    return [nr for nr in alle if any(p.cijfers[nr] != 0 for p in tabel.plaatsen)]


def als_csv(bulletin: Bulletin, namen: Namen) -> bytes:
    """Een regel per cijfer; een leeg aantal is afgeschermd."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(["regio", "tabel", "regel", "kolom", "aantal"])
    regio = namen.regios.get(bulletin.regio_code, bulletin.regio_code)
    for blad in bladen(bulletin, namen):
        for naam, cijfers in blad.regels:
            for kolom, cijfer in zip(blad.koppen[1:], cijfers, strict=True):
                schrijver.writerow([regio, blad.titel, naam, kolom, cijfer])
    # Met BOM: anders leest Excel de accenten verkeerd.
    return uit.getvalue().encode("utf-8-sig")


def als_xlsx(bulletin: Bulletin, namen: Namen) -> bytes:
    """Een werkblad per tabel."""
    from openpyxl import Workbook  # noqa: PLC0415 - alleen wie exporteert wacht op het laden
    from openpyxl.styles import Font  # noqa: PLC0415

    boek = Workbook()
    boek.remove(boek.active)
    for nr, blad in enumerate(bladen(bulletin, namen), start=1):
        werkblad = boek.create_sheet(f"{nr} {_bladnaam(blad.titel)}"[:31])
        werkblad.append(blad.koppen)
        for cel in werkblad[1]:
            cel.font = Font(bold=True)
        for naam, cijfers in blad.regels:
            leeg = "" if naam == SAMEN else AFGESCHERMD
            werkblad.append([naam, *(leeg if n is None else n for n in cijfers)])
        werkblad.column_dimensions["A"].width = 42
        werkblad.freeze_panes = "B2"
    uitleg = boek.create_sheet("Uitleg")
    uitleg.append([_titel(bulletin, namen)])
    uitleg.append([UITLEG])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def als_pdf(bulletin: Bulletin, namen: Namen) -> bytes:
    """Een bulletin om rond te sturen: grafiek en tabel per dimensie."""
    pdf = _begin_pdf(_titel(bulletin, namen))
    alle = iter(bladen(bulletin, namen))
    pdf.set_font(size=10)
    pdf.multi_cell(0, 5, UITLEG, new_x="LMARGIN", new_y="NEXT")
    _zet_grafiek(pdf, trendbeeld.van_totalen(bulletin))
    _zet_blad(pdf, next(alle))
    for tabel in bulletin.tabellen:
        _zet_grafiek(pdf, trendbeeld.van_tabel(bulletin, tabel), tabel.dimensie.naam)
        _zet_blad(pdf, blad_regio(bulletin, tabel))
        if tabel.plaatsen:
            _zet_blad(pdf, blad_gemeenten(bulletin, tabel, namen))
    return bytes(pdf.output())


BESTANDEN: Mapping[str, tuple[str, Callable[[Bulletin, Namen], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", als_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", als_xlsx),
    "pdf": ("application/pdf", als_pdf),
}
"""Uitgang -> soort bestand en hoe het gemaakt wordt."""


def _titel(bulletin: Bulletin, namen: Namen) -> str:
    regio = namen.regios.get(bulletin.regio_code, bulletin.regio_code)
    return f"Trendbulletin {regio}, {bulletin.kwartaal.naam}"


def _bladnaam(titel: str) -> str:
    return titel.partition(",")[0].replace("/", " ")


def _begin_pdf(titel: str) -> Any:
    import matplotlib as mpl  # noqa: PLC0415 - alleen wie exporteert wacht op het laden
    from fpdf import FPDF  # noqa: PLC0415

    class Papier(FPDF):
        """Een bladzijde met een nummer onderaan."""

        def footer(self) -> None:
            """Zet het nummer en waar het om gaat onder elke bladzijde."""
            self.set_y(-12)
            self.set_font(size=8)
            self.cell(0, 5, f"{titel}. Bladzijde {self.page_no()} van {{nb}}", align="C")

    pdf = Papier(format="A4")
    letters = Path(mpl.get_data_path()) / "fonts" / "ttf"
    pdf.add_font("DejaVu", fname=letters / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", style="B", fname=letters / "DejaVuSans-Bold.ttf")
    pdf.set_font("DejaVu", size=10)
    pdf.set_title(titel)
    pdf.set_lang("nl-NL")
    pdf.set_auto_page_break(auto=True, margin=16)
    pdf.add_page()
    _kop(pdf, titel, 18)
    return pdf


def _kop(pdf: Any, tekst: str, grootte: int = 14) -> None:
    pdf.set_font(style="B", size=grootte)
    pdf.multi_cell(0, grootte * 0.55, tekst, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(style="")
    pdf.ln(2)


def _zet_grafiek(pdf: Any, grafiek: trendbeeld.Grafiek, kop: str = "") -> None:
    breedte = pdf.epw * 0.9
    hoogte = breedte * trendbeeld.verhouding(grafiek) if grafiek.namen else 0
    if kop:
        # De kop, de grafiek en het begin van de tabel horen op dezelfde bladzijde.
        if pdf.will_page_break(hoogte + _BEGIN_VAN_TABEL):
            pdf.add_page()
        pdf.ln(6)
        _kop(pdf, kop)
    if grafiek.namen:
        beeld = io.BytesIO(trendbeeld.teken(grafiek, "png"))
        pdf.image(beeld, w=breedte, alt_text=trendbeeld.in_woorden(grafiek))


def op_papier(blad: Blad) -> Blad:
    """Het blad zoals het op een staande bladzijde past: liever veel regels dan veel kolommen."""
    if len(blad.koppen) <= _SMAL or len(blad.regels) >= len(blad.koppen) - 1:
        return blad
    namen = tuple(naam for naam, _ in blad.regels)
    kolommen = zip(*(cijfers for _, cijfers in blad.regels), strict=True)
    regels = tuple(zip(blad.koppen[1:], kolommen, strict=True))
    return Blad(blad.titel, ("", *namen), regels)


def _zet_blad(pdf: Any, ruw: Blad) -> None:
    blad = op_papier(ruw)
    if pdf.will_page_break(_EERSTE_REGELS):
        pdf.add_page()
    pdf.ln(2)
    _kop(pdf, blad.titel, 11)
    if not blad.regels:
        pdf.set_font(size=10)
        pdf.multi_cell(0, 5, NIETS, new_x="LMARGIN", new_y="NEXT")
        return
    pdf.set_font(size=8 if len(blad.koppen) <= _SMAL else 6)
    kolommen = len(blad.koppen) - 1
    # Bij vijf kolommen past "Veiligheidshuis" nog heel in een kop.
    eerste = 44 if kolommen < _VEEL else 32 if kolommen < _SMAL else 26
    breedtes = (eerste, *([(100 - eerste) / max(1, kolommen)] * kolommen))
    uitlijnen = ("LEFT", *["RIGHT"] * (len(blad.koppen) - 1))
    with pdf.table(
        col_widths=breedtes, text_align=uitlijnen, line_height=pdf.font_size * 1.7, padding=0.3
    ) as tabel:
        tabel.row(blad.koppen)
        for naam, cijfers in blad.regels:
            tabel.row([naam, *_tekst(cijfers, leeg="" if naam == SAMEN else AFGESCHERMD)])


def _tekst(cijfers: Sequence[Cijfer], leeg: str) -> list[str]:
    return [leeg if n is None else str(n) for n in cijfers]


_SMAL = 8
_VEEL = 5
_BEGIN_VAN_TABEL = 70
_EERSTE_REGELS = 40
