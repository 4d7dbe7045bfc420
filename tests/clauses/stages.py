"""Run a sentence through the stages of reading one by one, as the tests of each stage need it."""

from __future__ import annotations

from lark import Tree

from licensescan.clauses import read_clauses
from licensescan.clauses.concepts import Concept, concepts_of
from licensescan.clauses.definitions import own_terms, trie_of
from licensescan.clauses.lexicon import lexicon
from licensescan.clauses.line import tidy
from licensescan.clauses.norms import Norm, norms_of
from licensescan.clauses.reading_explained import LineTree, tree_of
from licensescan.clauses.words import words_of


def concepts(sentence: str) -> list[Concept]:
    """Return the concepts of a sentence, marks included."""
    terms = trie_of(own_terms(sentence))
    return concepts_of(words_of(sentence, 0, len(sentence)), lexicon(), terms, sentence)


def line(sentence: str) -> list[Concept]:
    """Return the token line of a sentence."""
    return tidy(concepts(sentence))


def shown(sentence: str) -> str:
    """Return the token line of a sentence as ``TERMINAL:concept`` words."""
    return " ".join(f"{token[0]}:{token[1]}" for token in line(sentence))


def norms(sentence: str) -> list[Norm]:
    """Return the norms of a sentence."""
    return norms_of(line(sentence))


def norm(sentence: str) -> Norm:
    """Return the only norm of a sentence."""
    (one,) = norms(sentence)
    return one


def names(tokens: tuple[Concept, ...]) -> list[str]:
    """Return the concepts of some tokens."""
    return [token[1] for token in tokens]


def tree(sentence: str) -> tuple[LineTree, tuple[Concept, ...]]:
    """Return the tree of a sentence's line, and what the grammar had no place for."""
    return tree_of(line(sentence))


def rules_of(node: LineTree) -> set[str]:
    """Return the rules (and aliases) that a tree is made of."""
    return {str(sub.data) for sub in node.iter_subtrees()} if isinstance(node, Tree) else set()


def types(text: str) -> set[str]:
    """Return the clause types that are read in a text."""
    return {clause.type for clause in read_clauses(text).clauses}
