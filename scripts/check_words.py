"""Nobody in actions/ reads words: they ask a reading (understanding/reading.py), which alone holds the text.

Nor does anybody there say by a number how sure a reading has to be: all such bars stand in understanding/bars.py.
That nobody takes the text out of a reading is ruff's to see (SLF001), and mypy's that nothing else holds it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PATTERNS = frozenset({"re", "regex", "fnmatch", "difflib"})
NOT_OF_THE_CONSUMER = frozenset(
    {
        "read",  # makes a reading of words that were remembered
        "about_place", "said_by",  # values and quotes, put into words of ours
        "candidates", "completed", "in_situation", "marks",  # guesses about a reading
        "date_values",  # values that Rasa's side wrote
        "kinds_of", "one_of", "ordered", "rank_of",  # sizes as the shop words them
        # what couriers write
        "phones_in", "pickup_code_in", "short_name", "at_point", "hours_in", "says_lost", "ready_to_collect",
        "kept_for",
    }
)  # fmt: skip
"""Functions of understanding/ that look at no consumer's words."""
WORDS = frozenset({"as_written", "on_one_line"})
"""The words to be passed on: to a person, the shop, a remedy."""
PASSED_ON_BY = frozenset({"strip", "rstrip"})


def main() -> int:
    files = sorted(Path("actions").rglob("*.py"))
    faults = [f"{path}:{fault}" for path in files for fault in faults_of(path.read_text("utf-8"))]
    print("\n".join(faults) or "actions/ reads no words, and holds no bars")
    return 1 if faults else 0


def faults_of(source: str) -> Iterator[str]:
    """Line and fault, in the sequence of the tree."""
    for node in ast.walk(ast.parse(source)):
        if fault := _fault(node):
            yield f"{getattr(node, 'lineno', 0)}: {fault}"


def _fault(node: ast.AST) -> str | None:
    if isinstance(node, ast.Import) and PATTERNS & {alias.name.partition(".")[0] for alias in node.names}:
        return "patterns stand in understanding/"
    if isinstance(node, ast.ImportFrom):
        return _imported(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < 1:
        return f"{node.value}: a bar stands in understanding/bars.py"
    if isinstance(node, ast.Compare) and any(map(_looks_within, node.ops)) and any(map(_is_words, node.comparators)):
        return "looks for something in the words: ask the reading"
    if isinstance(node, ast.Attribute) and _is_words(node.value) and node.attr not in PASSED_ON_BY:
        return f".{node.attr} of the words: ask the reading"
    return None


def _imported(node: ast.ImportFrom) -> str | None:
    package = (node.module or "").partition(".")[0]
    if package in PATTERNS:
        return "patterns stand in understanding/"
    if package != "understanding":
        return None
    readers = [one.name for one in node.names if one.name.islower() and one.name not in NOT_OF_THE_CONSUMER]
    return f"{', '.join(readers)} of {node.module}: ask the reading" if readers else None


def _looks_within(operator: ast.cmpop) -> bool:
    return isinstance(operator, ast.In | ast.NotIn)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in WORDS


if __name__ == "__main__":
    sys.exit(main())
