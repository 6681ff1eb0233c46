"""Rights in plain words: what the URIs of RightsStatements.org and Creative Commons mean.

A URI is exact, but means nothing to most people. `describe` gives the short label that stands
beside a credit line, one sentence on what one may do, and whether a photograph may be passed on
freely.

Sources: https://rightsstatements.org/page/1.0/ and https://creativecommons.org/licenses/
"""

import re
from typing import NamedTuple


class Rights(NamedTuple):
    """What a rights URI means to a person who would like to use a photograph."""

    uri: str
    label: str
    plain: str
    free: bool


_STATEMENTS: dict[str, tuple[str, str]] = {
    "InC": ("In copyright", "To use it, ask whoever holds the rights."),
    "InC-OW-EU": (
        "In copyright, orphan work in the EU",
        "The holder of the rights could not be found.",
    ),
    "InC-EDU": (
        "In copyright, educational use permitted",
        "It may be used for teaching; for anything else, ask whoever holds the rights.",
    ),
    "InC-NC": (
        "In copyright, non-commercial use permitted",
        "It may be used non-commercially; otherwise ask whoever holds the rights.",
    ),
    "InC-RUU": (
        "In copyright, rights holder not found",
        "Nobody could be found to ask; use it at your own judgement.",
    ),
    "NoC-CR": (
        "No copyright, bound by contract",
        "An agreement limits its use; ask the institution that keeps it.",
    ),
    "NoC-NC": ("No copyright, non-commercial use only", "It may be used non-commercially."),
    "NoC-OKLR": (
        "No copyright, other legal limits",
        "Other laws limit its use; ask the institution that keeps it.",
    ),
    "NoC-US": (
        "No copyright in the United States",
        "It is free to use in the United States; elsewhere the law may differ. Give the credit.",
    ),
    "CNE": ("Copyright not evaluated", "Nobody has looked into its rights yet: ask before use."),
    "UND": ("Copyright undetermined", "It is not known whether it is free: ask before use."),
    "NKC": ("No known copyright", "It is believed to be free to use."),
}
_FREE_STATEMENTS = {"NoC-US", "NKC"}

_STATEMENT = re.compile(
    r"https?://rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/1\.0/?(?:\?.*)?"
)
# The page for people and the legal text are addresses of the same licence.
_PAGE = r"/?(?:(?:deed|legalcode)(?:\.[a-zA-Z-]+)?)?"
_LICENCE = re.compile(
    r"https?://creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)"
    rf"(?:/(?!deed|legal)([a-z]{{2,4}}))?{_PAGE}"
)
_PUBLIC = re.compile(rf"https?://creativecommons\.org/publicdomain/(zero|mark)/1\.0{_PAGE}")


def describe(uri: str) -> Rights:
    """Return what a rights URI means; an unknown one counts as not free."""
    if match := _STATEMENT.fullmatch(uri):
        known = _STATEMENTS.get(match[1])
        if known:
            return Rights(uri, *known, free=match[1] in _FREE_STATEMENTS)
    if match := _PUBLIC.fullmatch(uri):
        label = "CC0, given to the public" if match[1] == "zero" else "Public domain"
        return Rights(uri, label, "It is free to use.", free=True)
    if match := _LICENCE.fullmatch(uri):
        return _licence(uri, match[1].split("-"), match[2], match[3])
    return Rights(uri, "Rights stated elsewhere", "Read the terms before use.", free=False)


def _licence(uri: str, terms: list[str], version: str, port: str | None) -> Rights:
    label = " ".join(["CC", "-".join(terms).upper(), version, *([port.upper()] if port else [])])
    conditions = ["Give the credit"]
    if "nc" in terms:
        conditions.append("make no commercial use of it")
    if "sa" in terms:
        conditions.append("pass on what you make of it under the same licence")
    if "nd" in terms:
        conditions.append("leave it as it is")
    *most, last = conditions
    sentence = f"{', '.join(most)} and {last}" if most else last
    return Rights(uri, label, f"{sentence}, and it is free to use.", free="nc" not in terms)
