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

  // One box for all boxes of a page's rows.
  for (const all of document.querySelectorAll("[data-pick-all]")) {
    const boxes = [...document.querySelectorAll("tbody .pick input")].filter((box) => box.getAttribute("form") === all.dataset.pickAll);
    const count = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.hidden = !boxes.length;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
    for (const box of boxes) box.addEventListener("change", count);
    count();
  }

  // A part of a page that goes on by itself is asked for again; slower while the page is hidden or nobody answers. Focus
  // stays where it was, and only the end is announced.
  const watch = (part, wait) => {
    const seconds = Number(part.dataset.poll);
    setTimeout(async () => {
      if (document.hidden) { watch(part, Math.min(wait * 1.5, 30)); return; }
      try {
        const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
        if (!fresh) throw new Error("gone");
        const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
        part.replaceWith(fresh);
        if (focused) document.getElementById(focused)?.focus();
        if (fresh.dataset.poll) watch(fresh, seconds);
        else { const said = document.getElementById(`tin-${part.id}`); if (said) said.textContent = fresh.dataset.said || ""; }
      } catch { watch(part, Math.min(wait * 2, 30)); }
    }, wait * 1000);
  };
  for (const part of document.querySelectorAll("[data-poll]")) watch(part, Number(part.dataset.poll));

  document.querySelector("[data-focus]")?.focus();
})();
