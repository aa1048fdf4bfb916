"""The rule that every test module says which kind of test it holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[2]
# With CI set, pytest repeats each fault in its summary; only the report's own lines begin with the module.
FAULT = re.compile(r"test_\w+\.py: needs .* exactly one of")
MODULES = {
    "test_says_nothing": "",
    "test_says_unit": "pytestmark = pytest.mark.unit",
    "test_says_store_and_more": "pytestmark = [pytest.mark.store, pytest.mark.skipif(False, reason='')]",
    "test_says_two_kinds": "pytestmark = [pytest.mark.unit, pytest.mark.store]",
    "test_says_no_kind": "pytestmark = pytest.mark.skip",
}


def test_a_module_without_exactly_one_category_fails_at_collection(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\nmarkers =\n  unit: u\n  store: s\n")
    for name, marks in MODULES.items():
        (tmp_path / f"{name}.py").write_text(f"import pytest\n{marks}\ndef test_it(): pass\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", tmp_path]
    run = subprocess.run([*command, tmp_path], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    wrong = {line.partition(".py")[0] for line in run.stdout.splitlines() if FAULT.match(line)}
    assert wrong == {"test_says_nothing", "test_says_two_kinds", "test_says_no_kind"}, run.stdout
    assert run.returncode == pytest.ExitCode.INTERRUPTED
