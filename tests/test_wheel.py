"""The wheel carries its patterns and models and works from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
import json
import pipeline
from pipeline import extract, resources
from pipeline.linking import nominal
tables = extract("The Port of Ilo Authority obtained ISO 9001 certification from Bureau Veritas.\\n")
print(json.dumps({
    "package": pipeline.__file__,
    "patterns": str(resources.patterns()),
    "models": str(resources.models()),
    "weights": len(nominal.weights()),
    "standards": [m["value"] for m in tables.mentions.to_arrow().to_pylist() if m["label"] == "STANDARD"],
}))
"""


@pytest.mark.slow
def test_the_wheel_works_from_any_folder(tmp_path):
    wheels = tmp_path / "wheels"
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q"]
    subprocess.run([*build, "-w", str(wheels), str(ROOT)], check=True, cwd=tmp_path)  # noqa: S603
    (wheel,) = wheels.glob("*.whl")
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SCRIPT],
        check=True, cwd=elsewhere, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["standards"] == ["ISO 9001"]
    assert answer["weights"] > 0
    for part in ("package", "patterns", "models"):
        assert Path(answer[part]).is_relative_to(site), part
