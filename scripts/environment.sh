#!/bin/bash
# Makes ./.venv ready: Python 3.11, uv, and every library at the version that uv.lock names.
# Does nothing when it is ready already. One argument, "bench", adds what the benchmarks compare with.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

UV_VERSION=0.13.9
HERE="$PWD"
GROUP="${1:-dev}"

[ -w . ] || fail "Không ghi được vào thư mục $HERE." \
    "Hãy chép mã nguồn vào thư mục của bạn, hoặc: sudo chown -R \$USER $HERE" \
    "(No permission to write in this folder; copy the source to a folder of yours.)"
[ -f uv.lock ] || fail "Thiếu tệp uv.lock; bản sao mã nguồn không đủ. (uv.lock is missing; the copy is incomplete.)"

mkdir -p var
if command -v flock >/dev/null; then
    exec 9>var/.environment.lock
    flock 9
fi

READY=".venv/.ready-$GROUP"
WANTED="$HERE $UV_VERSION $(sha256sum uv.lock | cut -c1-64)"
[ "$(cat "$READY" 2>/dev/null || true)" = "$WANTED" ] && exit 0

is_311() { "$1" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }

find_python() {
    for name in python3.11 python3 python; do
        if command -v "$name" >/dev/null && is_311 "$name"; then command -v "$name" && return 0; fi
    done
    return 1
}

# An environment that was moved, or made by another Python, is made anew.
if [ -e .venv ] && ! { is_311 .venv/bin/python && grep -q "^#!$HERE/.venv/bin/python" .venv/bin/pip; } 2>/dev/null; then
    say "Môi trường ./.venv không dùng được ở đây, tạo lại (the environment does not fit this folder, making it anew)"
    rm -rf .venv
fi

if [ ! -e .venv ]; then
    PYTHON="$(find_python)" || fail \
        "Cần Python 3.11; máy này có: $({ command -v python3 >/dev/null && python3 --version; } || echo 'không có Python nào')." \
        "Trên Debian 12: apt-get install python3 python3-venv" \
        "(Python 3.11 is needed; Debian 12 has it as python3.)"
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        COMMAND="apt-get install -y python3-venv"
        if command -v apt-get >/dev/null && may_be_root; then
            say "Cài gói python3-venv của Debian (installing Debian's python3-venv)"
            apt_install python3-venv || fail "Không cài được python3-venv; máy có vào mạng được không?" \
                "Chạy lại sau, hoặc tự cài: $COMMAND (Could not install python3-venv; is there a network?)"
        else
            fail "Python của máy này thiếu gói venv. Hãy chạy một lệnh sau, rồi làm lại:" "sudo $COMMAND" \
                "(This Python lacks venv; run the command above and try again.)"
        fi
    fi
    say "Tạo môi trường Python trong ./.venv (making the Python environment)"
    "$PYTHON" -m venv .venv || { rm -rf .venv; fail "Không tạo được ./.venv (could not make ./.venv)."; }
fi

no_network() {
    fail "Không tải được thư viện từ kho gói Python." \
        "Hãy kiểm tra kết nối mạng, proxy (HTTPS_PROXY) và chứng thư (SSL_CERT_FILE) rồi chạy lại; phần đã tải được giữ lại." \
        "(The libraries could not be downloaded: check network, proxy and certificates, then run again.)"
}

# Newer than no pip at all is enough: pip's only task is to bring uv.
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ]; then
    say "Tải trình cài đặt uv $UV_VERSION (fetching the installer)"
    PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/pip install --quiet --retries 2 "uv==$UV_VERSION" </dev/null || no_network
fi

say "Tải và cài các thư viện đúng phiên bản đã khóa (installing the locked libraries)"
unset VIRTUAL_ENV
[ -w "${HOME:-/nonexistent}" ] || export UV_CACHE_DIR="$HERE/var/uv-cache"
UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never UV_LINK_MODE="${UV_LINK_MODE:-copy}" \
    .venv/bin/uv sync --frozen --inexact --group "$GROUP" --python .venv/bin/python </dev/null || no_network

printf '%s' "$WANTED" >"$READY"
say "Môi trường đã sẵn sàng (the environment is ready)"
