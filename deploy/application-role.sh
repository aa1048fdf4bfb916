#!/bin/sh
# The role under which web processes and workers work: no owner of any table, so that it cannot change the audit log.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APPLICATION_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE careline LOGIN PASSWORD :'password';
SQL
