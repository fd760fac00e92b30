// What was masked by mistake, shown again: only this window still knows what was typed, and tells nobody.
window.gemaskeerd = (() => {
  const { one, all } = zoek;
  let typed = ""; // the last text in the box, what its placeholders stand for, and which of them the user asked to see
  let known = new Map();
  const shownAgain = new Map();

  // Show what was asked for before, and offer it for what the newest text holds.
  function drawn(conversation) {
    offerToShow(conversation);
    for (const [name, words] of shownAgain) swap(name, words);
  }

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

  document.addEventListener("click", (event) => {
    const again = event.target.closest("[data-toon-weer]");
    if (!again) return;
    const name = again.dataset.toonWeer;
    shownAgain.set(name, known.get(name));
    swap(name, known.get(name));
    again.remove();
  });

  return { drawn, forget: () => shownAgain.clear() };
})();
