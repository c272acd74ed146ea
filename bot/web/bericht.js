/** Een bericht van de assistent of van de gebruiker als DOM. */
import { bronnen, contactenIn, contactkaart, meerkeuze, tekening, voortgang } from "./kaart.js";
import { TEKST } from "./teksten.js";
import { blokken, el } from "./tekst.js";

const BRON = /^Bron(?:nen)?:\s*/;
const STAP = /^Vraag \d+ van /m;

/** De objecten van het contract die bij een bericht horen. */
export function objectenVan(activiteit) {
  return activiteit.channelData?.wegwijzer?.objecten ?? [];
}

/** Of een bericht alleen zegt waar het vorige op rust; dat hoort er dan bij. */
export function isAlleenBron(activiteit) {
  const regels = (activiteit.text ?? "").split("\n").filter((regel) => regel.trim());
  return regels.length > 0 && regels.every((regel) => BRON.test(regel));
}

/** Zet de bronnen van dit bericht onder een bericht dat er al staat. */
export function vulBronAan(bericht, activiteit) {
  vul(bericht.querySelector(".inhoud"), activiteit.text, objectenVan(activiteit));
}

/** Een bericht van de gebruiker; een schermlezer leest het niet voor, want die typte het zelf. */
export function eigenBericht(tekst) {
  const bericht = el("div", "bericht eigen", verborgen(TEKST.jij), el("p", "inhoud", tekst));
  bericht.setAttribute("aria-live", "off");
  return bericht;
}

/**
 * Een bericht van de assistent.
 * @param activiteit het bericht zoals het binnenkwam
 * @param doe wat een klik doet: `kies(titel, payload)`, `typ(tekst)`; en `basis`
 */
export function botBericht(activiteit, doe) {
  const objecten = objectenVan(activiteit);
  const inhoud = el("div", "inhoud", verborgen(TEKST.assistent));
  const bericht = el("div", "bericht assistent", inhoud);
  for (const soort of ["acuut", "triage", "vraag"]) {
    if (objecten.some((object) => object.soort === soort)) bericht.classList.add(soort);
  }
  vul(inhoud, activiteit.text ?? "", objecten);
  for (const object of objecten) {
    if (object.afbeelding) inhoud.append(tekening(doe.basis, object.afbeelding));
  }
  const vraag = objecten.find((object) => object.soort === "vraag");
  if (vraag?.stap) inhoud.append(voortgang(vraag, STAP.test(activiteit.text ?? "")));
  const knoppen = antwoordknoppen(activiteit, vraag, doe);
  if (knoppen) bericht.append(knoppen);
  return bericht;
}

/**
 * Zet de tekst neer: de regels over een contact worden zijn kaart, een ander contact met een nummer
 * krijgt er een onder de tekst, en een bronregel gaat dicht.
 */
function vul(inhoud, tekst, objecten) {
  const contacten = contactenIn(objecten);
  const nummers = contacten.map((contact) => contact.telefoon).filter(Boolean);
  const zonderKaart = new Set(contacten.filter((contact) => contact.telefoon));
  const bronregels = [];
  let gewoon = [];
  const spoel = () => {
    if (gewoon.length) inhoud.append(blokken(gewoon.join("\n"), nummers));
    gewoon = [];
  };
  const zetKaart = (contact, uitleg) => {
    spoel();
    zonderKaart.delete(contact);
    inhoud.append(contactkaart(contact, uitleg, nummers));
  };
  const regels = tekst.split("\n");
  while (regels.length) {
    const regel = regels.shift();
    const contact = contacten.find((c) => regel.startsWith(`- ${c.naam}:`));
    const kop = contacten.find((c) => regel === `${c.naam}, ${c.telefoon}.` || regel === `${c.naam}.`);
    if (contact) {
      zetKaart(contact, regel.slice(contact.naam.length + 3));
    } else if (kop) {
      // De regels tot de volgende witregel gaan over dit contact.
      const einde = regels.findIndex((volgende) => !volgende.trim() || BRON.test(volgende));
      zetKaart(kop, regels.splice(0, einde < 0 ? regels.length : einde).join("\n"));
    } else if (BRON.test(regel)) {
      bronregels.push(regel.replace(BRON, ""));
    } else {
      gewoon.push(regel);
    }
  }
  spoel();
  for (const contact of zonderKaart) inhoud.append(contactkaart(contact, "", nummers));
  const bekend = objecten.flatMap((object) => (object.soort === "antwoord" ? object.bronnen : []));
  if (bronregels.length) inhoud.append(bronnen(bronregels, bekend));
}

function antwoordknoppen(activiteit, vraag, doe) {
  const acties = activiteit.suggestedActions?.actions ?? [];
  const payloads = new Set(acties.map((actie) => actie.value));
  const extra = (vraag?.opties ?? []).filter((optie) => !payloads.has(optie.payload));
  if (!acties.length && !extra.length) return null;
  const groep = el("div", "knoppen");
  groep.setAttribute("role", "group");
  groep.setAttribute("aria-label", TEKST.knoppen);
  for (const actie of acties) {
    const knop = el("button", "knop", actie.title);
    knop.type = "button";
    knop.addEventListener("click", () => doe.kies(actie.title, actie.value));
    groep.append(knop);
  }
  if (extra.length) groep.append(meerkeuze(extra, doe.typ));
  return groep;
}

function verborgen(tekst) {
  return el("span", "alleen-lezer", `${tekst} `);
}
