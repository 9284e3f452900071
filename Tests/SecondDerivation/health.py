"""Criterion 3 and clause 4.4.6: health, sports, illness."""

from collections import defaultdict

from definitions import by_grade, indicator, share
from records import day, number, whole


# Examinations: of each cohort the latest of the year.

def examined(year, cohorts=None, where=lambda row: True):
    return [
        row for row in year.latest("health_aggregate", ["cohort"], where=where)
        if (row["cohort"] in cohorts if cohorts else row["cohort"].startswith("g"))]


def of_groups(row, groups):
    return sum(int(row[f"group{one}_count"]) for one in groups)


def deviations(suffix, groups):
    @indicator("health.deviation_share" + suffix)
    def deviating(year):
        for row in examined(year, ("entry", "age14")):
            if int(row["examined_count"]):
                yield f"stage={row['cohort']}", of_groups(row, groups), int(row["examined_count"])

    @indicator("health.deviation_ratio_entry_to_14" + suffix)
    def ratio(year):
        parts = {cut: told for cut, *told in deviating(year)}
        if len(parts) == 2:
            (x, n), (y, m) = parts["stage=entry"], parts["stage=age14"]
            yield "all", x, n, None, y, m


deviations("", (2, 3, 4, 5))
deviations(".groups3to5", (3, 4, 5))


@indicator("health.group_share")
def groups(year):
    rows = examined(year)
    total = sum(int(row["examined_count"]) for row in rows)
    if total:
        for group in range(1, 6):
            yield f"stage=group{group}", sum(of_groups(row, [group]) for row in rows), total


@indicator("health.pe_main_group_share")
def main_group(year):
    rows = examined(year, where=lambda row: row["pe_main_count"])
    total = sum(int(row["examined_count"]) for row in rows)
    if total:
        yield "all", sum(int(row["pe_main_count"]) for row in rows), total


# Pupils of a class in an activity, beside the roll of the class on the day of the count.

def covered(year, *activities):
    """By class: its grade, those covered at the latest count, at most its roll, and its roll."""
    told, on = defaultdict(int), {}
    for row in year.latest(
            "class_activity_count", ["class_code", "activity"],
            where=lambda row: row["activity"] in activities):
        told[row["class_code"]] += int(row["students_count"])
        on[row["class_code"]] = max(day(row["as_of_on"]), on.get(row["class_code"], day(row["as_of_on"])))
    for room, students in told.items():
        roll = sum(
            stay.room == room for stay in year.roll(min(on[room], year.end)).values())
        if roll:
            yield year.grade_of_class[room], min(students, roll), roll


def activity(code, *names):
    @indicator(code)
    def coverage(year):
        return by_grade(covered(year, *names))


activity("health.sport_any_share", "sport_any")
activity("health.sport_section_share", "sport_section")
activity("health.summer_coverage_share", "camp")
activity("cond.extra_ed_coverage_share", "extra_ed_any")
activity("edu.interest_coverage_share", "interest")
activity("cond.hot_meal_coverage_share", "hot_meal_paid", "hot_meal_free")


# Illness: totals of the year, to which its quarters are never added.

def illness(year, population):
    whole_years = {
        row["period_code"] for row in year.rows("period") if row["period_kind"] == "year"}
    return [
        row for row in year.rows("morbidity_aggregate")
        if row["population"] == population and row["period_code"] in whole_years]


def per_head(code, column, times=1):
    @indicator(code)
    def rate(year):
        rows = [
            row for row in illness(year, "students") if int(row["headcount"]) and row[column]]
        if rows:
            yield ("all", times * sum(int(row[column]) for row in rows),
                   sum(int(row["headcount"]) for row in rows))


per_head("health.illness_days_per_student", "days_count")
per_head("health.illness_cases_per_1000", "cases_count", times=1000)
per_head("health.index", "never_ill_count")


@indicator("health.staff_sick_days_per_fte")
def sick_staff(year):
    rows = illness(year, "teachers")
    posts = sum(
        number(row["fte"]) for row in year.rows("staff")
        if row["is_teacher"] in ("1", "true", "да") and row["fte"])
    if rows and posts:
        yield "all", sum(int(row["days_count"]) for row in rows), posts


@indicator("health.med_equipment_share")
def medical_equipment(year):
    for row in year.latest(
            "facility", ["item_code"], where=lambda row: row["item_code"] == "medical_office"):
        if row["equipped_count"] and whole(row["standard_count"]):
            yield "all", int(row["equipped_count"]), int(row["standard_count"])
