// A bundle checked on the reader's own machine: its bytes, hashes and seal, and each number of the report against the
// figures inside it. Nothing is sent anywhere. The words and the verdict are those of "minhchung verify", which besides
// recomputes every figure from the records; without this file, or without WebCrypto, the page tells that command.
const MANIFEST = "manifest.json";
const FORMAT = "1";
const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, LOCATOR = 0x07064b50;
const FIRST_DAY = 0x21; // 1980-01-01, the date of every member
const MAX_DEPTH = 500;

/** What is found false ends the check; the words are chosen by name, with what they speak of. */
class Found extends Error {
  constructor(...failures) { super("found false"); this.failures = failures; }
}
const fail = (name, told = {}) => { throw new Found([name, told]); };

const CRC = new Uint32Array(256).map((_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const crc32 = (bytes) => {
  let crc = ~0;
  for (let at = 0; at < bytes.length; at += 1) crc = CRC[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
};
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
const utf8 = new TextEncoder();
const byCodePoint = (one, other) => {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const gap = left[at].codePointAt(0) - right[at].codePointAt(0);
    if (gap) return gap;
  }
  return left.length - right.length;
};

/** JSON with its numbers as they stand: a number is an object that holds its text, so that none is rounded on the way. */
class Numeral {
  constructor(text) { this.text = text; }
}
export function parse(text) {
  let at = 0;
  const bad = () => { throw new SyntaxError(`at ${at}`); };
  const space = () => { while (" \t\n\r".includes(text[at]) && at < text.length) at += 1; };
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) bad();
    at += found[0].length;
    return found[0];
  };
  const string = () => JSON.parse(take(/"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y));
  // What stands between two brackets, one after another.
  const each = (close, one) => {
    at += 1;
    space();
    if (text[at] === close) { at += 1; return; }
    for (;;) {
      one();
      space();
      const mark = text[at];
      at += 1;
      if (mark === close) return;
      if (mark !== ",") bad();
    }
  };
  const value = (depth) => {
    if (depth > MAX_DEPTH) bad();
    space();
    if (text[at] === "{") {
      const found = new Map();
      each("}", () => {
        space();
        const name = string();
        space();
        take(/:/y);
        found.set(name, value(depth + 1));
      });
      return found;
    }
    if (text[at] === "[") {
      const found = [];
      each("]", () => found.push(value(depth + 1)));
      return found;
    }
    if (text[at] === '"') return string();
    if ("tfn".includes(text[at] ?? "?")) return JSON.parse(take(/true|false|null/y));
    return new Numeral(take(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y));
  };
  const whole = value(0);
  space();
  if (at !== text.length) bad();
  return whole;
}

/** A number as the canonical form writes it: whole ones as they are, others as the shortest that read back the same. */
function numeral(text) {
  if (/^-?[0-9]+$/.test(text)) return text === "-0" ? "0" : text;
  const number = Number(text);
  if (!Number.isFinite(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number === 0) return Object.is(number, -0) ? "-0.0" : "0.0";
  const [, sign, head, tail, power] = /^(-?)([0-9])(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(number.toExponential());
  const exponent = Number(power);
  const digits = head + (tail || "");
  if (exponent < -4 || exponent >= 16) {
    const small = `${Math.abs(exponent)}`.padStart(2, "0");
    return `${sign}${head}${tail ? `.${tail}` : ""}e${exponent < 0 ? "-" : "+"}${small}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, "0");
  return `${sign}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1) || "0"}`;
}

/** JSON in one form: names sorted, no spaces to spare. The whole ends with a line feed. */
export function canonical(data) {
  if (data instanceof Numeral) return numeral(data.text);
  if (Array.isArray(data)) return `[${data.map(canonical).join(",")}]`;
  if (!(data instanceof Map)) return JSON.stringify(data);
  const names = [...data.keys()].sort(byCodePoint);
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(data.get(name))}`).join(",")}}`;
}

function readJson(name, members) {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(members.get(name)));
  } catch { return fail("Unreadable", { file: name }); }
}

/** The members of an archive by name: each stored, whole and alone in its place. */
function unpacked(bytes) {
  const view = new DataView(bytes.buffer);
  const size = bytes.length;
  let end = size - 22;
  const least = Math.max(0, size - 22 - 65535);
  while (end >= least && view.getUint32(end, true) !== END) end -= 1;
  if (end < least || size < 22) fail("NoBundle");
  if (end >= 20 && view.getUint32(end - 20, true) === LOCATOR) fail("NoBundle");
  const [length, offset] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const ahead = end - length - offset; // bytes put before the archive
  if (ahead < 0) fail("NoBundle");
  const members = new Map();
  const failures = [];
  let taken = 0;
  for (let at = ahead + offset; at < end; ) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) fail("NoBundle");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, packedSize, fullSize] = [16, 20, 24].map((place) => view.getUint32(at + place, true));
    const [nameSize, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const written = bytes.subarray(at + 46, at + 46 + nameSize);
    const name = new TextDecoder(flags & 0x800 ? "utf-8" : "latin1").decode(written);
    const place = ahead + view.getUint32(at + 42, true);
    at += 46 + nameSize + extra + comment;
    taken += fullSize;
    if (method !== 0 || fullSize > size || taken > size) fail("NotStored", { file: name });
    const header = place + 30 <= size && view.getUint32(place, true) === LOCAL;
    const from = header ? place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true) : size;
    const content = bytes.subarray(from, from + packedSize);
    if (!header || flags & 1 || content.length !== fullSize || crc32(content) !== crc) {
      failures.push(["Changed", { file: name }]);
    }
    members.set(name, content);
  }
  if (failures.length) throw new Found(...failures);
  return members;
}

/** The first byte at which an archive is not the canonical one of its members; -1 where it is. */
function firstDifference(bytes, members) {
  const pieces = [], directory = [];
  let offset = 0;
  const names = [...members.keys()].sort(byCodePoint);
  for (const name of names) {
    const written = utf8.encode(name);
    const content = members.get(name);
    const about = new DataView(new ArrayBuffer(26)); // what both headers tell of a member
    about.setUint16(0, 20, true);
    about.setUint16(2, written.length === name.length ? 0 : 0x800, true);
    about.setUint16(8, FIRST_DAY, true);
    about.setUint32(10, crc32(content), true);
    about.setUint32(14, content.length, true);
    about.setUint32(18, content.length, true);
    about.setUint16(22, written.length, true);
    const [local, central] = [new DataView(new ArrayBuffer(4)), new DataView(new ArrayBuffer(6))];
    local.setUint32(0, LOCAL, true);
    central.setUint32(0, CENTRAL, true);
    central.setUint16(4, 20 | (3 << 8), true);
    const tail = new DataView(new ArrayBuffer(14));
    tail.setUint32(6, (0o644 << 16) >>> 0, true);
    tail.setUint32(10, offset, true);
    pieces.push(local, about, written, content);
    directory.push(central, about, tail, written);
    offset += 30 + written.length + content.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  const length = directory.reduce((sum, piece) => sum + piece.byteLength, 0);
  end.setUint32(0, END, true);
  end.setUint16(8, names.length, true);
  end.setUint16(10, names.length, true);
  end.setUint32(12, length, true);
  end.setUint32(16, offset, true);
  let at = 0;
  for (const piece of [...pieces, ...directory, end]) {
    const wanted = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let place = 0; place < wanted.length; place += 1, at += 1) if (bytes[at] !== wanted[place]) return at;
  }
  return at === bytes.length ? -1 : at;
}

/** The manifest, its seal reckoned again. */
async function manifestOf(members) {
  const manifest = members.has(MANIFEST) ? readJson(MANIFEST, members) : fail("Unreadable", { file: MANIFEST });
  const stated = manifest instanceof Map ? manifest.get("seal") : null;
  const report = stated === null ? null : manifest.get("report");
  if (typeof stated !== "string" || !(report instanceof Map) || typeof report.get("title") !== "string") {
    fail("Unreadable", { file: MANIFEST });
  }
  const format = manifest.get("format");
  if (!(format instanceof Numeral) || format.text !== FORMAT) fail("Format", { file: MANIFEST });
  const body = new Map([...manifest].filter(([name]) => name !== "seal"));
  const again = await sha256(utf8.encode(`${canonical(body)}\n`));
  if (again !== stated) fail("Seal", { file: MANIFEST });
  return { manifest, seal: stated, title: report.get("title") };
}

/** Every member against the manifest; how many it lists. */
async function hashed(members, manifest) {
  const listed = manifest.get("files");
  if (!(listed instanceof Map)) fail("Unreadable", { file: MANIFEST });
  const failures = [];
  for (const name of [...listed.keys()].sort(byCodePoint)) {
    const stated = listed.get(name) instanceof Map ? listed.get(name).get("sha256") : null;
    if (!members.has(name)) failures.push(["Missing", { file: name }]);
    else if (await sha256(members.get(name)) !== stated) failures.push(["Hash", { file: name }]);
  }
  for (const name of [...members.keys()].sort(byCodePoint)) {
    if (name !== MANIFEST && !listed.has(name)) failures.push(["Extra", { file: name }]);
  }
  if (failures.length) throw new Found(...failures);
  return listed.size;
}

const cellsIn = (node) => {
  if (Array.isArray(node)) return node.flatMap(cellsIn);
  if (!(node instanceof Map)) return [];
  const own = ["key", "window", "printed"].every((name) => node.has(name)) ? [node] : [];
  return [...own, ...[...node.values()].flatMap(cellsIn)];
};
const same = (one, other) => canonical(one ?? null) === canonical(other ?? null);

/** Every number in the report's text against the figures of the bundle; those broken down are only counted. */
function figures(members) {
  for (const name of ["figures.json", "composition.json"]) if (!members.has(name)) fail("Unreadable", { file: name });
  const frozen = readJson("figures.json", members);
  const named = (rows) => new Map((rows || []).map((row) => [`${row.get("key")} ${row.get("window")}`, row]));
  const [cells, declared] = [named(frozen.get("cells")), named(frozen.get("declared"))];
  const failures = [];
  const told = { compared: 0, broken: 0, declared: declared.size };
  for (const shown of cellsIn(readJson("composition.json", members))) {
    const place = `${shown.get("key")} ${shown.get("window")}`;
    if (shown.get("by") && !shown.get("declared")) { told.broken += 1; continue; }
    const cell = (shown.get("declared") ? declared : cells).get(place);
    const figure = `${shown.get("key")} (${shown.get("window")})`;
    told.compared += 1;
    if (!cell) failures.push(["NoFigure", { figure }]);
    else if (!["value", "part", "whole"].every((part) => same(shown.get(part), cell.get(part)))) {
      failures.push(["Figure", { figure }]);
    }
  }
  if (failures.length) throw new Found(...failures);
  return told;
}

/** What is found in a bundle: failures and notes by name, each with what it speaks of. */
export async function check(bytes) {
  const found = { failures: [], notes: [], title: "", seal: "", files: 0, compared: 0 };
  try {
    const members = unpacked(bytes);
    const place = firstDifference(bytes, members);
    if (place >= 0) fail("ChangedAt", { place });
    const about = await manifestOf(members);
    Object.assign(found, { title: about.title, seal: about.seal });
    found.files = await hashed(members, about.manifest);
    const told = figures(members);
    found.compared = told.compared;
    if (told.broken) found.notes.push(["Broken", { count: told.broken }]);
    if (told.declared) found.notes.push(["Declared", { count: told.declared }]);
    const pdf = members.get("report.pdf");
    if (pdf && !new TextDecoder("latin1").decode(pdf).includes("pdfaid:part")) found.notes.push(["Pdf", {}]);
    const unsure = (about.manifest.get("calendar") || []).filter((each) => each.get("confidence") !== "high");
    const names = unsure.map((each) => each.get("name")).join("; ");
    if (unsure.length) found.notes.push(["Calendar", { count: unsure.length, names }]);
  } catch (trouble) {
    if (trouble instanceof Found) found.failures = trouble.failures;
    else if (trouble instanceof TypeError || trouble instanceof RangeError) found.failures = [["NoBundle", {}]];
    else throw trouble;
  }
  return found;
}

function show(form) {
  const box = document.querySelector("[data-verdict]");
  const say = ([name, told]) =>
    Object.entries(told).reduce((words, [each, value]) => words.replaceAll(`{${each}}`, value), form.dataset[`say${name}`]);
  const published = new Map([...document.querySelectorAll("[data-seal]")].map((row) => [row.dataset.seal, row.dataset.title]));
  let asked = 0;
  const line = (list, words) => { const item = document.createElement("li"); item.textContent = words; list.append(item); };
  const tell = (tone, told) => {
    const notice = document.querySelector(`template[data-tone="${tone}"]`).content.cloneNode(true);
    for (const name of ["what", "stamp", "lines"]) {
      const [place, words] = [notice.querySelector(`[data-${name}]`), told[name] ?? ""];
      if (Array.isArray(words)) words.forEach((each) => line(place, each));
      else place.textContent = words;
      place.hidden = !words.length;
    }
    box.replaceChildren(notice);
  };
  const look = async (file) => {
    const mine = (asked += 1);
    if (file.size > Number(form.dataset.limit)) { tell("soon", { what: file.name, lines: [form.dataset.sayLarge] }); return; }
    box.textContent = form.dataset.sayBusy;
    let found;
    try { found = await check(new Uint8Array(await file.arrayBuffer())); } catch (trouble) {
      if (mine === asked) tell("soon", { what: file.name, lines: [form.dataset.sayStopped, `${trouble}`] });
      return;
    }
    if (mine !== asked) return;
    const what = found.title ? `${file.name}: ${found.title}` : file.name;
    const stamp = found.seal ? form.dataset.saySealed.replace("{seal}", found.seal) : "";
    if (found.failures.length) { tell("late", { what, stamp, lines: found.failures.map(say) }); return; }
    const known = published.get(found.seal);
    const whose = known ? ["Known", { title: known }] : ["Unknown", {}];
    const notes = [["Counted", { files: found.files, cells: found.compared }], whose, ...found.notes];
    tell(known ? "kept" : "whole", { what, stamp, lines: notes.map(say) });
  };
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  input.addEventListener("change", () => { if (input.files.length) look(input.files[0]); input.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) look(event.dataTransfer.files[0]); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  for (const each of document.querySelectorAll("[data-without]")) each.hidden = true;
}

const form = globalThis.document?.querySelector("form[data-bundle]");
if (form && globalThis.crypto?.subtle) show(form);
