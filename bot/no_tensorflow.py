"""Keeps TensorFlow out of the process: Rasa imports it for classifiers that we do not use.

Measured: seven of eleven seconds of start-up and over half of 690 MB are TensorFlow, and its known holes are in its
model loading. Our pipeline never calls it, so Rasa gets modules of the same names instead: one may name, inherit and
annotate with whatever is in them, as Rasa does while it is imported, but using it raises.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_ABSENT = ("tensorflow", "keras")


class TensorFlowAbsentError(RuntimeError):
    """Something that needs TensorFlow was put into config.yml; this bot runs without it."""


class _AbsentType(type):
    """A class that stands for anything: its attributes are such classes too."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        setattr(cls, name, _AbsentType(name, (), {}))
        return cls.__dict__[name]

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]  # a decorator, as in @tf.function
        raise TensorFlowAbsentError(f"{cls.__name__} is TensorFlow's; this bot runs without it (bot/no_tensorflow.py)")


class _AbsentModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        inner = sys.modules.get(f"{self.__name__}.{name}") or _AbsentType(name, (), {})
        setattr(self, name, inner)
        return inner


class _Stage(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        absent = fullname.partition(".")[0] in _ABSENT
        return ModuleSpec(fullname, self, is_package=True) if absent else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _AbsentModule(spec.name)
        module.__path__ = []  # type: ignore[attr-defined]  # so that it may have modules inside
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def keep_out() -> None:
    """Call before the first import of rasa. Does nothing where TensorFlow is loaded already."""
    if "tensorflow" not in sys.modules and not any(isinstance(finder, _Stage) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Stage())
