"""Writes what schools would send over a season, as bundles in the order of sending.

    deliveries.py SAMPLE OUT COUNT SEED

SAMPLE is a folder of `soko bundle sample`. The same arguments write the same bytes. Every bundle can be loaded
before or after every other with the same end: what it refers to, it brings. `planted.json` says how often which
problem was planted in a bundle that must be rejected.
"""

import csv
import datetime
import io
import json
import pathlib
import random
import sys
import zipfile

# Tables that refer to no other, and a column of each whose value may be changed freely.
LEAVES = {
    "curriculum_load": ("hours_plan", lambda dice: str(dice.randint(30, 40))),
    "expert_score": ("score", lambda dice: str(dice.randint(0, 10))),
    "extra_program": ("hours_year", lambda dice: str(dice.randint(34, 136))),
    "facility": ("area_m2", lambda dice: f"{dice.randint(400, 9000) / 10}"),
    "resource": ("books_count", lambda dice: str(dice.randint(5000, 30000))),
    "sanpin_check": ("is_order_open", lambda dice: dice.choice(["true", "false"])),
}
MOMENT = (2020, 1, 1, 0, 0, 0)


def read(path):
    with zipfile.ZipFile(path) as archive:
        descriptor = json.loads(archive.read("datapackage.json"))
        tables = {}
        for resource in descriptor["resources"]:
            text = archive.read(resource["path"]).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline="")))
            tables[resource["name"]] = (rows[0], rows[1:])
    return descriptor, tables


def write(path, descriptor, tables):
    descriptor = dict(descriptor)
    descriptor["resources"] = [
        {"name": name, "path": f"{name}.csv", "encoding": "utf-8"} for name in tables
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        def add(name, text):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))

        add("datapackage.json", json.dumps(descriptor, ensure_ascii=False, sort_keys=True))
        for name, (header, rows) in tables.items():
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(rows)
            add(f"{name}.csv", text.getvalue())


class Season:
    def __init__(self, sample, seed):
        self.dice = random.Random(seed)
        self.register = read(sample / "00-register.zip")
        self.schools = [read(path) for path in sorted(sample.glob("s*.zip"))]
        # How far the season has come, 0 to 1.
        self.progress = 0.0

    def dated(self, descriptor, mode="full"):
        """The descriptor at another moment: mostly later than what was sent before, some three weeks late."""
        first = datetime.datetime.fromisoformat(descriptor["soko:asOf"])
        late = self.dice.uniform(0, 21) if self.dice.random() < 0.3 else self.dice.uniform(0, 0.2)
        moment = first + datetime.timedelta(days=200 * self.progress - late)
        text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return descriptor | {"soko:asOf": text, "created": text, "soko:mode": mode}

    def thinned(self, tables, marks):
        tables = dict(tables)
        header, rows = tables["period_mark"]
        tables["period_mark"] = (header, rows[:marks])
        return tables

    def first(self, school):
        descriptor, tables = school
        marks = self.dice.choice([200, 400, 800, 1600, 20000])
        return descriptor, self.thinned(tables, marks)

    def again(self):
        """A later or earlier full export of everything."""
        descriptor, tables = self.dice.choice(self.schools)
        tables = self.thinned(tables, self.dice.choice([100, 300, 900]))
        for name in self.dice.sample(sorted(LEAVES), 3):
            tables[name] = self.changed(name, tables[name])
        return self.dated(descriptor), tables

    def leaves(self):
        """A full export of some tables that refer to no other; one of them may be a true zero."""
        descriptor, tables = self.dice.choice(self.schools)
        chosen = {}
        for name in self.dice.sample(sorted(LEAVES), self.dice.randint(1, 4)):
            header, rows = self.changed(name, tables[name])
            chosen[name] = (header, [] if self.dice.random() < 0.1 else rows)
        return self.dated(descriptor), chosen

    def amended_leaves(self):
        descriptor, tables = self.dice.choice(self.schools)
        chosen = {}
        for name in self.dice.sample(sorted(LEAVES), self.dice.randint(1, 3)):
            header, rows = self.changed(name, tables[name])
            chosen[name] = self.marked(header, rows)
        return self.dated(descriptor, "amend"), chosen

    def amended_marks(self):
        """Corrected marks, with the pupils and periods they refer to."""
        descriptor, tables = self.dice.choice(self.schools)
        header, rows = tables["period_mark"]
        start = self.dice.randrange(max(1, len(rows) - 400))
        rows = [list(row) for row in rows[start:start + self.dice.randint(20, 400)]]
        mark = header.index("mark")
        for row in rows:
            if row[mark] and self.dice.random() < 0.5:
                row[mark] = str(self.dice.randint(3, 5))
        keys = {row[header.index("student_key")] for row in rows}
        student_header, students = tables["student"]
        key = student_header.index("student_key")
        return self.dated(descriptor, "amend"), {
            "period": tables["period"],
            "student": (student_header, [row for row in students if row[key] in keys]),
            "period_mark": self.marked(header, rows),
        }

    def malformed(self):
        """Some cells are not what they should be: the bundle as a whole must be rejected."""
        descriptor, tables = self.dice.choice(self.schools)
        header, rows = tables["curriculum_load"]
        rows = [list(row) for row in rows]
        count = self.dice.randint(1, min(150, len(rows)))
        for row in self.dice.sample(rows, count):
            row[header.index("hours_plan")] = "many"
        chosen = {"curriculum_load": (header, rows), "resource": tables["resource"]}
        return self.dated(descriptor), chosen, {"intake.value_malformed": count}

    def stranger(self):
        """A bundle of a school that no register names."""
        descriptor, tables = self.dice.choice(self.schools)
        descriptor = self.dated(descriptor) | {"soko:schoolCode": "s999"}
        return descriptor, {"resource": tables["resource"]}

    def registered(self):
        """A register at another moment, in which schools have other names."""
        descriptor, tables = self.register
        header, rows = tables["school"]
        number = self.dice.randint(1, 10**6)
        name = header.index("name_en")
        renamed = [row[:name] + [f"{row[name]} {number}"] + row[name + 1:] for row in rows]
        return self.dated(descriptor), tables | {"school": (header, renamed)}

    def changed(self, name, table):
        column, value = LEAVES[name]
        header, rows = table
        rows = [list(row) for row in rows if self.dice.random() < 0.9]
        for row in rows:
            if self.dice.random() < 0.3:
                row[header.index(column)] = value(self.dice)
        return header, rows

    def marked(self, header, rows):
        """The rows with a mark of deletion on some."""
        return header + ["_deleted"], [
            row + ["1" if self.dice.random() < 0.15 else ""] for row in rows
        ]

    def bundles(self, count):
        kinds = [
            (self.leaves, 30), (self.amended_leaves, 25), (self.amended_marks, 25),
            (self.again, 8), (self.malformed, 9), (self.stranger, 2), (self.registered, 1),
        ]
        planned = [(0.005, "register", self.register, None)]
        for school in self.schools:
            descriptor, tables = self.first(school)
            planned.append(
                (self.dice.uniform(0, 0.4), descriptor["name"], (descriptor, tables), None))
        while len(planned) < count:
            make = self.dice.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
            self.progress = self.dice.random()
            descriptor, tables, *planted = make()
            planned.append((
                self.progress, make.__name__, (descriptor, tables),
                planted[0] if planted else None))
        planned.sort(key=lambda one: one[0])
        return planned[:count]


def main():
    sample, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count, seed = int(sys.argv[3]), int(sys.argv[4])
    out.mkdir(parents=True, exist_ok=True)
    season = Season(sample, seed)
    planted = {}
    for number, (_, kind, (descriptor, tables), problems) in enumerate(season.bundles(count)):
        name = f"{number:05}-{kind}.zip"
        write(out / name, descriptor, tables)
        if problems:
            planted[name] = problems
    (out / "planted.json").write_text(json.dumps(planted, indent=1, sort_keys=True))


main()
