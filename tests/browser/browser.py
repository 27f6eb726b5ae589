"""Opens pages of `beschluss review` in Chromium and does what people do with them.

Usage: browser.py BESCHLUSS AXE_JS [SCREENSHOTS], from the root of the repository. The driver is the system's, and nothing
is asked of the network: a page that asks an address for anything fails here.
"""

import base64
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
AXE = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
SEED = pathlib.Path("seeds/it-planungsrat-47.txt")
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="beschluss-browser-"))
SECONDS = 10

# What HTML, scripts, terminals and readers of text could obey.
HOSTILE = """Beschlüsse der 48. Sitzung des IT-Planungsrats

04.07.2026

<script>window.hit = 1; alert(1)</script></script><img src=x onerror="window.hit = 2; alert(2)">
 Übersicht über die Beschlüsse

Beschluss 2026/01 <script>window.hit = 3; alert(3)</script>
Beschluss 2026/02 "><svg onload=alert(4)>'\u202egnp.exe\u202c &amp; <!-- </title></style>
 Beschluss 2026/01 | <script>window.hit = 3; alert(3)</script>
Marco Beispiel
 Der Beschluss im Einzelnen

• <a href="javascript:alert(5)">Klick</a> {{ 7 * 7 }} ${alert(6)} \u0001\u001b[31mrot \u200fRTL
• </textarea></template></script><script>alert(7)</script> bis zum 31.12.2026
 SPT <img src=https://example.org/pixel.png>

ZeitplanBudgetAntragstellerProjektbezeichnungNr.

01.07.2026-31.07.2027120.000,- €HHMachbarkeit <b onmouseover=alert(8)>fett</b>30
01.07.2026-31.07.2027130.000,- €BE=HYPERLINK("http://example.org")31
"""


def write(name, *paths, language="de"):
    """The address of a page about some decks."""
    page = FOLDER / f"{name}.html"
    subprocess.run([PROGRAM, "review", "--quiet", "--lang", language, "--out", page, *map(str, paths)], check=True)
    return page.as_uri(), page.stat().st_size


class Browser:
    def __init__(self):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900", "--disable-background-networking"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(FOLDER), "download.prompt_for_download": False})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(120)
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(FOLDER)})

    def open(self, address):
        self.driver.get("about:blank")
        self.driver.get(address)
        self.wait(lambda: self.js("return document.documentElement.classList.contains('ready')"), "the page works")

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector):
        element = self.one(selector)
        self.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element)
        element.click()

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def text(self, selector):
        return self.one(selector).text

    def wait(self, condition, what):
        WebDriverWait(self.driver, SECONDS, poll_frequency=0.05).until(lambda _: condition(), f"waited in vain: {what}")

    def scheme(self, scheme):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def shot(self, name):
        if len(sys.argv) > 3:
            time.sleep(0.3)
            shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
            (pathlib.Path(sys.argv[3]) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def quiet(self):
        """No error was logged, no policy was broken, and nothing but the page itself was asked for."""
        logged = [entry for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]
        assert not logged, logged
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        foreign = [url for url in asked if not url.startswith(("file://", "blob:", "about:", "chrome:", "data:,"))]
        assert not foreign, foreign
        assert self.js("return performance.getEntriesByType('resource').length") == 0

    def axe(self, what):
        self.js(AXE)
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(done, (e) => done({ error: String(e) }));")
        assert "error" not in found, found
        bad = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        told = [(one["id"], [(node["html"][:160], node["failureSummary"][:200]) for node in one["nodes"][:4]]) for one in bad]
        assert not bad, f"{what}: {json.dumps(told, indent=1)}"


def downloaded(browser, button, name):
    path = FOLDER / name
    path.unlink(missing_ok=True)
    browser.click(f"[data-download={button}]")
    browser.wait(path.exists, f"{name} is there")
    time.sleep(0.2)
    return path.read_bytes().decode("utf-8")


def test_evidence(browser, address, extraction):
    browser.open(address)
    # A field leads to its bytes, with its repair named, and the browser leads back.
    before = browser.js("return location.href")
    browser.click("a[href='#f:it-planungsrat/47/BW.roles']")
    browser.wait(lambda: browser.all("#card .story li"), "the steps are told")
    steps = {element.get_attribute("data-step"): element.text for element in browser.all("#card .story li")}
    assert "Informations-⏎technologie" in steps["dehyphenate"] and "Informationstechnologie" in steps["dehyphenate"], steps
    assert "Trennstrich entfernt" in steps["dehyphenate"], steps
    marked = [element.text for element in browser.all("#source .on")]
    assert "technologie" in marked, marked
    box, pane = browser.js("return [document.querySelector('#source .on').getBoundingClientRect().top, document.querySelector('#source').getBoundingClientRect().top]")
    browser.wait(lambda: pane <= browser.js("return document.querySelector('#source .on').getBoundingClientRect().top") < 900, "the bytes are in view")
    browser.driver.back()
    assert browser.js("return location.href") == before
    browser.press(Keys.ESCAPE)
    assert not browser.one("#evidence").is_displayed()
    # A click on the text shows the field, and the record in the page.
    browser.press("e")
    browser.wait(lambda: browser.all("#source .slide"), "the source is drawn")
    browser.js("[...document.querySelectorAll('#source pre span')].find((one) => one.textContent === '01.07 2025').click()")
    browser.wait(lambda: "01.07.2025" in browser.text("#card .value"), "the field is shown")
    assert "01.07 2025" in browser.text("#card [data-step=repair-date]")
    assert browser.one("tr.target").get_attribute("id") == "it-planungsrat/2025/22/28"
    # Every byte is there once, and its class is that of the coverage.
    counts = browser.js("""
        const counts = {}, bytes = (text) => new TextEncoder().encode(text).length;
        for (const one of document.querySelectorAll('#source pre span')) {
          counts[one.className.slice(2, 3)] = (counts[one.className.slice(2, 3)] ?? 0) + bytes(one.textContent);
        }
        return counts;""")
    coverage = extraction["coverage"]
    wanted = {"r": "records", "t": "text", "f": "furniture", "w": "whitespace", "u": "unclaimed"}
    assert {letter: counts.get(letter, 0) for letter in wanted} == {letter: coverage[name] for letter, name in wanted.items()}, (counts, coverage)
    # With the keyboard from field to field.
    browser.js("document.querySelector('#source').focus()")
    browser.press(Keys.ARROW_RIGHT)
    first = browser.js("return location.hash")
    browser.press(Keys.ARROW_RIGHT)
    assert first.startswith("#f:") and browser.js("return location.hash") != first
    browser.quiet()


def test_findings(browser, address, extraction):
    browser.open(address)
    total = len(extraction["diagnostics"])
    walked = lambda: browser.js("return document.querySelector('#walk-place').textContent + ' ' + (document.querySelector('#card code')?.textContent ?? '')")

    def walk(key, place):
        browser.press(key)
        browser.wait(lambda: walked().startswith(f"{place}/{total} "), f"finding {place} is shown")
        return walked().split(" ")[1]

    seen = [walk("n", at + 1) for at in range(total)]
    assert sorted(seen) == sorted(one["code"] for one in extraction["diagnostics"]), seen
    severities = {one["code"]: one["severity"] for one in extraction["diagnostics"]}
    rank = [["error", "warning", "note"].index(severities[code]) for code in seen]
    assert rank == sorted(rank), seen
    assert walk("n", 1) == seen[0]
    assert walk("p", total) == seen[-1]
    browser.press("?")
    assert browser.one("#keys").is_displayed()
    browser.press(Keys.ESCAPE)
    assert not browser.one("#keys").is_displayed()
    browser.quiet()


def test_work(browser, address, extraction, dataset):
    browser.open(address)
    rows = lambda: [row for row in browser.all(".projects tbody tr") if row.is_displayed()]
    projects = extraction["projects"]
    assert len(rows()) == len(projects)
    # Filters, and the exact sum of what they leave.
    Select(browser.one("select[name=land]")).select_by_value("HH")
    wanted = [one for one in projects if "HH" in one["applicants"]]
    assert len(rows()) == len(wanted), (len(rows()), len(wanted), browser.text(".shown"))
    cents = sum(int(one["budget"]["amount"].replace(".", "")) for one in wanted)
    german = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
    assert german in browser.text(".shown"), browser.text(".shown")
    # The data that is left, as the dataset has it.
    rows_of = lambda text: list(csv.reader(io.StringIO(text, newline="")))
    filtered = rows_of(downloaded(browser, "projects", "it-planungsrat-47-projects.csv"))
    complete = rows_of((dataset / "projects.csv").read_bytes().decode("utf-8"))
    ids = {one["id"] for one in wanted}
    assert filtered == [complete[0], *(row for row in complete[1:] if row[complete[0].index("id")] in ids)]
    browser.js("document.querySelector('.filters [type=reset]').click()")
    browser.wait(lambda: len(rows()) == len(projects), "all projects are back")
    for table in ["projects", "decisions", "programmes", "members"]:
        text = downloaded(browser, table, f"it-planungsrat-47-{table}.csv")
        assert text == (dataset / f"{table}.csv").read_bytes().decode("utf-8"), table
    assert json.loads(downloaded(browser, "json", "it-planungsrat-47.json")) == extraction
    for name in ["programme", "decision"]:
        choice = Select(browser.one(f"select[name={name}]"))
        value = choice.options[1].get_attribute("value")
        choice.select_by_value(value)
        assert len(rows()) == len([one for one in projects if one[name] == value]), name
        choice.select_by_value("")
    browser.click("[name=conditional]")
    assert len(rows()) == len([one for one in projects if one["conditional"]])
    browser.click("[name=conditional]")
    # Order.
    amounts = lambda: [float(row.find_element(By.CSS_SELECTOR, "data.money").get_attribute("value").split()[0]) for row in rows()]
    deck_order = amounts()
    browser.click(".projects th:nth-child(4) .sort")
    assert amounts() == sorted(deck_order)
    assert browser.one(".projects th:nth-child(4)").get_attribute("aria-sort") == "ascending"
    browser.click(".projects th:nth-child(4) .sort")
    assert amounts() == sorted(deck_order, reverse=True)
    browser.click(".projects th:nth-child(4) .sort")
    assert amounts() == deck_order
    # Search.
    browser.press("/")
    browser.press("campus")
    assert [row.get_attribute("id") for row in rows()] == ["it-planungsrat/2025/22/39"]
    assert "1 von 29" in browser.text("#status"), browser.text("#status")
    test_search(browser, extraction)
    # A link to a record finds it although it is filtered away.
    browser.js("location.hash = '#it-planungsrat/2025/22/35'")
    browser.wait(lambda: browser.one("[id='it-planungsrat/2025/22/35']").is_displayed(), "the record is shown")
    assert "target" in browser.one("[id='it-planungsrat/2025/22/35']").get_attribute("class")
    # A citation names record, deck, slide and words.
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    browser.click("[data-cite='it-planungsrat/2025/22/35']")
    browser.wait(lambda: "Zitat kopiert" in browser.js("return document.querySelector('#status').textContent"), "it is copied")
    cited = browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0], (e) => arguments[0](String(e)))")
    for part in ["35 Föderale API-Autorisierungsinfrastruktur", "Beschlüsse der 47. Sitzung", "Folie 9", "369.600,- €", "it-planungsrat-47.txt", "it-planungsrat/2025/22/35"]:
        assert part in cited, (part, cited)
    browser.quiet()


def test_search(browser, extraction):
    hits = lambda: browser.text("#hits")
    shown = lambda selector: [one.get_attribute("id") for one in browser.all(selector) if one.is_displayed()]

    def search(words):
        browser.js("document.querySelector('#search').value = ''")
        browser.one("#search").send_keys(words)

    # What was found is counted and stands alone.
    assert hits() == "1 gefunden", hits()
    assert browser.text("#s-projects") == "Projekte 1 von 29", browser.text("#s-projects")
    assert not any(browser.one(selector).is_displayed() for selector in ["#s-decisions", "#s-members", "#s-portfolio", ".pictures", ".masthead"])
    search("nirgends")
    assert hits() == browser.text("#status") == "nichts gefunden", (hits(), browser.text("#status"))
    # Länder by their names, in each list.
    search("Hamburg")
    wanted = [one["id"] for one in extraction["projects"] if "HH" in one["applicants"]]
    assert wanted and set(wanted) <= set(shown(".projects tbody tr")), hits()
    search("Bayern")
    assert {one["id"] for one in extraction["members"] if one["jurisdiction"] == "BY"} <= set(shown(".members > li")), hits()
    # Enter goes from hit to hit.
    found = shown(".decision, .programmes tbody tr, .projects tbody tr, .members > li")
    for place in [*range(len(found)), 0]:
        browser.press(Keys.ENTER)
        assert hits() == f"{place + 1}/{len(found)} gefunden", hits()
        assert browser.one("main .target").get_attribute("id") == found[place]
    # Amounts, however they are written.
    for amount in ["369600", "369.600", "369 600", "369.600,00"]:
        search(amount)
        assert "it-planungsrat/2025/22/35" in shown(".projects tbody tr"), (amount, hits())
    browser.press(Keys.ESCAPE)
    assert hits() == "" and browser.one(".masthead").is_displayed()
    assert browser.text("#s-projects") == "Projekte 29", browser.text("#s-projects")


def test_addresses(browser, address):
    """On a narrow screen the record is seen above the evidence; an address that leads nowhere is said."""
    browser.size(360, 740)
    browser.open(address)
    in_sight = lambda: browser.js("""
        const { top, bottom } = document.querySelector('main .target')?.getBoundingClientRect() ?? { top: -1 };
        return top >= 0 && bottom <= document.querySelector('#evidence').getBoundingClientRect().top;""")
    for name in ["f:it-planungsrat/47/BW.roles", "f:it-planungsrat/2025/22/35.budget", "it-planungsrat/2025/22/39"]:
        browser.js("location.hash = arguments[0]", name)
        browser.wait(in_sight, f"{name} is above the evidence")
    browser.press("n")
    browser.wait(lambda: browser.text("#walk-place").startswith("1/"), "the finding is shown")
    browser.wait(in_sight, "its record is, too")
    marked = browser.one("main .target").get_attribute("id")
    browser.press(Keys.ESCAPE)
    assert browser.js("return document.activeElement.id") == marked
    for name in ["it-planungsrat/9999/1", "f:it-planungsrat/47/BW.nothing", "n:9999"]:
        browser.js("location.hash = '#it-planungsrat/2025/22/39'")
        browser.wait(lambda: browser.all("main .target"), "a record is marked")
        browser.js("location.hash = arguments[0]", name)
        browser.wait(lambda: name.removeprefix("f:") in browser.text("#status"), f"{name} is said to be unknown")
        assert browser.one("#status").rect["height"] > 20 and not browser.all("main .target")
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.quiet()


def test_language_and_scheme(browser, address):
    browser.open(address)
    assert "15.649.231,65\u00a0€" in browser.js("return document.querySelector('.figures').textContent")
    browser.click("#language")
    browser.wait(lambda: browser.text("#s-decisions").startswith("Decisions"), "the page speaks English")
    assert browser.js("return document.documentElement.lang") == "en"
    figures = browser.js("return document.querySelector('.figures').textContent")
    assert "€15,649,231.65" in figures and "31 August 2025" in figures, figures
    browser.wait(lambda: "Budget by programme" in browser.text(".pictures"), "the pictures do, too")
    assert "29 of 29" in browser.text(".shown")
    german = [word for word in ["Beschlüsse", "Folie ", "Vorbehalt", "Frist"] if word in browser.text("body").replace("Beschlüsse der 47. Sitzung", "")]
    assert german in ([], ["Vorbehalt"]), german
    browser.click("#language")
    browser.wait(lambda: browser.text("#s-decisions").startswith("Beschlüsse"), "and German again")
    browser.wait(lambda: "Budget nach Programm" in browser.text(".pictures"), "with its pictures")
    assert "As a table" not in browser.js("return document.querySelector('.pictures').textContent")
    ground = lambda: browser.js("return getComputedStyle(document.documentElement).backgroundColor")
    browser.scheme("light")
    light = ground()
    browser.scheme("dark")
    dark = ground()
    assert light != dark
    browser.click("#theme")
    assert ground() == light
    browser.click("#theme")
    assert ground() == dark
    browser.scheme("light")
    browser.quiet()


def test_accessibility(browser, address, name):
    for scheme in ["light", "dark"]:
        browser.scheme(scheme)
        browser.open(address)
        browser.axe(f"{name}, {scheme}")
        browser.js("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        browser.press("n")
        browser.wait(lambda: browser.all("#card .severity"), "the finding is shown")
        browser.axe(f"{name}, {scheme}, with evidence")
    browser.scheme("light")


def test_widths(browser, address):
    for width, height in [(360, 740), (1280, 900), (1920, 1080)]:
        browser.size(width, height)
        for scheme in ["light", "dark"]:
            browser.scheme(scheme)
            browser.open(address)
            wide = browser.js("return document.documentElement.scrollWidth")
            assert wide <= width, f"at {width} the page is {wide} wide"
            browser.shot(f"top-{width}-{scheme}")
    browser.scheme("light")
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_print(browser, address):
    browser.open(address)
    browser.press("n")
    pdf = base64.b64decode(browser.driver.print_page())
    assert pdf.startswith(b"%PDF-") and len(pdf) > 20_000, len(pdf)
    (FOLDER / "print.pdf").write_bytes(pdf)
    if len(sys.argv) > 3:
        (pathlib.Path(sys.argv[3]) / "print.pdf").write_bytes(pdf)
    # Our own program reads what a person would keep: the records, and nothing of the tools.
    text = subprocess.run([PROGRAM, "extract", "--quiet", "--text", FOLDER / "print.pdf"], check=True, capture_output=True, text=True).stdout
    assert "15.649.231,65" in text and "Unternehmenskonto" in text
    assert "Zurücksetzen" not in text and "Vorheriger Befund" not in text
    browser.quiet()


def test_hostile(browser):
    deck = FOLDER / "</script><img src=x onerror=alert(9)>.txt".replace("/", "_")
    deck.write_text(HOSTILE, encoding="utf-8")
    address, _ = write("hostile", deck)
    browser.open(address)
    for _ in range(3):
        browser.press("n")
    browser.press("e")
    browser.js("document.querySelector('#evidence').hidden && document.querySelector('#evidence-open').click()")
    browser.wait(lambda: browser.all("#source .slide"), "the source is drawn")
    browser.click("#language")
    browser.wait(lambda: browser.js("return document.documentElement.lang") == "en", "the page speaks English")
    browser.js("document.querySelectorAll('#source pre span').forEach((one) => one.click())")
    assert browser.js("return window.hit ?? 0") == 0
    injected = browser.js("return document.body.querySelectorAll('img, iframe, object, [onerror], [onload], [onmouseover], [onclick], [style], a[href^=javascript]').length")
    assert injected == 0, injected
    text = browser.js("return document.body.textContent")
    assert "alert(1)</script>" in browser.js("return document.querySelector('#source').textContent")
    assert "‹U+202E›" in text and "‹U+0001›" in text and "‹U+001B›" in text
    assert "\u202e" not in text and "\x01" not in text
    browser.quiet()


def test_pdf(browser):
    deck = pathlib.Path("fixtures/decks/pdf/deck-0003.pdf")
    address, _ = write("pdf", deck)
    extraction = json.loads(subprocess.run([PROGRAM, "extract", "--quiet", deck], check=True, capture_output=True).stdout)
    browser.open(address)
    project = next(one for one in extraction["projects"] if one["budget"])
    browser.js("location.hash = arguments[0]", f"#f:{project['id']}.budget")
    browser.wait(lambda: browser.all("#source .marks .box"), "the box is drawn")
    boxes = project["provenance"]["fields"]["budget"]["boxes"]
    drawn = browser.js("return [...document.querySelectorAll('#source .marks .box')].map((box) => [box.closest('.slide').dataset.slide, box.getAttribute('x'), box.getAttribute('y')].map(Number))")
    assert drawn == [[page, x0 - 1, y0 - 1] for page, x0, y0, _, _ in boxes], (drawn, boxes)
    # A click on the page shows the field that stands there, and the text is one switch away.
    page = boxes[0][0]
    browser.js("arguments[0].dispatchEvent(new MouseEvent('click', { bubbles: true }))", browser.one(f"#source [data-slide='{page}'] svg text"))
    browser.wait(lambda: browser.text("#card .kicker"), "something is shown")
    browser.shot("pdf-page")
    browser.click("[data-view=text]")
    browser.wait(lambda: browser.all("#source pre"), "the text is drawn")
    browser.axe("a PDF")
    browser.quiet()


def test_meetings(browser):
    """Fifty decks in one page."""
    decks = sorted(pathlib.Path("fixtures/decks").glob("*/*.txt"))[:49] + [SEED]
    assert len(decks) == 50
    folder = FOLDER / "many"
    folder.mkdir()
    for at, deck in enumerate(decks):
        # Names tell decks apart whose bytes are the same in two folders.
        (folder / f"{at:02}-{deck.name}").write_bytes(deck.read_bytes())
    address, size = write("many", folder)
    browser.open(address)
    seconds = browser.js("return performance.now()") / 1000
    options = browser.all("#choose option")
    print(f"50 decks: {len(options)} meetings, {size / 1e6:.1f} MB, opened in {seconds:.2f} s")
    assert len(options) >= 40 and seconds < 3
    title = browser.text("h1")
    previous = [one for one in options if one.text.startswith("IT-Planungsrat, 5")][-1].get_attribute("value")
    Select(browser.one("#choose")).select_by_value(previous)
    browser.wait(lambda: browser.one(".meeting").get_attribute("data-deck") == previous, "the other meeting is there")
    assert browser.all("#s-changes"), "what changed is said"
    # It scrolls, beside the evidence, too.
    browser.click("#evidence-open")
    browser.wait(lambda: browser.all("#source .slide"), "the source is drawn")
    frames = browser.driver.execute_async_script("""
        const done = arguments[0]; let frames = 0, y = 0; const started = performance.now();
        const step = () => { window.scrollTo({ top: (y += 120), behavior: 'instant' }); frames += 1; performance.now() - started < 1000 ? requestAnimationFrame(step) : done(frames); };
        requestAnimationFrame(step);""")
    assert frames > 20, f"{frames} frames in a second"
    browser.quiet()
    assert title


def test_broken(browser):
    """Damaged texts: whatever is read from them, each byte is shown once, and each finding can be walked to."""
    decks = [path for folder in ["fixtures/broken", "fixtures/clean"] for path in sorted(pathlib.Path(folder).glob("*.txt"))]
    address, _ = write("broken", *decks)
    lines = subprocess.run([PROGRAM, "extract", "--quiet", *decks], check=True, capture_output=True, text=True).stdout.splitlines()
    coverages = {one["source"]["name"]: one["coverage"] for one in map(json.loads, lines)}
    browser.open(address)
    browser.click("#evidence-open")
    found = browser.driver.execute_async_script("""
        const done = arguments[0], found = {}, pause = () => new Promise((next) => setTimeout(next, 15));
        (async () => {
          const choose = document.querySelector('#choose');
          for (const option of choose.options) {
            choose.value = option.value;
            choose.dispatchEvent(new Event('change'));
            while (document.querySelector('.meeting').dataset.deck !== option.value) await pause();
            await pause();
            const bytes = {}, name = document.querySelector('.source dd').textContent;
            for (const one of document.querySelectorAll('#source pre span')) {
              // What stands for a control character is another character.
              const letter = one.className.slice(2, 3);
              bytes[letter] = (bytes[letter] ?? 0) + Number(one.dataset.end) - Number(one.dataset.b);
            }
            document.querySelector('.findings').open = true;
            // Chromium throttles whoever goes to more than 20 places a second.
            for (const link of [...document.querySelectorAll('.finding .go')].slice(0, 3)) { link.click(); await new Promise((next) => setTimeout(next, 60)); }
            found[name] = bytes;
          }
          return found;
        })().then(done, (error) => done({ error: String(error) }));""")
    assert "error" not in found, found
    wanted = {"r": "records", "t": "text", "f": "furniture", "w": "whitespace", "u": "unclaimed"}
    counts = {name: {letter: bytes.get(letter, 0) for letter in wanted} for name, bytes in found.items()}
    assert counts == {name: {letter: one[key] for letter, key in wanted.items()} for name, one in coverages.items()}
    print(f"broken: {len(counts)} texts")
    browser.quiet()


def main():
    address, size = write("seed", SEED)
    extraction = json.loads(subprocess.run([PROGRAM, "extract", "--quiet", SEED], check=True, capture_output=True).stdout)
    dataset = FOLDER / "dataset"
    subprocess.run([PROGRAM, "build", "--quiet", "--formats", "csv", SEED, "--out", dataset], check=True)
    browser = Browser()
    try:
        # The first page that a new browser opens waits for its start: that is another one.
        browser.open(write("start", "fixtures/clean/crlf.txt")[0])
        browser.open(address)
        seconds = browser.js("return performance.now()") / 1000
        print(f"seed: {size / 1e3:.0f} kB, opened in {seconds:.2f} s")
        assert size < 400_000 and seconds < 1
        steps = [
            ("evidence", lambda: test_evidence(browser, address, extraction)),
            ("findings", lambda: test_findings(browser, address, extraction)),
            ("work", lambda: test_work(browser, address, extraction, dataset)),
            ("addresses", lambda: test_addresses(browser, address)),
            ("language and scheme", lambda: test_language_and_scheme(browser, address)),
            ("accessibility", lambda: test_accessibility(browser, address, "seed")),
            ("widths", lambda: test_widths(browser, address)),
            ("print", lambda: test_print(browser, address)),
            ("hostile deck", lambda: test_hostile(browser)),
            ("pdf", lambda: test_pdf(browser)),
            ("meetings", lambda: test_meetings(browser)),
            ("broken texts", lambda: test_broken(browser)),
        ]
        failed = []
        for name, step in steps:
            try:
                step()
                print(f"{name}: ok", flush=True)
            except Exception as error:  # All steps are told.
                failed.append(name)
                print(f"{name}: FAILED: {type(error).__name__}: {re.sub(r'Stacktrace:.*', '', str(error), flags=re.S)}", flush=True)
                import traceback

                traceback.print_tb(error.__traceback__, limit=-3)
        if failed:
            sys.exit(f"failed: {', '.join(failed)}")
    finally:
        browser.driver.quit()


main()
