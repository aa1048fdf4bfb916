"""Which variant some words mean: 换大一码, M码黑色, "size L in black". Pure, for both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from careline.core.orders import Item
from careline.platform.port import Variant
from understanding.reading import Reading, read
from understanding.sizes import one_of, ordered, rank_of

_LONGEST_LABEL = 60  # characters


class WantedVariant(NamedTuple):
    """`named`: the words say something of a variant. `fits`: those that they can mean, none if there is no such one."""

    named: bool
    fits: tuple[Variant, ...]


def wanted(variants: Sequence[Variant], item: Item, said: Reading, earlier: str = "") -> WantedVariant:
    """What the words mean among the variants. What they leave open is as was said earlier, else as it was bought."""
    before = read(earlier)
    step = said.size_step or before.size_step
    values = _values(variants)
    wish: dict[str, str] = {}
    for name, possible in values.items():
        compares = bool(said.size_step and ordered(possible))
        if found := said.value_among(possible) or ("" if compares else before.value_among(possible)):
            wish[name] = found
    own = _own(variants, item, values)
    size = next((name for name, possible in values.items() if ordered(possible)), None)
    if step and size and size not in wish:
        sizes = ordered(values[size])
        if size in own:
            place = sizes.index(own[size]) + step
            if not 0 <= place < len(sizes):
                return WantedVariant(named=True, fits=())
            wish[size] = sizes[place]
    if not wish and not (step and size):
        return WantedVariant(named=False, fits=())
    fits = [one for one in variants if _has(one, wish)]
    alike = [one for one in fits if _has(one, {name: value for name, value in own.items() if name not in wish})]
    return WantedVariant(named=True, fits=tuple(alike if len(alike) == 1 else fits))


def named_outside(variants: Sequence[Variant], item: Item, said: Reading) -> bool:
    """Whether the words want a size or a colour that none of the variants has: 37 where there are only S and M."""
    return said.names_outside(all_values(variants), f"{item.title} {item.variant}")


def label(variant: Variant) -> str:
    """黑色 L; its title where it has no attributes."""
    sizes = [value for value in variant.attributes.values() if rank_of(value) is not None]
    others = [value for value in variant.attributes.values() if rank_of(value) is None]
    return (" ".join([*others, *sizes]) or variant.title)[:_LONGEST_LABEL]


def _values(variants: Sequence[Variant]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for one in variants for name in one.attributes)
    return {
        name: tuple(dict.fromkeys(one.attributes[name] for one in variants if name in one.attributes)) for name in names
    }


def all_values(variants: Sequence[Variant]) -> tuple[str, ...]:
    """Every value of every attribute."""
    return tuple(dict.fromkeys(value for possible in _values(variants).values() for value in possible))


def _own(variants: Sequence[Variant], item: Item, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the consumer has, as far as it is told."""
    same = next((one for one in variants if one.sku == item.sku), None)
    if same:
        return dict(same.attributes)
    told = item.variant.lower()
    return {name: found for name, possible in values.items() if (found := one_of(possible, told))}


def _has(variant: Variant, wish: Mapping[str, str]) -> bool:
    return all(variant.attributes.get(name) == value for name, value in wish.items())
