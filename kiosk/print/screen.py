"""A screen of the kiosk as it stands on paper, out of its cells: in the kiosk's own colours, with lines and blocks as foot draws them.

Grounds, lines and blocks are a drawing (SVG). Letters are set by the typesetter, which is strict about fonts where its drawings are not.
"""

import re
import unicodedata
from pathlib import Path

# A cell, in the proportions that kiosk/terminal has on a display.
WIDE, HIGH = 16, 33
LIGHT, HEAVY = 1.6, 4.0
NAMES = ("Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "Gray")
BRIGHT = ("DarkGray", "LightRed", "LightGreen", "LightYellow", "LightBlue", "LightMagenta", "LightCyan", "White")
QUADRANTS = {"UPPER LEFT": (0, 0), "UPPER RIGHT": (1, 0), "LOWER LEFT": (0, 1), "LOWER RIGHT": (1, 1)}
EIGHTHS = ("ONE EIGHTH", "ONE QUARTER", "THREE EIGHTHS", "HALF", "FIVE EIGHTHS", "THREE QUARTERS", "SEVEN EIGHTHS")


def palette():
    """The sixteen colours of kiosk/foot.ini, by the names that the screens' library gives them."""
    settings = (Path(__file__).resolve().parent.parent / "foot.ini").read_text()
    colours = dict(re.findall(r"^((?:regular|bright)[0-7])=([0-9a-f]{6})$", settings, re.MULTILINE))
    named = {name: colours[f"regular{nth}"] for nth, name in enumerate(NAMES)}
    return named | {name: colours[f"bright{nth}"] for nth, name in enumerate(BRIGHT)}


def colour(name, named):
    """A colour as the screens' library writes it: a name, or a number of xterm's 256."""
    if name in named:
        return "#" + named[name]
    nth = int(name)
    if nth >= 232:
        return f"#{8 + 10 * (nth - 232):02x}" + 2 * f"{8 + 10 * (nth - 232):02x}"
    steps = (0, 95, 135, 175, 215, 255)
    nth -= 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (nth // 36, nth // 6 % 6, nth % 6))


def sextant(letter):
    """The dots of a sextant (U+1FB00 to U+1FB3B), which leaves out what the older blocks have."""
    nth = ord(letter) - 0x1FB00 + 1
    nth += (nth >= 0b010101) + (nth >= 0b101010 - 1)
    return [(dot % 2, dot // 2) for dot in range(6) if nth >> dot & 1]


def blocks(letter):
    """The parts of its cell that a block covers, as (left, top, width, height) of 1; none for what is no block."""
    if 0x1FB00 <= ord(letter) <= 0x1FB3B:
        return [(x / 2, y / 3, 1 / 2, 1 / 3) for x, y in sextant(letter)]
    name = unicodedata.name(letter, "")
    if name == "FULL BLOCK":
        return [(0, 0, 1, 1)]
    if name.startswith("QUADRANT "):
        parts = name.removeprefix("QUADRANT ").split(" AND ")
        return [(QUADRANTS[part][0] / 2, QUADRANTS[part][1] / 2, 1 / 2, 1 / 2) for part in parts]
    if found := re.fullmatch(r"(UPPER|LOWER|LEFT|RIGHT) (.*) BLOCK", name):
        side, part = found.groups()
        part = (EIGHTHS.index(part) + 1) / 8
        return {
            "UPPER": [(0, 0, 1, part)],
            "LOWER": [(0, 1 - part, 1, part)],
            "LEFT": [(0, 0, part, 1)],
            "RIGHT": [(1 - part, 0, part, 1)],
        }[side]
    return []


def lines(letter):
    """The strokes of a frame's letter, as (from, to, weight, offset); none for what is none."""
    name = unicodedata.name(letter, "").removeprefix("BOX DRAWINGS ")
    if not 0x2500 <= ord(letter) <= 0x257F:
        return []
    if "DIAGONAL" in name:
        return [((1, 0), (0, 1), LIGHT, 0)] if "UPPER RIGHT" in name else [((0, 0), (1, 1), LIGHT, 0)]
    weight = HEAVY if "HEAVY" in name else LIGHT
    offsets = (-3, 3) if "DOUBLE" in name else (0,)
    name = name.replace("HORIZONTAL", "LEFT RIGHT").replace("VERTICAL", "UP DOWN")
    ends = {"LEFT": (0, 1 / 2), "RIGHT": (1, 1 / 2), "UP": (1 / 2, 0), "DOWN": (1 / 2, 1)}
    return [
        (end, (1 / 2, 1 / 2), weight, offset)
        for word, end in ends.items()
        if word in name.split()
        for offset in offsets
    ]


def stroke(at, to, weight, offset, fill):
    """A line of a cell whose corner is the origin; where two run beside each other, each a little to its side."""
    flat = at[1] == to[1]
    along = (0, offset) if flat else (offset, 0)
    (x1, y1), (x2, y2) = [(WIDE * x + along[0], HIGH * y + along[1]) for x, y in (at, to)]
    cap = "square" if at[0] == to[0] or flat else "butt"
    return (x1, y1, x2, y2, weight, cap, fill)


def drawn(screen):
    """The drawing of the whole screen, and its letters: column, row, letter, colour, whether it is bold."""
    named = palette()
    grounds, marks, letters = [], [], []
    columns, rows = screen["columns"], len(screen["cells"])
    for row, cells in enumerate(screen["cells"]):
        top = row * HIGH
        for column, (symbol, fore, back, bold) in enumerate(cells):
            left = column * WIDE
            if back == "Reset":
                # The right half of a wide letter.
                grounds.append((left, top, grounds[-1][2]))
                continue
            fill = colour(fore, named)
            grounds.append((left, top, colour(back, named)))
            if not symbol.strip():
                continue
            if parts := blocks(symbol):
                marks += [
                    f'<rect x="{left + x * WIDE:.2f}" y="{top + y * HIGH:.2f}" width="{w * WIDE:.2f}" height="{h * HIGH:.2f}" fill="{fill}"/>'
                    for x, y, w, h in parts
                ]
            elif strokes := lines(symbol):
                for x1, y1, x2, y2, weight, cap, ink in (stroke(*each, fill) for each in strokes):
                    marks.append(
                        f'<line x1="{left + x1:.2f}" y1="{top + y1:.2f}" x2="{left + x2:.2f}" y2="{top + y2:.2f}" '
                        f'stroke="{ink}" stroke-width="{weight}" stroke-linecap="{cap}"/>'
                    )
            else:
                letters.append((column, row, symbol, fill, bold))
    size = f"0 0 {columns * WIDE} {rows * HIGH}"
    shapes = "\n".join([*painted(grounds), *marks])
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" shape-rendering="crispEdges">\n{shapes}\n</svg>\n'
    )
    return drawing, {"columns": columns, "rows": rows, "high": HIGH / WIDE, "letters": letters}


def painted(grounds):
    """The grounds, one rectangle for neighbours of one colour."""
    begun = None
    for left, top, fill in [*grounds, (0, -1, None)]:
        if begun and (begun[1], begun[3]) == (top, fill):
            begun[2] += WIDE
            continue
        if begun:
            yield f'<rect x="{begun[0]}" y="{begun[1]}" width="{begun[2]}" height="{HIGH}" fill="{begun[3]}"/>'
        begun = [left, top, WIDE, fill]
