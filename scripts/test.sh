#!/bin/bash
# Runs every test on SQLite, and those that touch the database on a private PostgreSQL as well.
# PostgreSQL goes first, so that the last line is the summary of the whole suite.
# Words after the command are handed to pytest: scripts/test.sh src/minhchung/rules -k deadline
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

# Hundreds of tests start the command in a process of its own; each would compile a thousand modules again.
unset PYTHONDONTWRITEBYTECODE
PYTHONPYCACHEPREFIX="$(mktemp -d)"
export PYTHONPYCACHEPREFIX
trap 'rm -rf "$PYTHONPYCACHEPREFIX"' EXIT

WORKERS="${TEST_WORKERS:-2}"
failed=0
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; then
    say "Phép thử chạm cơ sở dữ liệu, trên PostgreSQL (tests that touch the database, on PostgreSQL)"
    MINHCHUNG_TEST_DATABASE=postgresql .venv/bin/pytest -n "$WORKERS" "$@" </dev/null || failed=$?
elif in_ci; then
    fail "CI=true nhưng máy này chưa có PostgreSQL (CI=true, and PostgreSQL is missing)."
else
    say "Chưa có PostgreSQL: bỏ qua lượt chạy trên PostgreSQL (PostgreSQL is missing: its run is left out)"
fi
say "Toàn bộ phép thử, trên SQLite (all tests, on SQLite)"
.venv/bin/pytest -n "$WORKERS" "$@" </dev/null || failed=$?
exit "$failed"
