"""The shop rules at the terminal: what holds, whether a file is whole, how two differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from careline.cli.here import console
from careline.clock import utc_now
from careline.core.rules import ShopRules

rules = typer.Typer(no_args_is_help=True, help="The shop rules: promises, sums, hours, caps, retries.")

_PACK = "a name in rules/, or the path of a file"


@rules.command("show")
def rules_show(pack: Annotated[str | None, typer.Argument(help=f"{_PACK}; usually CARELINE_RULE_PACK")] = None) -> None:
    """Every figure that holds, section by section."""
    from careline.shop_rules import flat

    found = _loaded(pack or _pack_here())
    title = f"{found.name}, as of {found.as_of}{f' ({found.label})' if found.label else ''}"
    table = _table(title, "rule", "value")
    section = ""
    for key, value in flat(found):
        if key in {"name", "label", "as_of"}:
            continue
        head = key.partition(".")[0]
        if section and head != section:
            table.add_section()
        section = head
        table.add_row(escape(key), escape(value))
    console.print(table)


@rules.command("check")
def rules_check(files: Annotated[list[str], typer.Argument(help=_PACK)]) -> None:
    """Read rule files and name every fault with its file and line; exits with 1 if there is any."""
    from careline.shop_rules import RulesError, load_rules

    broken = False
    for file in files:
        try:
            found = load_rules(file, utc_now().date())
        except RulesError as error:
            broken = True
            for fault in error.faults:
                console.print(str(fault), style="red", markup=False)
        else:
            console.print(f"{file}: whole ({found.name}, as of {found.as_of})", style="green", markup=False)
    raise typer.Exit(1 if broken else 0)


@rules.command("diff")
def rules_diff(
    one: Annotated[str, typer.Argument(help=_PACK)], other: Annotated[str, typer.Argument(help=_PACK)]
) -> None:
    """Which figures differ between two sets of rules."""
    from careline.shop_rules import flat

    before, after = dict(flat(_loaded(one))), dict(flat(_loaded(other)))
    keys = [*before, *(key for key in after if key not in before)]
    table = _table(f"{one} → {other}", "rule", Path(one).stem, Path(other).stem)
    for key in keys:
        if before.get(key) != after.get(key):
            table.add_row(escape(key), escape(before.get(key, "—")), escape(after.get(key, "—")))
    if table.row_count:
        console.print(table)
    else:
        console.print("They say the same.")


def _pack_here() -> str:
    """The pack of this folder's settings; `standard` where none are set up yet."""
    from careline.settings import SettingsError, load_settings

    try:
        return load_settings().rule_pack
    except SettingsError:
        return "standard"


def _loaded(pack: str) -> ShopRules:
    from careline.shop_rules import RulesError, load_rules

    try:
        return load_rules(pack, utc_now().date())
    except RulesError as error:
        for fault in error.faults:
            console.print(str(fault), style="red", markup=False)
        raise typer.Exit(1) from None


def _table(title: str, *columns: str) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    return table
