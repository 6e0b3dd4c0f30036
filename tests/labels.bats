load common

# Real documents against labels by hand (labels/README.md): accuracy per column, and every miss.
setup_file() {
	[ -d "$BATS_TEST_DIRNAME/../../shared/data" ] || return 0
	cd "$BATS_FILE_TMPDIR"
	awk 'FNR > 1 || NR == 1' "$SHARED"/documents/*.tsv >export.tsv
	docimport export.tsv 2>notes | docextract | docattribute >stream.tsv
}
setup() { cd "$BATS_TEST_DIRNAME/labels"; }

# Prints what was found and every miss, and fails below the least per cent of a column.
accurate() { # LABELS LEAST
	need_shared
	run awk -f accuracy.awk -v misses="$BATS_TEST_TMPDIR/misses" -v least="$2" "$1" "$BATS_FILE_TMPDIR/stream.tsv"
	printf '# %s\n' "${lines[@]}" >&3
	sort -t$'\t' -k2,2 -k1,1 "$BATS_TEST_TMPDIR/misses" | sed 's/^/#   miss: /' >&3
	assert_success
}

@test "labels: accuracy per column holds, and every miss is printed" {
	accurate documents.tsv 'level 99 province 99 city 99 county 99 issuer 95 docno 99 issued 99'
}

@test "labels: accuracy on 80 documents that were labelled after the rules were made, and changed none" {
	accurate after.tsv 'level 99 province 99 city 99 county 99 issuer 94 docno 97 issued 97'
	run awk -F'\t' 'NR == FNR { seen[$1]; next } FNR > 1 && $1 in seen' documents.tsv after.tsv
	assert_output ''
}

@test "labels: two coders agree on the documents that both read" {
	run awk -f agreement.awk overlap.tsv
	printf '# %s\n' "${lines[@]}" >&3
	run awk '$1 != "column" { n++; if ($2 < ($1 == "issuer" ? 27 : 29)) print } END { if (n != 7) print n " columns" }' <<<"$output"
	assert_output ''
}

@test "labels: the tables are whole: 300 and 80 documents, levels and codes that fit, and no text" {
	for table in documents:300 after:80; do
		run awk -F'\t' -v all="${table#*:}" 'NR == 1 { if ($0 != "id\tlevel\tprovince\tcity\tcounty\tissuer\tdocno\tissued\tcoders\tnote") print "header"; next }
			NF != 10 || length($1) != 16 || $1 in seen { print NR ": row" } { seen[$1] }
			{ want = $2 == "national" ? "" : $2 == "province" ? "p" : $2 == "city" ? "pc" : $2 ~ /^(county|township)$/ ? ($3 ~ /^(11|12|31|50)/ ? "po" : "pco") : "?"
				got = ($3 != "" ? "p" : "") ($4 != "" ? "c" : "") ($5 != "" ? "o" : "") }
			want != got { print NR ": level and codes: " $0 }
			$8 != "" && $8 !~ /^[12][09][0-9][0-9]-[01][0-9](-[0-3][0-9])?$/ { print NR ": date" }
			length($6) > 90 || length($7) > 90 || length($10) > 160 { print NR ": text?" }
			END { if (NR != all + 1) print NR }' "${table%:*}.tsv"
		assert_output ''
	done
	run awk -F'\t' 'NR == FNR { if ($9 == "AB") both[$1]; next } FNR > 1 { n[$1]++ } END { for (id in both) if (n[id] != 2) print id; for (id in n) if (!(id in both)) print id }' documents.tsv overlap.tsv
	assert_output ''
}
