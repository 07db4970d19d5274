"""Makes right what schemathesis means to be right and no schema can make so: relays and proofs for the checks that are open."""

import random
import tomllib
from pathlib import Path

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from schemathesis.generation.meta import TestPhase

from cards import FIRST_SERIAL, CardAuthority, Terminal, proof

OPEN, RELAY, PROVE = "POST /v1/checks", "POST /v1/checks/{check}/relay", "POST /v1/checks/{check}/proof"
PERSONAS = Path(__file__).parent.parent.parent / "src/simulator/personas.toml"


def serials():
    """Serial numbers of the personas that are answered at once and as the document says."""
    for place, persona in enumerate(tomllib.loads(PERSONAS.read_text())["persona"]):
        if "fault" not in persona["answer"] and "delay" not in persona["answer"]:
            yield FIRST_SERIAL + place


class Check:
    """A check that the service opened, and the card that will prove for it."""

    def __init__(self, asked: dict, opened: dict, serial: int):
        self.name, self.nonce, self.method = opened["check"], opened["nonce"], asked["method"]
        self.relay_is_due = "relay" in opened
        self.serial = serial
        # Commands of the service that wait for the card's answers.
        self.commands = []
        self.challenge = b""
        self.jws = self.answer = None


class Prover:
    def __init__(self, base: str, folder: Path, authority: CardAuthority):
        self.base, self.authority, self.terminal = base, authority, Terminal(folder)
        self.session = requests.Session()
        self.session.cert = (str(folder / "terminal.pem"), str(folder / "terminal.key"))
        # Without this a variable of the environment would name other authorities.
        self.session.trust_env = False
        self.session.verify = str(folder / "authority.pem")
        self.checks = {}
        self.serials = list(serials())
        self.dice = random.Random(1)

    def before_call(self, case):
        label = case.operation.label
        # Only in the stateful phase does schemathesis itself lead from one request to the next.
        if label in (RELAY, PROVE) and case.meta.phase.name is not TestPhase.STATEFUL and self.checks:
            unproved = [name for name, check in self.checks.items() if check.jws is None]
            among = unproved if unproved and self.dice.random() < 0.8 else list(self.checks)
            case.path_parameters["check"] = self.dice.choice(among)
        check = self.checks.get(case.path_parameters.get("check")) if label in (RELAY, PROVE) else None
        if check is None or not isinstance(case.body, dict):
            return
        if label == RELAY:
            case.body["answers"] = self.answers(check)
            return
        while check.relay_is_due:
            path = f"{self.base}/v1/checks/{check.name}/relay"
            self.relayed(check, self.session.post(path, json={"answers": self.answers(check)}))
        # Now and then the very proof that was accepted before, as if its answer had been lost.
        if check.jws is None or self.dice.random() < 0.5:
            check.jws = check.jws or self.proof(check)
            case.body["jws"] = check.jws
        else:
            case.body["jws"] = self.proof(check)

    def after_call(self, case, response):
        label = case.operation.label
        if label == OPEN and response.status_code == 201:
            check = Check(case.body, response.json(), self.dice.choice(self.serials))
            self.checks[check.name] = check
        check = self.checks.get(case.path_parameters.get("check"))
        if check is None or response.status_code not in (200, 204):
            return
        if label == RELAY:
            self.relayed(check, response)
        elif label == PROVE:
            answer = response.json()
            assert check.answer in (None, answer), "the same proof got another answer"
            check.answer = answer
        else:
            del self.checks[check.name]

    def proof(self, check: Check) -> str:
        return proof(check.method, check.nonce, self.base, self.terminal, self.authority, check.serial)

    def relayed(self, check: Check, response):
        said = response.json()
        check.commands, check.relay_is_due = said.get("commands", []), not said.get("done")

    def answers(self, check: Check):
        """What a card says to the commands that wait: the stand-in of simulator/card/stand_in.rs, which is no real card's."""
        return [self.answer(check, bytes.fromhex(command)) for command in check.commands]

    def answer(self, check: Check, command: bytes) -> str:
        said = b""
        if command[1] == 0x84:  # GET CHALLENGE
            said = check.challenge = self.dice.randbytes(command[4])
        elif command[1] == 0x88:  # INTERNAL AUTHENTICATE; its data begins with the service's challenge
            statement = b"uketsuke stand-in, card" + check.challenge + command[7:39] + check.serial.to_bytes(4, "big")
            said = self.authority.card_key.sign(statement, padding.PKCS1v15(), hashes.SHA256())
        return said.hex() + "9000"
