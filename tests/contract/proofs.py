"""Reads a proof as any JOSE library would: the signer is who the header's certificate says."""

import base64
import json

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

KEYS = {"RS256": RSAKey, "ES256": ECKey}

# A card's certificate makes the header about 3 KB long; joserfc takes 512 bytes unless told otherwise.
REGISTRY = jws.JWSRegistry(algorithms=list(KEYS))
REGISTRY.max_header_length = 8192


def read(compact: str):
    """Header and claims of a proof whose signature is right; raises where it is not."""
    header = jws.extract_compact(compact.encode(), registry=REGISTRY).headers()
    signer = x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0], validate=True))
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    key = KEYS[header["alg"]].import_key(signer.public_key().public_bytes(serialization.Encoding.PEM, form))
    return header, json.loads(jws.deserialize_compact(compact, key, registry=REGISTRY).payload)
