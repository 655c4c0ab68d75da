// Quicker hands at tables; every page works without this file.
// j, k: next, previous row; Enter: open; /: search; ?: this help. No single letters while a field has focus or
// while an input method is composing.
(() => {
  "use strict";
  const inField = (el) => el && (el.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName));
  const rows = () => [...document.querySelectorAll("table[data-keys] tbody tr")].filter((row) => row.querySelector(".row-link"));
  let here = -1;

  const goTo = (step) => {
    const all = rows();
    if (!all.length) return;
    all[here]?.classList.remove("is-here");
    here = Math.max(0, Math.min(all.length - 1, here + step));
    all[here].classList.add("is-here");
    all[here].querySelector(".row-link").focus();
    all[here].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (inField(event.target)) return;
    if (event.key === "j") goTo(1);
    else if (event.key === "k") goTo(-1);
    else if (event.key === "/") {
      const search = document.querySelector("[role=search] input[type=search], [role=search] input[type=text]");
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === "?") document.getElementById("phim-tat")?.togglePopover?.();
  });

  // The chosen density stays on this machine.
  for (const box of document.querySelectorAll("[data-density]")) {
    try { box.checked = localStorage.getItem("dong-gon") === "1"; } catch { /* storage is refused: nothing to keep */ }
    box.addEventListener("change", () => {
      try { localStorage.setItem("dong-gon", box.checked ? "1" : "0"); } catch { /* likewise */ }
    });
  }

  document.querySelector("[data-focus]")?.focus();
})();
