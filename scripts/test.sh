#!/bin/bash
# Runs every test on SQLite, and those that touch the database on a private PostgreSQL as well.
# PostgreSQL goes first, so that the last line is the summary of the whole suite; what failed in either run is named
# once more at the very end, where it is seen when only the end of a long log is kept.
# Words after the command are handed to pytest: scripts/test.sh src/minhchung/rules -k deadline
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

# Hundreds of tests start the command in a process of its own; each would compile a thousand modules again.
unset PYTHONDONTWRITEBYTECODE
SCRATCH="$(mktemp -d)"
export PYTHONPYCACHEPREFIX="$SCRATCH/compiled"
trap 'rm -rf "$SCRATCH"' EXIT

WORKERS="${TEST_WORKERS:-2}"
failed=0
# run LOG [WORD...]: every test that pytest is told of; keeps what it says. Code 5: no test was found, which is no fault
# on PostgreSQL when the words name tests that touch no database.
run() {
    local log="$1" code=0
    shift
    .venv/bin/pytest -n "$WORKERS" "$@" </dev/null 2>&1 | tee "$SCRATCH/$log" || code=$?
    if [ "$code" != 0 ] && [ "$log-$code" != PostgreSQL-5 ]; then
        failed=$code
        echo "ERROR: pytest ended with code $code" >>"$SCRATCH/$log"
    fi
}
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; then
    say "Phép thử chạm cơ sở dữ liệu, trên PostgreSQL (tests that touch the database, on PostgreSQL)"
    MINHCHUNG_TEST_DATABASE=postgresql run PostgreSQL "$@"
elif in_ci; then
    fail "CI=true nhưng máy này chưa có PostgreSQL (CI=true, and PostgreSQL is missing)."
else
    say "Chưa có PostgreSQL: bỏ qua lượt chạy trên PostgreSQL (PostgreSQL is missing: its run is left out)"
fi
say "Toàn bộ phép thử, trên SQLite (all tests, on SQLite)"
run SQLite "$@"
if [ "$failed" != 0 ]; then
    printf '\n✗ Không đạt (failed):\n'
    for log in PostgreSQL SQLite; do
        [ -f "$SCRATCH/$log" ] && grep -aE '^(FAILED|ERROR|INTERNALERROR|=+ .* in [0-9.]+s)' "$SCRATCH/$log" | cut -c1-300 | sed "s/^/  $log: /"
    done || true
fi
exit "$failed"
