"""Where the definitions register, and the few ways in which parts become cuts."""

import decimal
from collections import defaultdict

from records import level

ALL = {}


def indicator(code):
    """A definition yields (cut, numerator, denominator), for a mean also the sum of squares, for a ratio four parts."""

    def register(function):
        assert code not in ALL, code
        ALL[code] = function
        return function

    return register


def share(has, of, cut="all"):
    """`has` of the members of `of`; nothing where there is nobody."""
    of = list(of)
    if of:
        yield cut, sum(1 for one in of if has(one)), len(of)


def shares(pairs):
    """A share per cut of (cut, whether it counts)."""
    found = defaultdict(lambda: [0, 0])
    for cut, counts in pairs:
        found[cut][0] += 1 if counts else 0
        found[cut][1] += 1
    for cut, (numerator, denominator) in found.items():
        yield cut, numerator, denominator


def by_grade(parts):
    """Parts by grade as the school, its levels of education and its grades; nothing over nothing is left out."""
    found = defaultdict(lambda: [0, 0])
    for grade, numerator, denominator in parts:
        for cut in ("all", f"level={level(grade)}", f"grade={grade}"):
            found[cut][0] += numerator
            found[cut][1] += denominator
    for cut, (numerator, denominator) in found.items():
        if denominator > 0:
            yield cut, numerator, denominator


def capped(parts):
    """A share never exceeds one."""
    for cut, numerator, denominator in parts:
        yield cut, min(numerator, denominator), denominator


def means(pairs):
    """A mean per cut of (cut, value): the sum, the count, the sum of squares."""
    found = defaultdict(list)
    for cut, value in pairs:
        found[cut].append(decimal.Decimal(value))
    for cut, values in found.items():
        yield cut, sum(values), len(values), sum(one * one for one in values)
