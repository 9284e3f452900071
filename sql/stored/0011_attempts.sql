-- What is counted as an attempt: ends that no one explained.

comment on column intake.bundle.attempt_count is 'Попыток, об исходе которых никто не сообщил; считается до попытки, возвращается, если её прервал не пакет';
