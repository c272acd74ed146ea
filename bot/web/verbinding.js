/**
 * De verbinding met het webkanaal (docs/web-kanaal.md): een gesprek openen, versturen met
 * herhaling, en de stroom volgen. Het token staat in localStorage, zodat herladen en een tweede
 * tabblad hetzelfde gesprek tonen.
 */

const STIL_MS = 40_000;
const WACHT_MS = [1000, 2000, 4000, 8000, 15_000];
const OPNIEUW = new Set([408, 425, 429, 500, 502, 503, 504]);

export class GesprekWeg extends Error {}
export class Geweigerd extends Error {}

export class Verbinding {
  /**
   * @param basis adres van het webkanaal, eindigend op `/webhooks/web/`
   * @param op `activiteit(activiteit)`, `geschiedenis(activiteiten)`, `stand(weg)`, `einde()`
   * @param bewijs aanmeldbewijs van het intranet, of leeg
   */
  constructor(basis, op, bewijs = "") {
    this.api = new URL("v3/directline/", basis).href;
    this.sleutel = `wegwijzer:${basis}`;
    this.op = op;
    this.bewijs = bewijs;
    this.gesprek = null;
    this.watermark = "";
    this.dicht = false;
    addEventListener("online", () => this.#wekAlles());
    addEventListener("storage", (gebeurtenis) => this.#anderTabblad(gebeurtenis));
  }

  #wachters = new Set();
  #stroom = null;

  /** Ga verder met een bewaard gesprek, als dat er nog is. */
  async hervat() {
    const bewaard = lees(this.sleutel);
    if (!bewaard || bewaard.verloopt < Date.now()) return;
    this.gesprek = bewaard;
    try {
      await this.#haalGeschiedenis();
    } catch (fout) {
      if (fout instanceof GesprekWeg) this.#vergeet();
      else if (fout instanceof Geweigerd) throw fout;
      else this.op.stand(true);
    }
    if (this.gesprek) this.#volg();
  }

  /** Verstuur een bericht; probeert het met hetzelfde nummer opnieuw tot het is aangekomen. */
  async verstuur(nummer, inhoud) {
    const lichaam = { type: "message", ...inhoud, channelData: { clientActivityID: nummer } };
    await this.#herhaal(async () => {
      await this.#open();
      return this.#vraag("POST", this.#pad("activities"), lichaam);
    });
  }

  /** Wis het gesprek op de server en begin bij het volgende bericht een nieuw. */
  async wis() {
    if (!this.gesprek) return;
    const pad = this.#pad("");
    const kop = this.#kop();
    // Eerst loslaten: de stroom zou anders nog vragen naar een gesprek dat net weg is.
    this.#vergeet();
    await this.#vraag("DELETE", pad, null, kop);
  }

  sluit() {
    this.dicht = true;
    this.#stroom?.abort();
  }

  async #open() {
    if (this.gesprek) return;
    const kop = this.bewijs ? { Authorization: `Bearer ${this.bewijs}` } : {};
    const nieuw = await this.#vraag("POST", "tokens/generate", null, kop);
    await this.#vraag("POST", "conversations", null, { Authorization: `Bearer ${nieuw.token}` });
    this.watermark = "";
    this.#bewaar(nieuw);
    this.#volg();
  }

  async #haalGeschiedenis() {
    const { activities, watermark } = await this.#vraag("GET", this.#pad("activities"));
    this.watermark = watermark;
    this.op.geschiedenis(activities);
  }

  /** Houd de stroom open zolang dit gesprek het gesprek is. */
  async #volg() {
    const id = this.gesprek.conversationId;
    let poging = 0;
    while (!this.dicht && this.gesprek?.conversationId === id) {
      try {
        const reden = await this.#leesStroom(() => (poging = 0));
        if (reden === "token") await this.#verleng();
        if (reden === "gesprek") throw new GesprekWeg();
      } catch (fout) {
        if (this.gesprek?.conversationId !== id) return;
        if (fout instanceof GesprekWeg) {
          this.#vergeet();
          this.op.einde();
          return;
        }
        this.op.stand(true);
        await this.#wacht(poging++);
      }
    }
  }

  async #leesStroom(leeft) {
    this.#stroom = new AbortController();
    const kop = { ...this.#kop(), Accept: "text/event-stream" };
    if (this.watermark) kop["Last-Event-ID"] = this.watermark;
    const antwoord = await this.#haal("GET", this.#pad("stream"), null, kop, this.#stroom.signal);
    this.op.stand(false);
    const lezer = antwoord.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let reden = "";
    try {
      for (;;) {
        const wekker = setTimeout(() => this.#stroom.abort(), STIL_MS);
        const { value, done } = await lezer.read().finally(() => clearTimeout(wekker));
        if (done) return reden;
        leeft();
        await this.#halverwege();
        const stukken = (rest + value).split("\n\n");
        rest = stukken.pop();
        for (const stuk of stukken) reden = this.#gebeurtenis(stuk) || reden;
      }
    } finally {
      this.#stroom.abort();
    }
  }

  #gebeurtenis(stuk) {
    const velden = Object.fromEntries(
      stuk
        .split("\n")
        .map((regel) => /^(id|event|data): ?(.*)$/.exec(regel))
        .filter(Boolean)
        .map(([, naam, waarde]) => [naam, waarde]),
    );
    if (velden.id) this.watermark = velden.id;
    if (velden.event === "einde") return JSON.parse(velden.data).reden;
    if (velden.event === "activiteit") this.op.activiteit(JSON.parse(velden.data));
    return "";
  }

  async #halverwege() {
    if (Date.now() > this.gesprek.helft) await this.#verleng();
  }

  async #verleng() {
    this.#bewaar(await this.#vraag("POST", "tokens/refresh"));
  }

  async #herhaal(doe) {
    for (let poging = 0; ; poging++) {
      try {
        const uitkomst = await doe();
        this.op.stand(false);
        this.#wekAlles();
        return uitkomst;
      } catch (fout) {
        if (fout instanceof Geweigerd || fout instanceof GesprekWeg) throw fout;
        this.op.stand(true);
        await this.#wacht(poging, fout.wachtMs);
      }
    }
  }

  /** Wie op een nieuwe poging wacht probeert het nu: de verbinding is er weer. */
  #wekAlles() {
    for (const wek of [...this.#wachters]) wek();
  }

  #wacht(poging, minstens = 0) {
    const duur = Math.max(minstens, WACHT_MS[Math.min(poging, WACHT_MS.length - 1)]);
    return new Promise((klaar) => {
      const wek = () => {
        clearTimeout(wekker);
        this.#wachters.delete(wek);
        klaar();
      };
      const wekker = setTimeout(wek, duur);
      this.#wachters.add(wek);
    });
  }

  async #vraag(methode, pad, lichaam = null, kop = this.#kop()) {
    const antwoord = await this.#haal(methode, pad, lichaam, kop);
    return antwoord.status === 204 ? null : antwoord.json();
  }

  async #haal(method, pad, lichaam, headers, signal) {
    const inhoud = lichaam
      ? { body: JSON.stringify(lichaam), headers: { ...headers, "Content-Type": "application/json" } }
      : { headers };
    const antwoord = await fetch(this.api + pad, { method, signal, ...inhoud });
    if (antwoord.ok) return antwoord;
    if (OPNIEUW.has(antwoord.status)) {
      const wachtMs = 1000 * Number(antwoord.headers.get("Retry-After") ?? 0);
      throw Object.assign(new Error(`status ${antwoord.status}`), { wachtMs });
    }
    if ([401, 403, 404].includes(antwoord.status) && this.gesprek) throw new GesprekWeg();
    const { error } = await antwoord.json().catch(() => ({}));
    throw new Geweigerd(error?.message ?? "");
  }

  #pad(deel) {
    const id = encodeURIComponent(this.gesprek.conversationId);
    return `conversations/${id}${deel && "/"}${deel}`;
  }

  #kop() {
    return { Authorization: `Bearer ${this.gesprek.token}` };
  }

  #bewaar({ conversationId, token, expires_in: seconden }) {
    const nu = Date.now();
    this.gesprek = {
      conversationId,
      token,
      helft: nu + seconden * 500,
      verloopt: nu + seconden * 1000,
    };
    try {
      localStorage.setItem(this.sleutel, JSON.stringify(this.gesprek));
    } catch {
      // Zonder opslag (privévenster) werkt alles, alleen is na herladen het gesprek weg.
    }
  }

  #vergeet() {
    this.gesprek = null;
    this.watermark = "";
    this.#stroom?.abort();
    try {
      localStorage.removeItem(this.sleutel);
    } catch {
      // Er was dan ook niets bewaard.
    }
  }

  /** Een ander tabblad begon, verlengde of wiste het gesprek. */
  async #anderTabblad({ key }) {
    if (key !== this.sleutel) return;
    const bewaard = lees(this.sleutel);
    if (bewaard && bewaard.conversationId === this.gesprek?.conversationId) {
      this.gesprek = bewaard;
      return;
    }
    this.gesprek = null;
    this.watermark = "";
    this.#stroom?.abort();
    this.op.geschiedenis([]);
    await this.hervat();
  }
}

/** Een nummer voor een bericht; `randomUUID` bestaat alleen op https en loopback. */
export function nieuwNummer() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function lees(sleutel) {
  try {
    return JSON.parse(localStorage.getItem(sleutel));
  } catch {
    return null;
  }
}
