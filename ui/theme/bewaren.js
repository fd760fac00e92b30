// Keeping and feedback, the browser's part: fields travel with their button, a claim is reported.
window.bewaren = (() => {
  const { one, all } = zoek;
  let report = null;
  let reported = null; // the button whose claim is reported: the focus goes back there


  function connect(onReport) {
    report = onReport;
  }

  // What stands in the fields of the form around a button, by name.
  function fields(button) {
    const form = button.closest("[data-formulier]");
    return Object.fromEntries(form ? all("[data-veld]", form).map((field) => [field.dataset.veld, field.value]) : []);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[data-veld]")) return;
    event.preventDefault();
    one("[data-actie]", event.target.closest("[data-formulier]")).click();
  });

  document.addEventListener("click", (event) => {
    const flag = event.target.closest("[data-melden]");
    if (flag) return ask(flag);
    if (event.target.closest("[data-melden-verstuur]")) send();
  });

  // --- "klopt dit niet?" ----------------------------------------------------------------------------------------

  function ask(flag) {
    reported = flag;
    const dialog = one("#dw-melden");
    one(".dw-melden-over", dialog).textContent = flag.dataset.over;
    one("#dw-melden-regel").value = "";
    const kinds = flag.dataset.soorten.split(" ");
    for (const choice of all("[name='dw-melden-soort']", dialog)) {
      choice.checked = choice.value === kinds[0];
      choice.closest("label").hidden = !kinds.includes(choice.value);
    }
    dialog.addEventListener("close", () => reported.isConnected && reported.focus(), { once: true });
    dialog.showModal();
    one("[name='dw-melden-soort']:checked", dialog).focus();
  }

  function send() {
    const dialog = one("#dw-melden");
    const { melden, id, passages } = reported.dataset;
    const kind = one("[name='dw-melden-soort']:checked", dialog).value;
    report({ klik: { soort: kind, waarover: melden, id, passages, opmerking: one("#dw-melden-regel").value } });
    dialog.close();
  }

  return { connect, fields };
})();
