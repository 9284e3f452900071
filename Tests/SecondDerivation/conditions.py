"""Criterion 7 and clauses 4.4.2–4.4.4: staffing, requirements, rooms, resources, the roll kept."""

import datetime
from collections import defaultdict

from definitions import indicator, share
from records import day, flag, number, whole


# Hours of the curriculum taught by the qualified; of each grade and subject the latest figures.

def hours_by_subject(year, where=lambda row: True):
    found = defaultdict(lambda: [0, 0])
    for row in year.latest("curriculum_load", ["grade", "subject_code"], where=where):
        found[row["subject_code"]][0] += number(row["hours_qualified"])
        found[row["subject_code"]][1] += number(row["hours_plan"])
    return {name: told for name, told in found.items() if told[1]}


@indicator("cond.staffing_qualified_share")
def staffing(year):
    hours = hours_by_subject(year)
    if hours:
        yield ("all", *map(sum, zip(*hours.values())))
    for name, (qualified, planned) in hours.items():
        yield f"subject={name}", qualified, planned
    for moment, is_of in (("september", year.year - 1), ("february", year.year)):
        hours = hours_by_subject(year, where=lambda row: day(row["as_of_on"]).year == is_of)
        if hours:
            yield (f"moment={moment}", *map(sum, zip(*hours.values())))


@indicator("cond.staffing_qualified_share.min")
def staffing_worst(year):
    hours = hours_by_subject(year)
    if hours:
        worst = min(hours, key=lambda name: (hours[name][0] / hours[name][1], name))
        yield "all", *hours[worst]


# Requirements: of each the latest check, of those that apply.

def checked(year, kind):
    return year.latest(
        "sanpin_check", ["requirement_code"], when="checked_on",
        where=lambda row: row["check_kind"] == kind)


def requirements(code, kind):
    @indicator(code)
    def met(year):
        return share(
            lambda row: flag(row["is_met"]),
            [row for row in checked(year, kind) if flag(row["is_applicable"])])


requirements("cond.sanpin_met_share", "sanpin")
requirements("cond.safety_met_share.ot", "ot")
requirements("cond.safety_met_share.fire", "fire")
requirements("cond.safety_met_share.antiterror", "antiterror")
requirements("health.sanepid_done_share", "sanepid")


@indicator("cond.sanpin_open_orders")
def orders(year):
    rows = checked(year, "sanpin")
    if rows:
        yield "all", sum(bool(flag(row["is_order_open"])) for row in rows), 1


# Extra-curricular programmes.

@indicator("cond.extra_ed_present")
def extra_present(year):
    if year.submitted("extra_program"):
        yield "all", int(any(flag(row["is_licensed"]) for row in year.rows("extra_program"))), 1


@indicator("cond.extra_ed_programs_count")
def extra_count(year):
    if year.submitted("extra_program"):
        yield "all", len(year.rows("extra_program")), 1


@indicator("cond.extra_ed_programs_count.per_100")
def extra_rate(year):
    roll = len(year.roll(year.census))
    if year.submitted("extra_program") and roll:
        yield "all", 100 * len(year.rows("extra_program")), roll


@indicator("cond.extra_ed_conform_share")
def extra_conform(year):
    return share(
        lambda row: flag(row["conforms"]),
        [row for row in year.rows("extra_program") if row["conforms"]])


# Rooms and resources: the latest figures of the year.

def room(year, item):
    return year.latest("facility", ["item_code"], where=lambda row: row["item_code"] == item)


@indicator("cond.canteen_present")
def canteen(year):
    for row in room(year, "canteen"):
        yield "all", int(bool(flag(row["is_present"]) and flag(row["conforms"]))), 1


@indicator("cond.medical_office_present")
def medical_office(year):
    for row in room(year, "medical_office"):
        fits = flag(row["conforms"])
        if fits is None:
            fits = bool(row["equipped_count"] and row["standard_count"]) and (
                int(row["equipped_count"]) >= int(row["standard_count"]))
        yield "all", int(bool(flag(row["is_present"]) and fits)), 1


@indicator("cond.medical_office_present.licensed")
def medical_licence(year):
    for row in room(year, "medical_office"):
        yield "all", int(bool(flag(row["is_present"]) and flag(row["is_licensed"]))), 1


@indicator("cond.classroom_equipped_share")
def classrooms(year):
    for row in room(year, "classroom_equipped"):
        if row["equipped_count"] and whole(row["standard_count"]):
            yield "all", int(row["equipped_count"]), int(row["standard_count"])


def resource(year, column):
    """The latest figure, and the roll of its day."""
    for row in sorted(
            (row for row in year.rows("resource") if row[column]),
            key=lambda row: day(row["as_of_on"]))[-1:]:
        yield number(row[column]), len(year.roll(day(row["as_of_on"])))


def per_pupil(code, column):
    @indicator(code)
    def rate(year):
        for amount, roll in resource(year, column):
            if roll:
                yield "all", amount, roll


per_pupil("cond.pc_per_student", "computers_count")
per_pupil("cond.books_per_student", "books_count")
per_pupil("cond.area_per_student", "area_m2")


@indicator("cond.internet_student_share")
def internet_pupils(year):
    for pupils, roll in resource(year, "internet_students_count"):
        if roll:
            yield "all", min(pupils, roll), roll


@indicator("cond.internet_mbit")
def internet(year):
    for speed, _ in resource(year, "internet_mbit"):
        yield "all", speed, 1


# The school itself in the year.

def told_of_school(code, column):
    @indicator(code)
    def told(year):
        for row in year.rows("school_year"):
            if row[column]:
                yield "all", int(flag(row[column])), 1


told_of_school("cond.licence_valid", "licence_valid")
told_of_school("cond.accreditation_valid", "accreditation_valid")
told_of_school("edu.selfgov_present", "selfgov_present")


@indicator("cond.public_report_on_time")
def report(year):
    for row in year.rows("school_year"):
        if row["report_published_on"]:
            yield "all", int(day(row["report_published_on"]) <= datetime.date(year.year, 8, 1)), 1


# The roll kept.

@indicator("cond.attrition_share")
def attrition(year):
    roll = len(year.roll(year.census))
    gone = {
        stay.pupil for stay in year.stays
        if stay.exit_reason in ("expelled", "dropout", "other")
        and not any(
            other.pupil == stay.pupil and other.entered > stay.entered for other in year.stays)}
    if roll:
        yield "all", min(len(gone), roll), roll


@indicator("cond.roll_retention_share")
def retention(year):
    stayed = year.roll(year.end)
    return share(lambda pupil: pupil in stayed, year.roll(datetime.date(year.year - 1, 9, 1)))
