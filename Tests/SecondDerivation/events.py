"""Criterion 2: the regional study, olympiads and events."""

import re
from collections import defaultdict

from definitions import by_grade, capped, indicator, share, shares
from results import distinct_of_average_roll, part_of_maximum, results_of


# The regional study.

def study_cut(row):
    """A study is told apart by what follows in the code of its procedure, without the year."""
    name = re.sub(r"[-_]|\d{4}", "", row["procedure_code"][len("regstudy"):])
    of_study = f";study={name}" if name else ""
    return f"grade={row['grade']}{of_study};subject={row['subject_code']}"


@indicator("ext.regstudy.mean_pct")
def study(year):
    return part_of_maximum(results_of(year, "regstudy"), study_cut)


def study_level(name):
    @indicator(f"ext.regstudy.level_{name}_share")
    def reached(year):
        return shares(
            (study_cut(row), row["level"] == name)
            for row in results_of(year, "regstudy") if row["grade"] and row["level"])


for name in ("low", "base", "high"):
    study_level(name)


# Olympiads and events: distinct pupils, however many diplomas each has.

def at_stage(year, stage, kinds=("vsosh",), results=("participant", "prize", "winner")):
    return {
        row["student_key"] for row in year.rows("event_participation")
        if row["event_kind"] in kinds and row["level"] == stage and row["result"] in results}


def of_grades(year, grades, pupils):
    """Distinct pupils of the grades over their roll of 20 September."""
    if not year.submitted("event_participation"):
        return []
    found, roll = defaultdict(int), defaultdict(int)
    for pupil, grade in year.grades().items():
        if grade in grades and pupil in pupils:
            found[grade] += 1
    for stay in year.roll(year.census).values():
        if stay.grade in grades:
            roll[year.grades()[stay.pupil]] += 1
    return capped(by_grade((grade, found[grade], roll[grade]) for grade in set(found) | set(roll)))


@indicator("ext.olymp.municipal_participation_share")
def olympiad(year):
    return of_grades(year, range(7, 12), at_stage(year, "municipal"))


@indicator("ext.olymp.municipal_participation_share.any_olympiad")
def olympiad_of_any_kind(year):
    return of_grades(
        year, range(7, 12), at_stage(year, "municipal", kinds=("vsosh", "olympiad")))


@indicator("ext.olymp.municipal_participation_share.of_all")
def olympiad_of_all(year):
    return of_grades(year, range(1, 13), at_stage(year, "municipal"))


def winners(stage, grades):
    code = f"ext.olymp.{stage}_winner_share"

    @indicator(code)
    def won(year):
        return of_grades(year, grades, at_stage(year, stage, results=("winner",)))

    @indicator(code + ".winner_or_prize")
    def won_or_prize(year):
        return of_grades(year, grades, at_stage(year, stage, results=("winner", "prize")))

    @indicator(code + ".of_all")
    def won_of_all(year):
        return of_grades(year, range(1, 13), at_stage(year, stage, results=("winner",)))

    @indicator(code + ".of_participants")
    def won_of_participants(year):
        won = at_stage(year, stage, results=("winner",))
        return share(lambda pupil: pupil in won, at_stage(year, stage))


winners("municipal", range(7, 12))
winners("regional", range(9, 12))


@indicator("ext.olymp.prize_yield")
def prizes(year):
    return shares(
        (f"stage={row['level']}", row["result"] in ("prize", "winner"))
        for row in year.rows("event_participation") if row["event_kind"] in ("vsosh", "olympiad"))


@indicator("ext.events.level_participation_share")
def events(year):
    stages = ("municipal", "regional", "federal")
    yield from distinct_of_average_roll(year, lambda row: row["level"] in stages)
    for stage in stages:
        for cut, numerator, denominator in distinct_of_average_roll(
                year, lambda row: row["level"] == stage):
            if cut == "all":
                yield f"stage={stage}", numerator, denominator
