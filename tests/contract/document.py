"""Is openapi.yaml OpenAPI 3.1, do its examples keep their own schemas, and are the proofs among them proofs?"""

import json
import re
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from proofs import read

GATEWAY = Path(__file__).parent.parent.parent / "src/gateway"
DOCUMENT, PROSE = GATEWAY / "openapi.yaml", GATEWAY / "protocol.md"


def document():
    return yaml.safe_load(DOCUMENT.read_text())


def validator(schema, whole):
    """For one schema of the document; `$ref` leads through the whole of it."""
    return Draft202012Validator(
        {**schema, "components": whole["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def media(node, path=()):
    """Every place of the document that has a schema beside examples."""
    if isinstance(node, dict):
        if "schema" in node and ("examples" in node or "example" in node):
            yield path, node
        for key, value in node.items():
            yield from media(value, (*path, key))


def main():
    whole = document()
    validate(whole)
    count = 0
    for path, place in media(whole):
        check = validator(place["schema"], whole)
        examples = {name: example["value"] for name, example in place.get("examples", {}).items()}
        for name, example in examples.items() if examples else [("example", place["example"])]:
            where = " ".join(path)
            errors = [f"{where} {name}: {error.json_path} {error.message}" for error in check.iter_errors(example)]
            if errors:
                sys.exit("\n".join(errors))
            count += 1
    proof = whole["paths"]["/v1/checks/{check}/proof"]["post"]["requestBody"]
    proofs = proof["content"]["application/json"]["examples"]
    told = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PROSE.read_text(), re.DOTALL)]
    for method, example in proofs.items():
        header, claims = read(example["value"]["jws"])
        for schema, part in ("ProofHeader", header), ("ProofClaims", claims):
            validator(whole["components"]["schemas"][schema], whole).validate(part)
        assert claims["method"] == method, f"the example {method} is of another method"
        assert method != "pin" or claims in told, "protocol.md tells another payload"
    print(f"{count} examples keep their schemas, {len(proofs)} proofs verify")


if __name__ == "__main__":
    main()
