/**
 * De chat als web component: `<wegwijzer-chat>`. Dit script zet er zelf een op de pagina als die
 * er nog niet staat. Attributen: `volledig` (vult zijn plek, zonder knop om te sluiten) en
 * `aanmeldbewijs` (van het intranet).
 */
import { TEKST } from "./teksten.js";
import { Venster } from "./venster.js";
import { el } from "./tekst.js";

const BASIS = new URL("../../", import.meta.url).href;

class WegwijzerChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const wortel = this.attachShadow({ mode: "open" });
    const stijl = el("link");
    stijl.rel = "stylesheet";
    stijl.href = new URL("./widget.css", import.meta.url).href;
    const venster = new Venster(BASIS, this.getAttribute("aanmeldbewijs") ?? "");
    const volledig = this.hasAttribute("volledig");
    // Zonder stijl zou de pagina even verspringen.
    this.style.visibility = "hidden";
    stijl.addEventListener("load", () => this.style.removeProperty("visibility"));
    stijl.addEventListener("error", () => this.style.removeProperty("visibility"));
    wortel.append(stijl);
    if (volledig) {
      wortel.append(venster.element);
      venster.start();
    } else {
      wortel.append(...this.#metKnop(venster));
    }
  }

  #metKnop(venster) {
    const knop = el("button", "starter", TEKST.open);
    knop.type = "button";
    const toon = (open) => {
      venster.element.hidden = !open;
      knop.hidden = open;
      knop.setAttribute("aria-expanded", String(open));
      if (open) venster.start().then(() => venster.focus());
      else knop.focus();
    };
    venster.element.id = "venster";
    knop.setAttribute("aria-controls", "venster");
    knop.setAttribute("aria-expanded", "false");
    knop.addEventListener("click", () => toon(true));
    venster.metSluitknop(() => toon(false));
    venster.element.hidden = true;
    return [knop, venster.element];
  }
}

if (!customElements.get("wegwijzer-chat")) {
  customElements.define("wegwijzer-chat", WegwijzerChat);
  if (!document.querySelector("wegwijzer-chat")) {
    const plaats = () => document.body.append(document.createElement("wegwijzer-chat"));
    if (document.body) plaats();
    else addEventListener("DOMContentLoaded", plaats);
  }
}
