"""Reads every file of a hand-off with Python's own parsers: expat, csv and json, none of which the kiosk uses.

Usage: handed_on.py FOLDER. Says one JSON object a file: its name, and the text of every element or column that has one.
"""

import csv
import json
import re
import sys
import xml.etree.ElementTree
from pathlib import Path


def text_of(raw):
    """The characters: UTF-8, or else Windows' Shift JIS."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp932")


def leaves(value, name=""):
    """Every text in a tree of JSON, under the name of its element."""
    if isinstance(value, dict):
        return {k: v for name, inner in value.items() for k, v in leaves(inner, name).items()}
    if isinstance(value, list):
        return {k: v for inner in value for k, v in leaves(inner, name).items()}
    return {name: value}


def read_xml(raw):
    declared = re.match(rb'<\?xml version="1\.0" encoding="(UTF-8|Shift_JIS)" standalone="no"\?>\n', raw)
    encoding = {b"UTF-8": "utf-8", b"Shift_JIS": "cp932"}[declared[1]]
    # expat knows no encoding with two bytes a character, so it gets the text.
    root = xml.etree.ElementTree.fromstring(raw[declared.end() :].decode(encoding))
    return {element.tag: element.text for element in root.iter() if len(element) == 0}


def read_csv(raw):
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    rows = list(csv.DictReader(text_of(raw).splitlines(), strict=True))
    assert len(rows) == 1
    return {name: value for name, value in rows[0].items() if value != ""}


READERS = {".xml": read_xml, ".json": lambda raw: leaves(json.loads(raw.decode("utf-8"))), ".csv": read_csv}

for path in sorted(Path(sys.argv[1]).iterdir(), key=lambda path: path.stat().st_mtime_ns):
    print(json.dumps({"name": path.name, "texts": READERS[path.suffix](path.read_bytes())}))
