"""The best one-to-one pairing of two lists, by total worth (the assignment problem)."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, with the largest sum of `worth`.

    Pairs worth nothing are left out. Kuhn's Hungarian method with potentials, O(n^2 m): the
    exhaustive search that some published scorers use takes factorial time and gives the same sum.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        flipped = [list(column) for column in zip(*worth, strict=True)]
        return sorted((row, column) for column, row in best_pairs(flipped))
    owner = _owners([[-value for value in row] for row in worth])
    pairs = [(row, column) for column, row in owner.items()]
    return sorted((row, column) for row, column in pairs if worth[row][column] > 0)


def _owners(cost: list[list[float]]) -> dict[int, int]:
    """The row that each taken column goes to, at least cost. Rows are no more than columns."""
    rows, columns = len(cost), len(cost[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        column = 0
        slack = [float("inf")] * (columns + 1)
        came_from = [0] * (columns + 1)
        seen = [False] * (columns + 1)
        while owner[column]:
            seen[column] = True
            current, step, following = owner[column], float("inf"), 0
            for other in range(1, columns + 1):
                if seen[other]:
                    continue
                reduced = cost[current - 1][other - 1] - row_price[current] - column_price[other]
                if reduced < slack[other]:
                    slack[other], came_from[other] = reduced, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(columns + 1):
                if seen[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return {column - 1: owner[column] - 1 for column in range(1, columns + 1) if owner[column]}
