// Downloads, print, mouse and keys; and what happens first.
// ---- Downloads ----

async function download(what) {
  await load(current);
  const one = deck(current);
  const stem = one.records.source.name.replace(/\.[^.]*$/, "");
  let text = one.json + "\n", name = `${stem}.json`, type = "application/json";
  if (what !== "json") {
    const [head, ...rows] = one.csv[what];
    const shownRows = what === "projects" ? new Set(all(".projects tbody tr:not([hidden])", main).map((row) => row.place)) : null;
    text = head + rows.filter((_, at) => !shownRows || shownRows.has(at)).join("");
    [name, type] = [`${stem}-${what}.csv`, "text/csv"];
  }
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`${w("download")}: ${name}`);
}

// ---- Print: the findings are told; the wording of decisions stays folded ----

let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = all(".findings:not([open])", main);
  for (const details of unfolded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});

// ---- Mouse and keys ----

document.addEventListener("click", (event) => {
  const target = event.target.closest("a, button, [data-b]");
  if (!target) return;
  if (target.matches("a[href^='#']") && target.hash === location.hash) route();
  else if (target.matches("[data-cite]")) cite(target.dataset.cite, target.dataset.key);
  else if (target.matches("[data-download]")) download(target.dataset.download);
  else if (target.matches("[data-print]")) window.print();
  else if (target.matches(".walk-start, #next")) walk(1);
  else if (target.matches("#previous")) walk(-1);
  else if (target.matches("[data-view]")) {
    view = target.dataset.view;
    draw(deck(current));
    if (location.hash) route();
  } else if (target.matches("[data-b]") && source.contains(target)) showBytes(Number(target.dataset.b));
});
$("#choose")?.addEventListener("change", async (event) => {
  history.replaceState(null, "", location.pathname + location.search);
  await choose(Number(event.target.value));
  window.scrollTo(0, 0);
});
$("#evidence-open").addEventListener("click", async () => {
  opener = $("#evidence-open");
  await load(current);
  if (pane.hidden) {
    open();
    source.focus({ preventScroll: true });
  } else close();
});
$("#evidence-close").addEventListener("click", close);
$("#keys-open").addEventListener("click", () => $("#keys").showModal());
window.addEventListener("hashchange", route);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || $("#keys").open) return;
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Escape" && typing && event.target.id === "search") {
    resetFilters();
    return event.target.blur();
  }
  if (event.key === "Enter" && event.target.id === "search") return nextHit(event.shiftKey ? -1 : 1);
  if (event.key === "Escape" && !pane.hidden) return close();
  if (typing) return;
  const fieldStep = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (fieldStep && event.target === source && drawn?.how === "text") {
    event.preventDefault();
    const fields = all(".b-r", source), on = fields.findIndex((field) => field.classList.contains("on"));
    const field = fields[(on + fieldStep + fields.length) % fields.length];
    if (field) showBytes(Number(field.dataset.b));
    return source.focus({ preventScroll: true });
  }
  const act = { n: () => walk(1), p: () => walk(-1), e: () => $("#evidence-open").click(), "/": () => $("#search").focus(), "?": () => $("#keys").showModal() }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// What stands above everything may take more than one line.
new ResizeObserver(([bar]) => root.style.setProperty("--bar", `${Math.ceil(bar.borderBoxSize[0].blockSize)}px`)).observe($(".bar"));
root.classList.add("scripted");
prepare($(".meeting", main));
filter();
load(current).then(() => {
  root.classList.add("ready");
  return route();
}, () => say(w("no-evidence"), true));
