// The browser's part of the page. First: the language, and finding elements, which every script after this one uses.
document.documentElement.lang = "nl";
// Gradio words its own messages in the language of the browser; this page is Dutch for everybody.
Object.defineProperty(navigator, "language", { get: () => "nl" });
Object.defineProperty(navigator, "languages", { get: () => ["nl"] });

window.zoek = {
  one: (selector, within = document) => within.querySelector(selector),
  all: (selector, within = document) => [...within.querySelectorAll(selector)],
  // What glides for others jumps for who asked for less motion.
  gliding: () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"),
};
