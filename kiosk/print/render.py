"""kiosk/print/render.py WORDS OUT: sets the manual and the notice; called by kiosk/manual.

WORDS is what the example `printed` prints. The pages are manual.typ and notice.typ; what they read lies in target/print/work. The same
words and fonts give the same bytes: the date on the pages is SOURCE_DATE_EPOCH.
"""

import json
import os
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

from screen import drawn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target/print/work"
FONTS = Path("/usr/share/fonts")
# All under the SIL Open Font License 1.1, which lets a document carry them: a file of each font, and Debian's package of it.
NEEDED = {
    "BIZUDGothic-Regular.ttf": "fonts-morisawa-bizud-gothic",
    "Mplus1-Regular.otf": "fonts-mplus",
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}


def folders():
    """The folders of the fonts: only these are looked into, so that no other font gets into the pages."""
    for file, package in NEEDED.items():
        found = next(FONTS.rglob(file), None)
        if found is None:
            sys.exit(f"kiosk/manual: the font {file} is missing: install {package}")
        yield found.parent


def sizes():
    """The table of ACCESSIBILITY.md that a test computes: how large letters are on each screen."""
    _, _, below = (ROOT / "ACCESSIBILITY.md").read_text().partition("\n## How large it is\n")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.*\|$", below, re.MULTILINE)
    ]
    rows = [row for row in rows if "″" in row[0]]
    if not rows or any(len(row) != 5 for row in rows):
        sys.exit("kiosk/manual: ACCESSIBILITY.md has no table of five columns under 'How large it is'")
    return rows


def main(words, out):
    words = json.loads(Path(words).read_text())
    words["sizes"] = sizes()
    fonts = list(folders())
    date = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    words["date"] = [date.year, date.month, date.day]
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    screens = {}
    for screen in words["screens"]:
        name = screen["name"]
        drawing, screens[name] = drawn(screen)
        (WORK / f"{name}.svg").write_text(drawing)
    words["screens"] = screens
    (WORK / "words.json").write_text(json.dumps(words, ensure_ascii=False))
    for page in HERE.glob("*.typ"):
        shutil.copy(page, WORK)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("manual", "notice"):
        # PDF/A: a letter that no font has is an error, every font is in the file, and every letter can be searched for.
        pages = typst.compile(
            str(WORK / f"{name}.typ"),
            root=str(WORK),
            font_paths=[str(folder) for folder in fonts],
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            timestamp=int(date.timestamp()),
        )
        (out / f"{name}.pdf").write_bytes(pages)
        print(out / f"{name}.pdf")


if __name__ == "__main__":
    main(*sys.argv[1:])
