#!/bin/sh
# The role that the API, the worker and the portal sign in with: it owns nothing and cannot bypass row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$ASSAY_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE assay_api LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
SQL
