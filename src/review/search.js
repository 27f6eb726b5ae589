// Search, filters and order of the records.
// ---- Search, filters, order ----

/// Amounts are found however their thousands are set apart.
const bare = (text) => text.replace(/(?<=\d)[.,\u00a0\u202f ](?=\d)/g, "");
function matches(element, terms) {
  const lands = (element.dataset.land ?? "").split("\n").map((land) => `${land} ${words[root.lang][`l-${land}`] ?? ""}`);
  const text = (element.searched ??= [element.textContent, ...lands, element.id].join("\n").toLowerCase());
  const digits = (element.digits ??= bare(text));
  return terms.every((term) => text.includes(term) || (/\d{4}/.test(bare(term)) && digits.includes(bare(term))));
}
function filter(speaking = false) {
  // Blanks before three digits set thousands apart.
  const terms = $("#search").value.toLowerCase().replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, "").split(/\s+/).filter(Boolean);
  const form = $(".filters", main);
  const wanted = (name) => form?.elements[name]?.value ?? "";
  const [land, programme, decision] = ["land", "programme", "decision"].map(wanted);
  const conditional = form?.elements.conditional?.checked;
  for (const element of all(".decision, .programmes tbody tr, .members > li", main)) element.hidden = !matches(element, terms);
  const rows = all(".projects tbody tr", main);
  for (const row of rows) {
    row.hidden = !(
      matches(row, terms) &&
      (!land || row.dataset.land.split("\n").includes(land)) &&
      (!programme || row.dataset.programme === programme) &&
      (!decision || row.dataset.decision === decision) &&
      (!conditional || $(".reserved", row))
    );
  }
  const visible = rows.filter((row) => !row.hidden);
  // Sums are exact: hundredths as whole numbers.
  const sums = new Map();
  for (const budget of visible.map((row) => $("data.money", row)).filter(Boolean)) {
    const [amount, currency] = budget.value.split(" ");
    const [whole, fraction = ""] = amount.split(".");
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(whole + fraction.padEnd(4, "0")));
  }
  const texts = [...sums].map(([currency, sum]) => {
    const digits = String(sum).padStart(5, "0");
    return money(`${digits.slice(0, -4)}.${digits.slice(-4).replace(/00$/, "")}`, currency);
  });
  const count = `${visible.length} ${w("shown-of")} ${rows.length} ${w("projects")}`;
  const shownNow = $(".shown", main), sum = $(".projects .sum", main);
  if (shownNow) shownNow.textContent = `${count}${texts.length ? `, ${texts.join(", ")}` : ""}`;
  if (sum) sum.textContent = texts.join(", ");
  // Who searches sees what was found, and nothing else; headings say how much of it there is.
  root.classList.toggle("searching", terms.length > 0);
  for (const section of all(".meeting > section", main)) {
    const records = all(FOUND, section), found = records.filter((one) => !one.hidden).length;
    section.hidden = terms.length > 0 && found === 0;
    const count = $("h2 > .count", section);
    if (!count) continue;
    if (!$(".seen", count)) count.prepend(make("span", { class: "seen" }));
    $(".seen", count).textContent = found < records.length ? `${number(String(found))} ${w("shown-of")} ` : "";
  }
  hit = -1;
  const hits = hitList().length;
  $("#hits").textContent = terms.length === 0 ? "" : hits === 0 ? w("nothing-found") : `${number(String(hits))} ${w("found")}`;
  if (speaking) {
    const rest = [["decisions", ".decision"], ["members", ".members > li"]];
    const told = [count, ...rest.map(([key, selector]) => `${all(`${selector}:not([hidden])`, main).length} ${w(key)}`), texts.join(", ")];
    const nothing = hits === 0 && terms.length > 0;
    say(nothing ? w("nothing-found") : told.join(", "), nothing);
  }
}
const FOUND = ".decision, .programmes tbody tr, .projects tbody tr, .members > li";
let hit = -1; // the one that Enter went to
const hitList = () => all(FOUND, main).filter((one) => !one.hidden);
function nextHit(step) {
  const hits = hitList();
  if ($("#search").value.trim() === "" || hits.length === 0) return;
  hit = (Math.max(hit, step > 0 ? hit : 0) + step + hits.length) % hits.length;
  point(hits[hit].id);
  const place = `${hit + 1}/${hits.length}`;
  $("#hits").textContent = `${place} ${w("found")}`;
  say(place);
}
function resetFilters() {
  $("#search").value = "";
  $(".filters", main)?.reset();
  filter();
}
$("#search").addEventListener("input", () => {
  filter(true);
  window.scrollTo({ top: 0, behavior: "instant" });
});

function sortBy(head) {
  const table = head.closest("table"), body = table.tBodies[0], column = head.cellIndex;
  const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") ?? "none"];
  for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
  if (next !== "none") head.setAttribute("aria-sort", next);
  const key = (row) => {
    const cell = row.cells[column], exact = $("data, time", cell);
    return exact ? (exact.value ?? exact.dateTime) : cell.textContent.trim();
  };
  const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
  const rows = [...body.rows].sort((one, other) =>
    next === "none" ? one.place - other.place : (next === "ascending" ? 1 : -1) * compare(key(one), key(other)) || one.place - other.place,
  );
  body.append(...rows);
}
/// Makes a meeting that came into the page work.
function prepare(article) {
  const changes = $("nav a[href='#s-changes']");
  if (changes) changes.hidden = !$("#s-changes", article ?? main);
  if (!article || article.prepared) return;
  article.prepared = true;
  for (const head of all("th[data-sort]", article)) {
    const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
    button.addEventListener("click", () => sortBy(head));
    head.append(button);
  }
  const rows = all(".projects tbody tr", article);
  rows.forEach((row, at) => (row.place = at));
  // A column that holds nothing leaves its room to the titles on paper.
  for (let at = rows[0]?.cells.length - 1; at >= 0; at -= 1) {
    if (rows.some((row) => !["", "–"].includes(row.cells[at].textContent.trim()))) continue;
    for (const row of all(".projects tr", article)) row.cells[at].classList.add("void");
  }
  const form = $(".filters", article);
  form?.addEventListener("change", () => filter(true));
  form?.addEventListener("reset", () => setTimeout(() => filter(true)));
  form?.addEventListener("submit", (event) => event.preventDefault());
}
