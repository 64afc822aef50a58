"""The tree against the definition of RFC 6962, and its proofs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.store.log import merkle


def _defined(leaves: list[bytes]) -> bytes:
    if not leaves:
        return merkle.EMPTY
    if len(leaves) == 1:
        return leaves[0]
    at = merkle.split(len(leaves))
    return merkle.node(_defined(leaves[:at]), _defined(leaves[at:]))


def _leaves(size: int) -> list[bytes]:
    return [merkle.leaf(b"%d" % number) for number in range(size)]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 200))
def test_the_root_is_the_defined_one(size: int) -> None:
    """The root of a tree is that of the recursive definition, at every size."""
    leaves = _leaves(size)

    assert merkle.Tree(leaves).root() == _defined(leaves)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 200), st.data())
def test_inclusion_holds_for_its_leaf_alone(size: int, data: st.DataObject) -> None:
    """An inclusion proof gives the root for its own leaf and for no other."""
    tree = merkle.Tree(_leaves(size))
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion(index, size)

    assert merkle.included(tree.levels[0][index], index, size, proof) == tree.root()
    assert merkle.included(merkle.leaf(b"other"), index, size, proof) != tree.root()


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 200), st.data())
def test_growth_is_proved(size: int, data: st.DataObject) -> None:
    """A consistency proof leads from the old root to the new one, and from no other root."""
    tree = merkle.Tree(_leaves(size))
    old = data.draw(st.integers(1, size))
    proof = tree.consistency(old, size)

    assert merkle.grew(old, size, proof, tree.root(old)) == tree.root()
    if old < size:
        assert merkle.grew(old, size, proof, merkle.leaf(b"other")) != tree.root()
