#!/usr/bin/env bash
# Writes a study's settings and the digests of what it rests on, as a stream of key and value.
# usage: STUDY_SETTINGS='title|title_zh|preset|...' settings.sh RULES FETCHED DOCUMENTS
set -eu -o pipefail
IFS='|' read -r title title_zh preset population focus scheme joint clock from to synthetic scale published_source \
	population_label population_label_zh focus_label focus_label_zh \
	condition unit population_column focus_column author <<<"$STUDY_SETTINGS"
row() { printf '%s\t%s\n' "$1" "${2//$'\t'/ }"; }
digest() { sha256sum <"$1" | cut -c 1-64; }
row key value
row title "$title"
row title_zh "$title_zh"
row preset "$preset"
row population "$population"
row focus "$focus"
row population_label "$population_label"
row population_label_zh "$population_label_zh"
row focus_label "$focus_label"
row focus_label_zh "$focus_label_zh"
row condition "$condition"
row unit "$unit"
row population_column "$population_column"
row focus_column "$focus_column"
row author "$author"
row scheme "$scheme"
row joint "$joint"
row clock "$clock"
row from "$from"
row to "$to"
row synthetic "$synthetic"
row scale "$scale"
row published_source "$published_source"
row rules_sha256 "$(digest "$1")"
# Parts stand behind their document and are none of their own.
row documents "$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
	!("parent" in c) || $c["parent"] == "" { n++; last = $c["id"]; next }
	$c["parent"] != last { n++ }
	END { print n + 0 }' "$2")"
# Of those that were read: a document and its reposts are one family. (Joined to a text, for an id can look like a number.)
row families "$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
	$c["error"] == "" && $c["id"] "" == $c["family"] "" { n++ }
	END { print n + 0 }' "$3")"
row version "$(docextract --version | sed 's/.* //')"
