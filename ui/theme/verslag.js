// The papers of a walk, the browser's part: asks for a file and saves what comes back.
window.verslag = (() => {
  let ask = null;
  let asked = null; // the button of the file that is being made: a second click asks for nothing

  function connect(onAsk) {
    ask = onAsk;
  }

  function place(element, props, watch) {
    const plek = () => element.querySelector(".dw-plek");
    watch("value", () => {
      plek().innerHTML = props.value ?? "";
      asked?.removeAttribute("aria-busy");
      asked = null;
      plek().querySelector("a[download]")?.click();
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-bestand]");
    if (!button || asked?.isConnected) return;
    asked = button;
    button.setAttribute("aria-busy", "true");
    ask({ klik: { soort: button.dataset.bestand, vorm: button.dataset.vorm } });
  });

  return { connect, place };
})();
