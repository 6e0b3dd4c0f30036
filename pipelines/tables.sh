#!/usr/bin/env bash
# Lists the tables that a study defines, as a stream: file, title, title_zh.
# usage: OWN_TABLES='table-years.tsv|By year|分年统计| table-...' tables.sh
set -eu -o pipefail
printf 'file\ttitle\ttitle_zh\n'
while IFS= read -r -d '|' file && IFS= read -r -d '|' title && IFS= read -r -d '|' title_zh; do
	printf '%s\t%s\t%s\n' "${file# }" "${title//$'\t'/ }" "${title_zh//$'\t'/ }"
done <<<"$OWN_TABLES"
