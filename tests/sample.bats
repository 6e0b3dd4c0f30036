load common
# The generator of the sample study, at a small scale and once whole.

generator=$BATS_TEST_DIRNAME/../samples/mic2025
setup_file() {
	export SMALL=$BATS_FILE_TMPDIR/small WHOLE=$BATS_FILE_TMPDIR/whole
	SCALE=20 "$BATS_TEST_DIRNAME/../samples/mic2025/generate.sh" "$SMALL"
	"$BATS_TEST_DIRNAME/../samples/mic2025/generate.sh" "$WHOLE"
}

# Rows "code province_docs province_share city_docs city_share" of a truth file, in the order of the published table.
figures() { # TRUTH
	awk -F'\t' '
		function share(h, n) { return n ? sprintf("%.1f", int((2000 * h + n) / (2 * n)) / 10) : "" }
		NR == FNR { if (FNR > 1 && $19) { n[$2, $3]++; h[$2, $3] += $15; all[$2]++; hit[$2] += $15 } next }
		/^[0-9]/ { print $1, n["province", $1], share(h["province", $1], n["province", $1]), n["city", $1] ? n["city", $1] " " share(h["city", $1], n["city", $1]) : "" }
		END { print "all", all["province"], share(hit["province"], all["province"]), all["city"], share(hit["city"], all["city"]), all["national"], share(hit["national"], all["national"]) }
	' "$1" "$generator/published.tsv"
}

@test "equal SCALE gives equal bytes" {
	SCALE=20 run_apart "$generator/generate.sh" "$BATS_TEST_TMPDIR/again"
	assert_success
	assert_equal "$output$stderr" ""
	diff -r "$SMALL" "$BATS_TEST_TMPDIR/again"
}

@test "a SCALE that is no number is refused" {
	SCALE=half run_apart "$generator/generate.sh" "$BATS_TEST_TMPDIR/none"
	assert_equal "$status" 2
	assert_equal "$stderr" 'generate.sh: SCALE is "half"; it must be a whole number from 1'
}

@test "the counted documents are those of the published table, in every cell" {
	awk -F'\t' '/^[0-9]/ { print $1, $4, $5, $6 ? $6 " " $7 : "" }' "$generator/published.tsv" >"$BATS_TEST_TMPDIR/want"
	echo "all 2884 56.6 3079 73.8 220 51.8" >>"$BATS_TEST_TMPDIR/want"
	figures "$WHOLE/truth.tsv" | diff "$BATS_TEST_TMPDIR/want" -
}

@test "the published reading has the figures that the README gives" {
	awk -F'\t' 'NR > 1 && $16 { n[$2]++; h[$2] += $17 } END { print n["province"], h["province"], n["city"], h["city"], n["national"], h["national"] }' "$WHOLE/truth.tsv" >"$BATS_TEST_TMPDIR/got"
	assert_equal "$(cat "$BATS_TEST_TMPDIR/got")" "3645 2172 4885 3293 589 329"
	grep -q '3,645 provincial documents, 59.6 %; 4,885 city documents, 67.4 %; 589 national ones, 55.9 %' "$generator/README.md"
}

@test "at least as many pages must not count as must" {
	awk -F'\t' 'NR > 1 { if ($19) yes++; else no++ } END { exit !(yes > 6000 && no >= 6183) }' "$WHOLE/truth.tsv"
}

@test "every source has its file, and only what is not found has none" {
	for set in "$SMALL" "$WHOLE"; do
		awk -F'\t' 'NR > 1 && $21 != "not-found" { print substr($1, 9) }' "$set/truth.tsv" | sort >"$BATS_TEST_TMPDIR/want"
		(cd "$set/web" && find . -type f) | sed 's|^\./||' | sort | diff "$BATS_TEST_TMPDIR/want" -
		cut -f1 "$set/sources.tsv" | diff - <(cut -f1 "$set/truth.tsv")
	done
}

@test "pages are valid in their charset, and say that they are synthetic" {
	for charset in utf-8 gb2312 gbk gb18030 big5; do
		awk -F'\t' -v c="$charset" 'NR > 1 && $12 == c { print substr($1, 9) }' "$SMALL/truth.tsv" >"$BATS_TEST_TMPDIR/pages"
		[ -s "$BATS_TEST_TMPDIR/pages" ]
		pages=$(wc -l <"$BATS_TEST_TMPDIR/pages")
		(cd "$SMALL/web" && xargs cat <"$BATS_TEST_TMPDIR/pages") | iconv -f "$charset" -t UTF-8 >"$BATS_TEST_TMPDIR/text"
		assert_equal "$(grep -cE '合成样本 SYNTHETIC|合成樣本 SYNTHETIC' "$BATS_TEST_TMPDIR/text")" "$pages"
		assert_equal "$(grep -c '<meta name="generator" content="shidian SYNTHETIC sample">' "$BATS_TEST_TMPDIR/text")" "$pages"
	done
}

@test "a small set has every reason, shape, charset and error of the whole" {
	for column in 2 6 12 13 20 21; do
		diff <(cut -f$column "$WHOLE/truth.tsv" | sort -u) <(cut -f$column "$SMALL/truth.tsv" | sort -u)
	done
}

@test "mawk and gawk write the same" {
	command -v gawk >/dev/null || skip "no gawk"
	mkdir "$BATS_TEST_TMPDIR/bin"
	for other in mawk gawk; do
		ln -sf "$(command -v $other)" "$BATS_TEST_TMPDIR/bin/awk"
		SCALE=40 PATH=$BATS_TEST_TMPDIR/bin:$PATH "$generator/generate.sh" "$BATS_TEST_TMPDIR/$other"
	done
	diff -r "$BATS_TEST_TMPDIR/mawk" "$BATS_TEST_TMPDIR/gawk"
}

@test "the comparison with the truth finds what is wrong" {
	run_apart awk -f "$BATS_TEST_DIRNAME/truth.awk" "$SMALL/truth.tsv" "$SMALL/truth.tsv"
	assert_success
	refute_line --regexp $'\t[1-9][0-9]*\t[1-9][0-9]*$' # no column differs
	awk -F'\t' -v OFS='\t' 'NR == 3 { $2 = "county" } { print }' "$SMALL/truth.tsv" >"$BATS_TEST_TMPDIR/wrong"
	run_apart awk -f "$BATS_TEST_DIRNAME/truth.awk" "$SMALL/truth.tsv" "$BATS_TEST_TMPDIR/wrong"
	assert_failure 1
	assert_line --regexp $'\tlevel\tprovince\tcounty$'
	assert_line --regexp $'^# level\t[0-9]+\t1$'
}
