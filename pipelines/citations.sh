#!/usr/bin/env bash
# Lists which document of a study cites which. doccite looks titles up in the whole stream, so it needs the texts of all shards in one
# file, with the family of each document: that file is temporary, beside the documents.
# usage: citations.sh DOCUMENTS ATTRIBUTED ...      (documents.tsv, and the attributed shards with their texts)
set -eu -o pipefail
export LC_ALL=C
documents=$1
shift
whole=$(mktemp "$documents.XXXXXX")
trap 'rm -f "$whole"' EXIT
awk '
	BEGIN { FS = OFS = "\t" }
	FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "id") id = i; else if ($i == "family") family = i; files++ }
	files == 1 { of[$id] = $family; next }
	FNR == 1 && files > 2 { next }
	{ print $0, (FNR == 1 ? "family" : of[$id]) }' "$documents" "$@" >"$whole"
doccite "$whole"
