#!/bin/bash
# Proves both README commands on a bare machine: a debootstrap root of Debian 12 that has only Python 3.11, make and
# git, with a clone of the last commit. Needs root and debootstrap. The root is removed at the end; KEEP=1 keeps it.
# ONLY=demo or ONLY=test tries one of them.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/words.sh

if [ "${1:-}" != inside ]; then
    [ "$(id -u)" = 0 ] || fail "make fresh cần quyền root (needs root): sudo make fresh"
    command -v debootstrap >/dev/null || fail "Thiếu debootstrap (is missing): apt-get install -y debootstrap"
    [ -z "$(git status --porcelain)" ] || say "Lưu ý: chỉ bản đã commit được thử (only what is committed is tried)"
    ROOT="$(mktemp -d "${TMPDIR:-/var/tmp}/minhchung-fresh.XXXXXX")"
    chmod 755 "$ROOT"
    [ "${KEEP:-0}" = 1 ] || trap 'rm -rf --one-file-system "$ROOT"' EXIT
    MIRROR="${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | head -n 1)}"
    say "Dựng Debian 12 trống trong $ROOT (making a bare Debian 12)"
    debootstrap --variant=minbase --include=python3,make,git bookworm "$ROOT" ${MIRROR:+"$MIRROR"} >"$ROOT.log" 2>&1 ||
        fail "debootstrap không chạy được (failed):" "$(tail -n 5 "$ROOT.log")"
    rm -f "$ROOT.log"

    # The new machine reaches the network the way this one does.
    for path in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/uv /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates \
        /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d; do
        [ -e "$path" ] || continue
        mkdir -p "$ROOT$(dirname "$path")"
        case "$path" in
        *.conf.d) grep -lsE 'Acquire::' "$path"/* | xargs -r cp -t "$ROOT$path" ;;
        *.list.d) cp -L "$path"/*.sources "$path"/*.list "$ROOT$path" 2>/dev/null || true ;;
        *) cp -rL "$path" "$ROOT$(dirname "$path")/" ;;
        esac
    done
    for path in .config/pip .config/uv; do
        [ -e "$HOME/$path" ] && mkdir -p "$ROOT/root/.config" && cp -rL "$HOME/$path" "$ROOT/root/.config/"
    done
    # No daemon is started in the new root.
    printf '#!/bin/sh\nexit 101\n' >"$ROOT/usr/sbin/policy-rc.d"
    chmod 755 "$ROOT/usr/sbin/policy-rc.d"
    git clone --quiet --no-hardlinks . "$ROOT/root/minhchung"
    # Mounts and processes live in namespaces of their own and are gone with them.
    unshare --mount --pid --fork --kill-child bash scripts/fresh.sh inside "$ROOT"
    say "Cả hai lệnh chạy được trên máy trống (both commands work on a bare machine)"
    exit 0
fi

ROOT="$2"
mount --make-rprivate /
mount -t proc proc "$ROOT/proc"
mount -t sysfs -o ro sysfs "$ROOT/sys"
mount --rbind /dev "$ROOT/dev"
# Local folders that this machine's package settings name.
LOCAL="$({ env | grep -E '^(PIP|UV)_' || true; cat /etc/pip.conf "$HOME/.config/pip/pip.conf" 2>/dev/null || true; } |
    grep -oE '(file://)?/[A-Za-z0-9._/-]+' | sed 's#^file://##' | sort -u)"
for path in $LOCAL; do
    if [ -d "$path" ] && [ ! -e "$ROOT$path" ]; then
        mkdir -p "$ROOT$path"
        mount --bind -o ro "$path" "$ROOT$path"
    fi
done

PASSED=()
while IFS= read -r line; do PASSED+=("$line"); done < <(env |
    grep -E '^(PIP_[A-Z_]+|UV_(INDEX|DEFAULT_INDEX|HTTP_TIMEOUT|NATIVE_TLS)[A-Z_]*|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)=')
run() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb ${PASSED[@]+"${PASSED[@]}"} \
        chroot "$ROOT" sh -c "cd /root/minhchung && $1" </dev/null
}
case "${ONLY:-demo}" in demo)
    say "Lệnh thứ nhất (the first command): SERVE=0 make demo"
    run 'SERVE=0 make demo'
    say "Lệnh thứ nhất, lần nữa (the first command again)"
    run 'SERVE=0 make demo'
    ;;
esac
case "${ONLY:-test}" in test)
    say "Lệnh thứ hai (the second command): make test, CI=true"
    run 'CI=true make test'
    ;;
esac
