"""Teken een vragenlijst als Mermaid-schema voor de documentatie."""

from __future__ import annotations

from knowledge.vragenlijst import Vraag, Vragenlijst


def teken(lijst: Vragenlijst) -> str:
    """Het schema van een vragenlijst: vragen, keuzes, einden en wat een vraag laat vervallen."""
    regels = ["flowchart TD"]
    regels += [_knoop(vraag) for vraag in lijst.vragen.values()]
    regels += [f"    {einde}(({einde}))" for einde in sorted(lijst.einden)]
    for vraag in lijst.vragen.values():
        regels += _pijlen(vraag)
    return "\n".join(regels)


def document(lijst: Vragenlijst) -> str:
    """De documentatiepagina van een vragenlijst: het schema en een tabel met de vragen."""
    kop = f"# Vragenlijst: {lijst.titel}\n\n"
    uitleg = (
        "Gemaakt uit `knowledge/vragenlijsten/"
        f"{lijst.id}.yml` met `make docs`; niet met de hand wijzigen.\n\n"
    )
    tabel = ["| vraag | wat er gevraagd wordt | bron |", "|---|---|---|"]
    for vraag in lijst.vragen.values():
        bron = " ".join(vraag.bron) if vraag.bron else ""
        tabel.append(f"| `{vraag.id}` | {' '.join(vraag.tekst.split())} | {bron} |")
    beslist = ""
    if lijst.beslist_als:
        regels = [
            "- " + " en ".join(f"`{n}` is {' of '.join(w)}" for n, w in voorwaarde.als.items())
            for voorwaarde in lijst.beslist_als
        ]
        beslist = (
            "\n\nDe uitkomst staat vast, en vragen met een gestreepte rand vervallen, zodra:\n\n"
            + "\n".join(regels)
        )
    return f"{kop}{uitleg}```mermaid\n{teken(lijst)}\n```{beslist}\n\n" + "\n".join(tabel) + "\n"


def _knoop(vraag: Vraag) -> str:
    streep = ":::vervalt" if vraag.voor_uitkomst or vraag.overslaan_als else ""
    return f'    {vraag.id}["{vraag.kort}"]{streep}'


def _pijlen(vraag: Vraag) -> list[str]:
    pijlen = [f'    {vraag.id} -->|"{keuze}"| {doel}' for keuze, doel in vraag.naar_bij.items()]
    if vraag.naar:
        tekst = "|anders|" if vraag.naar_bij else ""
        pijlen.append(f"    {vraag.id} -->{tekst} {vraag.naar}")
    return pijlen
