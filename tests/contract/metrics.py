"""Reads a file of metrics as a monitoring system does, and prints each figure on a line; fails on one without type or explanation."""

import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

for family in text_string_to_metric_families(Path(sys.argv[1]).read_text()):
    assert family.type in ("counter", "gauge", "histogram"), f"{family.name} is a {family.type}"
    assert family.documentation, f"{family.name} is not explained"
    for sample in family.samples:
        assert sample.timestamp is None, f"{sample.name} has a time, which the collector refuses"
        labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
        print(f"{family.type} {sample.name}{{{labels}}} {sample.value:g}")
