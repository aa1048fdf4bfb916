"""The rule that every test module says which kind of test it holds."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ("", 2),
        ("pytestmark = pytest.mark.unit", 0),
        ("pytestmark = [pytest.mark.store, pytest.mark.skipif(False, reason='')]", 0),
        ("pytestmark = [pytest.mark.unit, pytest.mark.store]", 2),
        ("pytestmark = pytest.mark.skip", 2),
    ],
)
def test_a_module_without_exactly_one_category_fails_at_collection(tmp_path: Path, marks: str, code: int) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\nmarkers =\n  unit: u\n  store: s\n")
    (tmp_path / "test_it.py").write_text(f"import pytest\n{marks}\ndef test_it(): pass\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == code, run.stdout
    assert ("exactly one of" in run.stdout) == (code != 0)
