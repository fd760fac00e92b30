// The quote behind a mark, shown where it is pointed at, and citations on the clipboard. Decides nothing.
window.citaten = (() => {
  const { one, all } = zoek;
  const MARK = "[data-toon-bron], .dw-noot[data-citaat]";
  let tipOf = null; // the mark whose quote is shown
  let byTouch = false;
  let leaving = 0;
  let said = 0;

  // --- the quote behind a mark: pointing or the keyboard shows it, Escape takes it away -----------------------------

  function show(mark) {
    clearTimeout(leaving);
    const tip = one("#dw-tip");
    const lines = mark.dataset.toonBron ? tipLines(one(`#dw-bron-${mark.dataset.toonBron}`)) : [`“${mark.dataset.citaat}”`];
    if (!lines.length) return;
    if (byTouch && mark.dataset.toonBron) lines.push(tip.dataset.tik);
    tip.replaceChildren(
      ...lines.map((line, at) => Object.assign(document.createElement("p"), { textContent: line, className: at ? "dw-tip-plek" : "" })),
    );
    tipOf?.removeAttribute("aria-describedby");
    tipOf = mark;
    mark.setAttribute("aria-describedby", "dw-tip");
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const width = tip.offsetWidth;
    const below = at.bottom + tip.offsetHeight + 8 < window.innerHeight || at.top < tip.offsetHeight + 8;
    tip.style.left = `${Math.max(8, Math.min(at.left - 16, document.documentElement.clientWidth - width - 8))}px`;
    tip.style.top = `${below ? at.bottom + 2 : at.top - tip.offsetHeight - 2}px`;
  }

  function tipLines(source) {
    return source ? all(".dw-bron-citaat, .dw-bron-titel, .dw-bron-plek, .dw-opmerking", source).map((part) => part.textContent.trim()) : [];
  }

  function hide() {
    clearTimeout(leaving);
    tipOf?.removeAttribute("aria-describedby");
    tipOf = null;
    one("#dw-tip").hidden = true;
  }

  document.addEventListener("pointerdown", (event) => {
    byTouch = event.pointerType === "touch";
    if (tipOf && !event.target.closest("#dw-tip") && event.target.closest(MARK) !== tipOf) hide();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = event.target.closest(MARK);
    if (mark) return show(mark);
    if (event.target.closest("#dw-tip")) return clearTimeout(leaving);
    clearTimeout(leaving);
    // Long enough to move the pointer from the mark onto the quote.
    if (tipOf && tipOf !== document.activeElement) leaving = setTimeout(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(MARK) && event.target.matches(":focus-visible")) show(event.target);
    else if (tipOf) hide();
  });
  const scrolled = (event) => tipOf && event.target !== one("#dw-tip") && hide();
  document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !tipOf) return;
    event.preventDefault(); // only the quote goes, not the dialog around it
    hide();
  });

  // --- copying ------------------------------------------------------------------------------------------------------

  async function copy(button) {
    let done = false;
    try {
      await navigator.clipboard.writeText(button.dataset.kopieer);
      done = true;
    } catch {
      done = copyOldWay(button); // a page that is not served from this machine may not write to the clipboard itself
    }
    // While a dialog is open, nothing outside it is heard.
    const dialog = button.closest("dialog");
    const region = dialog && one("[role=status]", dialog);
    const tell = (words) => (region ? (region.textContent = words) : melden.say(words));
    tell(done ? button.dataset.gelukt : button.dataset.mislukt);
    clearTimeout(said);
    said = setTimeout(() => tell(""), 4000);
  }

  function copyOldWay(button) {
    const field = Object.assign(document.createElement("textarea"), { value: button.dataset.kopieer, className: "dw-lees" });
    button.after(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    button.focus();
    return done;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kopieer]");
    if (button) copy(button);
  });

  // On a touch screen there is no pointing: the first touch shows the quote, the second one opens the source.
  function firstTouch(mark) {
    if (!byTouch || tipOf === mark) return false;
    show(mark);
    return true;
  }

  return { firstTouch, hide };
})();
