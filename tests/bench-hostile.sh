#!/usr/bin/env bash
# Measures what hostile pages cost docextract: processor seconds, starting included, and for those above 50 kB seconds per MB.
# usage: BIN=folder tests/bench-hostile.sh      Status 1 when one of these costs more than 1 s per MB.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-hostile.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/web"
awk -v out="$work/web" -f "$here/hostile/pages.awk"
seconds() { # PAGE
	local TIMEFORMAT='%U %S'
	printf 'url\nfile:///%s\n' "$1" >"$work/sources.tsv"
	rm -rf "$work/store"
	"$BIN/docfetch" --store "$work/store" --file-root "$work/web" "$work/sources.tsv" >"$work/fetched.tsv"
	{ time "$BIN/docextract" --store "$work/store" "$work/fetched.tsv" >"$work/out.tsv"; } 2>&1
}
cd "$work/web"
for page in *.html; do
	cost=$(seconds "$page") # a reader that fails ends it here
	printf '%s %s %s\n' "$page" "$(stat -c %s "$page")" "$cost"
done | awk '
	{ s = $3 + $4; per = s / $2 * 1e6 }
	$2 < 50000 { printf "%-24s %9d B %6.2f s\n", $1, $2, s; next }
	{ printf "%-24s %9d B %6.2f s %6.2f s/MB\n", $1, $2, s, per; if (per > most) { most = per; worst = $1 } }
	END { printf "worst: %s, %.2f s/MB\n", worst, most; exit most > 1 }'
