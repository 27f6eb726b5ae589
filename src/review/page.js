// What the page does: it changes meeting, language and colours, filters and sorts, and shows for each value the bytes
// that it was read from. All it knows stands in the page, as JSON beside this script; it asks no address for anything.

const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
const main = $("#main"), pane = $("#evidence"), card = $("#card"), source = $("#source");
const words = JSON.parse($("#words").textContent);
const w = (key) => words[root.lang][key] ?? key;

/// An element with attributes and children; text is always text.
function make(name, attributes = {}, ...children) {
  const svg = ["svg", "text", "rect", "g", "title"].includes(name);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

// ---- What nobody would see is shown ----

const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe]|[\u{e0000}-\u{e007f}]/gu;
// Few fonts have pictures of control characters.
const shown = (text) => text.replace(UNSEEN, (c) => `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);

// ---- Numbers and days in the language of the page ----

function number(text) {
  const [whole, fraction] = text.split(".");
  const [thousand, point] = root.lang === "de" ? [".", ","] : [",", "."];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousand);
  return fraction === undefined ? grouped : grouped + point + fraction;
}
function money(amount, currency) {
  if (root.lang === "de") return `${number(amount)}\u00a0${currency === "EUR" ? "€" : currency}`;
  return currency === "EUR" ? `€${number(amount)}` : `${currency}\u00a0${number(amount)}`;
}
const MONTHS = "January February March April May June July August September October November December".split(" ");
function day(iso) {
  const [year, month, date] = iso.split("-");
  return root.lang === "de" ? `${date}.${month}.${year}` : `${Number(date)} ${MONTHS[month - 1]} ${year}`;
}
/// A value of a record for people.
function said(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : shown(value);
  if (Array.isArray(value)) return value.map(said).join("; ");
  if (value.amount && value.currency) return money(value.amount, value.currency);
  if (typeof value === "object") return Object.values(value).filter((part) => part !== null).map(said).join(" ");
  return String(value);
}

// ---- Decks: parsed when they are asked for ----

const LISTS = [["decisions", "decision"], ["programmes", "programme"], ["projects", "project"], ["members", "member"]];
const decks = new Map();
const deckCount = all("script[id^=records-]").length;
let current = Number($(".meeting", main)?.dataset.deck ?? 0);

/// What is packed in an element of the page: zlib in base64.
async function unpack(element) {
  const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
/// Unpacks a deck. From then on `deck(at)` knows it.
async function load(at) {
  if (decks.has(at)) return;
  const [evidence, records] = await Promise.all([unpack($(`#evidence-${at}`)), unpack($(`#records-${at}`))]);
  decks.set(at, readDeck(at, JSON.parse(evidence), records));
}
const deck = (at) => decks.get(at);

function readDeck(at, { text, runs, pages, words: placed, csv }, json) {
  const records = JSON.parse(json);
  // Spans count bytes of UTF-8, strings count units of UTF-16.
  const units = new Uint32Array(records.source.bytes + 1);
  let byte = 0, unit = 0;
  for (const c of text) {
    const code = c.codePointAt(0), length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units.fill(unit, byte, byte + length);
    byte += length;
    unit += c.length;
  }
  units[byte] = unit;
  const quote = (start, end) => text.slice(units[start], units[end]);
  const fields = new Map(), byId = new Map();
  const add = (kind, record) => {
    byId.set(record.id ?? "meeting", { kind, record });
    for (const [path, entry] of Object.entries(record.provenance.fields)) {
      const key = `${record.id ?? "meeting"}.${path}`;
      fields.set(key, { key, kind, record, path, ...entry });
    }
  };
  add("meeting", records.meeting);
  for (const [list, kind] of LISTS) for (const record of records[list]) add(kind, record);
  return { at, json, records, runs, pages, placed, csv, quote, fields, byId, slides: slidesOf(records), bytes: byte };
}
/// The slides without gaps between them.
function slidesOf(records) {
  const slides = records.slides.map((slide, at) => ({ ...slide, start: at === 0 ? 0 : slide.span[0] }));
  if (slides.length === 0) slides.push({ number: 1, title: null, start: 0 });
  slides.forEach((slide, at) => (slide.end = slides[at + 1]?.start ?? records.source.bytes));
  return slides;
}
const slideAt = (one, byte) => one.slides.findLast((slide) => slide.start <= byte) ?? one.slides[0];
function valueAt(record, path) {
  return path.split(/[.[]/).reduce((value, part) => value?.[part.endsWith("]") ? Number(part.slice(0, -1)) : part], record);
}
const nameOf = ({ kind, record }) =>
  shown(
    kind === "meeting" ? (record.title ?? record.id ?? "–")
    : kind === "decision" ? `${record.identifier} ${record.title ?? ""}`
    : kind === "project" ? `${record.number} ${record.title}`
    : kind === "member" ? `${record.jurisdiction ?? ""} ${record.name}`.trim()
    : record.name,
  );
function pathName(path) {
  const part = (name) => {
    const [, plain, index] = name.match(/^([^[]*)(?:\[(\d+)\])?/);
    const word = words[root.lang][`f-${plain}`] ?? plain;
    return index === undefined ? word : `${word} ${Number(index) + 1}`;
  };
  return path.split(".").map(part).join(", ");
}

// ---- The source: as text, and as pages where the deck is a PDF ----

let drawn = null; // the deck whose source is drawn, and how
let view = "page";
let segments = new Map(); // elements of the text by their first byte
let starts = [];

function draw(one) {
  const how = one.pages ? view : "text";
  if (drawn?.deck === one.at && drawn.how === how) return;
  drawn = { deck: one.at, how };
  segments = new Map();
  $("#view").hidden = !one.pages;
  for (const button of all("#view button")) button.setAttribute("aria-pressed", String(button.dataset.view === how));
  source.replaceChildren(...(how === "page" ? pageViews(one) : textViews(one)));
  starts = [...segments.keys()].sort((a, b) => a - b);
}

/// The ids of the records that were read on a slide.
function readOn(one, number) {
  return [...one.byId].filter(([, { record }]) => record.provenance.slide === number);
}
function slideHead(one, slide, level) {
  const head = make("div", { class: "slide-head" }, make("h3", {}, `${w("slide")} ${slide.number}`));
  if (slide.title) head.append(make("span", { class: "t" }, shown(slide.title)));
  const records = readOn(one, slide.number);
  if (records.length > 0) {
    const list = make("ul", { class: "chips", "aria-label": w("records-here") });
    for (const [id, entry] of records) {
      const label = entry.kind === "project" ? String(entry.record.number)
        : entry.kind === "member" ? (entry.record.jurisdiction ?? entry.record.name)
        : entry.kind === "decision" ? entry.record.identifier
        : entry.kind === "meeting" ? w("meeting") : entry.record.name;
      list.append(make("li", {}, make("a", { href: `#${id}`, title: nameOf(entry) }, shown(label))));
    }
    head.append(list);
  }
  return head;
}

function textViews(one) {
  // A segment is of one class and lies under the same fields.
  const cuts = new Set([0, one.bytes]);
  let at = 0;
  const classes = [];
  for (let n = 0; n < one.runs.length; n += 2) {
    classes.push([at, one.runs[n]]);
    cuts.add(at);
    at += one.runs[n + 1];
  }
  for (const slide of one.slides) cuts.add(slide.start);
  for (const field of one.fields.values()) for (const [start, end] of field.spans) cuts.add(start).add(end);
  for (const found of one.records.diagnostics) cuts.add(found.span[0]).add(found.span[1]);
  const sorted = [...cuts].sort((a, b) => a - b);
  let cut = 0, run = 0;
  return one.slides.map((slide) => {
    const pre = make("pre", { class: "t" });
    while (sorted[cut] < slide.end) {
      const [start, end] = [sorted[cut], sorted[cut + 1]];
      while (run + 1 < classes.length && classes[run + 1][0] <= start) run += 1;
      const text = one.quote(start, end);
      const line = text.includes("\n") ? " nl" : "";
      const letter = classes[run]?.[1] ?? "w";
      // Where slides end and how lines do is seen without their characters.
      const seen = shown(letter === "w" ? text.replace(/[\r\f]/g, "") : text);
      const segment = make("span", { class: `b-${letter}${line}`, "data-b": start, "data-end": end }, seen);
      segments.set(start, segment);
      pre.append(segment);
      cut += 1;
    }
    return make("section", { class: "slide", "data-slide": slide.number }, slideHead(one, slide), pre);
  });
}

function pageViews(one) {
  const classAt = classFinder(one);
  return one.pages.map(([start, , width, height], at) => {
    const number = at + 1;
    const slide = one.slides.find((slide) => slide.number === number) ?? { number, title: null };
    const svg = make("svg", { class: "page", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${w("slide")} ${number}` });
    svg.append(make("rect", { class: "paper", width, height }));
    const boxes = make("g"), texts = make("g");
    for (const [page, from, to, x, y, wide, high, turned] of one.placed) {
      if (page !== number) continue;
      boxes.append(make("rect", { class: `b-${classAt(from)}`, x, y, width: wide, height: high, "data-b": from }));
      const long = turned ? high : wide, tall = turned ? wide : high;
      const text = make("text", { x: turned ? 0 : x, y: turned ? 0 : y + high * 0.8, "font-size": tall * 0.82, textLength: long || undefined, lengthAdjust: "spacingAndGlyphs", "data-b": from });
      if (turned) text.setAttribute("transform", `translate(${x + wide * 0.8} ${y + high}) rotate(-90)`);
      text.append(shown(one.quote(from, to)));
      texts.append(text);
    }
    const marks = make("g", { class: "marks" });
    svg.append(boxes, marks, texts);
    return make("section", { class: "slide", "data-slide": number, "data-start": start }, slideHead(one, slide), svg);
  });
}
function classFinder(one) {
  const from = [], classes = [];
  for (let n = 0, at = 0; n < one.runs.length; at += one.runs[n + 1], n += 2) {
    from.push(at);
    classes.push(one.runs[n]);
  }
  return (byte) => classes[from.findLastIndex((at) => at <= byte)] ?? "w";
}

/// Marks bytes, and boxes where the source is shown as pages, and brings the first of them into view.
function mark(one, spans, boxes, slide) {
  for (const element of all(".on", source)) element.classList.remove("on");
  for (const marks of all(".marks", source)) marks.replaceChildren();
  let first = null;
  if (drawn.how === "page") {
    for (const [page, x0, y0, x1, y1] of boxes) {
      const marks = $(`[data-slide="${page}"] .marks`, source);
      const box = make("rect", { class: "box", x: x0 - 1, y: y0 - 1, width: x1 - x0 + 2, height: y1 - y0 + 2, rx: 2 });
      marks?.append(box);
      first ??= marks && box;
    }
  } else {
    for (const [start, end] of spans) {
      for (let at = starts.findIndex((byte) => byte >= start); at >= 0 && starts[at] < end; at += 1) {
        const segment = segments.get(starts[at]);
        segment.classList.add("on");
        first ??= segment;
      }
    }
  }
  first ??= $(`[data-slide="${slide}"]`, source);
  // Only the pane scrolls: the page itself stays where it is.
  // Slides out of sight have no height yet, so it takes a second look once they have.
  const scroll = () => {
    if (first) source.scrollTop += first.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 4;
  };
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}

// ---- From the text to the value ----

const GAPS = ["unwrap", "dehyphenate", "rejoin", "item"];
const lastWord = (text) => text.match(/\S*\s*$/)[0];
const firstWord = (text) => text.match(/^\s*\S*/)[0];

/// The steps of a field, each with the words before and after it.
function story(one, field) {
  const pieces = field.spans.map(([start, end]) => one.quote(start, end));
  const told = [];
  let joined = pieces[0] ?? "", at = 0;
  for (const step of field.steps) {
    if (GAPS.includes(step)) {
      const right = pieces[++at] ?? "", left = joined;
      const bare = step === "dehyphenate" ? left.replace(/[-\u00ad\ufffe\u2010\u2011]$/, "") : left;
      const between = step === "unwrap" ? " " : step === "item" ? "; " : "";
      joined = bare + between + right;
      if (step !== "item") told.push({ step, from: `${lastWord(left).trimEnd()}⏎${firstWord(right)}`, to: lastWord(bare) + between + firstWord(right) });
    } else if (step === "repair-date") {
      const to = (joined.match(/\d+/g) ?? []).join(".");
      told.push({ step, from: joined, to });
      joined = to;
    } else if (step !== "parts") {
      told.push({ step, from: field.steps.length > 1 && step === "normalize" ? undefined : joined });
    }
  }
  // The last step gives the value.
  const last = told.at(-1);
  const value = valueAt(field.record, field.path);
  // Days as the records have them, as the text may write them like the page.
  if (last && last.to === undefined && last.step !== "normalize") last.to = /day|date/.test(last.step) ? String(value) : said(value);
  return told;
}

const short = (text) => (text.length > 90 ? `${text.slice(0, 40)} … ${text.slice(-40)}` : text);

function storyList(one, field) {
  const told = story(one, field);
  const list = make("ol", { class: "story", "aria-label": w("repairs") });
  if (told.length === 0) list.append(make("li", {}, w("as-it-stands")));
  for (const { step, from, to } of told) {
    const kept = step === "rejoin" && from.includes("-⏎") ? "-hyphen" : "";
    const item = make("li", { "data-step": step }, make("span", { class: "step" }, w(`s-${step}${kept}`)));
    if (from !== undefined) item.append(make("q", { class: "t" }, short(shown(from))));
    if (to !== undefined) item.append(make("span", { class: "arrow", "aria-hidden": "true" }, "→"), make("q", { class: "t" }, short(to)));
    list.append(item);
  }
  return list;
}

// ---- Citations ----

function citation(one, id, field) {
  const entry = one.byId.get(id);
  const { record, kind } = entry;
  const own = field ? field.spans : ownSpans(record, kind);
  const words = own.map(([start, end]) => one.quote(start, end).replace(/\s+/g, " ").trim()).filter(Boolean);
  const slide = own.length ? slideAt(one, own[0][0]).number : record.provenance.slide;
  const value = field ? `, ${pathName(field.path)}: ${said(valueAt(record, field.path))}` : "";
  const { meeting, source: file } = one.records;
  return `${w(kind)} ${nameOf(entry)}${value}. In: ${shown(meeting.title ?? file.name)}${meeting.summary_date ? `, ${day(meeting.summary_date)}` : ""}, ` +
    `${w("slide")} ${slide}: „${shown(short(words.join(" … ")))}“ (${file.name}, SHA-256 ${file.sha256.slice(0, 16)}…, ${id})`;
}
/// Where a record itself stands: its id and its programme are put together from other places.
function ownSpans(record, kind) {
  const names = { decision: ["identifier", "title"], programme: ["heading"], meeting: ["title"] }[kind];
  const fields = Object.entries(record.provenance.fields).filter(([path]) => {
    const name = path.split(/[.[]/)[0];
    return names ? names.includes(name) : !["id", "decision", "programme"].includes(name);
  });
  return fields.flatMap(([, entry]) => entry.spans).sort((a, b) => a[0] - b[0]);
}
async function cite(id, key) {
  await load(current);
  const one = deck(current), text = citation(one, id, one.fields.get(key));
  try {
    await navigator.clipboard.writeText(text);
    say(`${w("copied")}: ${text}`, true);
  } catch {
    say(w("not-copied"));
    window.prompt(w("cite"), text);
  }
}
function citeButton(id, key) {
  return make("button", { type: "button", "data-cite": id, "data-key": key }, w("cite"));
}

// ---- The pane with the evidence ----

let opener = null; // what has the focus when the pane is closed; else the record that is marked
/// Says something to screen readers; what everybody has to know is seen for some seconds, too.
function say(text, seen = false) {
  const status = $("#status");
  status.textContent = text;
  status.classList.toggle("hush", !seen);
  clearTimeout(status.timer);
  if (seen) status.timer = setTimeout(() => status.classList.add("hush"), 6000);
}

function open() {
  if (!pane.hidden) return;
  // What was read stays where it was, although the columns get narrower.
  const anchor = document.activeElement?.closest?.("main *") ?? null;
  const before = anchor?.getBoundingClientRect().top;
  pane.hidden = false;
  root.classList.add("with-evidence");
  if (anchor) window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  draw(deck(current));
  if (!card.hasChildNodes()) card.append(make("p", { class: "quiet" }, w("pick-hint")), legend());
}
function close() {
  pane.hidden = true;
  root.classList.remove("with-evidence");
  history.replaceState(null, "", location.pathname + location.search);
  (opener?.isConnected ? opener : ($(".target", main) ?? $("#evidence-open"))).focus();
}
function legend() {
  const list = make("ul", { class: "legend" });
  for (const [letter, key] of [["r", "c-record"], ["t", "c-text"], ["f", "c-furniture"], ["w", "c-whitespace"], ["u", "c-unclaimed"]]) {
    list.append(make("li", {}, make("i", { class: `b-${letter}` }), w(key)));
  }
  return list;
}
function recordLink(entry, id) {
  return make("a", { class: "t", href: `#${id}` }, nameOf(entry));
}
function fill(...children) {
  card.replaceChildren(...children);
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
}

/// Scrolls until an element stands in the middle of what neither the bar nor the evidence covers.
function bring(element, always = false) {
  const bar = $(".bar"), over = !pane.hidden && getComputedStyle(pane).position === "fixed";
  const from = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  const to = over ? innerHeight - pane.offsetHeight : innerHeight;
  const { top, bottom } = element.getBoundingClientRect();
  if (!always && top >= from && bottom <= to) return;
  window.scrollBy({ top: bottom - top < to - from ? (top + bottom - from - to) / 2 : top - from - 8 });
}

/// The value of the page whose link led here.
const origin = () => (main.contains(document.activeElement) && document.activeElement.hash === location.hash ? document.activeElement : null);

/// Shows which record of the page something is about.
function point(id) {
  for (const element of all(".target", main)) element.classList.remove("target");
  const element = document.getElementById(id ?? "");
  if (!element?.hasAttribute("data-record")) return;
  element.classList.add("target");
  // Who came from a value of the page stays there.
  bring(origin() ?? element);
}

function showField(one, field, others = []) {
  opener = origin() ?? (card.contains(document.activeElement) ? opener : null);
  open();
  draw(one);
  point(field.record.id ?? "meeting");
  mark(one, field.spans, field.boxes ?? [], slideAt(one, field.spans[0]?.[0] ?? 0).number);
  const id = field.record.id ?? "meeting", entry = one.byId.get(id);
  const slides = [...new Set(field.spans.map(([start]) => slideAt(one, start).number))];
  const rest = others.filter((other) => other !== field);
  fill(
    make("p", { class: "kicker" }, `${w(field.kind)} `, recordLink(entry, id)),
    make("p", { class: "value" }, make("span", {}, pathName(field.path)), make("b", { class: "t" }, said(valueAt(field.record, field.path)))),
    storyList(one, field),
    make("p", { class: "actions" }, make("small", {}, `${w("slide")} ${slides.join(", ")}`), citeButton(id, field.key)),
    rest.length ? make("p", { class: "also" }, `${w("text-fields")}: `, ...rest.flatMap((other, at) => [at ? " · " : "", make("a", { href: `#f:${other.key}` }, `${nameOf(one.byId.get(other.record.id ?? "meeting")).slice(0, 24)}: ${pathName(other.path)}`)])) : "",
  );
}

function showRecord(one, id) {
  const entry = one.byId.get(id);
  const spans = ownSpans(entry.record, entry.kind);
  const fields = Object.entries(entry.record.provenance.fields).filter(([, field]) => field.spans.length > 0);
  const boxes = fields.filter(([path]) => !["id", "decision", "programme"].includes(path)).flatMap(([, field]) => field.boxes ?? []);
  draw(one);
  mark(one, spans, boxes, entry.record.provenance.slide);
  const list = make("ul", { class: "fields" });
  for (const [path] of fields.slice(0, 40)) {
    const value = valueAt(entry.record, path);
    list.append(make("li", {}, make("a", { href: `#f:${id}.${path}` }, pathName(path)), " ", make("span", { class: "t quiet" }, short(said(value)))));
  }
  card.replaceChildren(make("p", { class: "kicker" }, w(entry.kind)), make("p", { class: "value" }, make("b", { class: "t" }, nameOf(entry))), list, make("p", { class: "actions" }, citeButton(id)));
}

function showFinding(one, at, name) {
  const found = one.records.diagnostics[at];
  if (!found) return lost(name);
  opener = origin();
  open();
  draw(one);
  point(found.record);
  const whole = found.span[0] === 0 && found.span[1] === one.bytes || found.span[0] === found.span[1];
  const slide = slideAt(one, found.span[0]);
  const boxes = (one.placed ?? []).filter(([, from, to]) => from < found.span[1] && to > found.span[0]).map(([page, , , x, y, wide, high]) => [page, x, y, x + wide, y + high]);
  mark(one, whole ? [] : [found.span], whole ? [] : boxes, slide.number);
  const order = findingOrder(), place = order.indexOf(at);
  $("#walk-place").textContent = `${place + 1}/${order.length}`;
  const entry = found.record && one.byId.get(found.record);
  const field = entry && found.field && (one.fields.get(`${found.record}.${found.field}`) ?? [...one.fields.values()].find((field) => field.key.startsWith(`${found.record}.${found.field}`)));
  fill(
    make("p", { class: `kicker ${found.severity}` }, make("span", { class: "severity" }, `${w("finding")} ${place + 1}/${order.length}: ${w(found.severity)}`), " ", make("code", {}, found.code)),
    make("p", { class: "message t", lang: "en" }, shown(found.message)),
    entry ? make("p", {}, `${w(entry.kind)} `, recordLink(entry, found.record), field ? " · " : "", field ? make("a", { href: `#f:${field.key}` }, `${pathName(field.path)}: ${short(said(valueAt(field.record, field.path)))}`) : "") : "",
    make("p", { class: "actions" }, make("small", {}, whole ? w("no-bytes") : `${w("slide")} ${slide.number}`)),
  );
  say(`${w("finding")} ${place + 1} ${w("shown-of")} ${order.length}: ${found.code}`);
}
const findingOrder = () => all(".finding .go", main).map((link) => Number(link.hash.slice(3)));
function walk(step) {
  const order = findingOrder();
  if (order.length === 0) return say(w("no-findings"), true);
  const now = location.hash.startsWith("#n:") ? order.indexOf(Number(location.hash.slice(3))) : step > 0 ? -1 : 0;
  go(`#n:${order[(now + step + order.length) % order.length]}`);
}

/// The fields over a byte, the smallest first; what is put together from all over the deck comes last.
function fieldsAt(one, byte) {
  const far = (field) => (["id", "decision", "programme"].includes(field.path) || field.steps.includes("sum") || field.steps.includes("count") ? 1 : 0);
  const size = (field) => field.spans.reduce((sum, [start, end]) => sum + end - start, 0);
  return [...one.fields.values()]
    .filter((field) => field.spans.some(([start, end]) => start <= byte && byte < end))
    .sort((a, b) => far(a) - far(b) || size(a) - size(b));
}
function showBytes(byte) {
  const one = deck(current), fields = fieldsAt(one, byte);
  if (fields.length > 0) {
    history.pushState(null, "", `#f:${encodeURI(fields[0].key)}`);
    showField(one, fields[0], fields);
  } else {
    const letter = classFinder(one)(byte);
    const key = { t: "c-text", f: "c-furniture", w: "c-whitespace", u: "c-unclaimed", r: "c-record" }[letter];
    const found = one.records.diagnostics.findIndex(({ span }) => span[0] <= byte && byte < span[1] && span[1] - span[0] < one.bytes);
    if (letter === "u" && found >= 0) return go(`#n:${found}`);
    const start = starts.findLast((start) => start <= byte) ?? 0;
    if (drawn.how === "text") mark(one, [[start, start + 1]], [], 0);
    // The address and the mark in the page were of another place.
    point(null);
    if (location.hash) history.pushState(null, "", location.pathname + location.search);
    fill(make("p", { class: "kicker" }, w("source-text")), make("p", { class: "value" }, make("b", {}, w(key))));
  }
}

// ---- Addresses within the page: #ID a record, #f:ID.FIELD a field, #n:N a finding ----

/// An address that leads nowhere: it is said, and nothing stays marked as if it were meant.
function lost(name) {
  point(null);
  for (const element of all(".on", source)) element.classList.remove("on");
  for (const marks of all(".marks", source)) marks.replaceChildren();
  $("#walk-place").textContent = "";
  const text = `${w("no-address")}: ${shown(name)}`;
  if (!pane.hidden) card.replaceChildren(make("p", { class: "message" }, text));
  say(text, true);
}

const go = (hash) => (location.hash === hash ? route() : (location.hash = hash));

async function route() {
  await load(current);
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // An address with a lone per cent sign is itself.
  }
  if (name === "") return;
  if (name.startsWith("n:")) return showFinding(deck(current), Number(name.slice(2)), name);
  if (name.startsWith("f:")) {
    const at = await deckWith((one) => one.fields.has(name.slice(2)));
    if (at === undefined) return lost(name.slice(2));
    await choose(at);
    return showField(deck(at), deck(at).fields.get(name.slice(2)));
  }
  for (const element of all(".target", main)) element.classList.remove("target");
  let element = document.getElementById(name);
  if (!element) {
    const at = await deckWith((one) => one.byId.has(name));
    if (at === undefined) return lost(name);
    await choose(at);
    element = document.getElementById(name);
  }
  // What is searched for hides the rest.
  if (element?.getClientRects().length === 0) {
    resetFilters();
    if (!element.hasAttribute("data-record")) element.scrollIntoView();
  }
  if (element?.hasAttribute("data-record")) {
    element.classList.add("target");
    bring(element, true);
    element.focus({ preventScroll: true });
  }
  if (!pane.hidden && deck(current).byId.has(name)) showRecord(deck(current), name);
}
/// The deck that has something: this one, or the first of the others.
async function deckWith(has) {
  if (has(deck(current))) return current;
  for (let at = deckCount - 1; at >= 0; at -= 1) {
    await load(at);
    if (has(deck(at))) return at;
  }
  return undefined;
}

// ---- Several meetings ----

// Where all are of one body, what tells them apart is the rest.
const options = all("#choose option");
for (const option of options) option.title = option.text;
const body = options[0]?.title.match(/^[^,]+, /)?.[0];
const brief = body && options.some(({ title }) => title.length > 24) && options.every(({ title }) => title.startsWith(body));
function nameMeetings() {
  for (const option of options) {
    const rest = brief ? option.title.slice(body.length) : option.title;
    option.text = /^\d/.test(rest) ? `${w("meeting")} ${rest}` : rest;
  }
  if (options.length > 0) $("#choose").title = $("#choose").selectedOptions[0].title;
}
nameMeetings();

const articles = new Map([[current, $(".meeting", main)]]);
async function choose(at) {
  if (at === current) return;
  await load(at);
  if (!articles.has(at)) {
    // It was escaped when the page was written, as all of the page.
    const template = make("template");
    template.innerHTML = await unpack($(`#meeting-${at}`));
    articles.set(at, template.content.firstElementChild);
  }
  current = at;
  main.replaceChildren(articles.get(at));
  $("#choose").value = String(at);
  nameMeetings();
  prepare(articles.get(at));
  await speak(articles.get(at));
  document.title = $("h1", main).textContent;
  card.replaceChildren();
  $("#walk-place").textContent = "";
  drawn = null;
  if (!pane.hidden) draw(deck(at));
  filter();
  say(`${w("meeting")}: ${document.title}`);
}

// ---- Language and colours ----

async function speak(within) {
  // Pictures are drawn in each language; those of the other wait beside them.
  for (const pictures of all(".pictures", within)) {
    if (pictures.dataset.lang === root.lang) continue;
    const other = $(".pictures-in", pictures.parentNode);
    if (!other.drawn) {
      const html = await unpack(other);
      other.drawn ??= Object.assign(make("template"), { innerHTML: html });
    }
    if (pictures.dataset.lang === root.lang) continue;
    const old = [...pictures.childNodes];
    pictures.replaceChildren(other.drawn.content);
    other.drawn.content.append(...old);
    pictures.dataset.lang = root.lang;
  }
  // Only now, as what waited may have heard nothing of the last change.
  for (const element of all("[data-w]", within)) element.textContent = w(element.dataset.w);
  for (const element of all("[data-wa]", within)) {
    const [name, key] = element.dataset.wa.split(" ");
    element.setAttribute(name, w(key));
  }
  // What is searched for is said in the language of the page.
  for (const element of all("[data-record]", within)) element.searched = element.digits = undefined;
  for (const element of all("time", within)) element.textContent = day(element.dateTime);
  for (const element of all("data.money", within)) element.textContent = money(...element.value.split(" "));
  for (const element of all("data.count", within)) element.textContent = number(element.value);
  for (const button of all("[data-cite]", within)) button.setAttribute("aria-label", button.ariaLabel?.replace(/^\S+/, w("cite")) ?? w("cite"));
}
$("#language").addEventListener("click", async () => {
  root.lang = root.lang === "de" ? "en" : "de";
  $("#language").lang = root.lang === "de" ? "en" : "de";
  await speak(document);
  nameMeetings();
  drawn = null;
  if (!pane.hidden) {
    card.replaceChildren();
    draw(deck(current));
    const at = location.hash;
    if (/^#[fn]:/.test(at)) route();
  }
  filter();
  $("#language").focus();
});
$("#theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
