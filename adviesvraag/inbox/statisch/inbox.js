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

// Een tweede klik op dezelfde knop verstuurt niet nog eens.
document.addEventListener("submit", (gebeurtenis) => {
  if (gebeurtenis.defaultPrevented || gebeurtenis.target.method !== "post") return;
  if (gebeurtenis.target.dataset.verstuurd) gebeurtenis.preventDefault();
  gebeurtenis.target.dataset.verstuurd = "ja";
});
window.addEventListener("pageshow", () => {
  for (const formulier of document.forms) delete formulier.dataset.verstuurd;
});

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
