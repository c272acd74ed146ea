/** Het chatvenster: de log, de invoer en wat er tussen gebruiker en verbinding gebeurt. */
import { botBericht, eigenBericht, isAlleenBron, vulBronAan } from "./bericht.js";
import { bevestiging, bouwFormulier, bouwLog, knopMet, naarNieuwste } from "./opbouw.js";
import { TEKST } from "./teksten.js";
import { el } from "./tekst.js";
import { isUitkomst, uitkomstknoppen } from "./uitkomst.js";
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
    this.log = bouwLog();
    this.status = el("p", "status");
    this.status.setAttribute("role", "status");
    this.bezig = el("p", "bezig", TEKST.bezig);
    this.bezig.hidden = true;
    this.bezig.setAttribute("aria-hidden", "true");
    const { formulier, invoer } = bouwFormulier(() => this.#typ());
    this.invoer = invoer;
    this.element = el(
      "section",
      "venster",
      el("header", "", el("h2", "", TEKST.naam), this.kop),
      this.log,
      this.bezig,
      this.status,
      formulier,
    );
    this.element.setAttribute("aria-label", TEKST.naam);
    this.#leeg();
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
    };
    const bericht = botBericht(activiteit, doe);
    if (activiteit.channelData?.wegwijzer?.laatste && isUitkomst(this.beurt)) {
      // Tussen een vraag en haar keuzes storen ze; dan horen ze bij het antwoord ervoor.
      const bij = (bericht.matches(".vraag") && vorige) || bericht;
      const bewaren = uitkomstknoppen(bij, this.beurt, (tekst) => this.#meld(tekst));
      bij.querySelector(".inhoud").after(bewaren);
    }
    return this.#zetNeer(bericht, activiteit.replyToId);
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
    // Wie zelf naar boven schoof, leest nog; wie staat waar wij hem zetten, gaat mee.
    const volgt = onderaan || this.log.scrollTop === this.gezet;
    bericht.dataset.beurt = beurt;
    this.log.append(bericht);
    if (volgt || bericht.classList.contains("eigen")) this.#scrol();
    return bericht;
  }

  #scrol() {
    this.gezet = naarNieuwste(this.log);
  }

  #verwijderKnoppen() {
    for (const knoppen of this.log.querySelectorAll(".bericht .knoppen")) knoppen.remove();
  }

  #vraagOpnieuw() {
    this.element.querySelector(".bevestig")?.remove();
    const vraag = bevestiging(() => this.focus(), () => this.#opnieuw());
    this.log.after(vraag);
    vraag.querySelector("button").focus();
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
