"""Criterion 6 and clause 4.4.5: categories, training, activity and practice of the staff."""

import datetime
from collections import Counter, defaultdict

from definitions import indicator, means, share
from records import day, flag, number, rounded


def pedagogical(year):
    return [row for row in year.rows("staff") if flag(row["is_pedagogical"])]


def category(code, *names):
    """A category held on 20 September, of pedagogical staff without external part-timers."""

    @indicator(code)
    def held(year):
        return share(
            lambda row: row["category"] in names
            and (not row["category_on"] or day(row["category_on"]) <= year.census),
            [row for row in pedagogical(year) if row["employment"] != "external"])


category("tea.cat_first_share", "first")
category("tea.cat_highest_share", "highest")
category("tea.cat_first_or_highest_share", "first", "highest")
category("tea.attested_share", "first", "highest", "methodist", "mentor")
category("tea.sootv_share", "sootv")


def trained(year):
    """Those with a programme of at least 16 hours completed in the 36 months up to 31 May."""
    since = datetime.date(year.year - 3, 5, 31)
    return {
        row["staff_key"] for row in year.rows("staff_pd")
        if int(row["hours"]) >= 16 and since < day(row["completed_on"]) <= year.end}


def of_staff(year, table, done, staff):
    return share(lambda row: row["staff_key"] in done, staff) if year.submitted(table) else []


@indicator("tea.pd_3y_share")
def training(year):
    return of_staff(year, "staff_pd", trained(year), pedagogical(year))


@indicator("tea.pd_3y_share.experienced")
def training_of_experienced(year):
    experienced = [
        row for row in pedagogical(year) if row["experience_band"] not in ("", "0-2")]
    return of_staff(year, "staff_pd", trained(year), experienced)


def active(code, *kinds, results=None):
    @indicator(code)
    def took_part(year):
        done = {
            row["staff_key"] for row in year.rows("staff_activity")
            if row["activity_kind"] in kinds and (results is None or row["result"] in results)}
        return of_staff(year, "staff_activity", done, pedagogical(year))


active("tea.rmo_speaker_share", "rmo_talk")
active("tea.rmo_participation_share", "rmo_talk", "rmo_member")
active("tea.prof_contest_share", "prof_contest")
active("tea.contest_winner_share", "prof_contest", results=("prize", "winner"))
active("tea.expert_share", "ege_expert", "jury", "attestation_commission")


def practice(code, column):
    """Teachers by main job or internal part-time for whom any record confirms it."""

    @indicator(code)
    def confirmed(year):
        done = {row["staff_key"] for row in year.rows("staff_practice") if flag(row[column])}
        teachers = [
            row for row in year.rows("staff")
            if flag(row["is_teacher"]) and row["employment"] != "external"]
        return of_staff(year, "staff_practice", done, teachers)


practice("tea.modern_methods_share", "uses_modern_methods")
practice("tea.ict_share", "uses_ict")


@indicator("tea.lesson_score_mean")
def lessons(year):
    visits = [
        row for row in year.rows("staff_practice")
        if row["source"] == "visit" and row["rubric_score"]]
    count = Counter(row["staff_key"] for row in visits)
    return means(
        ("all", number(row["rubric_score"])) for row in visits if count[row["staff_key"]] >= 2)


@indicator("edu.plan_quality_score")
def plan(year):
    scores = defaultdict(list)
    for row in year.rows("expert_score"):
        if row["item_code"] == "plan_quality":
            scores[row["rater_no"]].append(
                rounded(100 * number(row["score"]) / number(row["scale_max"]), 4))
    if len(scores) >= 2:
        yield from means(("all", one) for told in scores.values() for one in told)
