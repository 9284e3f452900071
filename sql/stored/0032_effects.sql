-- Effects no longer take the variances of their model as known.

comment on column result.effect.effect is 'Эффект в баллах, стянутый к среднему региона; среднее по дисперсиям, которые допускают данные';
comment on column result.effect.standard_error is 'Стандартная ошибка: с ошибками коэффициентов и дисперсий';
comment on column result.effect.low is 'Квантиль 2,5 %: нижняя граница интервала рядом со средней школой';
comment on column result.effect.high is 'Квантиль 97,5 %: верхняя граница';
comment on column result.effect.pair_low is 'Нижняя граница интервала для пары школ (Голдстейн — Хили), множитель — по ошибкам модели';
comment on column result.effect.level is 'Уровень 1–5: насколько верно, что эффект выше нуля, — как у лежащего на −2, −1, 1, 2 ошибки';
