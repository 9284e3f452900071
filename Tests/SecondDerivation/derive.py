"""Works every indicator a second time, from the bundles' CSV files and the words of its definition.

    derive.py bundles FOLDER
    derive.py examples FILE
    derive.py codes

FILE is JSON: for each code the records its worked example gives. Prints a line per value: school, year, code, cut,
numerator, denominator, sum of squares, base numerator, base denominator, separated by spaces, `-` where the kind has no
such part.
"""

import decimal
import json
import pathlib
import sys

import definitions
import conditions  # noqa: F401 (each registers its definitions)
import context  # noqa: F401
import events  # noqa: F401
import exams  # noqa: F401
import health  # noqa: F401
import results  # noqa: F401
import social  # noqa: F401
import staff  # noqa: F401
from records import example, folder


def text(value):
    if value is None:
        return "-"
    found = format(decimal.Decimal(value).normalize(), "f")
    return "0" if found == "-0" else found


def lines(register, years, codes):
    known = {(one.school, one.year): one for one in years}
    for year in years:
        year.register, year.known = register, known
        for code in codes:
            for cut, *parts in definitions.ALL[code](year):
                parts += [None] * (5 - len(parts))
                yield " ".join([year.school, str(year.year), code, cut, *map(text, parts)])


def main(what, path=None):
    if what == "codes":
        return definitions.ALL
    if what == "bundles":
        return lines(*folder(path), definitions.ALL)
    return (
        line for code, given in json.loads(pathlib.Path(path).read_text()).items()
        for line in lines(*example(given), [code]))


if __name__ == "__main__":
    print("\n".join(sorted(main(*sys.argv[1:]))))
