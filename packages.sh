#!/usr/bin/env bash
# Installs the Debian packages that the project needs and that are missing: silent and instant when none is.
# usage: packages.sh [full]     full: also what the browser tests, LaTeX output and peer benchmarks need
set -eu -o pipefail
export LC_ALL=C

# to build
need=(gcc libc6-dev make pkg-config libcurl4-openssl-dev libidn2-dev libpcre2-dev libuchardet-dev libutf8proc-dev
	libopencc-dev libdeflate-dev zlib1g-dev libssl-dev libseccomp-dev libxlsxwriter-dev libsqlite3-dev)
# to report (the sample's generator, locks, charts)
need+=(mawk util-linux ca-certificates gnuplot-nox)
# to read PDF, Word and rich text files
need+=(poppler-utils poppler-data unzip antiword)
# to test
need+=(bats bats-assert bats-support mandoc man-db procps nodejs jq sqlite3 libxml2-utils gawk strace wget time)
if [ "${1-}" = full ]; then
	need+=(libxml2-dev libgumbo-dev clang libclang-rt-14-dev clang-format shellcheck debootstrap ripgrep nginx-light wget2 aria2 chromium fonts-noto-cjk
		texlive-xetex texlive-latex-recommended texlive-lang-chinese libreoffice-calc-nogui r-base-core python3)
	command -v npm >/dev/null || need+=(npm)
fi

# What Debian has no package of: rules for accessible pages, for the browser tests. Without them those tests are skipped.
axe=4.10.3
install_axe() {
	local folder=build/npm
	cd "$(dirname "$0")"
	[ ! -e $folder/axe-$axe ] || return 0
	printf 'installing: axe-core %s\n' "$axe"
	npm install --silent --no-audit --no-fund --prefix $folder --no-save "axe-core@$axe" >/dev/null
	touch $folder/axe-$axe
}
finish() {
	[ "${1-}" != full ] || install_axe
	exit 0
}

missing=()
if command -v dpkg-query >/dev/null; then
	held=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "${need[@]}" 2>/dev/null | sed -n 's/^ii *//p') || true
	for package in "${need[@]}"; do
		grep -qxF -- "$package" <<<"$held" || missing+=("$package")
	done
	[ "${#missing[@]}" -gt 0 ] || finish "$@"
else
	missing=("${need[@]}")
fi

if ! command -v apt-get >/dev/null; then
	printf 'This system is not Debian. Please install what these Debian packages hold:\n' >&2
	printf '  %s\n' "${missing[@]}" >&2
	exit 2
fi
root=()
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || {
		printf 'Please install as root: apt-get install %s\n' "${missing[*]}" >&2
		exit 2
	}
	root=(sudo)
fi
printf 'installing: %s\n' "${missing[*]}"
install() {
	"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A package list that is missing or old is fetched anew; one that serves is left alone.
install >"$log" 2>&1 || { "${root[@]}" apt-get update -qq </dev/null && install; } >>"$log" 2>&1 || {
	cat "$log" >&2
	exit 2
}
finish "$@"
