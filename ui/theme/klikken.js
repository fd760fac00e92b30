// Clicks: what the user chooses goes to the server, once.
window.klikken = (() => {
  const { one, all } = zoek;
  let send = null; // passes an event on to the server: a function per kind of event
  let opener = null; // what opened the document: the focus goes back there

  function connect(channel) {
    send = channel;
    const session = pagina.conversation();
    if (!session) return;
    begin();
    setTimeout(() => send.actie({ klik: { soort: "hervat", sessie: session } }), 0);
  }

  // From now until the answer the page waits, and the focus may move.
  function begin() {
    pagina.ask();
    melden.wait();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-actie]");
    if (!button) return;
    const { actie, ...about } = button.dataset;
    if (actie === "sluit") return button.closest("dialog").close();
    if (actie === "bron") {
      opener = button;
      citaten.hide();
      return send.bron({ klik: about });
    }
    // The first click is still being served; and the second half of a double click would answer the next question.
    if (melden.busy() || event.detail > 1) return;
    if ("zeker" in about) return ask(button);
    if (actie === "opnieuw" || actie === "wis_alles") {
      pagina.leave();
      gemaskeerd.forget();
    }
    if ("lijst" in about) about.waarde = ticked(button.closest(".dw-vraag")) || about.waarde;
    if (actie === "wat_als") pagina.lookedAt(`[data-feit="${about.feit}"][data-waarde="${about.waarde}"]`);
    else if (!("terugNaarKeerpunt" in about)) pagina.lookedAt("");
    begin();
    send.actie({ klik: { soort: actie, ...about, ...bewaren.fields(button) } });
  });

  // What cannot be taken back asks once more, on the button itself, for as long as it keeps the focus.
  function ask(button) {
    const words = button.textContent;
    const sure = button.dataset.zeker;
    delete button.dataset.zeker;
    button.textContent = sure;
    melden.say(sure, { seen: false });
    const calmDown = () => {
      button.textContent = words;
      button.dataset.zeker = sure;
    };
    button.addEventListener("blur", calmDown, { once: true });
  }

  function openDocument() {
    const dialog = one("dialog[data-document]");
    if (!dialog || dialog.open) return;
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
    dialog.showModal();
    one("mark", dialog)?.scrollIntoView({ block: "center" });
  }

  // --- a list to tick -------------------------------------------------------------------------------------------

  function ticked(card) {
    return all("[data-vink]:checked", card).map((box) => box.dataset.vink).join(",");
  }

  document.addEventListener("change", (event) => {
    const condition = event.target.closest("[data-afvink]");
    if (condition) return tickCondition(condition);
    const box = event.target.closest("[data-vink]");
    if (!box?.checked) return;
    // "It is so" and "I do not know" rule each other out.
    const name = box.dataset.vink;
    const other = name.endsWith("?") ? name.slice(0, -1) : `${name}?`;
    one(`[data-vink="${other}"]`, box.closest("li")).checked = false;
  });

  // The server remembers the tick, for the report; the page has it already.
  function tickCondition(box) {
    const section = box.closest(".dw-deel");
    const boxes = all("[data-afvink]", section);
    const state = one("[data-stand]", section);
    const done = boxes.filter((other) => other.checked).length;
    state.textContent = state.dataset.stand.replace("{aantal}", done).replace("{totaal}", boxes.length);
    send.vink({ klik: { nummer: box.dataset.afvink, aan: String(box.checked) } });
  }

  return { connect, begin, openDocument };
})();
