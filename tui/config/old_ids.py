"""Former ids of commands: still accepted under `keys:`, each with a warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.config.faults import Fault
from tui.config.yaml_reader import Node

OLD_IDS = {
    "fold": "fold_rows",
    "half_down": "half_page_down",
    "half_up": "half_page_up",
    "judge": "toggle_block",
    "leave": "back_or_quit",
    "like": "more_like_this",
    "not_read": "skipped_files",
    "original": "raw_text",
    "rarely": "only_rare",
    "silence": "only_omitted",
    "take": "complete",
}
"""Current id of a command by its former one."""


def with_current_ids(root: Node) -> tuple[Node, list[Fault]]:
    """Return a layer of settings with former ids under `keys:` replaced, and a warning for each.

    If a layer gives keys under both ids, those under the current one are used.
    """
    keys = root.value.get("keys") if isinstance(root.value, dict) else None
    if not isinstance(root.value, dict) or keys is None or not isinstance(keys.value, dict):
        return root, []
    old = {id: node for id, node in keys.value.items() if id in OLD_IDS}
    if not old:
        return root, []
    current = {OLD_IDS[id]: node for id, node in old.items()} | {
        id: node for id, node in keys.value.items() if id not in OLD_IDS
    }
    warnings = [
        Fault(node.where, f"keys.{id} is an old name", f"rename it to keys.{OLD_IDS[id]}") for id, node in old.items()
    ]
    return replace(root, value={**root.value, "keys": replace(keys, value=current)}), warnings


def with_old_ids(ids: Iterable[str]) -> frozenset[str]:
    """Return the ids that `keys:` accepts, given the current ones."""
    return frozenset((*ids, *OLD_IDS))


def in_one_line(warnings: Sequence[Fault]) -> str:
    """Return the first warning, and how to list the others."""
    others = len(warnings) - 1
    return f"{warnings[0]}" + (f" ({others} more: wireside config check)" if others else "")
