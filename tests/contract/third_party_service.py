"""The paths of openapi.yaml as a third party would serve them, to see whether a kiosk keeps its side. For tests only.

    third_party_service.py FOLDER PORT

FOLDER holds authority.pem, server.pem, server.key and card-authority.der. Whatever a kiosk sends is held against the document's schemas,
and a proof against what protocol.md says, with a JOSE library; the answers are the document's own examples. Each request becomes a
line in FOLDER/heard, and one that does not keep the contract says there why.
"""

import base64
import contextlib
import copy
import json
import secrets
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from cards import thumbprint
from document import document, validator
from proofs import read

DOCUMENT = document()
PATHS = DOCUMENT["paths"]
PROOF = PATHS["/v1/checks/{check}/proof"]["post"]
CONFIRMED = PROOF["responses"]["200"]["content"]["application/json"]["examples"]["confirmed"]["value"]


def keeps(schema: str, value):
    validator(DOCUMENT["components"]["schemas"][schema], DOCUMENT).validate(value)
    return value


def agree(what: str, found, expected):
    assert found == expected, f"{what}: {found!r} and not {expected!r}"


class Service(ThreadingHTTPServer):
    def __init__(self, folder: Path, port: int):
        super().__init__(("127.0.0.1", port), Request)
        self.base = f"https://127.0.0.1:{port}"
        self.checks, self.heard = {}, (folder / "heard").open("w", buffering=1)
        self.cards = x509.load_der_x509_certificate((folder / "card-authority.der").read_bytes())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        context.load_verify_locations(folder / "authority.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def is_card(self, der: bytes):
        """A card of the card authority, for authentication, within its dates."""
        card = x509.load_der_x509_certificate(der)
        card.verify_directly_issued_by(self.cards)
        assert card.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
        assert ExtendedKeyUsageOID.CLIENT_AUTH in card.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        assert card.not_valid_before_utc.timestamp() < time.time() < card.not_valid_after_utc.timestamp()

    def proved(self, check: dict, jws: str, terminal: bytes):
        """What protocol.md asks of a proof, one by one."""
        header, claims = read(jws)
        keeps("ProofHeader", header)
        keeps("ProofClaims", claims)
        signer = base64.b64decode(header["x5c"][0], validate=True)
        if check["method"] == "pin":
            agree("alg", header["alg"], "RS256")
            self.is_card(signer)
        else:
            agree("alg", header["alg"], "ES256")
            agree("signer", signer, terminal)
            self.is_card(base64.b64decode(claims["card"], validate=True))
        agree("nonce", claims["nonce"], check["nonce"])
        agree("aud", claims["aud"], self.base)
        agree("terminal", claims["terminal"], thumbprint(terminal))
        agree("method", claims["method"], check["method"])
        assert abs(claims["iat"] - time.time()) < 300, "iat"
        return f"{header['alg']} by {'card' if check['method'] == 'pin' else 'terminal'}"


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve(self.state)

    def do_POST(self):
        self.serve(self.open if self.path == "/v1/checks" else self.prove)

    def do_DELETE(self):
        self.serve(self.give_up)

    def state(self):
        agree("path", self.path, "/v1/service")
        return 200, keeps("ServiceStatus", {"state": "open", "versions": ["1"], "simulation": True}), ""

    def give_up(self):
        _, _, _, name = self.path.split("/")
        self.server.checks.pop(name)
        return 204, None, ""

    def open(self):
        asked = keeps("OpenRequest", self.body())
        check, nonce = secrets.token_urlsafe(12), secrets.token_urlsafe(32)
        self.server.checks[check] = {**asked, "nonce": nonce, "proof": None}
        answer = {"check": check, "nonce": nonce, "expires_in": 300, "simulation": True}
        return 201, keeps("OpenAnswer", answer), asked["method"]

    def prove(self):
        _, _, _, name, proof = self.path.split("/")
        agree("path", proof, "proof")
        check = self.server.checks[name]
        jws = keeps("ProofRequest", self.body())["jws"]
        agree("the proof", check["proof"] or jws, jws)
        said = self.server.proved(check, jws, self.connection.getpeercert(binary_form=True))
        check["proof"] = jws
        answer = copy.deepcopy(CONFIRMED)
        answer["MessageHeader"]["ArbitraryFileIdentifier"] = name
        answer["MessageHeader"]["MedicalInstitutionCode"] = check["facility"]
        return 200, keeps("XmlMsg", answer), said

    def body(self):
        agree("Content-Type", self.headers["Content-Type"], "application/json")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert len(body) <= 65_536, "too long"
        return json.loads(body.decode("utf-8"))

    def serve(self, answer):
        try:
            status, said, how = answer()
            line = f"{self.command} {self.generic()} {status} {how}".rstrip()
        except Exception as error:
            status, said = 500, {"code": "contract-broken", "title": "TEST"}
            line = f"WRONG {self.command} {self.generic()}: {type(error).__name__}: {str(error)[:300]}"
            self.close_connection = True
        print(line, file=self.server.heard)
        body = b"" if said is None else json.dumps(said).encode()
        # A kiosk that has given up does not wait for this.
        with contextlib.suppress(OSError):
            self.reply(status, body)

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def generic(self):
        parts = self.path.split("/")
        return "/".join([*parts[:3], *(["{check}"] if len(parts) > 3 else []), *parts[4:]])


if __name__ == "__main__":
    service = Service(Path(sys.argv[1]), int(sys.argv[2]))
    print("ready", flush=True)
    service.serve_forever()
