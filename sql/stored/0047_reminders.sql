-- How long before a deadline of the plan whoever has not answered is reminded.

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'plan_reminder_days', 7,
    'За сколько дней до срока плана школа попадает в напоминания',
    'Days before a deadline of the plan from which a school is reminded',
    'решение 0046'
);
