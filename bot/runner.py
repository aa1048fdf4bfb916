"""Runs the model's graph: each step after those it needs, in an order worked out once.

Rasa's runner builds a dask graph, orders it and copies it for every message and every prediction: for our few small
steps that took longer than the steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner


class _Step(NamedTuple):
    name: str
    node: GraphNode
    needs: tuple[str, ...]


class StraightRunner(DaskGraphRunner):
    """As Rasa's, which loads the graph; only the running differs."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """As DaskGraphRunner."""
        super().__init__(*arguments, **named)
        self._plans: dict[tuple[str, ...], list[_Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of `targets`. Raises what a step raises, wrapped as GraphComponentException by Rasa."""
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = list(self._plan(wanted))
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._plans[wanted]:
            done[name] = node(*[done[need] for need in needs])
        return {name: done[name][1] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> Iterator[_Step]:
        """Only what the targets need; inputs are no steps."""
        schema = self._graph_schema.minimal_graph_schema(list(targets))
        needs = {name: tuple(node.needs.values()) for name, node in schema.nodes.items()}
        for name in TopologicalSorter(needs).static_order():
            if name in needs:
                yield _Step(name, self._instantiated_nodes[name], needs[name])
