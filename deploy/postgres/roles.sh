#!/usr/bin/env bash
# Makes the roles and the database when the container's data folder is made. Passwords come from the secret `roles`, whose
# lines are those of a PGPASSFILE: host:port:database:login:password. A role without a line is there, and lets nobody in: the
# owner of the database, who migrates, may make none.
set -euo pipefail

psql=(psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres)

for role in soko_owner soko_worker soko_web soko_bi; do
  "${psql[@]}" --command "create role $role nologin"
done
while IFS=: read -r _ _ _ login _; do
  [[ "$login" =~ ^soko_(owner|worker|web|bi)$ ]] || continue
  # Over stdin and as a value of psql: it stands in no list of processes and is quoted by the server's rules.
  "${psql[@]}" --set login="$login" <<SQL
\set password \`sed -n 's/^[^:]*:[^:]*:[^:]*:$login://p' /run/secrets/roles\`
alter role :"login" login password :'password';
SQL
done < /run/secrets/roles
"${psql[@]}" --command "create database soko owner soko_owner"
