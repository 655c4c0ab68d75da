#!/bin/bash
# Installs the Debian packages that the tests need, when it may; else names the one command.
# With CI=true a package that cannot be had is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
command -v strace >/dev/null || missing+=(strace)
compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || missing+=(libatomic1)
compgen -G '/usr/share/fonts/truetype/liberation2/*.ttf' >/dev/null || missing+=(fonts-liberation2)
[ "${#missing[@]}" = 0 ] && exit 0

COMMAND="apt-get install -y --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    in_ci && fail "Thiếu ${missing[*]} và máy này không có apt-get (missing packages and no apt-get)."
    say "Máy này không có apt-get; phép thử cần ${missing[*]} sẽ bị bỏ qua, có nêu tên (tests that need them are skipped)"
elif may_be_root; then
    say "Cài các gói Debian mà phép thử cần: ${missing[*]} (installing the packages that tests need; a few minutes)"
    if ! apt_install "${missing[@]}"; then
        in_ci && fail "Không cài được: ${missing[*]} (could not install them)." "Tự cài: $COMMAND"
        say "Không cài được; phép thử cần chúng sẽ bị bỏ qua, có nêu tên. Tự cài: $COMMAND (tests that need them are skipped)"
    fi
else
    in_ci && fail "Thiếu gói Debian (packages are missing). Hãy chạy:" "sudo $COMMAND"
    say "Thiếu gói Debian; phép thử cần chúng sẽ bị bỏ qua, có nêu tên. Để chạy đủ (to run all tests): sudo $COMMAND"
fi
