#!/usr/bin/env bash
# The interrupt test at full size: kill -9 of make at ten random moments of the sample study, its children still running,
# then make again: the same results as an undisturbed run.
# usage: BIN=folder tests/soak.sh [SEED]
set -eu -o pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
# shellcheck source=tests/interrupt.bash
. tests/interrupt.bash
RANDOM=${1:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-soak.XXXXXX")
trap 'rm -rf "$work"' EXIT
study() { make -s -f pipelines/report.mk BIN="$BIN" STUDY=samples/mic2025 OUT="$work/$1" report; }
from=$(date +%s%N)
study whole >/dev/null
took=$((($(date +%s%N) - from) / 1000000))
printf 'undisturbed: %d ms\n' "$took"
passed=0 failed=0
for ((round = 1; passed + failed < 10 && round <= 50; round++)); do
	rm -rf "$work/broken"
	after=$((RANDOM * took / 32768))
	kill_make_after "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))" study broken || continue # it was done already
	study broken >/dev/null
	if cmp <(results "$work/whole") <(results "$work/broken"); then
		printf 'round %d: killed after %d ms, then the same results\n' "$round" "$after"
		passed=$((passed + 1))
	else
		printf 'round %d: killed after %d ms, other results\n' "$round" "$after"
		failed=$((failed + 1))
	fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$passed" -eq 10 ]
