-- What a sender said of a file that does not describe itself, and the form it came in.

alter table intake.bundle
add column origin jsonb not null default '{}'::jsonb,
add column origin_key text not null default '',
add column format text;
comment on column intake.bundle.origin is 'Что отправитель сказал о файле: школа, год, состояние на';
comment on column intake.bundle.origin_key is 'То же одной строкой; пусто, если файл всё говорит сам';
comment on column intake.bundle.format is 'Вид пакета: архив с описанием, книга, таблица …';

alter table intake.bundle drop constraint bundle_sha256_unique_per_sender;
alter table intake.bundle add constraint bundle_sha256_unique_per_sender
unique (sender, sha256, origin_key);
