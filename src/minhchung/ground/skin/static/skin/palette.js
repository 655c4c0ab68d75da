// The palette: Ctrl+K (or the link "Tìm") opens a box over any page; what is typed is asked of the search page, whose
// results are shown here. Without this file the link leads to that page. Nothing is taken while an input method composes.
(() => {
  "use strict";
  const link = document.querySelector("a[data-palette]");
  if (!link || !window.HTMLDialogElement) return;
  let box = null, field = null, list = null, said = null, asked = "", timer = 0, turn = 0;

  const make = () => {
    box = document.createElement("dialog");
    box.className = "dialog";
    const form = document.createElement("form");
    form.action = link.href;
    form.setAttribute("role", "search");
    const label = document.createElement("label");
    label.className = "field-label";
    label.htmlFor = "bang-lenh";
    label.textContent = link.dataset.palette;
    field = document.createElement("input");
    Object.assign(field, { type: "search", id: "bang-lenh", name: "q", autocomplete: "off", maxLength: 100 });
    list = document.createElement("div");
    said = document.createElement("p");
    said.className = "vh";
    said.setAttribute("role", "status");
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "btn btn--quiet btn--small", textContent: link.dataset.close });
    close.addEventListener("click", () => box.close());
    form.append(label, field);
    box.setAttribute("aria-label", link.dataset.palette);
    box.append(form, said, list, close);
    document.body.append(box);
    field.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    field.addEventListener("compositionend", later);
    box.addEventListener("keydown", move);
    form.addEventListener("submit", (event) => {
      const first = list.querySelector("a");
      if (first && asked === field.value.trim()) { event.preventDefault(); first.click(); }
    });
  };

  const later = () => { clearTimeout(timer); timer = setTimeout(ask, 150); };
  const ask = async () => {
    const text = field.value.trim(), mine = ++turn;
    try {
      const answer = await fetch(`${link.href}?q=${encodeURIComponent(text)}`, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("ket-qua");
      if (mine !== turn || !found) return;
      asked = text;
      const inside = list.contains(document.activeElement); // whoever is among the results stays among them
      list.replaceChildren(...found.childNodes);
      if (inside) (list.querySelector("a") || field).focus();
      said.textContent = String(list.querySelectorAll("a").length);
    } catch { /* the form leads to the page itself */ }
  };
  const move = (event) => {
    if (event.isComposing || event.keyCode === 229 || !/^Arrow(Up|Down)$/.test(event.key)) return;
    const links = [...list.querySelectorAll("a")];
    if (!links.length) return;
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) field.focus(); else links[Math.min(next, links.length - 1)].focus();
  };
  const open = () => {
    if (!box) make();
    if (!box.open) box.showModal();
    field.select();
    ask();
  };

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    open();
  });
})();
