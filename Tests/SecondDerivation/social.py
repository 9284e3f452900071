"""Criteria 4 and 5: where graduates went, registers, families, questionnaires."""

import datetime
import decimal
from collections import defaultdict

from definitions import by_grade, indicator
from records import day

# Where graduates went, as of 1 October: the report nearest to that day.


def graduates_by_destination(year):
    """By grade: graduates by destination."""
    target, dates = datetime.date(year.year, 10, 1), defaultdict(set)
    for row in year.rows("graduate_destination"):
        dates[int(row["grade"])].add(day(row["as_of_on"]))
    found = {}
    for grade, told in dates.items():
        nearest = min(told, key=lambda one: (abs((one - target).days), -one.toordinal()))
        found[grade] = {
            row["destination"]: int(row["graduates_count"])
            for row in year.rows("graduate_destination")
            if int(row["grade"]) == grade and day(row["as_of_on"]) == nearest}
    return {grade: told for grade, told in found.items() if sum(told.values())}


def destination(code, grade, *names):
    @indicator(code)
    def went(year):
        told = graduates_by_destination(year).get(grade)
        if told:
            yield "all", sum(told.get(name, 0) for name in names), sum(told.values())


destination("soc.grade9_continued_share", 9, "grade10_here", "grade10_elsewhere", "spo")
destination("soc.grade9_spo_share", 9, "spo")
destination("soc.grad11.uni_share", 11, "university")
destination("soc.grad11.spo_share", 11, "spo")
destination("soc.grad11.work_share", 11, "work")
destination("soc.grad11.army_share", 11, "army")


@indicator("soc.grad_neet_share")
def neither_working_nor_learning(year):
    for grade, told in graduates_by_destination(year).items():
        yield f"grade={grade}", told.get("none", 0), sum(told.values())


# Registers: distinct pupils, and the roll of the same day.

def on_registers(year, column):
    """The latest row of distinct pupils, and the roll of its day."""
    for row in year.latest(
            "welfare_aggregate", ["register"],
            where=lambda row: row["register"] == "any_distinct" and row[column]):
        roll = len(year.roll(day(row["as_of_on"])))
        if roll:
            yield int(row[column]), roll


@indicator("soc.juvenile_register_share")
def registered(year):
    for students, roll in on_registers(year, "students_count"):
        yield "all", min(students, roll), roll


@indicator("soc.offences_per_1000")
def offences(year):
    for cases, roll in on_registers(year, "offences_count"):
        yield "all", cases, decimal.Decimal(roll) / 1000


@indicator("par.engagement_share")
def engaged(year):
    return by_grade(
        (year.grade_of_class[row["class_code"]], int(row["engaged_count"]),
         int(row["families_count"]))
        for row in year.latest("parent_engagement", ["class_code"]))


# Questionnaires: of each question the latest survey of the year.

def answers(year, audience, survey=""):
    return year.latest(
        "survey_result", ["survey_code", "item_code"],
        where=lambda row: row["audience"] == audience and row["survey_code"].startswith(survey))


def positive(code, audience, survey):
    @indicator(code)
    def satisfied(year):
        rows = answers(year, audience, survey)
        total = sum(int(row["answered_count"]) for row in rows)
        if total:
            yield ("all", sum(int(row["answer4_count"]) + int(row["answer5_count"]) for row in rows),
                   total)


positive("par.satisfaction_share", "parents", "satisfaction")
positive("par.openness_share", "parents", "openness")
positive("edu.satisfaction.stud_share", "students", "satisfaction")
positive("edu.satisfaction.par_share", "parents", "upbringing")


@indicator("par.survey_response_rate")
def response(year):
    rows = answers(year, "parents")
    invited = sum(int(row["invited_count"]) for row in rows)
    if invited:
        yield "all", sum(int(row["answered_count"]) for row in rows), invited
