/** De onderdelen van een antwoord die meer zijn dan tekst: contacten, bronnen, voortgang, tekening. */
import { TEKST } from "./teksten.js";
import { belAdres, blokken, el, link, regel } from "./tekst.js";

/** Alle contacten in de objecten van een bericht, elk één keer. */
export function contactenIn(objecten) {
  const gezien = new Map();
  for (const object of objecten) {
    for (const contact of object.contacten ?? []) gezien.set(contact.id, contact);
  }
  return [...gezien.values()];
}

/** De kaart van een contact: de naam, een knop om te bellen en wat de tekst erover zegt. */
export function contactkaart(contact, regelTekst, nummers) {
  let uitleg = regelTekst.trim();
  // Het nummer staat al op de knop.
  if (contact.telefoon && uitleg.startsWith(contact.telefoon)) {
    uitleg = uitleg.slice(contact.telefoon.length).replace(/^[\s.,;]+/, "");
    // Wat tussen haakjes achter het nummer stond, begint nu de zin.
    uitleg = uitleg.replace(/^\(([^()]*)\)/, "$1");
  }
  // Hoe zeker het nummer is, staat klein onder wat het contact doet.
  let klein = "";
  uitleg = uitleg.replace(/\s*\(((?:Nog niet nagebeld|Nagevraagd op).*)\)$/s, (_, over) => ((klein = over), ""));
  uitleg = uitleg.charAt(0).toUpperCase() + uitleg.slice(1);
  const kaart = el("article", "kaart");
  // "112" heet zoals zijn nummer; dat staat al op de knop.
  const naamloos = contact.naam === contact.telefoon;
  if (!naamloos) kaart.append(el("h3", "", contact.naam));
  if (contact.telefoon) {
    const bel = link(belAdres(contact.telefoon), TEKST.belKnop(contact.telefoon));
    bel.className = "bel";
    bel.setAttribute("aria-label", TEKST.bel(contact.naam, contact.telefoon));
    if (naamloos && !uitleg) return el("p", "", bel);
    kaart.append(el("p", "", bel));
  }
  if (uitleg) kaart.append(blokken(uitleg, nummers));
  if (klein) kaart.append(el("p", "herkomst", klein));
  return kaart;
}

/**
 * De bronnen van een antwoord, dicht tot iemand ze opent. Een bron met een adres is een link.
 * @param regels zoals ze in de tekst staan: documenten met hun paragrafen, met "; " ertussen
 * @param bekend de bronnen uit het object `antwoord`
 */
export function bronnen(regels, bekend) {
  const stukken = regels.flatMap((tekst) => tekst.split("; "));
  const lijst = el("ul", "", ...stukken.map((tekst) => el("li", "", bron(tekst, bekend))));
  return el("details", "bronnen", el("summary", "", TEKST.bronnen), lijst);
}

function bron(tekst, bekend) {
  for (const { titel, adres } of bekend) {
    const document = titel.slice(0, titel.indexOf("), ") + 1);
    if (adres && document && tekst.startsWith(document)) {
      const deel = el("span", "", link(adres, document));
      deel.append(tekst.slice(document.length));
      return deel;
    }
  }
  return regel(tekst);
}

/** Hoever een vragenlijst is; `gezegd` als de tekst van de vraag dat al zegt. */
export function voortgang(vraag, gezegd) {
  const totaal = Math.max(vraag.stap, vraag.stappen_geschat);
  const balk = el("progress");
  balk.max = totaal;
  balk.value = vraag.stap;
  balk.setAttribute("aria-hidden", "true");
  return el("p", "voortgang", gezegd ? "" : TEKST.voortgang(vraag.stap, totaal), balk);
}

/** Een tekening uit de kennisbank; de tekst eronder zegt hetzelfde. */
export function tekening(basis, afbeelding) {
  const beeld = el("img", "tekening");
  beeld.src = new URL(`afbeeldingen/${encodeURIComponent(afbeelding.naam)}.svg`, basis).href;
  beeld.alt = afbeelding.alt;
  return beeld;
}

/** Vakjes voor een vraag waar meer antwoorden tegelijk kunnen; `kies` krijgt de titels. */
export function meerkeuze(opties, kies) {
  const groep = el("fieldset", "meerkeuze", el("legend", "", TEKST.meerKeuze));
  for (const optie of opties) {
    const vak = el("input");
    vak.type = "checkbox";
    vak.value = optie.titel;
    groep.append(el("label", "", vak, optie.titel));
  }
  const verstuur = el("button", "knop", TEKST.meerKeuzeVerstuur);
  verstuur.type = "button";
  verstuur.addEventListener("click", () => {
    const gekozen = [...groep.querySelectorAll("input:checked")].map((vak) => vak.value);
    if (gekozen.length) kies(gekozen.join(", "));
  });
  groep.append(verstuur);
  return groep;
}
