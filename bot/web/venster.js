/** Het chatvenster: de log, de invoer en wat er tussen gebruiker en verbinding gebeurt. */
import { botBericht, eigenBericht, isAlleenBron, vulBronAan } from "./bericht.js";
import { TEKST } from "./teksten.js";
import { el } from "./tekst.js";
import { Geweigerd, GesprekWeg, Verbinding, nieuwNummer } from "./verbinding.js";

const HOOGUIT_TEKENS = 2000;

export class Venster {
  constructor(basis, bewijs) {
    this.basis = basis;
    this.berichten = new Map();
    this.wachtend = new Map();
    this.beurt = [];
    this.verbinding = new Verbinding(basis, {
      activiteit: (activiteit) => this.#ontvang(activiteit),
      geschiedenis: (activiteiten) => this.#herstel(activiteiten),
      stand: (weg) => this.#stand(weg),
      einde: () => this.#verlopen(),
    }, bewijs);
    this.#bouw();
  }

  /** Toon het bewaarde gesprek; een tweede keer gebeurt er niets. */
  start() {
    this.gestart ??= this.verbinding.hervat().catch((fout) => this.#meld(fout.message));
    return this.gestart;
  }

  focus() {
    this.invoer.focus();
  }

  /** Geef het venster een knop om te sluiten; Escape doet hetzelfde. */
  metSluitknop(sluit) {
    const knop = knopMet("icoon", TEKST.sluit, sluit);
    this.kop.append(knop);
    this.element.addEventListener("keydown", (toets) => {
      if (toets.key === "Escape") sluit();
    });
  }

  #bouw() {
    this.kop = el(
      "div",
      "acties",
      knopMet("", TEKST.mens, () => this.#verstuur(TEKST.mensBericht)),
      knopMet("", TEKST.opnieuw, () => this.#vraagOpnieuw()),
    );
    this.log = el("div", "log");
    this.log.setAttribute("role", "log");
    this.log.setAttribute("aria-label", TEKST.naam);
    this.log.tabIndex = 0;
    this.status = el("p", "status");
    this.status.setAttribute("role", "status");
    this.bezig = el("p", "bezig", TEKST.bezig);
    this.bezig.hidden = true;
    this.bezig.setAttribute("aria-hidden", "true");
    this.element = el(
      "section",
      "venster",
      el("header", "", el("h2", "", TEKST.naam), this.kop),
      this.log,
      this.bezig,
      this.status,
      this.#formulier(),
    );
    this.element.setAttribute("aria-label", TEKST.naam);
    this.#leeg();
  }

  #formulier() {
    this.invoer = el("textarea");
    this.invoer.rows = 2;
    this.invoer.id = "invoer";
    this.invoer.placeholder = TEKST.plaatshouder;
    const label = el("label", "alleen-lezer", TEKST.invoer);
    label.htmlFor = "invoer";
    const uitleg = el("p", "uitleg", `${TEKST.persoonsgegevens} `, el("strong", "", TEKST.gevaar));
    uitleg.id = "uitleg";
    this.invoer.setAttribute("aria-describedby", "uitleg");
    const verstuur = el("button", "knop hoofd", TEKST.verstuur);
    const formulier = el("form", "", label, this.invoer, verstuur, uitleg);
    formulier.addEventListener("submit", (gebeurtenis) => {
      gebeurtenis.preventDefault();
      this.#typ();
    });
    this.invoer.addEventListener("keydown", (toets) => {
      if (toets.key === "Enter" && !toets.shiftKey && !toets.isComposing) {
        toets.preventDefault();
        this.#typ();
      }
    });
    return formulier;
  }

  #leeg() {
    this.berichten.clear();
    this.beurt = [];
    this.welkom = el("div", "welkom", el("h3", "", TEKST.welkom), el("p", "", TEKST.welkomUitleg));
    this.welkom.append(
      el("div", "knoppen", ...TEKST.voorbeelden.map((zin) =>
        knopMet("knop", zin, () => this.#verstuur(zin)),
      )),
    );
    this.log.replaceChildren(this.welkom);
  }

  #typ() {
    const tekst = this.invoer.value.trim();
    if (!tekst) return;
    if (tekst.length > HOOGUIT_TEKENS) {
      this.#meld(TEKST.teLang(tekst.length - HOOGUIT_TEKENS));
      return;
    }
    this.invoer.value = "";
    this.#verstuur(tekst);
  }

  async #verstuur(tekst, payload = "") {
    const nummer = nieuwNummer();
    this.#meld("");
    this.#verwijderKnoppen();
    this.welkom.remove();
    const bericht = this.#zetNeer(eigenBericht(tekst));
    const staat = el("span", "staat", TEKST.wordtVerstuurd);
    this.wachtend.set(nummer, { bericht, staat });
    const traag = setTimeout(() => bericht.append(staat), 1500);
    this.#toonBezig(true);
    this.focus();
    try {
      await this.verbinding.verstuur(nummer, { text: tekst, ...(payload && { value: payload }) });
    } catch (fout) {
      this.#mislukt(fout, tekst, nummer);
    } finally {
      clearTimeout(traag);
      staat.remove();
    }
  }

  #mislukt(fout, tekst, nummer) {
    const { bericht, staat } = this.wachtend.get(nummer) ?? {};
    this.wachtend.delete(nummer);
    this.#toonBezig(false);
    if (fout instanceof GesprekWeg) {
      this.invoer.value = tekst;
      this.#verlopen();
      this.verbinding.wis().catch(() => this.#meld(TEKST.verlopen));
      return;
    }
    staat?.remove();
    bericht?.append(el("span", "staat fout", TEKST.geweigerd));
    this.#meld(fout instanceof Geweigerd ? fout.message : TEKST.geweigerd);
  }

  #ontvang(activiteit) {
    if (activiteit.type !== "message" || this.berichten.has(activiteit.id)) return;
    this.welkom.remove();
    const nummer = activiteit.channelData?.clientActivityID;
    if (activiteit.from?.role === "user") {
      this.#eigen(activiteit, nummer);
      return;
    }
    this.beurt.push(activiteit);
    this.berichten.set(activiteit.id, this.#toonBot(activiteit));
    if (activiteit.channelData?.wegwijzer?.laatste) {
      this.beurt = [];
      this.#toonBezig(false);
    }
  }

  #toonBot(activiteit) {
    const vorige = this.berichten.get(this.beurt.at(-2)?.id);
    if (vorige && isAlleenBron(activiteit)) {
      vulBronAan(vorige, activiteit);
      return vorige;
    }
    const doe = {
      basis: this.basis,
      kies: (titel, payload) => this.#verstuur(titel, payload),
      typ: (tekst) => this.#verstuur(tekst),
      meld: (tekst) => this.#meld(tekst),
    };
    return this.#zetNeer(botBericht(activiteit, this.beurt, doe), activiteit.replyToId);
  }

  /** Een eigen bericht komt terug zoals het bewaard is, dus zonder persoonsgegevens. */
  #eigen(activiteit, nummer) {
    this.beurt = [];
    const wachtend = this.wachtend.get(nummer);
    this.wachtend.delete(nummer);
    if (wachtend) {
      wachtend.bericht.querySelector(".inhoud").textContent = activiteit.text;
      this.berichten.set(activiteit.id, wachtend.bericht);
      return;
    }
    this.#verwijderKnoppen();
    this.berichten.set(activiteit.id, this.#zetNeer(eigenBericht(activiteit.text)));
    this.#toonBezig(true);
  }

  /** Toon een heel gesprek zonder dat een schermlezer het voorleest. */
  #herstel(activiteiten) {
    this.log.setAttribute("aria-live", "off");
    this.#leeg();
    for (const activiteit of activiteiten) this.#ontvang(activiteit);
    const laatste = activiteiten.at(-1);
    this.#toonBezig(Boolean(laatste) && !laatste.channelData?.wegwijzer?.laatste);
    requestAnimationFrame(() => {
      this.#scrol();
      setTimeout(() => this.log.removeAttribute("aria-live"), 500);
    });
  }

  #zetNeer(bericht, beurt = "") {
    const onderaan = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
    bericht.dataset.beurt = beurt;
    this.log.append(bericht);
    if (onderaan || bericht.classList.contains("eigen")) this.#scrol();
    return bericht;
  }

  /** Naar onderen, maar niet verder dan het begin van de beurt: een lang antwoord begint bovenaan. */
  #scrol() {
    const begin = [...this.log.querySelectorAll(".eigen")].at(-1)?.offsetTop ?? Infinity;
    const onder = this.log.scrollHeight - this.log.clientHeight;
    this.log.scrollTop = Math.min(onder, begin - this.log.offsetTop - 8);
  }

  #verwijderKnoppen() {
    for (const knoppen of this.log.querySelectorAll(".bericht .knoppen")) knoppen.remove();
  }

  #vraagOpnieuw() {
    const sluit = (doe) => () => {
      vraag.remove();
      this.focus();
      doe?.();
    };
    const ja = knopMet("knop", TEKST.opnieuwJa, sluit(() => this.#opnieuw()));
    const vraag = el("div", "bevestig", el("p", "", TEKST.opnieuwVraag), ja);
    vraag.append(knopMet("knop", TEKST.opnieuwNee, sluit()));
    vraag.setAttribute("role", "group");
    vraag.setAttribute("aria-label", TEKST.opnieuwVraag);
    this.element.querySelector(".bevestig")?.remove();
    this.log.after(vraag);
    ja.focus();
  }

  async #opnieuw() {
    this.#leeg();
    this.#toonBezig(false);
    try {
      await this.verbinding.wis();
    } catch {
      this.#stand(true);
    }
  }

  #verlopen() {
    this.#leeg();
    this.#toonBezig(false);
    this.#meld(TEKST.verlopen);
  }

  #stand(weg) {
    if (weg === this.weg) return;
    const wasWeg = this.weg;
    this.weg = weg;
    if (weg) this.#meld(TEKST.verbindingWeg);
    else if (wasWeg) this.#meld(TEKST.verbindingTerug);
    for (const { staat } of this.wachtend.values()) {
      staat.textContent = weg ? TEKST.nietVerstuurd : TEKST.wordtVerstuurd;
    }
  }

  #meld(tekst) {
    this.status.textContent = tekst;
  }

  #toonBezig(bezig) {
    this.bezig.hidden = !bezig;
    this.log.setAttribute("aria-busy", String(bezig));
  }
}

function knopMet(klasse, titel, doe) {
  const knop = el("button", klasse, titel);
  knop.type = "button";
  knop.addEventListener("click", doe);
  return knop;
}
