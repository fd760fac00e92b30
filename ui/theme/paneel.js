// The right-hand side: which tab is open, whether it is folded away, and the sources and instruments that stand in it.
window.paneel = (() => {
  const { one, all, gliding } = zoek;
  let tab = "stappen";
  // On a phone it stands below the conversation: only the names of the tabs, or it would be many screens long.
  let folded = window.matchMedia("(max-width: 60rem)").matches;
  let lastMark = null; // which mark led to a source: the focus goes back there

  function drawn(element) {
    if (one(".dw-boek", element)) showTab(tab);
    if (!one(".dw-paneel", element)) return;
    showTab(tab);
    fold(folded);
    const current = one('#dw-vlak-stappen [aria-current="step"]', element);
    const area = current?.closest(".dw-vlak");
    if (area) area.scrollTop = current.offsetTop - area.offsetTop; // only this list moves, never the page
  }

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
    const button = one("[data-inklap]");
    button.setAttribute("aria-expanded", String(!hidden));
    button.textContent = hidden ? button.dataset.open : button.dataset.dicht;
  }

  function open(name) {
    fold(false);
    showTab(name);
  }

  // Go to something in a tab: it gets the focus and comes into view.
  function goTo(name, wanted, block) {
    open(name);
    const target = one(wanted);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block, behavior: gliding() });
    return target;
  }

  function showSource(mark) {
    citaten.hide();
    lastMark = mark;
    const source = goTo("bronnen", `#dw-bron-${mark.dataset.toonBron}`, "center");
    for (const other of all(".dw-bron-gekozen")) other.classList.remove("dw-bron-gekozen");
    source.classList.add("dw-bron-gekozen");
  }

  function showInstrument(name) {
    goTo("instrumenten", `#dw-instrument-${name}`, "start").open = true;
  }

  function backToText() {
    lastMark?.focus({ preventScroll: true });
    lastMark?.scrollIntoView({ block: "center", behavior: gliding() });
  }

  document.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest(selector);
    const mark = near("[data-toon-bron]");
    if (mark) return citaten.firstTouch(mark) ? undefined : showSource(mark);
    const instrument = near("[data-toon-instrument]");
    if (instrument) return showInstrument(instrument.dataset.toonInstrument);
    if (near("[data-naar-tekst]")) return backToText();
    const elsewhere = near("[data-naar-tab]");
    if (elsewhere) return goTo(elsewhere.dataset.naarTab, `#dw-vlak-${elsewhere.dataset.naarTab}`, "nearest");
    const chosen = near("[data-tab]");
    if (chosen) return open(chosen.dataset.tab);
    if (near("[data-inklap]")) fold(!folded);
  });

  document.addEventListener("keydown", (event) => {
    const tabs = all('[role="tab"]');
    const at = tabs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    open(next.dataset.tab);
    next.focus();
  });

  return { drawn };
})();
