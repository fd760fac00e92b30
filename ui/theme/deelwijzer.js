// The browser's part of the page: draws what the server sends, passes clicks on, moves the focus. Decides nothing.
document.documentElement.lang = "nl";
// Gradio words its own messages in the language of the browser; this page is Dutch for everybody.
Object.defineProperty(navigator, "language", { get: () => "nl" });
Object.defineProperty(navigator, "languages", { get: () => ["nl"] });

window.deelwijzer = (() => {
  const KEPT = "deelwijzer-gesprek"; // only the id, and only in this tab, so that a reload finds the conversation back
  let send = null; // passes an event on to the server: a function per kind of event
  let asked = false; // the user did something, so the focus may move
  let waiting = 0;
  let tab = "stappen";
  let folded = false;
  let opener = null; // what opened the document, and which mark led to a source: the focus goes back there
  let lastMark = null;
  let turned = ""; // the "wat als" that was looked at: the focus goes back there
  let told = ""; // the messages that were said last, so that one that stays is said once
  let typed = ""; // the last text in the box, what its placeholders stand for, and which of them the user asked to see
  let known = new Map();
  const shownAgain = new Map();

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // --- what the server sends ------------------------------------------------------------------------------------

  function place(element, props, watch) {
    const draw = () => {
      one(".dw-plek", element).innerHTML = props.value ?? "";
      drawn(element);
    };
    watch("value", draw);
    draw();
  }

  function drawn(element) {
    if (one(".dw-boek", element)) showTab(tab);
    if (one(".dw-paneel", element)) {
      showTab(tab);
      fold(folded);
      const current = one('#dw-vlak-stappen [aria-current="step"]', element);
      const area = current?.closest(".dw-vlak");
      if (area) area.scrollTop = current.offsetTop - area.offsetTop; // only this list moves, never the page
    }
    const conversation = one(".dw-gesprek", element);
    if (!conversation) return;
    const session = conversation.dataset.sessie;
    if (session) sessionStorage.setItem(KEPT, session);
    document.body.classList.toggle("dw-in-gesprek", Boolean(session));
    const box = one("#dw-tekst textarea");
    if (box) box.placeholder = conversation.dataset.hint;
    offerToShow(conversation);
    for (const [name, words] of shownAgain) swap(name, words);
    announce(conversation);
    if (asked) requestAnimationFrame(() => show(conversation));
  }

  // --- masked by mistake: only this window still knows what was typed, and tells nobody ---------------------------

  function offerToShow(conversation) {
    const offer = one("[data-getypt]", conversation);
    if (!offer) return;
    const letters = [...typed]; // whole characters, as the server counts them
    const mentions = offer.dataset.getypt.split(";").map((mention) => mention.split(","));
    let masked = "";
    let place = 0;
    known = new Map();
    for (const [name, start, end] of mentions) {
      masked += letters.slice(place, start).join("") + name;
      if (!known.has(name)) known.set(name, letters.slice(start, end).join(""));
      place = Number(end);
    }
    masked += letters.slice(place).join("");
    // Of another text (an example, a reload) the places mean nothing.
    offer.hidden = masked !== all(".dw-jij p", conversation).at(-1)?.textContent;
  }

  function swap(from, to) {
    const within = one(".dw-gesprek");
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.closest("button")) node.data = node.data.replaceAll(from, () => to);
    }
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("#dw-tekst textarea") && event.target.value.trim()) typed = event.target.value;
  });

  function show(conversation) {
    asked = false;
    const fresh = one(".dw-nieuw", conversation) ?? conversation;
    const looked = turned && one(`.dw-conclusie:not(.dw-wat-als) [data-actie="wat_als"]${turned}`, fresh);
    if (looked) {
      turned = "";
      const part = looked.closest("details");
      if (part) part.open = true;
      looked.focus({ preventScroll: true });
      looked.scrollIntoView({ block: "center", behavior: "auto" });
      return;
    }
    const target = one("[data-focus]", fresh) ?? one("#dw-tekst textarea");
    target?.focus({ preventScroll: true });
    const top = fresh.getBoundingClientRect().top;
    const bar = one(".dw-stappenbalk", conversation)?.offsetHeight ?? 0; // stays at the top, over what stands there
    const inView = top > bar && top < window.innerHeight * 0.4;
    fresh.style.scrollMarginTop = `${bar + 12}px`;
    // Over more than a screen, gliding takes longer than finding your place again.
    const near = Math.abs(top) < window.innerHeight;
    if (!inView) fresh.scrollIntoView({ block: "start", behavior: calm() || !near ? "auto" : "smooth" });
  }

  // --- the one live region: what is new and does not have the focus is said here, once --------------------------

  function say(words, { seen = true, urgent = false } = {}) {
    const region = one(".dw-wacht");
    region.setAttribute("aria-live", urgent ? "assertive" : "polite");
    region.classList.toggle("dw-lees", !seen);
    region.textContent = words;
  }

  function announce(conversation) {
    const messages = all(".dw-nieuw .dw-melding", conversation);
    const words = messages.map((message) => all("strong, p", message).map((part) => spoken(part)).join(". "));
    const fresh = words.filter((message) => !told.includes(message));
    told = words.join(" ");
    if (fresh.length && asked) say(fresh.join(" "), { seen: false, urgent: messages.some((m) => "spoed" in m.dataset) });
  }

  // The numbers of citation marks are no part of a sentence.
  function spoken(part) {
    const copy = part.cloneNode(true);
    for (const mark of all(".dw-noten", copy)) mark.remove();
    return copy.textContent.trim();
  }

  // --- waiting --------------------------------------------------------------------------------------------------

  function wait() {
    asked = true;
    clearTimeout(waiting);
    waiting = setTimeout(tell, 500);
  }

  function tell() {
    document.body.classList.add("dw-bezig");
    say(one(".dw-wacht").dataset.bezig);
    waiting = setTimeout(check, 3000);
  }

  // Gradio says in English that the server is gone; that is hidden, and said here.
  async function check() {
    try {
      await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (waiting) waiting = setTimeout(check, 3000);
    } catch {
      settle();
      asked = false;
      say(one(".dw-wacht").dataset.weg, { urgent: true });
    }
  }

  function settle() {
    clearTimeout(waiting);
    waiting = 0;
    document.body.classList.remove("dw-bezig");
    const region = one(".dw-wacht");
    if (region.textContent === region.dataset.bezig) region.textContent = "";
  }

  // --- clicks ---------------------------------------------------------------------------------------------------

  function connect(channel) {
    send = channel;
    const session = sessionStorage.getItem(KEPT);
    if (!session) return;
    wait();
    setTimeout(() => send.actie({ klik: { soort: "hervat", sessie: session } }), 0);
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-toon-bron]");
    if (mark) return citaten.firstTouch(mark) ? undefined : showSource(mark);
    const wanted = event.target.closest("[data-toon-instrument]");
    if (wanted) return showInstrument(wanted.dataset.toonInstrument);
    if (event.target.closest("[data-naar-tekst]")) return backToText();
    const chosen = event.target.closest("[data-tab]");
    if (chosen) return showTab(chosen.dataset.tab);
    const again = event.target.closest("[data-toon-weer]");
    if (again) {
      const name = again.dataset.toonWeer;
      shownAgain.set(name, known.get(name));
      swap(name, known.get(name));
      again.remove();
      return;
    }
    if (event.target.closest("[data-inklap]")) return fold(!folded);
    const button = event.target.closest("[data-actie]");
    if (!button) return;
    const { actie, ...about } = button.dataset;
    if (actie === "sluit") return button.closest("dialog").close();
    if (actie === "bron") {
      opener = button;
      citaten.hide();
      return send.bron({ klik: about });
    }
    if (waiting) return; // the first click is still being served
    if (actie === "opnieuw" || actie === "wis_alles") {
      sessionStorage.removeItem(KEPT);
      shownAgain.clear();
    }
    if ("lijst" in about) about.waarde = ticked(button.closest(".dw-vraag")) || about.waarde;
    if (actie === "wat_als") turned = `[data-feit="${about.feit}"][data-waarde="${about.waarde}"]`;
    else if (!("terugNaarKeerpunt" in about)) turned = "";
    wait();
    send.actie({ klik: { soort: actie, ...about, ...bewaren.fields(button) } });
  });

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

  document.addEventListener("keydown", (event) => {
    const tabs = all('[role="tab"]');
    const at = tabs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    showTab(next.dataset.tab);
    next.focus();
  });

  // --- the right-hand side --------------------------------------------------------------------------------------

  function showTab(name) {
    tab = name;
    for (const button of all('[role="tab"]')) {
      const chosen = button.dataset.tab === name;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      const area = one(`#dw-vlak-${button.dataset.tab}`);
      if (area) area.hidden = !chosen; // the pages that never change are drawn apart from the tabs
    }
  }

  function fold(hidden) {
    folded = hidden;
    document.body.classList.toggle("dw-ingeklapt", hidden);
    const button = one("[data-inklap]");
    button.setAttribute("aria-expanded", String(!hidden));
    button.textContent = hidden ? button.dataset.open : button.dataset.dicht;
  }

  function showSource(mark) {
    citaten.hide();
    lastMark = mark;
    fold(false);
    showTab("bronnen");
    const source = one(`#dw-bron-${mark.dataset.toonBron}`);
    source.focus({ preventScroll: true });
    source.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    for (const other of all(".dw-bron-gekozen")) other.classList.remove("dw-bron-gekozen");
    source.classList.add("dw-bron-gekozen");
  }

  function showInstrument(name) {
    fold(false);
    showTab("instrumenten");
    const instrument = one(`#dw-instrument-${name}`);
    instrument.open = true;
    instrument.focus({ preventScroll: true });
    instrument.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }

  function backToText() {
    lastMark?.focus({ preventScroll: true });
    lastMark?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  function openDocument() {
    const dialog = one("dialog[data-document]");
    if (!dialog || dialog.open) return;
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
    dialog.showModal();
    one("mark", dialog)?.scrollIntoView({ block: "center" });
  }

  return { place, connect, showTab, wait, settle, say, openDocument };
})();
