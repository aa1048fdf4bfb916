"""`python -m bot.train [--out DIR] [--print-path]`: trains the model of the present sources, or finds it done."""

# ruff: noqa: PLC0415 - Rasa takes seconds to load: not to print a path, and not before TensorFlow is kept out
from __future__ import annotations

import argparse
import fcntl
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.model_files import MODELS, ROOT, ModelTamperedError, model_path, verify, write_checksum
from bot.no_tensorflow import keep_out
from bot.quiet import hush, prepare_environment


def main(arguments: list[str] | None = None) -> int:
    """Prints the model's path alone on standard output; progress goes to standard error. 1 if Rasa refuses the data."""
    cli = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    cli.add_argument("--out", type=Path, default=MODELS, help="folder of models (default: models/)")
    cli.add_argument("--print-path", action="store_true", help="only say where the model would lie")
    options = cli.parse_args(arguments)
    out = options.out.resolve()
    try:
        print(model_path(out) if options.print_path else train_once(out))
    except TrainingFailedError as error:
        _say(str(error))
        return 1
    return 0


def train_once(out: Path) -> Path:
    """The model of the present sources, trained if need be; of two at once the second waits for the first.

    Raises TrainingFailedError if Rasa refuses the data, or if the sources keep changing under its hands.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out / ".training.lock"):
        for _ in range(3):
            model = model_path(out)
            if _intact(model):
                return model
            with tempfile.TemporaryDirectory(dir=out, prefix=".training-") as folder:
                trained = _train(Path(folder) / model.name)
                if model_path(out) == model:  # else a file was edited meanwhile: the name would lie
                    write_checksum(trained.replace(model))
                    return model
            _say("the sources changed during training: again")
    raise TrainingFailedError("the sources kept changing during training")


def _intact(model: Path) -> bool:
    """Whether it is there, whole and unchanged; a damaged one is trained anew."""
    try:
        verify(model)
    except ModelTamperedError:
        return False
    return True


class TrainingFailedError(Exception):
    """There is no model."""


def _train(model: Path) -> Path:
    start = time.monotonic()
    _say("loading Rasa ...")
    prepare_environment()
    keep_out()
    from rasa.model_training import _train_graph
    from rasa.shared.data import TrainingType
    from rasa.shared.exceptions import RasaException

    from bot.sources import Sources

    hush()
    _say(f"training {model.name} ({time.monotonic() - start:.0f} s) ...")
    os.chdir(ROOT)  # Rasa finds our components by module path and reads its files relative to here
    # Standard output carries the path alone, and Rasa prints there.
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, _stdout(nowhere):
            _train_graph(
                Sources(), TrainingType.BOTH, str(model.parent), fixed_model_name=model.name, force_full_training=True
            )
    except RasaException as error:  # a broken domain, rules that contradict each other ...
        raise TrainingFailedError(str(error)) from error
    _say(f"trained in {time.monotonic() - start:.0f} s")
    return model


@contextmanager
def _stdout(target: object) -> Iterator[None]:
    before, sys.stdout = sys.stdout, target  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.stdout = before


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file lock; the kernel lets it go when the process dies."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
