#!/bin/bash
# Style, types and the walls between rooms. Runs every check and fails at the end, so that one run shows all faults.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

failed=()
step() {
    local name="$1"
    shift
    say "$name"
    "$@" </dev/null || failed+=("$name")
}
# Settings make their data folder when they are read; a check must not touch a real one.
MINHCHUNG_DATA_DIR="$(mktemp -d)"
export MINHCHUNG_DATA_DIR
trap 'rm -rf "$MINHCHUNG_DATA_DIR"' EXIT
export DJANGO_SETTINGS_MODULE=minhchung.config.settings

step "Cách trình bày (format): ruff format" .venv/bin/ruff format --check --output-format concise .
step "Cách viết (lint): ruff check" .venv/bin/ruff check --output-format concise .
step "Kiểu (types): mypy" .venv/bin/mypy
step "Ranh giới các phòng (import contracts): import-linter" .venv/bin/lint-imports --no-logo
step "Lời hứa của ngôi nhà (promises of the house): tests/test_house.py" .venv/bin/pytest -q -p no:cacheprovider tests/test_house.py
step "Django tự kiểm tra (Django's own checks)" .venv/bin/python -m django check --fail-level WARNING --database default
step "Bảng dữ liệu khớp mã (migrations match the models)" .venv/bin/python -m django makemigrations --check --dry-run

if [ "${#failed[@]}" != 0 ]; then
    printf '\n✗ Chưa đạt (failed):\n' >&2
    printf '  %s\n' "${failed[@]}" >&2
    exit 1
fi
say "Mọi kiểm tra đều đạt (all checks passed)"
