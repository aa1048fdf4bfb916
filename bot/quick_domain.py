"""Reads and writes domains with libyaml. Rasa's YAML is pure Python, reads each file three times, once to check it, and
tries every scalar against every pattern to write it: of our 1,500 wordings that is six seconds to read and six to write
at every training, and more at every start. The same domain comes of it, and what is wrong in a file is an error still.
"""

# ruff: noqa: PLC0415 - only training checks schemas
from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from rasa.graph_components.providers import domain_provider
from rasa.shared.constants import DOMAIN_SCHEMA_FILE, LATEST_TRAINING_DATA_FORMAT_VERSION, PACKAGE_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import YamlSyntaxException

_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core schema, as Rasa writes it: `No` is a word and 12:30 no number. A key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found = super().construct_mapping(node, deep=deep)
        if len(found) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return found


class _Dumper(yaml.CSafeDumper):
    """What `_Loader` reads."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - each value stands where it is used
        return True


for kind in (_Loader, _Dumper):
    kind.yaml_implicit_resolvers = {}
    kind.add_implicit_resolver(f"{_TAG}bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
    kind.add_implicit_resolver(f"{_TAG}null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
    kind.add_implicit_resolver(f"{_TAG}int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
    kind.add_implicit_resolver(
        f"{_TAG}float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789")
    )


class _QuickDomain(Domain):
    """What Rasa's provider takes for its Domain."""

    @classmethod
    def from_path(cls, path: Any) -> Domain:
        """The domain of a model's folder. Not checked: it was when the model was trained."""
        return cls.from_dict(_read(Path(path) / "domain.yml"))

    def as_yaml(self) -> str:
        """All of it, with the version that Rasa wants at the head."""
        whole = {"version": LATEST_TRAINING_DATA_FORMAT_VERSION, **self.as_dict()}
        return str(yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False))


def read_domains_quickly() -> None:
    """From now on models are loaded so."""
    domain_provider.Domain = _QuickDomain


def read_domain(folder: Path) -> Domain:
    """All files of a folder as one, each checked by Rasa's schema. Raises YamlException or InvalidDomain."""
    check = _schema()
    combined: dict[str, Any] = {}
    for file in sorted(folder.rglob("*.yml")):
        part = _read(file)
        check(file, part)
        combined = Domain.merge_domain_dicts(part, combined)
    return _QuickDomain.from_dict(combined)


def _read(file: Path) -> dict[str, Any]:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader) or {}  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise YamlSyntaxException(str(file), error) from error


def _schema() -> Callable[[Path, dict[str, Any]], None]:
    """A check of what was read from a file. Raises YamlValidationException."""
    import pkg_resources
    from pykwalify.core import Core
    from pykwalify.errors import SchemaError
    from rasa.shared.utils.io import read_yaml_file
    from rasa.shared.utils.validation import RESPONSES_SCHEMA_FILE, SCHEMA_EXTENSIONS_FILE, YamlValidationException

    logging.getLogger("pykwalify").setLevel(logging.CRITICAL)  # it would print what it found, too
    names = (DOMAIN_SCHEMA_FILE, RESPONSES_SCHEMA_FILE, SCHEMA_EXTENSIONS_FILE)
    domain, responses, extensions = (pkg_resources.resource_filename(PACKAGE_NAME, name) for name in names)
    schema = {**read_yaml_file(domain), **read_yaml_file(responses)}

    def check(file: Path, content: dict[str, Any]) -> None:
        core = Core(source_data=content, schema_data=schema, extensions=[extensions])
        try:
            core.validate(raise_exception=True)
        except SchemaError as error:
            raise YamlValidationException(f"{file} is no domain", core.errors, str(file), content) from error

    return check
