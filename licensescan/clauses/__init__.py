"""Read the clauses out of a licence text: lexicon, token line, grammar, norm, typed clause."""

from licensescan.clauses.reader import read_clauses
from licensescan.clauses.values import Clause, Reading, Unread

__all__ = ["Clause", "Reading", "Unread", "read_clauses"]
