// Wat de inbox fijner maakt met JavaScript; zonder werkt alles ook. Bewaart geen tekst van een zaak.
const AAN = "sneltoetsen";
const aan = () => localStorage.getItem(AAN) !== "uit";

const regels = [...document.querySelectorAll("a[data-regel]")];
const zoekveld = document.querySelector("input[type=search]");

function stap(richting) {
  if (!regels.length) return;
  const nu = regels.indexOf(document.activeElement);
  const naar = nu < 0 ? (richting > 0 ? 0 : regels.length - 1) : nu + richting;
  regels[Math.min(Math.max(naar, 0), regels.length - 1)].focus();
}

document.addEventListener("keydown", (gebeurtenis) => {
  const { target, key, ctrlKey, altKey, metaKey } = gebeurtenis;
  if (!aan() || ctrlKey || altKey || metaKey || target.closest("input, textarea, select")) return;
  const doe = { j: () => stap(1), k: () => stap(-1), "/": () => zoekveld?.focus() }[key];
  if (!doe) return;
  gebeurtenis.preventDefault();
  doe();
});

for (const formulier of document.querySelectorAll("form[data-bevestig]")) {
  formulier.addEventListener("submit", (gebeurtenis) => {
    if (!confirm(formulier.dataset.bevestig)) gebeurtenis.preventDefault();
  });
}

// Merkbaar wachten is te zien en te horen; wat meteen klaar is, laat niets flitsen.
const MERKBAAR_MS = 300;
const LANG_MS = 10_000;
const bezig = document.querySelector("#bezig");
const hoofd = document.querySelector("main");
let wekkers = [];
let wachtend = null;

function wacht(op) {
  klaar();
  wachtend = op;
  wekkers = [
    setTimeout(() => {
      bezig.textContent = "Een moment, we zijn bezig.";
      hoofd.setAttribute("aria-busy", "true");
      op?.classList.add("wacht");
    }, MERKBAAR_MS),
    setTimeout(() => {
      klaar();
      bezig.textContent = "Dit duurt langer dan anders. Wacht nog even, of probeer het opnieuw.";
    }, LANG_MS),
  ];
}

function klaar() {
  wekkers.forEach(clearTimeout);
  bezig.textContent = "";
  hoofd.removeAttribute("aria-busy");
  wachtend?.classList.remove("wacht");
  // Een tweede klik mag pas weer iets versturen als de eerste geen antwoord kreeg.
  for (const formulier of document.forms) delete formulier.dataset.verstuurd;
}

document.addEventListener("submit", (gebeurtenis) => {
  if (gebeurtenis.defaultPrevented) return;
  if (gebeurtenis.target.dataset.verstuurd) {
    gebeurtenis.preventDefault();
    return;
  }
  wacht(gebeurtenis.submitter);
  gebeurtenis.target.dataset.verstuurd = "ja";
});

document.addEventListener("click", (gebeurtenis) => {
  const { target, button, ctrlKey, altKey, metaKey, shiftKey } = gebeurtenis;
  const link = target.closest("a[href]");
  if (!link || button || ctrlKey || altKey || metaKey || shiftKey) return;
  const hier = link.pathname === location.pathname && link.search === location.search;
  // Een adres met een punt is een bestand; dat komt als download en dan blijft deze pagina staan.
  if (link.origin !== location.origin || (hier && link.hash) || link.pathname.includes(".")) return;
  wacht(link);
});
window.addEventListener("pageshow", klaar);

for (const keuze of document.querySelectorAll("select[data-direct]")) {
  keuze.addEventListener("change", () => keuze.form.requestSubmit());
}

const schakelaar = document.querySelector("#sneltoetsen");
if (schakelaar) {
  const knop = schakelaar.querySelector("button");
  const toon = () => { knop.textContent = aan() ? "Sneltoetsen uitzetten" : "Sneltoetsen aanzetten"; };
  knop.addEventListener("click", () => {
    localStorage.setItem(AAN, aan() ? "uit" : "aan");
    toon();
  });
  toon();
  schakelaar.hidden = false;
}

document.querySelector(".melding.fout, [data-fout]")?.scrollIntoView({ block: "nearest" });
