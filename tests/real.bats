load common

# Real documents as a database export through the whole pipeline. Their gold columns come from the folder or the site that
# they were collected from; they are no hand labels.
setup_file() {
	[ -d "$BATS_TEST_DIRNAME/../../shared/data" ] || return 0
	cd "$BATS_TEST_DIRNAME/.."
	export STUDY=$BATS_FILE_TMPDIR/real OUT=$BATS_FILE_TMPDIR/out
	mkdir "$STUDY"
	awk 'FNR > 1 || NR == 1' ../shared/data/documents/*.tsv >"$STUDY/export.tsv"
	cp samples/mic2025/rules.tsv "$STUDY"
	printf 'TITLE = Real documents\nPOPULATION = mic2025\nFOCUS = pilot\nSCHEME = gb\n' >"$STUDY/study.mk"
	make -s -f pipelines/report.mk BIN="$BIN" STUDY="$STUDY" OUT="$OUT" report >"$BATS_FILE_TMPDIR/printed" 2>&1 || {
		cat "$BATS_FILE_TMPDIR/printed" >&2
		return 1
	}
}
setup() { need_shared; }

# Adds the columns `what agrees`: our level, province code and city code against the names of the source. Its folders know no
# level below the city: a county's or a town's document agrees with the level "city" when the city is the source's.
agreement() { # COLUMN
	awk -v what="$1" 'BEGIN { FS = "\t" }
		FNR == 1 { delete c; for (i = 1; i <= NF; i++) c[$i] = i; next }
		FILENAME ~ /divisions/ { name[$c["code"]] = $c["name"]; next }
		{ total++
			ours = what == "level" ? $c["level"] : name[$c[what]]
			gold = $c["gold_" what]
			if (gold == "city" && (ours == "county" || ours == "township") && name[$c["city"]] == $c["gold_city"]) ours = "city"
			if (ours == gold) same++
			else print "  " gold " -> " (ours == "" ? "(empty)" : ours) ": " $c["title"] > "/dev/stderr" }
		END { printf "%d %d %.1f\n", same, total, 100 * same / total }' "$BIN/../share/shidian/divisions.tsv" "$OUT/documents.tsv"
}

@test "real documents: all 2,061 pass every stage, none is lost" {
	[ "$(wc -l <"$OUT/documents.tsv")" -eq 2062 ]
	doccheck --stage dedup "$OUT/documents.tsv"
	run awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "error") c = i; next } $c != ""' "$OUT/documents.tsv"
	assert_output ''
}

@test "real documents: level and province agree with the source for at least 95 %" {
	for what in level province; do
		read -r same total share < <(agreement "$what" 2>"$BATS_TEST_TMPDIR/$what")
		printf '# %s: %s of %s agree (%s %%)\n' "$what" "$same" "$total" "$share" >&3
		[ "$total" -eq 2061 ]
		[ "${share%.*}" -ge 95 ] || { head -50 "$BATS_TEST_TMPDIR/$what"; return 1; }
	done
}

@test "real documents: every 试点 is a pilot: the guarded count is the literal one, and both are grep's" {
	run awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { g += $c["pilot"]; l += $c["pilot_literal"] } END { print g, l }' "$OUT/documents.tsv"
	grepped=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["title"]; print $c["text"] }' "$STUDY/export.tsv" | grep -o 试点 | wc -l)
	printf '# 试点: guarded and literal %s, grep %s\n' "$output" "$grepped" >&3
	assert_output "$grepped $grepped"
}

@test "real documents: the report is made, and its counts are those of a plain count" {
	for file in report.txt index.html table.tsv; do [ -s "$OUT/$file" ]; done
	plain=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		$c["mic2025"] > 0 && $c["genre"] == "policy" && $c["level"] == "national" && !seen[$c["family"]]++ { n++ } END { print n + 0 }' "$OUT/documents.tsv")
	counted=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		$c["step"] == "families" && $c["level"] == "national" { print $c["population"] }' "$OUT/steps.tsv")
	[ "$counted" -eq "$plain" ]
	[ "$plain" -gt 0 ]
}

@test "real pages: fragments and whole pages pass fetch and extract; titles, dates and numbers against their index" {
	cd "$BATS_TEST_TMPDIR"
	{
		printf 'url\tkind\n'
		for page in "$SHARED"/fragments/*.html "$SHARED"/pages/*.html; do
			printf 'file:///%s/%s\tpage\n' "$(basename "$(dirname "$page")")" "$(basename "$page")"
		done
	} >sources.tsv
	[ "$(wc -l <sources.tsv)" -eq 91 ]
	docfetch --store store --file-root "$SHARED" sources.tsv >fetched.tsv
	doccheck --stage fetch fetched.tsv
	docextract --store store fetched.tsv >extracted.tsv
	doccheck --stage extract extracted.tsv
	run awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["error"] != "" { print $c["url"], $c["error"] }' extracted.tsv
	printf '# pages with an error: %s\n' "${output:-none}" >&3
	awk 'BEGIN { FS = "\t" }
		FNR == 1 { delete c; for (i = 1; i <= NF; i++) c[$i] = i; next }
		FILENAME ~ /index/ { file = $c["file"]; title[file] = $c["title"]; date[file] = $c["date"]; docno[file] = $c["docno"]; next }
		{ file = $c["url"]; sub(/.*\//, "", file); if (!(file in title)) next
			n++
			t += same(title[file], $c["title"]); d += date[file] == $c["issued"] || date[file] == $c["published"]; o += docno[file] == $c["docno"]
			if (!same(title[file], $c["title"])) print "title: " file ": " title[file] " / " $c["title"] > "/dev/stderr"
			if (date[file] != $c["issued"] && date[file] != $c["published"]) print "date: " file ": " date[file] " / " $c["issued"] " " $c["published"] > "/dev/stderr"
			if (docno[file] != $c["docno"]) print "number: " file ": " docno[file] " / " $c["docno"] > "/dev/stderr" }
		function same(a, b) { gsub(/[ 　]/, "", a); gsub(/[ 　]/, "", b); return a == b }
		END { print n, t, d, o }' "$SHARED/fragments/index.tsv" extracted.tsv >figures 2>misses
	read -r n titles dates numbers <figures
	printf '# fragments: %s; title %s, date %s, number %s\n' "$n" "$titles" "$dates" "$numbers" >&3
	cat misses
	[ "$n" -eq 28 ]
	# the fragments are bodies: 5 of them hold their title, 25 their date and 3 their number
	[ "$titles" -ge 4 ]
	[ "$dates" -ge 23 ]
	[ "$numbers" -ge 3 ]
}
