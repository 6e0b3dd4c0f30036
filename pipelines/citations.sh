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
	BEGIN { FS = OFS = "\t"; print "id", "docno", "title", "text", "family" }
	FNR == 1 { split("", c); for (i = 1; i <= NF; i++) c[$i] = i; files++; next }
	files == 1 { of[$c["id"]] = $c["family"]; next }
	{ print value("id"), value("docno"), value("title"), value("text"), of[value("id")] }
	function value(column) { return column in c ? $c[column] : "" }' "$documents" "$@" >"$whole"
doccite "$whole"
