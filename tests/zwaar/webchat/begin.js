/** Web Chat zoals Microsoft het beschrijft: een token, een Direct Line zonder WebSocket, tekenen. */
const domain = new URLSearchParams(location.search).get("adres");

async function gesprek() {
  const bewaard = sessionStorage.getItem("gesprek");
  if (bewaard) return JSON.parse(bewaard);
  const antwoord = await fetch(`${domain}/tokens/generate`, { method: "POST" });
  const nieuw = await antwoord.json();
  sessionStorage.setItem("gesprek", JSON.stringify(nieuw));
  return { token: nieuw.token };
}

gesprek().then(({ token, conversationId }) => {
  const directLine = WebChat.createDirectLine({ domain, token, conversationId, webSocket: false });
  WebChat.renderWebChat({ directLine, locale: "nl-NL" }, document.getElementById("chat"));
});
