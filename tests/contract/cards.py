"""Cards of an authority that only this test knows, and the proofs that they and the terminal sign.

Made and signed by third-party libraries, so that the service's idea of a proof is held against theirs.
"""

import base64
import datetime
import hashlib
import json
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

# The service gives its first persona this serial number, and each further one the next (simulator/authority.rs).
FIRST_SERIAL = 0x0100_0001


def der(certificate):
    return certificate.public_bytes(serialization.Encoding.DER)


def pem(key):
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def thumbprint(certificate: bytes) -> str:
    """SHA-256 of a certificate's DER in base64url without padding (RFC 8705, x5t#S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(certificate).digest()).rstrip(b"=").decode()


class CardAuthority:
    """Issues cards that all share one key."""

    def __init__(self):
        self.key = rsa.generate_private_key(65537, 2048)
        self.card_key = rsa.generate_private_key(65537, 2048)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TEST card authority")])
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        self.certificate = self._issue(1, "TEST card authority", self.key.public_key(), [(constraints, True)])

    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def card(self, serial: int):
        """A user-authentication certificate."""
        usage = dict.fromkeys(
            (
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
        extensions = [
            (x509.KeyUsage(digital_signature=True, **usage), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False),
        ]
        return self._issue(serial, f"TEST card {serial}", self.card_key.public_key(), extensions)

    def _issue(self, serial, subject, public, extensions):
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder()
            .issuer_name(self.name)
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
            .serial_number(serial)
            .public_key(public)
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30))
        )
        for value, critical in extensions:
            builder = builder.add_extension(value, critical=critical)
        return builder.sign(self.key, hashes.SHA256())


class Terminal:
    """The terminal's certificate and key, as the service wrote them."""

    def __init__(self, folder: Path):
        self.certificate = der(x509.load_pem_x509_certificate((folder / "terminal.pem").read_bytes()))
        self.key = ECKey.import_key((folder / "terminal.key").read_text())


def proof(method: str, nonce: str, audience: str, terminal: Terminal, authority: CardAuthority, serial: int) -> str:
    """The JWS of protocol.md: by the card (method `pin`), or by the terminal that names a card (method `staff`)."""
    card = der(authority.card(serial))
    claims = {
        "nonce": nonce,
        "aud": audience,
        "iat": int(time.time()),
        "terminal": thumbprint(terminal.certificate),
        "method": method,
    }
    if method == "pin":
        algorithm, signer, key = "RS256", card, RSAKey.import_key(pem(authority.card_key))
    else:
        algorithm, signer, key = "ES256", terminal.certificate, terminal.key
        claims["card"] = base64.b64encode(card).decode()
    header = {"alg": algorithm, "typ": "eligibility-proof+jwt", "x5c": [base64.b64encode(signer).decode()]}
    return jws.serialize_compact(header, json.dumps(claims), key, algorithms=[algorithm])
