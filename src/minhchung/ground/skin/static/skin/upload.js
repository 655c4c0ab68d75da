// Files sent in pieces, with progress, retries and resuming, by dragging, choosing or the phone's camera.
// Without this file the form sends its files in one go.
(() => {
  "use strict";
  const TRIES = 6;
  class Refused extends Error {}
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const store = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* nothing is kept: no resuming after a reload */ } },
    drop: (name) => { try { localStorage.removeItem(name); } catch { /* likewise */ } },
  };
  // randomUUID is there on secure pages alone; an office's server may speak plain HTTP.
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const say = (name) => form.dataset[`say${name}`];
    const zone = form.querySelector("[data-drop]");
    const list = form.querySelector("[data-list]");
    const button = form.querySelector("button.btn");
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const queue = [];
    let sending = false;

    const ask = async (url, options = {}) => {
      const answer = await fetch(url, { ...options, redirect: "manual", headers: { "X-CSRFToken": token, ...options.headers } });
      if (answer.type === "opaqueredirect") throw new Refused(say("SignedOut"));
      const told = await answer.json().catch(() => ({}));
      if (answer.status >= 500 && answer.status !== 507) throw new TypeError("server");
      return { status: answer.status, told };
    };
    // A broken line is tried again, each time later; a refusal is not.
    const patiently = async (item, act) => {
      for (let tried = 0; ; tried += 1) {
        try { return await act(); } catch (trouble) {
          if (trouble instanceof Refused || tried >= TRIES) throw trouble;
          tell(item, say("Again"));
          await wait(Math.min(15000, 1000 * 2 ** tried));
        }
      }
    };
    const refuseUnless = (found, ...good) => {
      if (!good.includes(found.status)) throw new Refused(found.told.error || `${found.status}`);
      return found.told;
    };
    const tell = (item, words, tone = "") => {
      item.state.textContent = words;
      item.row.dataset.tone = tone;
    };

    const add = (files) => {
      for (const file of files) {
        const row = document.createElement("li");
        const name = document.createElement("b");
        const state = document.createElement("span");
        const bar = document.createElement("progress");
        const retry = document.createElement("button");
        const drop = document.createElement("button");
        name.textContent = file.name;
        bar.className = "progress";
        bar.max = Math.max(1, file.size);
        bar.value = 0;
        bar.setAttribute("aria-label", file.name);
        for (const [each, words] of [[retry, say("Retry")], [drop, say("Drop")]]) {
          each.type = "button";
          each.className = "btn btn--quiet";
          each.textContent = words;
          each.setAttribute("aria-label", `${words}: ${file.name}`);
        }
        retry.hidden = true;
        row.append(name, " ", state, bar, retry, " ", drop);
        list.append(row);
        const item = { file, row, state, bar, retry, drop, done: false, name: `tep:${form.dataset.begin}:${file.name}:${file.size}:${file.lastModified}` };
        retry.addEventListener("click", () => { retry.hidden = true; run(); });
        drop.addEventListener("click", () => {
          item.gone = true;
          row.remove();
          queue.splice(queue.indexOf(item), 1);
          if (item.url) ask(item.url, { method: "DELETE" }).catch(() => {});
          store.drop(item.name);
        });
        if (!file.size) { tell(item, say("Empty"), "late"); continue; }
        if (file.size > Number(form.dataset.limit)) { tell(item, say("Large"), "late"); continue; }
        tell(item, say("Waiting"));
        queue.push(item);
      }
    };

    const send = async (item) => {
      const { file } = item;
      const begin = (key) => ask(form.dataset.begin, { method: "POST", body: JSON.stringify({ key, name: file.name, size: file.size }) });
      tell(item, say("Sending"));
      let key = store.get(item.name) || newKey();
      store.set(item.name, key);
      let found = await patiently(item, () => begin(key));
      if (found.status === 409) {
        key = newKey();
        store.set(item.name, key);
        found = await patiently(item, () => begin(key));
      }
      let { url, offset } = refuseUnless(found, 201);
      item.url = url;
      for (let astray = 0; offset < file.size && !item.gone; ) {
        item.bar.value = offset;
        const piece = file.slice(offset, offset + Number(form.dataset.piece));
        const sent = await patiently(item, async () => {
          const answer = await ask(url, { method: "PATCH", body: piece, headers: { "Upload-Offset": `${offset}`, "Content-Type": "application/offset+octet-stream" } });
          if (answer.status === 400) throw new TypeError("cut off");
          return answer;
        });
        if (sent.status === 409 && (astray += 1) > TRIES) throw new TypeError("astray");
        offset = refuseUnless(sent, 200, 409).offset;
        tell(item, say("Sending"));
      }
      if (item.gone) return;
      item.bar.value = file.size;
      tell(item, say("Checking"));
      const labels = new FormData(form);
      labels.delete("files");
      const kept = refuseUnless(await patiently(item, () => ask(url, { method: "POST", body: new URLSearchParams(labels) })), 201);
      store.drop(item.name);
      item.done = true;
      item.drop.remove();
      tell(item, kept.told ? `${say("Done")}. ${kept.told}` : say("Done"), "kept");
    };

    const run = async () => {
      if (sending) return;
      sending = true;
      button.disabled = true;
      for (const item of [...queue]) {
        if (item.done || item.gone) continue;
        try { await send(item); } catch (trouble) {
          const refused = trouble instanceof Refused;
          if (refused) store.drop(item.name);
          tell(item, refused ? trouble.message : say("Stopped"), "late");
          item.retry.hidden = false;
        }
      }
      sending = false;
      button.disabled = false;
      if (queue.length && queue.every((item) => item.done)) location.assign(location.pathname);
    };

    for (const input of form.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => { add(input.files); input.value = ""; });
    }
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
    }
    for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
    form.addEventListener("submit", (event) => {
      if (!queue.length) return;
      event.preventDefault();
      run();
    });
    addEventListener("online", () => { if (queue.some((item) => !item.done && !item.retry.hidden)) run(); });
  }
})();
