"""A browser that does what it is told: a JSON object a line in, one a line out.

    browser.py CHROMIUM ADDRESS

CHROMIUM is the program, ADDRESS the service. What is asked:

    {"do": "step", "who": …, "width": …, "step": {…}}   one step of a person, by the words the person sees
    {"do": "look", "who": …, "width": …, "path": …, "axe": true}   a page, and what a test wants to know of it
    {"do": "kind", "who": …, "path": …}                 how a path answers, without showing it
    {"do": "read", "who": …, "path": …}                 the text of a page with scripts switched off
    {"do": "tab", "who": …, "path": …}                  where the Tab key leads from the top
    {"do": "print", "who": …, "path": …}                the text of each sheet of A4
    {"do": "picture", "who": …, "width": …, "of": …, "to": …}   a PNG of a part of the page at hand

`who` names a person with cookies of their own, `width` is in CSS pixels. The end of the input ends the browser.
"""

import io
import json
import os
import sys

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader

# Rows of one body of a table are made by one line of a template; axe takes seconds for a hundred of them.
ROWS_FOR_AXE = 6
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The page of a bundle on its way asks for itself again, says so, and has a link that ends it: WCAG 2.2, 2.2.1 and 2.2.2 ask for
# that; axe sees the tag alone.
EXCEPTIONS = {"meta-refresh": {"enabled": False}}
HEIGHT = 900

MEASURE = """() => {
  const wide = document.documentElement.clientWidth;
  const inside = node => { for (let up = node.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX) && up !== document.body
        && up !== document.documentElement) return true; return false; };
  const over = [...document.body.querySelectorAll('*')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.right > wide + 1 && !inside(node); });
  return { title: document.title, lang: document.documentElement.lang,
    h1: [...document.querySelectorAll('h1')].map(node => node.innerText),
    mains: document.querySelectorAll('main').length,
    text: (document.querySelector('main') ?? document.body).innerText,
    scrollWidth: document.documentElement.scrollWidth, width: wide,
    over: over.slice(0, 3).map(node => node.outerHTML.slice(0, 120)) };
}"""

THIN = """rows => { for (const body of document.querySelectorAll('tbody'))
  [...body.rows].slice(rows).forEach(row => row.remove()); }"""

FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const region = node.closest('main') ? 'main' : node.closest('nav') ? 'nav'
    : node.closest('footer') ? 'footer' : node.classList.contains('skip') ? 'skip' : 'top';
  return { region, name: (node.ariaLabel || node.innerText || node.name || '').slice(0, 60),
    isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    isInView: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth };
}"""


class Browser:
    def __init__(self, chromium, address):
        self.address = address
        self.playwright = sync_playwright().start()
        # A sandbox needs rights that root in a container gives up.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        self.chromium = self.playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"] if root else []
        )
        self.axe = Axe()
        self.cookies = {}
        self.pages = {}
        self.messages = {}

    def close(self):
        self.chromium.close()
        self.playwright.stop()

    def page(self, who, width, scripts=True):
        key = (who, width, scripts)
        if key not in self.pages:
            context = self.chromium.new_context(
                viewport={"width": width, "height": HEIGHT},
                java_script_enabled=scripts,
                locale="ru-RU",
                timezone_id="Europe/Moscow",
            )
            # Not a measure: only what never comes ends here.
            context.set_default_timeout(600_000)
            page = context.new_page()
            page.on("console", lambda message: self.hear(page, message.type, message.text))
            page.on("pageerror", lambda error: self.hear(page, "error", str(error)))
            page.on("requestfailed", lambda request: self.miss(page, request))
            page.on("response", lambda answer: self.note(page, answer))
            self.pages[key] = page
        page = self.pages[key]
        page.context.clear_cookies()
        page.context.add_cookies(self.cookies.get(who, []))
        return page

    def hear(self, page, kind, text):
        # A page that says "not found" is itself an answer with a status; Chromium complains of it besides.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.messages.setdefault(page, []).append(text)

    def miss(self, page, request):
        # What is saved as a file ends the navigation to it.
        if request.failure != "net::ERR_ABORTED":
            self.hear(page, "error", f"{request.url}: {request.failure}")

    def note(self, page, answer):
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.messages.setdefault(page, []).append(f"{answer.url}: {answer.status}")

    def open(self, page, path):
        self.messages[page] = []
        answer = self.go(page, self.address + path)
        return answer.status, answer.header_value("content-type") or ""

    def go(self, page, address):
        # A page that follows a loading may ask for itself again just now, which ends the way to another.
        for chance in (1, 2, 3):
            try:
                return page.goto(address)
            except Error as error:
                if chance == 3 or "net::ERR_ABORTED" not in str(error):
                    raise

    def kind(self, who, path):
        answer = self.page(who, 1280).context.request.get(self.address + path, max_redirects=0)
        return {"status": answer.status, "type": answer.headers.get("content-type", "")}

    def look(self, who, width, path=None, axe=False):
        page = self.page(who, width)
        status, kind = self.open(page, path) if path else (200, "text/html")
        seen = page.evaluate(MEASURE) | {"status": status, "type": kind}
        seen["messages"] = self.messages.get(page, [])
        seen["violations"] = self.violations(page) if axe else []
        return seen

    def violations(self, page):
        page.evaluate(THIN, ROWS_FOR_AXE)
        found = self.axe.run(page, options={
            "runOnly": RULES, "rules": EXCEPTIONS, "resultTypes": ["violations"],
        })
        return [
            f"{rule['id']}: {node['target']} {node['html'][:160]}"
            for rule in found.response["violations"]
            for node in rule["nodes"][:3]
        ]

    def read(self, who, path):
        page = self.page(who, 1280, scripts=False)
        self.open(page, path)
        return {"text": page.locator("main, body:not(:has(main))").inner_text()}

    def tab(self, who, path):
        page = self.page(who, 1280)
        self.open(page, path)
        stops = []
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            stops.append(stop)
        self.open(page, path)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        return {"stops": stops, "afterSkip": page.evaluate(FOCUSED)}

    def print(self, who, path):
        page = self.page(who, 1280)
        self.open(page, path)
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        return {
            "sheets": [sheet.extract_text() for sheet in sheets],
            "sizes": [[float(side) for side in sheet.mediabox[2:]] for sheet in sheets],
        }

    def step(self, who, width, step):
        page = self.page(who, width)
        ((verb, given),) = step.items()
        {
            "open": lambda path: self.open(page, path),
            "reload": lambda _: page.reload(),
            "fill": lambda it: page.get_by_label(it["label"], exact=True).fill(it["text"]),
            "pick": lambda it: page.get_by_label(it["label"], exact=True).select_option(
                label=it["text"]
            ),
            "choose": lambda it: page.get_by_label(it["label"], exact=True).set_input_files(
                it["file"]
            ),
            "check": lambda name: page.get_by_role("checkbox", name=name).first.check(),
            "press": lambda name: page.get_by_role("button", name=name, exact=True).click(),
            "follow": lambda name: page.get_by_role("link", name=name).first.click(),
            "unfold": lambda text: page.locator("summary", has_text=text).first.click(),
            "see": lambda text: page.get_by_text(text).first.wait_for(state="attached"),
            "download": lambda it: self.download(page, it["name"], it["to"]),
        }[verb](given)
        page.wait_for_load_state()
        self.cookies[who] = page.context.cookies()
        # What only this page is told, such as a secret, is in no address but its own.
        return {"path": page.url.removeprefix(self.address)}

    def download(self, page, name, to):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).first.click()
        download.value.save_as(to)

    def picture(self, who, width, of, to):
        page = self.page(who, width)
        parts = [page.locator(part).first for part in of]
        boxes = [part.bounding_box() for part in parts]
        left, top = 0, max(0, min(box["y"] for box in boxes) - 12)
        bottom = min(max(box["y"] + box["height"] for box in boxes) + 4, top + HEIGHT)
        clip = {"x": left, "y": top, "width": width, "height": bottom - top}
        image = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
        os.makedirs(os.path.dirname(to), exist_ok=True)
        image.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(to, optimize=True)
        return {"bytes": os.path.getsize(to)}


def main(chromium, address):
    browser = Browser(chromium, address)
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            try:
                answer = getattr(browser, asked.pop("do"))(**asked)
            except Error as error:
                answer = {"failure": str(error)[:1000]}
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
