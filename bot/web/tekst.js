/**
 * Van tekst naar DOM. Er wordt nooit HTML gemaakt uit tekst: alleen alinea's, lijsten, **vet** en
 * adressen die mogen (https, tel, mailto).
 */

const LINK = /(https:\/\/[^\s<>()"]+[^\s<>()".,;:!?])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;
const CODE = /(?<![\w-])(?=[\w-]*[A-Z])[A-Z0-9]{2,}(?:-[A-Z0-9]{3,})+(?![\w-])/g;
const VET = /\*\*([^*\n]+)\*\*/g;
const MAG = new Set(["https:", "tel:", "mailto:"]);

/** Maak een element met een klasse en kinderen (tekst of elementen). */
export function el(naam, klasse = "", ...kinderen) {
  const element = document.createElement(naam);
  if (klasse) element.className = klasse;
  element.append(...kinderen);
  return element;
}

/** Een link, of alleen de tekst als het adres niet mag. */
export function link(adres, tekst) {
  let url;
  try {
    url = new URL(adres);
  } catch {
    return document.createTextNode(tekst);
  }
  if (!MAG.has(url.protocol)) return document.createTextNode(tekst);
  const a = el("a", "", tekst);
  a.href = url.href;
  if (url.protocol === "https:") {
    a.target = "_blank";
    a.rel = "noopener noreferrer";
  }
  return a;
}

/** Het belbare adres van een nummer zoals het in de sociale kaart staat. */
export function belAdres(nummer) {
  return `tel:${nummer.replace(/[^\d+]/g, "")}`;
}

/** Eén regel tekst met links en vet; `nummers` worden aanklikbaar. */
export function regel(tekst, nummers = []) {
  const deel = document.createDocumentFragment();
  splits(tekst, VET, (stuk) => metLinks(deel, stuk, nummers), (treffer) => {
    const vet = el("strong");
    metLinks(vet, treffer[1], nummers);
    deel.append(vet);
  });
  return deel;
}

/** Hele tekst: lege regels maken alinea's, regels met "- " een lijst. */
export function blokken(tekst, nummers = []) {
  const uit = document.createDocumentFragment();
  let lijst = null;
  let alinea = null;
  for (const ruw of tekst.split("\n")) {
    const regelTekst = ruw.trimEnd();
    const punt = /^\s*(?:-|•)\s+(.*)$/.exec(regelTekst);
    if (punt) {
      if (!lijst) uit.append((lijst = el("ul")));
      lijst.append(el("li", "", regel(punt[1], nummers)));
      alinea = null;
    } else if (!regelTekst) {
      lijst = alinea = null;
    } else {
      if (alinea) alinea.append(document.createElement("br"));
      else uit.append((alinea = el("p")));
      alinea.append(regel(regelTekst, nummers));
      lijst = null;
    }
  }
  return uit;
}

function metLinks(doel, tekst, nummers) {
  splits(tekst, LINK, (stuk) => metNummers(doel, stuk, nummers), ([heel, , mail]) => {
    doel.append(link(mail ? `mailto:${mail}` : heel, heel));
  });
}

/** Een kenmerk of code breekt niet af over twee regels: zo is hij over te nemen. */
function metCodes(doel, tekst) {
  splits(tekst, CODE, (stuk) => doel.append(stuk), ([code]) => doel.append(el("strong", "code", code)));
}

function metNummers(doel, tekst, nummers) {
  if (!nummers.length) {
    metCodes(doel, tekst);
    return;
  }
  const keuze = nummers.map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  splits(tekst, new RegExp(`(?<![\\d-])(?:${keuze})(?![\\d-])`, "g"), (s) => metCodes(doel, s), ([n]) =>
    doel.append(link(belAdres(n), n)),
  );
}

function splits(tekst, patroon, gewoon, treffer) {
  let vanaf = 0;
  for (const gevonden of tekst.matchAll(patroon)) {
    if (gevonden.index > vanaf) gewoon(tekst.slice(vanaf, gevonden.index));
    treffer(gevonden);
    vanaf = gevonden.index + gevonden[0].length;
  }
  if (vanaf < tekst.length) gewoon(tekst.slice(vanaf));
}
