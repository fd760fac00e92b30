// The page: draws what the server sends, and moves the focus to what is new when the user asked for it.
window.pagina = (() => {
  const { one, all, gliding } = zoek;
  const KEPT = "deelwijzer-gesprek"; // only the id, and only in this tab, so that a reload finds the conversation back
  let asked = false; // the user did something, so the focus may move
  let turned = ""; // the "wat als" that was looked at: the focus goes back there

  function place(element, props, watch) {
    const draw = () => {
      one(".dw-plek", element).innerHTML = props.value ?? "";
      drawn(element);
    };
    watch("value", draw);
    draw();
  }

  function drawn(element) {
    paneel.drawn(element);
    const conversation = one(".dw-gesprek", element);
    if (!conversation) return;
    const { sessie, hint, opschrift } = conversation.dataset;
    if (sessie) sessionStorage.setItem(KEPT, sessie);
    else if (asked) leave(); // before anything is asked, a reload still has to find it
    document.body.classList.toggle("dw-in-gesprek", Boolean(sessie));
    one(".dw-kop").classList.toggle("dw-kop-kort", Boolean(sessie));
    for (const part of all("[data-open-naast]", conversation)) part.open = window.matchMedia("(min-width: 36rem)").matches;
    name(hint, opschrift);
    gemaskeerd.drawn(conversation);
    melden.announce(conversation, asked);
    if (asked) requestAnimationFrame(() => show(conversation));
  }

  // What typing does depends on what stands above the box. At the first drawing Gradio has not made the box yet.
  function name(hint, label) {
    const box = one("#dw-tekst textarea");
    if (!box) return;
    box.placeholder = hint;
    one('#dw-tekst [data-testid="block-info"]').textContent = label;
  }

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
    if (!inView) fresh.scrollIntoView({ block: "start", behavior: near ? gliding() : "auto" });
  }

  function leave() {
    sessionStorage.removeItem(KEPT);
  }

  return {
    place,
    ask: () => (asked = true),
    given: () => (asked = false), // nothing comes any more, so the focus stays
    lookedAt: (selector) => (turned = selector),
    conversation: () => sessionStorage.getItem(KEPT) ?? "",
    leave,
  };
})();
