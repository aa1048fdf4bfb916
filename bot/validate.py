"""`python -m bot.validate`: Rasa's own checks of domain, sentences and rules; every warning that matters is an error.

Not checked here: whether responses are used in stories (ours are used from actions; tests/unit/test_wording_lint.py
checks that), and annotated entities, which Rasa does not check at all (tests/bot/test_annotations.py does).
"""

from __future__ import annotations

import os
import sys

from bot.model_files import ROOT
from bot.no_tensorflow import keep_out
from bot.quiet import prepare_environment

# Intents that come as payloads only: from buttons, keys and the call itself. They have no sentences on purpose.
PAYLOAD_ONLY = frozenset(
    {
        "choose_order", "withdraw", "case_settled", "rate_case", "open_call", "silence", "press_key", "nlu_fallback",
    }
)  # fmt: skip


def main() -> int:
    """0 if everything is sound; prints what is not."""
    prepare_environment()
    keep_out()
    from rasa.shared.importers.importer import TrainingDataImporter  # noqa: PLC0415 - takes seconds
    from rasa.validator import Validator  # noqa: PLC0415

    os.chdir(ROOT)
    importer = TrainingDataImporter.load_from_config("config.yml", "bot/domain", ["data"])
    validator = Validator.from_importer(importer)
    faults = [
        name
        for name in (
            "verify_example_repetition_in_intents",
            "verify_intents_in_stories",
            "verify_actions_in_stories_rules",
            "verify_forms_in_stories_rules",
            "verify_form_slots",
            "verify_slot_mappings",
            "verify_domain_validity",
        )
        if not _sound(validator, name)
    ]
    faults += [f"intent {name} has no sentences" for name in _without_sentences(validator)]
    print("\n".join(f"!! {fault}" for fault in faults) or "domain, sentences and rules are sound")
    return 1 if faults else 0


def _sound(validator: object, name: str) -> bool:
    check = getattr(validator, name)
    takes_choice = "ignore_warnings" in check.__code__.co_varnames
    return bool(check(ignore_warnings=False) if takes_choice else check())


def _without_sentences(validator: object) -> list[str]:
    with_sentences = {example.get("intent") for example in validator.intents.intent_examples}  # type: ignore[attr-defined]
    ours = {name for name in validator.domain.intents if not _is_default(name)}  # type: ignore[attr-defined]
    return sorted(ours - with_sentences - PAYLOAD_ONLY)


def _is_default(name: str) -> bool:
    return name in {"restart", "back", "session_start"}


if __name__ == "__main__":
    sys.exit(main())
