"""Holds the emulated service against openapi.yaml: schemathesis makes requests out of the document and judges the answers by it.

    against_the_service.py SIMULATOR [schemathesis options]

What no schema can say is a proof that is one: a JWS over a nonce that was given out a moment ago, signed by a card that the service
trusts; nor the answers of such a card in a relay, nor a request for a certificate that its own key has signed. So a request that
schemathesis means to be right is made right here, by a JOSE and an X.509 library. Everything else is sent as schemathesis made it.
The answers are those of all personas whose service behaves.
"""

import collections
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import schemathesis
from schemathesis import GenerationMode
from schemathesis.cli import schemathesis as command

from cards import CardAuthority
from prover import PROVE, RELAY, Prover
from registrar import CODES, REGISTER, RENEW, Registrar

HERE = Path(__file__).parent
CONFIG = ["--config-file", HERE / "schemathesis.toml"]
DOCUMENT = HERE.parent.parent / "src/gateway/openapi.yaml"


def listen(prover: Prover, registrar: Registrar, answers: collections.Counter):
    @schemathesis.auth(refresh_interval=None).apply_to(path="/.well-known/est/simpleenroll")
    class Codes:
        def get(self, case, context):
            return "a code"

        def set(self, case, data, context):
            registrar.register(case)

    @schemathesis.hook
    def before_call(context, case, kwargs):
        if case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE:
            prover.before_call(case)
            registrar.before_call(case)

    @schemathesis.hook
    def after_call(context, case, response):
        answers[case.operation.label, response.status_code] += 1
        prover.after_call(case, response)
        registrar.after_call(case, response)


def run(simulator: str, options: list[str]) -> int:
    answers = collections.Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        authority = CardAuthority()
        trusted = folder / "card-authority.pem"
        trusted.write_bytes(authority.pem())
        arguments = ["service", "--listen", "127.0.0.1:0", "--dir", folder, "--card-authority", trusted, "--relay"]
        for user, code in CODES.items():
            arguments += ["--enrol", f"{user}:{code}"]
        with subprocess.Popen([simulator, *arguments], stdout=subprocess.PIPE, text=True) as service:
            try:
                base = service.stdout.readline().strip()
                listen(Prover(base, folder, authority), Registrar(folder), answers)
                os.chdir(folder)
                client = ["--request-cert", folder / "terminal.pem", "--request-cert-key", folder / "terminal.key"]
                where = [DOCUMENT, "--url", base, "--tls-verify", folder / "authority.pem"]
                status = judge([*map(str, [*CONFIG, "run", "--checks", "all", *where, *client]), *options])
            finally:
                service.terminate()
    for (label, answer), times in sorted(answers.items()):
        print(f"{times:6} x {answer} {label}")
    missing = [label for label in (RELAY, PROVE, REGISTER, RENEW) if not answers[label, 200]]
    if missing:
        print("never accepted:", *missing)
    return status or bool(missing)


def judge(arguments: list[str]) -> int:
    try:
        return command(arguments, standalone_mode=False) or 0
    except SystemExit as end:
        return end.code


if __name__ == "__main__":
    sys.exit(run(os.path.abspath(sys.argv[1]), sys.argv[2:]))
