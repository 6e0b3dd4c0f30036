#!/usr/bin/env bash
# docaggregate beside what one would count with in its place: the same table, the same question (how many rows of each city and
# year, how many of them hit), in turn, one core, medians; docaggregate adds shares, intervals and bounds. Every answer is compared.
# usage: BIN=folder BENCH=folder [ROWS=10000000] [ROUNDS=3] [CLOCK=cpu] tests/bench-count.sh
#   CLOCK: cpu for processor seconds, on a machine that others use; else the seconds that pass
set -eu -o pipefail
export LC_ALL=C
rows=${ROWS:-10000000}
rounds=${ROUNDS:-3}
clock=1
[ "${CLOCK-}" != cpu ] || clock=2
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-count.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

# 340 cities and 60 years: 20,400 cells.
generate() { # ROWS
	awk -v n="$1" 'BEGIN { srand(1); OFS = "\t"; print "level", "province", "city", "year", "topic", "pilot"
		for (i = 0; i < n; i++) {
			c = int(rand() * 340); p = 110000 + int(c / 11) * 10000
			print "city", p, p + 100 + c % 11 * 100, 1961 + int(rand() * 60), 1 + int(rand() * 3), int(rand() * 2) } }'
}
one() { # NAME COMMAND...: adds "seconds, processor seconds, KiB" to the file of that name; the output stays in NAME.out
	local name=$1
	shift
	taskset -c 0 "$BENCH/measure" "$name.out" "$@" >>"$name"
}
middle() { # NAME [COLUMN]: the median
	cut -d ' ' -f "${2:-$clock}" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
cat >count.awk <<'EOF'
BEGIN { FS = OFS = "\t" }
NR > 1 { k = $3 FS $4; n[k]++; if ($6 > 0) h[k]++ }
END { for (k in n) print k, n[k], h[k] + 0 }
EOF
cat >count.sql <<'EOF'
.mode tabs
.import in.tsv d
SELECT city, year, count(*), sum(pilot > 0) FROM d GROUP BY city, year;
EOF
cat >count.sh <<'EOF'
tail -n +2 in.tsv | cut -f 3,4,6 | sort | uniq -c
EOF
compete() {
	one docaggregate "$BIN/docaggregate" --by city,year --focus pilot in.tsv
	one mawk mawk -f count.awk in.tsv
	one gawk gawk -f count.awk in.tsv
	one datamash datamash -s -H -g city,year count pilot sum pilot <in.tsv
	one mlr mlr --tsv count-distinct -f city,year,pilot in.tsv
	one sqlite3 sqlite3 :memory: '.read count.sql'
	one 'cut, sort, uniq' bash count.sh
}
answers() { # the counts of each, in one form
	tail -n +2 docaggregate.out | cut -f 1-4 | sort >expected
	for peer in mawk gawk sqlite3; do
		sort "$peer.out" | cmp - expected
	done
	tail -n +2 datamash.out | sort | cmp - expected
	tail -n +2 mlr.out | awk 'BEGIN { FS = OFS = "\t" } { n[$1 FS $2] += $4; h[$1 FS $2] += $3 * $4 } END { for (k in n) print k, n[k], h[k] }' | sort | cmp - expected
	awk 'BEGIN { OFS = "\t" } { k = $2 OFS $3; n[k] += $1; h[k] += $1 * $4 } END { for (k in n) print k, n[k], h[k] }' 'cut, sort, uniq.out' | sort | cmp - expected
}
memory() { # ROWS: of docaggregate
	generate "$1" >in.tsv
	one "memory.$1" "$BIN/docaggregate" --by city,year --focus pilot in.tsv
	awk -v r="$1" -v m="$(middle "memory.$1" 3)" 'BEGIN { printf "docaggregate, %d rows: %.1f MiB\n", r, m / 1024 }'
}

printf '\nmemory:\n'
memory $((rows / 10))
memory "$rows"
wc -l in.tsv >/dev/null # into the page cache
for _ in $(seq "$rounds"); do
	compete
done
answers
printf '\n%d rows, %d MB, %d cells, medians of %s of %d runs on one core; every answer is the same\n\n| | seconds | times docaggregate | MiB |\n|---|---:|---:|---:|\n' \
	"$rows" $(($(stat -c %s in.tsv) / 1000000)) "$(wc -l <expected)" "$([ "$clock" = 1 ] && echo time || echo 'processor time')" "$rounds"
for name in docaggregate mawk gawk 'cut, sort, uniq' datamash mlr sqlite3; do
	awk -v n="$name" -v s="$(middle "$name")" -v o="$(middle docaggregate)" -v m="$(middle "$name" 3)" \
		'BEGIN { printf "| %s | %.2f | %.1f | %.0f |\n", n, s, s / o, m / 1024 }'
done
