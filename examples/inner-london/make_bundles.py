#!/usr/bin/env python3
"""Writes the 65 schools of the inner London study as bundles, and the register they need.

    python3 make_bundles.py --out bundles

The same data give the same bytes on any machine: entries are stored without compression and
carry fixed times. Needs nothing outside Python's standard library.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import pathlib
import zipfile

# The source names no year and no dates: these stand in for them.
YEAR = 1993
INTAKE_TEST_ON = "1992-09-01"
EXAM_ON = "1993-06-15"
AS_OF = "1993-08-31T00:00:00Z"
CREATED = "2025-01-01T00:00:00Z"

REGION = ("lon", "Внутренний Лондон", "Inner London")
# Invented: the source has no districts, and a municipal analogue needs municipalities.
DISTRICTS = {
    1: ("lon-odd", "Нечётный район (вымышленный)", "Odd district (invented)"),
    0: ("lon-even", "Чётный район (вымышленный)", "Even district (invented)"),
}


def school_code(number):
    return f"L{number:02d}"


def district(number):
    return DISTRICTS[number % 2]


def read_pupils(path):
    """Returns {school: [pupil]} in the order of the file, each pupil under a key of its own.

    A key is school and student number. Four numbers stand twice in their school, each time for
    another pupil: the second one's key ends in -2.
    """
    schools = {}
    times = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = int(row["school"])
            key = f"s{row['school']}-{row['student']}"
            times[key] = times.get(key, 0) + 1
            if times[key] > 1:
                key = f"{key}-{times[key]}"
            schools.setdefault(number, []).append(
                {
                    "key": key,
                    "sex": row["sex"].lower(),
                    "exam": row["normexam"],
                    "intake": row["standLRT"],
                }
            )
    return schools


FIELD_TYPES = {"held_on": "date", "grade": "integer", "scaled": "number"}


def table(name, fields, rows):
    """Returns the resource of a table for the descriptor, and the bytes of its file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    content = text.getvalue().encode("utf-8")
    resource = {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "schema": {
            "fields": [
                {"name": field, "type": FIELD_TYPES.get(field, "string")} for field in fields
            ]
        },
    }
    return resource, content


def write_bundle(path, name, head, tables):
    descriptor = {
        "name": name,
        "id": name,
        "version": "1.0.0",
        "created": CREATED,
        **head,
        "soko:schemaVersion": 1,
        "soko:asOf": AS_OF,
        "soko:generator": "examples/inner-london/make_bundles.py",
        "soko:synthetic": False,
        "resources": [resource for resource, _ in tables],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    entries = [("datapackage.json", text.encode("utf-8"))]
    entries += [(resource["path"], content) for resource, content in tables]
    with zipfile.ZipFile(path, "w") as archive:
        for entry_name, content in entries:
            entry = zipfile.ZipInfo(entry_name, date_time=(1993, 8, 31, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)


def write_register(folder, schools):
    territories = [(REGION[0], "region", "", REGION[1], REGION[2])]
    territories += [
        (oktmo, "municipality", REGION[0], ru, en) for oktmo, ru, en in DISTRICTS.values()
    ]
    register = [
        (school_code(number), district(number)[0], f"Школа {number}", f"School {number}")
        for number in sorted(schools)
    ]
    write_bundle(
        folder / "00-register.zip",
        "inner-london-register",
        {"soko:kind": "register", "soko:mode": "full", "soko:territory": REGION[0]},
        [
            table(
                "territory",
                ["oktmo", "level", "parent_oktmo", "name_ru", "name_en"],
                territories,
            ),
            table("school", ["school_code", "oktmo", "name_ru", "name_en"], register),
        ],
    )


def write_school(folder, number, pupils):
    code = school_code(number)
    results = []
    for pupil in pupils:
        results.append((pupil["key"], "gcse", "general", EXAM_ON, 11, pupil["exam"]))
        results.append((pupil["key"], "lrt", "general", INTAKE_TEST_ON, "", pupil["intake"]))
    write_bundle(
        folder / f"{code}-{YEAR}.zip",
        f"inner-london-{code.lower()}-{YEAR}",
        {
            "soko:kind": "school",
            "soko:schoolCode": code,
            "soko:academicYear": YEAR,
            "soko:mode": "full",
        },
        [
            table("student", ["student_key", "sex"], [(p["key"], p["sex"]) for p in pupils]),
            table(
                "diagnostic_result",
                ["student_key", "procedure_code", "subject_code", "held_on", "grade", "scaled"],
                results,
            ),
        ],
    )


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=here / "bundles", metavar="DIR")
    parser.add_argument(
        "--data", type=pathlib.Path, default=here / "data" / "exam.csv.gz", metavar="FILE"
    )
    arguments = parser.parse_args()
    schools = read_pupils(arguments.data)
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_register(arguments.out, schools)
    for number, pupils in schools.items():
        write_school(arguments.out, number, pupils)
    count = sum(len(pupils) for pupils in schools.values())
    print(f"{arguments.out}: a register and {len(schools)} schools, {count} pupils")


if __name__ == "__main__":
    main()
