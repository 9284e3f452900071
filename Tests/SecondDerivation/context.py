"""Context: size, kind and place of a school, and its social passport."""

from definitions import indicator
from records import day, flag


@indicator("ctx.size")
def size(year):
    roll = year.roll(year.census)
    if roll:
        yield "all", len(roll), 1


@indicator("ctx.class_size_mean")
def class_size(year):
    roll = year.roll(year.census)
    if roll:
        yield "all", len(roll), len({stay.room for stay in roll.values()})


def of_kind(code, has):
    @indicator(code)
    def kind(year):
        for row in year.rows("school_year"):
            yield "all", int(has(row)), 1


of_kind("ctx.rural", lambda row: row["settlement"] == "village")
of_kind("ctx.small", lambda row: flag(row["is_small"]))
of_kind("ctx.selective", lambda row: row["school_kind"] in ("gymnasium", "lyceum", "advanced"))


def of_passport(code, column):
    @indicator(code)
    def told(year):
        rows = [row for row in year.rows("social_passport") if row[column]]
        for row in sorted(rows, key=lambda row: day(row["as_of_on"]))[-1:]:
            if int(row["roll_count"]):
                yield "all", min(int(row[column]), int(row["roll_count"])), int(row["roll_count"])


for name in (
        "par_he_both", "single_parent", "low_income", "large_family", "ovz", "nonrussian_home",
        "moved_in"):
    of_passport(f"ctx.{name}_share", f"{name}_count")
of_passport("ctx.unemployed_par_share", "unemployed_parents_count")
