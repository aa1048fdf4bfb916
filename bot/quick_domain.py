"""Reads a trained model's domain with libyaml. Rasa's reader is pure Python and reads the file twice, once to check it:
of our 1,500 wordings that is ten seconds and more of every start. What lies in a model was checked when it was trained.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from rasa.graph_components.providers import domain_provider
from rasa.shared.core.domain import Domain

_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core schema, as Rasa writes it: `No` is a word and 12:30 no number."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    f"{_TAG}float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789")
)


class _QuickDomain(Domain):
    """What Rasa's provider takes for its Domain."""

    @classmethod
    def from_path(cls, path: Any) -> Domain:
        """The domain of a model's folder."""
        text = (Path(path) / "domain.yml").read_text(encoding="utf-8")
        return Domain.from_dict(yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader


def read_domains_quickly() -> None:
    """From now on models are loaded so."""
    domain_provider.Domain = _QuickDomain
