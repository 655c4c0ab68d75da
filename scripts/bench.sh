#!/bin/bash
# Runs every benchmark (benchmarks/*.py) with the peers it compares with; each writes its table beside itself.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

compgen -G 'benchmarks/*.py' >/dev/null || fail "Chưa có phép đo nào trong benchmarks/ (there are no benchmarks yet)."
bash scripts/environment.sh bench
for file in benchmarks/*.py; do
    say "Đo (measuring): $file"
    .venv/bin/python "$file" </dev/null
done
