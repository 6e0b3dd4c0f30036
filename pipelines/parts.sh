#!/usr/bin/env bash
# Fetches what belongs to a study's documents beside their pages, attachments and further pages of an article, until nothing
# new is named or ROUNDS are over, which is told. What the store holds is not fetched again, so an interrupted run goes on where it was.
# usage: FETCH='command' LINKS='command' parts.sh FETCHED OUTPUT [ROUNDS]
set -eu -o pipefail
fetched=$1 output=$2 rounds=${3:-9}
work=$(mktemp -d "$output.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$fetched" "$work/fetched"
for ((round = 0; ; round++)); do
	bash -euo pipefail -c "$LINKS" <"$work/fetched" >"$work/sources"
	! cmp -s "$work/sources" "$work/before" || break
	if ((round == rounds)); then
		printf 'parts: documents name further parts after %d rounds: those are not fetched\n' "$rounds" >&2
		break
	fi
	bash -euo pipefail -c "$FETCH" <"$work/sources" >"$work/fetched"
	mv "$work/sources" "$work/before"
done
mv "$work/fetched" "$output"
