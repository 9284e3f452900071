-- Bundles that come through the service: an upload that was cut off is tried again under its key and stands once.

alter table intake.bundle add column upload_key text;
alter table intake.bundle
add constraint bundle_upload_key_in_range check (length(upload_key) between 1 and 255);
create unique index bundle_upload_key_index on intake.bundle (sender, upload_key)
where upload_key is not null;
comment on column intake.bundle.upload_key is 'Ключ, которым отправитель назвал отправку (Idempotency-Key)';
comment on column intake.bundle.sender is 'Кто прислал: код школы, код ОКТМО муниципалитета или operator';
