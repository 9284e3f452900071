-- Where a problem is in a workbook: its sheet and the address of its cell.

alter table intake.problem
add column sheet text,
add column cell text;
comment on column intake.problem.sheet is 'Лист книги';
comment on column intake.problem.cell is 'Адрес ячейки на листе, например C17';
