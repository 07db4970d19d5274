"""Holds the emulated service against openapi.yaml: schemathesis makes requests out of the document and judges the answers by it.

    against_the_service.py SIMULATOR [schemathesis options]

What no schema can say is a proof that is one: a JWS over a nonce that was given out a moment ago, signed by a card that the service
trusts. So a request that schemathesis means to be right, for a check that is open, is given a true proof here, made by a JOSE library.
Everything else is sent as schemathesis made it. The answers are those of all personas whose service behaves.
"""

import collections
import os
import random
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import schemathesis
from schemathesis import GenerationMode
from schemathesis.cli import schemathesis as command
from schemathesis.generation.meta import TestPhase

from cards import FIRST_SERIAL, CardAuthority, Terminal, proof

HERE = Path(__file__).parent
HOUSE = HERE.parent.parent
CONFIG = ["--config-file", HERE / "schemathesis.toml"]
OPEN, PROVE = "POST /v1/checks", "POST /v1/checks/{check}/proof"


def serials():
    """Serial numbers of the personas that are answered at once and as the document says."""
    personas = tomllib.loads((HOUSE / "src/simulator/personas.toml").read_text())["persona"]
    for place, persona in enumerate(personas):
        answer = persona["answer"]
        if "fault" not in answer and "delay" not in answer:
            yield FIRST_SERIAL + place


class Prover:
    """Remembers which checks are open, and proves for them."""

    def __init__(self, base: str, folder: Path, authority: CardAuthority):
        self.base = base
        self.terminal = Terminal(folder)
        self.authority = authority
        self.open = {}
        self.serials = list(serials())
        self.dice = random.Random(1)
        self.answers = collections.Counter()

    def before_call(self, case):
        meta = case.meta
        if case.operation.label != PROVE or meta is None or meta.generation.mode is not GenerationMode.POSITIVE:
            return
        # Only in the stateful phase does schemathesis itself lead from one request to the next.
        if meta.phase.name is not TestPhase.STATEFUL and self.open:
            case.path_parameters["check"] = self.dice.choice(list(self.open))
        check = self.open.pop(case.path_parameters["check"], None)
        if check is not None and isinstance(case.body, dict):
            serial = self.dice.choice(self.serials)
            case.body["jws"] = proof(check["method"], check["nonce"], self.base, self.terminal, self.authority, serial)

    def after_call(self, case, response):
        label = case.operation.label
        self.answers[label, response.status_code] += 1
        if label == OPEN and response.status_code == 201:
            opened = response.json()
            self.open[opened["check"]] = {"nonce": opened["nonce"], "method": case.body["method"]}


def listen(prover: Prover):
    @schemathesis.hook
    def before_call(context, case, kwargs):
        prover.before_call(case)

    @schemathesis.hook
    def after_call(context, case, response):
        prover.after_call(case, response)


def run(simulator: str, options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        authority = CardAuthority()
        trusted = folder / "card-authority.pem"
        trusted.write_bytes(authority.pem())
        arguments = ["service", "--listen", "127.0.0.1:0", "--dir", folder, "--card-authority", trusted]
        with subprocess.Popen([simulator, *arguments], stdout=subprocess.PIPE, text=True) as service:
            try:
                base = service.stdout.readline().strip()
                prover = Prover(base, folder, authority)
                listen(prover)
                os.chdir(folder)
                client = ["--request-cert", folder / "terminal.pem", "--request-cert-key", folder / "terminal.key"]
                where = [HOUSE / "src/gateway/openapi.yaml", "--url", base, "--tls-verify", folder / "authority.pem"]
                status = judge([*map(str, [*CONFIG, "run", "--checks", "all", *where, *client]), *options])
            finally:
                service.terminate()
    for (label, answer), times in sorted(prover.answers.items()):
        print(f"{times:6} x {answer} {label}")
    if not prover.answers[PROVE, 200]:
        print("no proof was accepted")
        return 1
    return status


def judge(arguments: list[str]) -> int:
    try:
        return command(arguments, standalone_mode=False) or 0
    except SystemExit as end:
        return end.code


if __name__ == "__main__":
    sys.exit(run(os.path.abspath(sys.argv[1]), sys.argv[2:]))
