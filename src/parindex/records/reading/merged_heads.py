"""Merged cells over a header: a group's word stands over all its parts."""

from collections.abc import Sequence

Merges = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def with_groups_spread(head: list[list[str]], merges: Merges) -> list[list[str]]:
    """The first rows with merged cells repeated to the right, where parts stand below: a group, not a page title."""
    for (top, left), (_, right) in merges:
        if top < len(head) and left < len(head[top]) and top + 1 < len(head):
            below = head[top + 1][left + 1 : right + 1]
            if any(below):
                head[top][left + 1 : right + 1] = [head[top][left]] * len(below)
    return head
