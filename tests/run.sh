#!/usr/bin/env bash
# Runs the tests and ends with a line `N passed, N failed` (`, N skipped` where a machine lacks something).
# usage: BIN=folder-of-programs UNITS=folder-of-unit-tests tests/run.sh [FILE.bats ...]
set -eu -o pipefail
cd "$(dirname "$0")"
[ "$#" -gt 0 ] || set -- ./*.bats
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
bats --tap "$@" | tee "$log" || status=$?
passed=$(grep -cE '^ok ' "$log" || [ $? -eq 1 ])
failed=$(grep -cE '^not ok ' "$log" || [ $? -eq 1 ])
skipped=$(grep -cE '^ok .* # skip' "$log" || [ $? -eq 1 ])
planned=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$log")
if [ "$((passed + failed))" -ne "${planned:-0}" ]; then
	failed=$((failed + ${planned:-0} - passed - failed))
	status=1
fi
printf '%d passed, %d failed, %d skipped\n' "$((passed - skipped))" "$failed" "$skipped"
exit "$status"
