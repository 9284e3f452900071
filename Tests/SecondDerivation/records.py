"""The records of one school in one academic year, read from its bundle by Python's own zip and CSV.

Nothing of the program is used. A table that is not in the bundle was not submitted; one without rows is a true zero.
"""

import csv
import datetime
import decimal
import io
import json
import pathlib
import zipfile
from collections import defaultdict

decimal.getcontext().prec = 60
HALF_UP = decimal.ROUND_HALF_UP


def number(text):
    return None if text in (None, "") else decimal.Decimal(text.replace(",", "."))


def whole(text):
    return None if text in (None, "") else int(text)


def day(text):
    return None if text in (None, "") else datetime.date.fromisoformat(text)


def flag(text):
    return None if text in (None, "") else text.lower() in ("1", "true", "да")


def rounded(value, places):
    return value.quantize(decimal.Decimal(1).scaleb(-places), rounding=HALF_UP)


def level(grade):
    return "noo" if grade <= 4 else "ooo" if grade <= 9 else "soo"


class Row(dict):
    """A row in which a column that was not sent is empty."""

    def __missing__(self, column):
        return ""


class Stay:
    """A pupil in a class from a day until the first day outside it."""

    def __init__(self, row, classes):
        self.pupil = row["student_key"]
        self.room = row["class_code"]
        self.grade = classes[self.room]["grade"]
        self.is_unmarked = classes[self.room]["is_unmarked"]
        self.entered, self.left = day(row["entered_on"]), day(row["left_on"])
        self.exit_reason = row["exit_reason"]
        self.repeats = flag(row["is_repeat_year"])

    def holds(self, on):
        return self.entered <= on and (self.left is None or self.left > on)


class SchoolYear:
    def __init__(self, school, year, tables):
        self.school, self.year, self.tables = school, year, tables
        self.census = datetime.date(year - 1, 9, 20)
        self.last_bell = datetime.date(year, 5, 25)
        self.end = datetime.date(year, 5, 31)
        classes = {
            row["class_code"]: {
                "grade": int(row["grade"]), "is_unmarked": bool(flag(row["is_unmarked"]))}
            for row in self.rows("class")}
        self.grade_of_class = {code: told["grade"] for code, told in classes.items()}
        self.stays = [Stay(row, classes) for row in self.rows("enrolment")]

    def rows(self, table):
        return self.tables.get(table, [])

    def submitted(self, table):
        return table in self.tables

    def roll(self, on):
        """Pupils on the roll of a day, each once: by pupil, the stay of that day."""
        return {stay.pupil: stay for stay in self.stays if stay.holds(on)}

    def grades(self):
        """The highest grade each pupil of the year was in."""
        found = {}
        for stay in self.stays:
            found[stay.pupil] = max(stay.grade, found.get(stay.pupil, 0))
        return found

    def average_roll(self):
        """By grade: the mean of the rolls of 20 September and 31 May."""
        grades, found = self.grades(), defaultdict(decimal.Decimal)
        for on in (self.census, self.end):
            for pupil in self.roll(on):
                found[grades[pupil]] += decimal.Decimal("0.5")
        return found

    def latest(self, table, keys, when="as_of_on", where=lambda row: True):
        """Of the rows that satisfy `where`, the latest of each key."""
        found = {}
        for row in self.rows(table):
            if where(row):
                key = tuple(row[name] for name in keys)
                if key not in found or day(found[key][when]) < day(row[when]):
                    found[key] = row
        return list(found.values())


class Register:
    """What all schools share, as the registers and published figures of the folder tell it."""

    def __init__(self):
        self.region_of_school, self.municipality_of_school = {}, {}
        self.scales, self.minima, self.figures = {}, [], []
        self._parents = {}

    def take(self, tables):
        for row in tables.get("territory", []):
            self._parents[row["oktmo"]] = row["parent_oktmo"] or None
        for row in tables.get("school", []):
            self.municipality_of_school[row["school_code"]] = row["oktmo"]
        for row in tables.get("exam_scale", []):
            key = (int(row["academic_year"]), row["exam_kind"], row["subject_code"])
            self.scales[key] = row
        self.minima += tables.get("exam_minimum", [])

    def publish(self, rows, year, publisher):
        self.figures += [Row(row, year=year, publisher=publisher) for row in rows]

    def region(self, school):
        municipality = self.municipality_of_school.get(school)
        return self._parents.get(municipality)


def folder(path):
    """Every school year of a folder of bundles, in the order of school and year, and what they share."""
    register, years = Register(), []
    for file in sorted(pathlib.Path(path).glob("*.zip")):
        with zipfile.ZipFile(file) as archive:
            descriptor = json.loads(archive.read("datapackage.json"))
            tables = {
                resource["name"]: [Row(row) for row in csv.DictReader(io.StringIO(
                    archive.read(resource["path"]).decode("utf-8-sig"), newline=""))]
                for resource in descriptor["resources"]}
        if descriptor["soko:kind"] == "register":
            register.take(tables)
        elif descriptor["soko:kind"] == "aggregate":
            register.publish(
                tables["external_aggregate"], descriptor["soko:academicYear"],
                descriptor["soko:territory"])
        else:
            years.append(
                SchoolYear(descriptor["soko:schoolCode"], descriptor["soko:academicYear"], tables))
    return register, sorted(years, key=lambda one: (one.school, one.year))


def example(given):
    """The school years of a worked example: tables of rows, of school A in 2025 unless a row says otherwise."""
    tables, register = {}, Register()
    shared = {name: given.pop(name, []) for name in ("exam_scale", "external_aggregate")}
    for table, rows in given.items():
        for row in rows:
            slice = row.get("school", "A"), int(row.get("academic_year", 2025))
            tables.setdefault(slice, {}).setdefault(table, []).append(Row(row))
    register.take({
        "territory": [Row(oktmo="99"), Row(oktmo="99601000", parent_oktmo="99")],
        "school": [Row(school_code=code, oktmo="99601000") for code in ("A", "B")],
        "exam_scale": shared["exam_scale"]})
    for row in shared["external_aggregate"]:
        register.publish([row], int(row.get("academic_year", 2025)), row["publisher_oktmo"])
    return register, [
        SchoolYear(school, year, found) for (school, year), found in sorted(tables.items())]
