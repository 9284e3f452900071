-- The key a school's pseudonyms were made with, and when a refused bundle's bytes were removed.

alter table intake.bundle
add column key_fingerprint text,
add column erased_at timestamptz;
comment on column intake.bundle.key_fingerprint is 'Отпечаток школьного ключа псевдонимов; сам ключ школу не покидает';
comment on column intake.bundle.erased_at is 'Когда удалены байты: в пакете были персональные данные или он не читается до конца';
