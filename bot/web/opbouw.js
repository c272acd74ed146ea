/** De vaste delen van het chatvenster: de log, het invoervak en de vraag of een gesprek weg mag. */
import { TEKST } from "./teksten.js";
import { el } from "./tekst.js";

export function bouwLog() {
  const log = el("div", "log");
  log.setAttribute("role", "log");
  log.setAttribute("aria-label", TEKST.naam);
  log.tabIndex = 0;
  return log;
}

/**
 * Schuif de log naar onderen, maar niet verder dan het begin van de beurt: een lang antwoord begint
 * bovenaan. Op een klein scherm blijft de vraag niet vanzelf in beeld; dan begint die bovenaan.
 */
export function naarNieuwste(log) {
  const laatste = log.lastElementChild;
  const vraagBoven = laatste?.matches(".vraag") && getComputedStyle(laatste).position === "static";
  const begin = vraagBoven ? laatste.querySelector(".inhoud") : [...log.querySelectorAll(".eigen")].at(-1);
  const onder = log.scrollHeight - log.clientHeight;
  log.scrollTop = Math.min(onder, (begin?.offsetTop ?? Infinity) - 8);
  return log.scrollTop;
}

/** Het formulier met het invoervak; `typ` verstuurt wat erin staat. */
export function bouwFormulier(typ) {
  const invoer = el("textarea");
  invoer.rows = 2;
  invoer.id = "invoer";
  invoer.placeholder = TEKST.plaatshouder;
  const label = el("label", "alleen-lezer", TEKST.invoer);
  label.htmlFor = "invoer";
  const uitleg = el("p", "uitleg", `${TEKST.persoonsgegevens} `, el("strong", "", TEKST.gevaar));
  uitleg.id = "uitleg";
  invoer.setAttribute("aria-describedby", "uitleg");
  const verstuur = el("button", "knop hoofd", TEKST.verstuur);
  const formulier = el("form", "", label, invoer, verstuur, uitleg);
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    typ();
  });
  invoer.addEventListener("keydown", (toets) => {
    if (toets.key === "Enter" && !toets.shiftKey && !toets.isComposing) {
      toets.preventDefault();
      typ();
    }
  });
  return { formulier, invoer };
}

/** De vraag of het gesprek weg mag; `na` komt na elke keuze, `ja` alleen na ja. */
export function bevestiging(na, ja) {
  const sluit = (doe) => () => {
    vak.remove();
    na();
    doe?.();
  };
  const vak = el(
    "div",
    "bevestig",
    el("p", "", TEKST.opnieuwVraag),
    knopMet("knop", TEKST.opnieuwJa, sluit(ja)),
    knopMet("knop", TEKST.opnieuwNee, sluit()),
  );
  vak.setAttribute("role", "group");
  vak.setAttribute("aria-label", TEKST.opnieuwVraag);
  return vak;
}

export function knopMet(klasse, titel, doe) {
  const knop = el("button", klasse, titel);
  knop.type = "button";
  knop.addEventListener("click", doe);
  return knop;
}
