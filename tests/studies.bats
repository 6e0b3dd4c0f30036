load common

# The sample studies besides mic2025: each runs offline, and says what its generator says is true.
setup_file() {
	cd "$BATS_TEST_DIRNAME/.."
	export FIRST=$BATS_FILE_TMPDIR
	for study in titles regions top-level-design; do
		make -s -f pipelines/report.mk BIN="$BIN" STUDY="samples/$study" OUT="$FIRST/$study" report >"$FIRST/$study.printed" 2>&1 || {
			cat "$FIRST/$study.printed" >&2
			return 1
		}
	done
}

# The truth of a study, with the names of its columns in c[].
truth() { # STUDY AWK-PROGRAM
	awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } '"$2" "$FIRST/$1/sample/truth.tsv"
}
# Columns of a table by their names.
columns() { # FILE NAME ...
	local file=$1
	shift
	awk -F '\t' -v OFS='\t' -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; n = split(names, want, " "); next }
		{ line = $c[want[1]]; for (i = 2; i <= n; i++) line = line OFS $c[want[i]]; print line }' "$file"
}

@test "titles: each year's share is the truth's, and that of the published level of its period" {
	truth titles '$c["level"] == "national" && $c["category"] == "经济体制改革" && $c["genre"] == "policy" && $c["family"] == "" {
			n[$c["year"]]++; hit[$c["year"]] += $c["experiment"] }
		END { for (y = 1978; y <= 2021; y++) print y, n[y], hit[y] }' >"$BATS_TEST_TMPDIR/true"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/true")" -eq 44 ]
	columns "$FIRST/titles/years.tsv" level year population focus | awk -F '\t' -v OFS='\t' '$1 == "national" && $2 ~ /^[0-9]+$/ { print $2, $3, $4 }' >"$BATS_TEST_TMPDIR/counted"
	diff "$BATS_TEST_TMPDIR/true" "$BATS_TEST_TMPDIR/counted"
}

@test "titles: the published reading counts every genre and every title with the plain strings" {
	truth titles '$c["level"] == "national" && $c["category"] == "经济体制改革" { n++; hit += $c["literal"] } END { print n, hit }' >"$BATS_TEST_TMPDIR/true"
	columns "$FIRST/titles/steps.tsv" step level population focus | awk -F '\t' -v OFS='\t' '$1 == "published" && $2 == "national" { print $3, $4 }' >"$BATS_TEST_TMPDIR/counted"
	diff "$BATS_TEST_TMPDIR/true" "$BATS_TEST_TMPDIR/counted"
	[ -s "$BATS_TEST_TMPDIR/counted" ]
}

@test "titles: the report stands against the published levels of four periods" {
	awk '/^Against published levels/ { on = 1 } on' "$FIRST/titles/report.txt" >"$BATS_TEST_TMPDIR/section"
	for period in 1978 1998 2003 2015; do grep -qE "^$period" "$BATS_TEST_TMPDIR/section"; done
	[ "$(sed -n '/^From  To/,/^$/p' "$BATS_TEST_TMPDIR/section" | grep -c ' yes$')" -eq 4 ]
	# Its chart names the years.
	[ "$(grep -oE '>(1980|2000|2020)</' "$FIRST/titles/charts/reference.svg" | sort -u | wc -l)" -eq 3 ]
}

@test "titles: of the known documents two are held and one is missing, and the report says so" {
	[ "$(columns "$FIRST/titles/expected.tsv" state sign | tr '\t\n' '  ')" = 'held docno held title missing  ' ]
	grep -q 'Of 3 documents that this study should hold, 2 were found and read' "$FIRST/titles/report.txt"
}

@test "titles: a study of national documents shows no table of provinces" {
	run grep '^By province' "$FIRST/titles/report.txt"
	assert_failure 1
	grep -q '^By province' "$FIRST/regions/report.txt"
}

@test "regions: a theme counts within the sentences of pilots alone, by level and province" {
	truth regions '$c["pilot"] == 1 { k = $c["level"] OFS $c["province"]; n[k]++; for (i = c["smart"]; i <= c["cluster"]; i++) hit[k, i] += $i }
		END { split("smart platform cloud green fdi cluster", t, " ")
			for (k in n) for (i = 1; i <= 6; i++) print k, t[i] ".pilot.sentence", n[k], hit[k, c["smart"] + i - 1] }' | sort >"$BATS_TEST_TMPDIR/true"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/true")" -eq 36 ]
	columns "$FIRST/regions/table-themes.tsv" level province tag population focus | sort >"$BATS_TEST_TMPDIR/counted"
	diff "$BATS_TEST_TMPDIR/true" "$BATS_TEST_TMPDIR/counted"
	# The same words stand in other sentences too, so that whole documents would give more.
	columns "$FIRST/regions/documents.tsv" pilot smart smart.pilot.sentence | awk -F '\t' '$1 > 0 { whole += $2 > 0; same += $3 > 0 } END { exit !(whole > same && same > 0) }'
}

@test "regions: the study's own table stands in the report, with shares that are exact" {
	grep -q '^Themes of the sentences that speak of pilots' "$FIRST/regions/report.txt"
	columns "$FIRST/regions/table-themes.tsv" level province tag share | grep -qx $'province\t320000\tsmart.pilot.sentence\t45.0'
	columns "$FIRST/regions/table-themes.tsv" level province tag share | grep -qx $'province\t620000\tgreen.pilot.sentence\t40.0'
	grep -q 'Themes of the sentences that speak of pilots' "$FIRST/regions/index.html"
	grep -q '试点语句中的主题' "$FIRST/regions/index.html"
}

@test "regions: the concordance of a place has a line for each theme in a sentence of a pilot, and no other" {
	concordance=$FIRST/regions/concordances/province-320000.txt
	columns "$FIRST/regions/documents.tsv" level province smart.pilot.sentence platform.pilot.sentence cloud.pilot.sentence green.pilot.sentence fdi.pilot.sentence cluster.pilot.sentence |
		awk -F '\t' '$1 == "province" && $2 == "320000" { for (i = 3; i <= 8; i++) n += $i } END { print n }' >"$BATS_TEST_TMPDIR/true"
	[ "$(wc -l <"$concordance")" -eq "$(cat "$BATS_TEST_TMPDIR/true")" ]
	run grep -v '试点' "$concordance"
	assert_failure 1
	[ "$(find "$FIRST/regions/concordances" -name '*.txt' | wc -l)" -eq 6 ]
}

@test "top-level-design: pilots and top-level design by year are the truth's; a place of examination is no pilot" {
	truth top-level-design '$c["genre"] == "policy" { y = $c["year"]; n[y]++; p[y] += $c["pilot"]; d[y] += $c["design"] }
		END { for (y = 2003; y <= 2021; y++) { print y, "pilot", n[y], p[y]; print y, "top-level-design", n[y], d[y] } }' >"$BATS_TEST_TMPDIR/true"
	columns "$FIRST/top-level-design/table-years.tsv" year tag population focus >"$BATS_TEST_TMPDIR/counted"
	diff "$BATS_TEST_TMPDIR/true" "$BATS_TEST_TMPDIR/counted"
	[ "$(awk -F '\t' 'NR > 1 && $7 ~ /各考试点要/' "$FIRST/top-level-design/sample/export.tsv" | wc -l)" -gt 20 ]
}

@test "studies: a second run makes nothing anew; an edited table's definition makes that table anew" {
	cp -R "$FIRST/regions" "$BATS_TEST_TMPDIR/out"
	cd "$BATS_TEST_DIRNAME/.."
	run_make() { make -s -f pipelines/report.mk BIN="$BIN" STUDY=samples/regions OUT="$BATS_TEST_TMPDIR/out" "$@"; }
	run_make report >/dev/null
	find "$BATS_TEST_TMPDIR/out" -type f -printf '%p %i\n' | sort >"$BATS_TEST_TMPDIR/before"
	run_make report >/dev/null
	find "$BATS_TEST_TMPDIR/out" -type f -printf '%p %i\n' | sort >"$BATS_TEST_TMPDIR/after"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	run_make 'TABLE_themes=--by province --focus cloud.pilot.sentence' report >/dev/null
	[ "$(columns "$BATS_TEST_TMPDIR/out/table-themes.tsv" province population focus | wc -l)" -eq 3 ]
}

@test "citations: the study's folder tells which document cites which, also across shards and through a copy" {
	cd "$BATS_TEST_DIRNAME/.."
	study=$BATS_TEST_TMPDIR/citing
	mkdir "$study"
	printf 'POPULATION = pilot\nFOCUS = smart\nFOCUS_PUBLISHED = smart\n' >"$study/study.mk"
	cp samples/regions/rules.tsv "$study"
	printf '%s\t%s\t%s\t%s\t%s\n' code docno title issued text \
		1 某政发〔2015〕9号 某省人民政府关于试点的意见 2015-05-08 各市：开展试点，总结经验，及时报告。 \
		2 某政发〔2015〕9号 某省人民政府关于试点的意见 2015-05-08 各市：开展试点，总结经验，及时报告。 \
		3 某市发〔2015〕3号 某市关于试点的通知 2015-06-01 '根据《某省人民政府关于试点的意见》（某政发〔2015〕9号），开展试点。' >"$study/export.tsv"
	make -s -f pipelines/report.mk BIN="$BIN" STUDY="$study" OUT="$study/out" report >/dev/null
	columns "$study/out/documents.tsv" code id family >"$BATS_TEST_TMPDIR/ids"
	family=$(awk -F '\t' '$1 == 1 { print $3 }' "$BATS_TEST_TMPDIR/ids")
	citing=$(awk -F '\t' '$1 == 3 { print $2 }' "$BATS_TEST_TMPDIR/ids")
	[ "$(awk -F '\t' '{ print $3 }' "$BATS_TEST_TMPDIR/ids" | sort -u | wc -l)" -eq 2 ]
	columns "$study/out/citations.tsv" from to kind >"$BATS_TEST_TMPDIR/edges"
	[ "$(cat "$BATS_TEST_TMPDIR/edges")" = "$citing"$'\t'"$family"$'\t'"title"$'\n'"$citing"$'\t'"$family"$'\t'"number" ] || { cat "$study/out/citations.tsv"; return 1; }
	run find "$study/out" -name 'documents.tsv.?*'
	assert_success
	assert_output ''
}

@test "archive: with TEXT=no no text is in it, everything else is, its digests hold, and it is the same each time" {
	cd "$BATS_TEST_DIRNAME/.."
	run_make() { make -s -f pipelines/report.mk BIN="$BIN" STUDY=samples/regions OUT="$FIRST/regions" "$@"; }
	run_make TEXT=no archive >"$BATS_TEST_TMPDIR/printed"
	grep -q "The archive: .*/regions-without-texts.tar.gz" "$BATS_TEST_TMPDIR/printed"
	sum=$(sha256sum <"$FIRST/regions/regions-without-texts.tar.gz")
	tar -C "$BATS_TEST_TMPDIR" -xzf "$FIRST/regions/regions-without-texts.tar.gz"
	cd "$BATS_TEST_TMPDIR/regions-without-texts"
	sha256sum -c --quiet SHA256SUMS
	for file in README.txt study/study.mk study/rules.tsv results/{documents,hits,counts,fetched,table-themes,study}.tsv results/datapackage.json results/report.txt; do
		[ -s "$file" ] || { echo "no $file"; return 1; }
	done
	head -1 results/fetched.tsv | tr '\t' '\n' >columns
	grep -qx code columns
	run grep -x text columns
	assert_failure 1
	# No page leads to a text that is not there.
	[ -s results/cells/index.html ]
	run grep -rl 'archived/' results
	assert_failure 1
	# A paragraph without a match is nowhere; a sentence with one is in the ledger.
	sentence=各有关单位：
	grep -q "$sentence" "$FIRST/regions/sample/export.tsv"
	run grep -rF --exclude=generate.awk "$sentence" . # the generator makes the texts
	assert_failure 1
	rm "$FIRST/regions/regions-without-texts.tar.gz"
	cd "$BATS_TEST_DIRNAME/.."
	run_make TEXT=no archive >/dev/null
	[ "$(sha256sum <"$FIRST/regions/regions-without-texts.tar.gz")" = "$sum" ]
}

@test "archive: with texts it can be counted again from what it holds; TEXT is yes or no" {
	cd "$BATS_TEST_DIRNAME/.."
	run_make() { make -s -f pipelines/report.mk BIN="$BIN" STUDY="$1" OUT="$2" "${@:3}"; }
	export FILE_ROOT=$BATS_TEST_TMPDIR/root
	study=$BATS_TEST_TMPDIR/own out=$BATS_TEST_TMPDIR/out
	mkdir -p "$study" "$FILE_ROOT/www.ah.gov.cn" "$BATS_TEST_TMPDIR/unpacked"
	printf 'TITLE = Own\nPOPULATION = pilot\nFOCUS = smart\nFOCUS_PUBLISHED = smart\n' >"$study/study.mk"
	cp samples/regions/rules.tsv "$study"
	printf 'url\nfile:///www.ah.gov.cn/1.html\n' >"$study/sources.tsv"
	printf '<html><head><title>安徽省人民政府关于开展试点的意见</title></head><body><p>各市人民政府：</p><p>开展智能制造试点，总结推广经验，及时报告情况。</p><p>安徽省人民政府</p><p>2016年3月1日</p></body></html>' >"$FILE_ROOT/www.ah.gov.cn/1.html"
	run_make "$study" "$out" archive >/dev/null
	tar -C "$BATS_TEST_TMPDIR/unpacked" -xzf "$out/out.tar.gz"
	rm -r "$FILE_ROOT/www.ah.gov.cn"
	(cd "$BATS_TEST_TMPDIR/unpacked/out/results/cells" && grep -o '\.\./archived/[^"#]*' province-340000.html | sort -u | xargs ls)
	cd "$BATS_TEST_TMPDIR/unpacked/out"
	cp results/counts.tsv results/documents.tsv "$BATS_TEST_TMPDIR"
	rm results/counts.tsv results/documents.tsv
	make -s -f "$BATS_TEST_DIRNAME/../pipelines/report.mk" BIN="$BIN" STUDY=study OUT=results report >/dev/null
	cmp results/counts.tsv "$BATS_TEST_TMPDIR/counts.tsv"
	cmp results/documents.tsv "$BATS_TEST_TMPDIR/documents.tsv"
	[ "$(columns results/documents.tsv error pilot smart)" = $'\t2\t1' ] || { columns results/documents.tsv error title pilot smart; return 1; }
	cd "$BATS_TEST_DIRNAME/.."
	run_make "$study" "$out" TEXT=maybe archive 2>"$BATS_TEST_TMPDIR/stderr" && return 1
	grep -q 'TEXT=maybe: yes or no' "$BATS_TEST_TMPDIR/stderr"
}
