"""Makes right what schemathesis means to be right and no schema can make so: requests for a terminal's certificate (PKCS#10)."""

import base64
from pathlib import Path

import schemathesis
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from schemathesis import GenerationMode

REGISTER, RENEW, AUTHORITIES = (
    "POST /.well-known/est/simpleenroll",
    "POST /.well-known/est/simplereenroll",
    "GET /.well-known/est/cacerts",
)
# One-time codes that the service is started with.
CODES = {f"W{number:07}": f"TEST-CODE-{number}" for number in range(1, 41)}


@schemathesis.serializer("application/pkcs10")
def as_it_is(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.deserializer("application/pkcs7-mime")
def text(context, response):
    return response.content.decode("ascii")


class Registrar:
    def __init__(self, folder: Path):
        self.running = x509.load_pem_x509_certificate((folder / "terminal.pem").read_bytes())
        self.authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
        self.codes = dict(CODES)
        self.asked = None

    def before_call(self, case):
        if case.operation.label == RENEW:
            case.body = self.request(self.running.subject)

    def register(self, case):
        """With the next code that was not used yet; schemathesis calls this where it wants to be known to the service."""
        if not self.codes:
            return
        user, code = self.codes.popitem()
        case.headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{code}".encode()).decode()
        if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
            name = [(NameOID.SERIAL_NUMBER, "1319999999"), (NameOID.COMMON_NAME, user)]
            case.body = self.request(x509.Name([x509.NameAttribute(*part) for part in name]))

    def after_call(self, case, response):
        """What came must be a certificate for the key that was just made, of the authority that TLS trusts."""
        label = case.operation.label
        if label not in (REGISTER, RENEW, AUTHORITIES) or response.status_code != 200:
            return
        certificates = pkcs7.load_der_pkcs7_certificates(base64.b64decode(response.content))
        if label == AUTHORITIES:
            assert certificates == [self.authority], "cacerts names another authority"
            return
        (certificate,) = certificates
        certificate.verify_directly_issued_by(self.authority)
        assert certificate.public_key() == self.asked.public_key(), "a certificate for another key"
        assert certificate.subject == self.asked.subject, "a certificate for another terminal"

    def request(self, subject: x509.Name) -> str:
        builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
        self.asked = builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
        return base64.b64encode(self.asked.public_bytes(serialization.Encoding.DER)).decode()
