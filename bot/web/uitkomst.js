/** Een advies meenemen: kopiëren, afdrukken (ook als PDF) of bewaren als tekst. */
import { TEKST } from "./teksten.js";
import { el } from "./tekst.js";

const UITKOMSTEN = new Set(["triage", "ave", "contacten", "adviesvraag"]);

/** Of een beurt een advies geeft dat iemand in het dossier wil hebben; bij gevaar telt alleen 112. */
export function isUitkomst(beurt) {
  const soorten = beurt.flatMap((activiteit) =>
    (activiteit.channelData?.wegwijzer?.objecten ?? []).map((object) => object.soort),
  );
  return !soorten.includes("acuut") && soorten.some((soort) => UITKOMSTEN.has(soort));
}

/** De knoppen onder een advies. */
export function uitkomstknoppen(bericht, beurt, meld) {
  const maak = (titel, doe) => {
    const knop = el("button", "klein", titel);
    knop.type = "button";
    knop.addEventListener("click", doe);
    return knop;
  };
  const groep = el(
    "div",
    "bewaren",
    maak(TEKST.kopieer, () => kopieer(alsTekst(beurt), meld)),
    maak(TEKST.afdrukken, () => drukAf(bericht)),
    maak(TEKST.bewaar, () => download(alsTekst(beurt))),
  );
  groep.setAttribute("role", "group");
  groep.setAttribute("aria-label", TEKST.uitkomst);
  // De knoppen horen bij een bericht dat al is aangekondigd.
  groep.setAttribute("aria-live", "off");
  return groep;
}

/** De hele beurt als platte tekst voor een dossier. */
export function alsTekst(beurt) {
  const berichten = beurt.map((activiteit) => activiteit.text).filter(Boolean);
  return [kop(), ...berichten, TEKST.voet].join("\n\n") + "\n";
}

function kop() {
  return TEKST.kop(new Date().toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" }));
}

async function kopieer(tekst, meld) {
  try {
    await navigator.clipboard.writeText(tekst);
    meld(TEKST.gekopieerd);
  } catch {
    meld(TEKST.kopieerMislukt);
  }
}

function download(tekst) {
  const adres = URL.createObjectURL(new Blob([tekst], { type: "text/plain;charset=utf-8" }));
  const anker = el("a");
  anker.href = adres;
  anker.download = TEKST.bestandsnaam(new Date().toISOString().slice(0, 10));
  anker.click();
  setTimeout(() => URL.revokeObjectURL(adres), 1000);
}

/** Druk alleen deze beurt af: de rest van het gesprek en van de pagina blijft weg. */
function drukAf(bericht) {
  const log = bericht.parentElement;
  const beurt = bericht.dataset.beurt;
  const gekozen = [...log.children].filter((kind) => kind.dataset.beurt === beurt);
  const pagina = new CSSStyleSheet();
  pagina.replaceSync(
    "@media print { body * { visibility: hidden } wegwijzer-chat { visibility: visible; " +
      "position: absolute; inset: 0 auto auto 0; width: 100% } }",
  );
  const dicht = gekozen.flatMap((kind) => [...kind.querySelectorAll("details:not([open])")]);
  const boven = el("p", "op-papier kop", kop());
  const onder = el("p", "op-papier", TEKST.voet);
  log.prepend(boven);
  log.append(onder);
  for (const kind of gekozen) kind.classList.add("afdrukken");
  for (const bron of dicht) bron.open = true;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pagina];
  window.addEventListener(
    "afterprint",
    () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((blad) => blad !== pagina);
      for (const kind of gekozen) kind.classList.remove("afdrukken");
      for (const bron of dicht) bron.open = false;
      boven.remove();
      onder.remove();
    },
    { once: true },
  );
  window.print();
}
