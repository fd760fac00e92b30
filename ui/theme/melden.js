// The one live region of the page: what is new and does not have the focus is said here, once; and what is waited for.
window.melden = (() => {
  const { one, all } = zoek;
  const BUSY = 500; // so many milliseconds without an answer is long enough to say something about
  const STILL_BUSY = 3000;
  let waiting = 0;
  let told = ""; // the messages that were said last, so that one that stays is said once

  function say(words, { seen = true, urgent = false } = {}) {
    const region = one(".dw-wacht");
    region.setAttribute("aria-live", urgent ? "assertive" : "polite");
    region.classList.toggle("dw-lees", !seen);
    region.textContent = words;
  }

  // `aloud` is false for a page that nobody asked for.
  function announce(conversation, aloud) {
    const messages = all(".dw-nieuw .dw-melding", conversation);
    const words = messages.map((message) => all("strong, p", message).map((part) => spoken(part)).join(". "));
    const fresh = words.filter((message) => !told.includes(message));
    told = words.join(" ");
    if (fresh.length && aloud) say(fresh.join(" "), { seen: false, urgent: messages.some((m) => "spoed" in m.dataset) });
  }

  // The numbers of citation marks are no part of a sentence.
  function spoken(part) {
    const copy = part.cloneNode(true);
    for (const mark of all(".dw-noten", copy)) mark.remove();
    return copy.textContent.trim();
  }

  // --- waiting --------------------------------------------------------------------------------------------------

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(tell, BUSY);
  }

  function tell() {
    document.body.classList.add("dw-bezig");
    say(one(".dw-wacht").dataset.bezig);
    // A server that is gone refuses at once; one that is merely busy keeps us waiting.
    check();
  }

  // Gradio says in English that the server is gone; that is hidden, and said here.
  async function check() {
    try {
      await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (waiting) waiting = setTimeout(check, STILL_BUSY);
    } catch {
      settle();
      pagina.given();
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

  return { say, announce, wait, settle, busy: () => waiting !== 0 };
})();
