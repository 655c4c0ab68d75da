// Quicker hands at tables; every page works without this file.
// The keys are told in the dialog that "?" opens, where they can also be turned off. No key is taken while a field has
// focus, while an input method is composing, with Ctrl, Alt or Meta, or over an open dialog.
(() => {
  "use strict";
  const inField = (el) => el && (el.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName));
  const rows = () => [...document.querySelectorAll("table[data-keys] tbody tr")].filter((row) => row.querySelector(".row-link"));
  const search = () => document.querySelector("[role=search] input[type=search], [role=search] input[type=text]");
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } }; // storage may be refused
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* then nothing is kept */ } };
  const place = `dong:${location.pathname}${location.search}`;
  let here = -1;
  let off = kept("phim-tat") === "0";

  const mark = (all, step) => {
    all[here]?.classList.remove("is-here");
    here = Math.max(0, Math.min(all.length - 1, here + step));
    all[here].classList.add("is-here");
  };
  const goTo = (step) => {
    const all = rows();
    if (!all.length) return;
    const focused = all.indexOf(document.activeElement?.closest("tr"));
    if (focused >= 0) { all[here]?.classList.remove("is-here"); here = focused; }
    mark(all, step);
    all[here].querySelector(".row-link").focus();
    all[here].scrollIntoView({ block: "nearest" });
  };
  // On a phone the bars run sideways: bring the place where one stands into sight, and leave the page where it is.
  for (const place of document.querySelectorAll("nav [aria-current=page]")) {
    for (let box = place.parentElement; box && box.tagName !== "BODY"; box = box.parentElement) {
      if (box.scrollWidth <= box.clientWidth || getComputedStyle(box).overflowX === "visible") continue;
      const [inner, outer] = [place.getBoundingClientRect(), box.getBoundingClientRect()];
      box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
      break;
    }
  }
  const follow = (selector) => document.querySelector(selector)?.click();
  const tick = () => {
    const box = rows()[here]?.querySelector("input[type=checkbox]");
    if (box && !box.disabled) box.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search()) {
      if (!event.target.value) { event.target.blur(); if (rows().length) goTo(here < 0 ? 1 : 0); }
      return;
    }
    if (off || event.defaultPrevented || (inField(event.target) && event.target.type !== "checkbox")) return;
    const help = document.getElementById("phim-tat");
    const open = document.querySelector(":popover-open, dialog[open]");
    if (event.key === "?") { if (!open || open === help) help?.togglePopover?.(); return; }
    if (open) return;
    const onRow = Boolean(document.activeElement?.closest("table[data-keys] tbody tr"));
    if (event.key === "j" || (onRow && event.key === "ArrowDown")) goTo(1);
    else if (event.key === "k" || (onRow && event.key === "ArrowUp")) goTo(-1);
    else if (event.key === "x") tick();
    else if (event.key === "n") follow(".pages a[rel=next]");
    else if (event.key === "p") follow(".pages a[rel=prev]");
    else if (event.key === "u") { if (document.querySelector(".crumbs a")) back(); }
    else if (event.key === "/" && search()) { search().focus(); search().select(); }
    else return;
    event.preventDefault();
  });

  // Back to the list that one came from, as it was; else to the nearest page above.
  const back = () => {
    const above = [...document.querySelectorAll(".crumbs a")].pop();
    if (document.referrer && new URL(document.referrer).pathname === above.pathname) history.back();
    else above.click();
  };

  // Whoever comes back to a list goes on at the row that he opened.
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("table[data-keys] tbody tr");
    if (row) try { sessionStorage.setItem(place, String(rows().indexOf(row))); } catch { /* then from the top */ }
  });
  try {
    const left = Number(sessionStorage.getItem(place) ?? -1);
    if (left >= 0 && left < rows().length) { here = left; mark(rows(), 0); }
  } catch { /* likewise */ }

  for (const box of document.querySelectorAll("[data-keys-off]")) {
    box.checked = off;
    box.addEventListener("change", () => { off = box.checked; keep("phim-tat", off ? "0" : "1"); });
  }

  // The chosen density stays on this machine.
  for (const box of document.querySelectorAll("[data-density]")) {
    box.checked = kept("dong-gon") === "1";
    box.addEventListener("change", () => keep("dong-gon", box.checked ? "1" : "0"));
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
