load common

# 600 documents: in each of two provinces 20 hits, 10 near misses, 270 without a match.
setup() {
	cd "$BATS_TEST_TMPDIR"
	awk 'BEGIN {
		OFS = "\t"
		print "id", "title", "issued", "url", "error", "province", "pilot", "zone", "limits" > "documents.tsv"
		print "id", "tag", "rule", "sentence", "counted" > "hits.tsv"
		for (i = 0; i < 600; i++) {
			id = sprintf("%04x%016d", i * 109 % 65536, i); place = i % 2 ? "340000" : "320000"; n = int(i / 2)
			print id, "文件" i, "2016-01-02", "http://a.example/" i, "", place, (n < 20 ? 2 : 0), 0, "" > "documents.tsv"
			if (n < 20) { print id, "pilot", 2, "设考试点。", 0 > "hits.tsv"; print id, "pilot", 2, "开展试点 " i "。", 1 > "hits.tsv"; print id, "pilot", 2, "又一试点。", 1 > "hits.tsv" }
			else if (n < 30) print id, "pilot", 2, "设测试点 " i "。", 0 > "hits.tsv"
		}
		print "ffff0000000000000001", "坏", "", "", "timeout", "340000", "", "", "" > "documents.tsv"
		print "ffff0000000000000002", "半", "", "", "", "340000", "", 0, "pilot" > "documents.tsv"
	}'
}
draw() { docsample --tag pilot --by province --size 12 --hits hits.tsv --key key.tsv "$@" 2>/dev/null; }
column() { awk -F'\t' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { print $c }' "$2"; }

@test "docsample: every stratum gives its number, or all it has; the key tells how many it stands for" {
	run_apart docsample --tag pilot --by province --size 12 --hits hits.tsv --key key.tsv documents.tsv
	assert_success
	[ "$stderr" = "docsample: 2 documents were not read, or not to the end of a rule: they can't be drawn" ]
	[ "$(head -n 1 <<<"$output")" = "item	tag	title	issued	url	sentence	coder	code	remark" ]
	[ "$(head -n 1 key.tsv)" = "item	id	tag	province	state	hit	listed	drawn	probability	weight" ]
	[ "$(tail -n +2 key.tsv | cut -f 3-10 | sort | uniq -c | sed 's/^ *//')" = "12 pilot	320000	hit	1	20	12	0.6	1.66667
10 pilot	320000	near	0	10	10	1	1
12 pilot	320000	none	0	270	12	0.0444444	22.5
12 pilot	340000	hit	1	20	12	0.6	1.66667
10 pilot	340000	near	0	10	10	1	1
12 pilot	340000	none	0	270	12	0.0444444	22.5" ]
	# The weights add up to the documents that could be drawn.
	[ "$(column weight key.tsv | awk '{ n += $1 } END { printf "%.0f", n }')" -eq 600 ]
}

@test "docsample: key and documents agree about every item" {
	draw documents.tsv >sheet.tsv
	[ "$(column item sheet.tsv | sort)" = "$(column item key.tsv)" ]
	[ "$(column item sheet.tsv | sort -u | wc -l)" -eq 68 ]
	awk -F'\t' 'FNR == 1 { file++; next } file == 1 { province[$1] = $6; hit[$1] = $7 > 0; next }
		file == 2 { id[$1] = $2; if (province[$2] != $4 || hit[$2] != $6) exit 1; next }' documents.tsv key.tsv
}

@test "docsample: equal seed and documents give equal bytes, in whatever order they stand; another seed doesn't" {
	draw documents.tsv >one.tsv
	cp key.tsv one.key
	{ head -n 1 documents.tsv; tail -n +2 documents.tsv | tac; } >turned.tsv
	draw turned.tsv | cmp - one.tsv
	cmp key.tsv one.key
	draw <documents.tsv | cmp - one.tsv
	draw --seed 2 documents.tsv >two.tsv
	[ "$(comm -12 <(column title one.tsv | sort) <(column title two.tsv | sort) | wc -l)" -lt 60 ]
}

@test "docsample: a larger sample contains the smaller one" {
	draw --size 5 documents.tsv | tail -n +2 | cut -f 1 | sort >small
	draw --size 15 documents.tsv | tail -n +2 | cut -f 1 | sort >large
	[ "$(wc -l <small)" -eq 30 ]
	[ -z "$(comm -23 small large)" ]
}

@test "docsample: two coders get the same items, each in an order of his own" {
	draw --coder anna documents.tsv >anna.tsv
	cp key.tsv anna.key
	draw --coder bert documents.tsv >bert.tsv
	cmp key.tsv anna.key
	[ "$(column coder anna.tsv | sort -u)" = anna ]
	[ "$(column item anna.tsv)" != "$(column item bert.tsv)" ]
	diff <(column item anna.tsv | sort) <(column item bert.tsv | sort)
}

@test "docsample: the sheet is blind: no judgement, no id, and its order tells nothing" {
	draw documents.tsv >sheet.tsv
	[ "$(tail -n +2 sheet.tsv | grep -cE 'hit|near|none|	0	|	1	')" -eq 0 ]
	[ "$(grep -cF "$(column id key.tsv)" sheet.tsv)" -eq 0 ]
	# Hits are neither first nor last: both halves hold about as many (24 of 68; 3 standard errors).
	first=$(head -n 35 sheet.tsv | tail -n +2 | cut -f 1 | while read -r item; do grep "^$item" key.tsv; done | grep -c '	hit	')
	[ "$first" -ge 6 ]
	[ "$first" -le 18 ]
	# Nor does an item's digest: hits and others lie on both sides of the middle.
	[ "$(grep '	hit	' key.tsv | grep -c '^i[0-7]')" -ge 4 ]
	[ "$(grep '	none	' key.tsv | grep -c '^i[0-7]')" -ge 4 ]
	[ "$(grep '	none	' key.tsv | grep -c '^i[89a-f]')" -ge 4 ]
}

@test "docsample: the sentence is the first counted one, of a near miss the cancelled one, else none" {
	draw documents.tsv >sheet.tsv
	awk -F'\t' 'FNR == 1 { next } NR == FNR { state[$1] = $5; next } { n = substr($3, 7)
		want = state[$1] == "hit" ? "开展试点 " n "。" : state[$1] == "near" ? "设测试点 " n "。" : ""
		if ($6 != want) { print; bad = 1 } } END { exit bad }' key.tsv sheet.tsv
}

@test "docsample: every item has the same chance" {
	for seed in $(seq 200); do docsample --tag pilot --where pilot --size 10 --seed "$seed" documents.tsv; done 2>/dev/null |
		cut -f 3 | grep 文件 | sort | uniq -c | awk '{ print $1 }' >times
	# 40 hits, 10 of them drawn 200 times: 50 each, standard error 6.1.
	[ "$(wc -l <times)" -eq 40 ]
	[ "$(sort -n times | sed -n 1p)" -ge 26 ]
	[ "$(sort -n times | tail -n 1)" -le 74 ]
	[ "$(awk '{ d += ($1 - 50) ^ 2 } END { print (d / (50 * .75) < 75) }' times)" -eq 1 ] # chi-square, 39 degrees: 72 is 1 in 1,000
}

@test "docsample: two tags, no ledger, a condition" {
	run_apart docsample --tag pilot,zone --size 3 --where province=340000 --key key.tsv documents.tsv
	assert_success
	[ "$(tail -n +2 key.tsv | cut -f 3-7 | sort | uniq -c | sed 's/^ *//')" = "3 pilot	hit	1	20	3
3 pilot	none	0	280	3
3 zone	none	0	301	3" ]
	[ "$(cut -f 6 <<<"$output" | sort -u)" = "
sentence" ]
}

@test "docsample: what is wrong is told with its place" {
	bad() { # MESSAGE COMMAND ...
		local message=$1
		shift
		run_apart "$@"
		assert_failure 2
		[ "$stderr" = "docsample: $message" ] || { echo "$stderr"; return 1; }
	}
	bad '--tag is missing (see docsample --help)' docsample documents.tsv
	bad 'documents.tsv:1: no column "sector"' docsample --tag sector documents.tsv
	bad 'documents.tsv:2: column "title": "文件0" is no count' docsample --tag title documents.tsv
	bad '--size 0: a number from 1 to 100000' docsample --tag pilot --size 0 documents.tsv
	bad '--by id: the key has a column of that name already' docsample --tag pilot --by id --key key.tsv documents.tsv
	bad 'none.tsv: No such file or directory' docsample --tag pilot --hits none.tsv documents.tsv
	bad 'documents.tsv:1: no column "tag"' docsample --tag pilot --hits documents.tsv documents.tsv
	bad '/dev/full: cannot write: No space left on device' docsample --tag pilot --key /dev/full documents.tsv
	[ -z "$output" ]
}

@test "docsample: matches as items: each ledger row once, marked in its sentence, with its document's title" {
	{
		printf 'id\ttag\tparagraph\toffset\tsentence\tmatch\tcounted\n'
		awk -F'\t' -v OFS='\t' 'NR > 1 && $7 > 0 { print $1, "pilot", 1, 2, "开展试点，推广试点。", "试点", 1; print $1, "pilot", 1, 7, "开展试点，推广试点。", "试点", 1; print $1, "pilot", 2, 2, "设考试点。", "试点", 0; print $1, "other", 2, 2, "试点", "试点", 1 }' documents.tsv
		printf 'ffff0000000000000001\tpilot\t1\t2\t坏试点\t试点\t1\nffff0000000000000002\tpilot\t1\t2\t半试点\t试点\t1\n'
	} >hits.tsv
	run_apart docsample --tag pilot --unit match --by province --size 30 --hits hits.tsv --key key.tsv documents.tsv
	assert_success
	[ "$(tail -n +2 key.tsv | cut -f 3-8 | sort | uniq -c | sed 's/^ *//')" = "30 pilot	320000	hit	1	40	30
20 pilot	320000	near	0	20	20
30 pilot	340000	hit	1	40	30
20 pilot	340000	near	0	20	20" ]
	printf '%s\n' "$output" >sheet.tsv
	[ "$(column sentence sheet.tsv | sort -u)" = '开展【试点】，推广试点。
开展试点，推广【试点】。
设考【试点】。' ]
	# The place, the sentence and the title are those of one match and one document.
	awk -F'\t' 'FNR == 1 { file++; next } file == 1 { title[$1] = $2; next } file == 2 { id[$1] = $2; place[$1] = $NF; next }
		{ want = place[$1] == "1:2" ? "开展【" : place[$1] == "1:7" ? "广【" : "考【"
		  if (title[id[$1]] != $3 || !index($6, want)) { print; bad = 1 } } END { exit bad }' documents.tsv key.tsv sheet.tsv
	# docagree reads such a sheet as any other.
	awk 'BEGIN { FS = OFS = "\t" } FNR == 1 { if (NR > 1) print; next } NR == FNR { hit[$1] = $6; next } { $8 = hit[$1]; print }' key.tsv sheet.tsv >coded.tsv
	[ "$(docagree --key key.tsv coded.tsv | awk -F'\t' '$2 == "precision" { print $4, $7 }')" = '1.0000 60' ]
	run_apart docsample --tag pilot --unit match documents.tsv
	[ "$stderr" = 'docsample: --unit match: needs --hits' ]
	run_apart docsample --tag pilot --unit match --hits hits.tsv
	[ "$stderr" = 'docsample: --unit match: needs one FILE (it is read twice)' ]
	run_apart docsample --tag pilot --unit family documents.tsv
	assert_failure 2
	[ "$stderr" = 'docsample: --unit: neither document nor match: family' ]
}

@test "docsample: a sheet as a spreadsheet opens it: CSV with a byte order mark, no formulas, items that are no numbers" {
	printf 'id\ttitle\turl\tpilot\na1\t=HYPERLINK("http://x.example")\thttp://a.example/1\t1\na2\t题,二\\n三\t\t0\na3\t-5\t\t0\n' >d.tsv
	docsample --tag pilot --coder anna --key key.tsv --format csv d.tsv >a.csv
	docsample --tag pilot --coder anna d.tsv >a.tsv
	[ "$(head -c 3 a.csv | od -An -tx1)" = ' ef bb bf' ]
	[ "$(grep -c $'\r$' a.csv)" -eq 4 ]
	grep -qF ",\"'=HYPERLINK(\"\"http://x.example\"\")\"," a.csv
	grep -qF ',-5,' a.csv
	[ "$(tail -n +2 a.tsv | grep -vc '^i')" -eq 0 ]
	# It is the same sheet, by another reader, and docagree reads it back.
	docimport --format csv <a.csv | cut -f 1,2,4-9 | sed "s/'=/=/" | diff - <(cut -f 1,2,4-9 a.tsv)
	docagree --key key.tsv a.csv | grep -q '	coded	anna	0'
	run_apart docsample --tag pilot --format ods d.tsv
	assert_failure 2
	[ "$stderr" = 'docsample: --format: neither tsv, csv nor xlsx: ods' ]
	run bash -c 'docsample --tag pilot --format csv d.tsv >/dev/full'
	assert_failure 2
}

@test "docsample: a workbook to fill in: frozen header, codes to choose from, links, no formulas; it comes back as it was" {
	printf 'id\ttitle\turl\tpilot\na1\t=HYPERLINK("http://x.example")\thttp://a.example/1?a=b c&d="x"#y\t1\na2\t题,二\\n三\tjavascript:alert(1)\t0\na3\t-5\t\t0\na4\t 007\thttps://a.example/<4>\t0\n' >d.tsv
	docsample --tag pilot --coder anna --key key.tsv --format xlsx d.tsv >a.xlsx
	docsample --tag pilot --coder anna d.tsv >a.tsv
	docimport a.xlsx | cut -f 1-9 | diff - a.tsv
	docimport --format xlsx <a.xlsx | cut -f 1-9 | diff - a.tsv
	unzip -tq a.xlsx
	unzip -p a.xlsx xl/worksheets/sheet1.xml >sheet.xml
	xmllint --noout sheet.xml
	[ "$(xmllint --xpath 'string(//*[local-name() = "pane"]/@state)' sheet.xml)" = frozen ]
	[ "$(xmllint --xpath 'string(//*[local-name() = "dataValidation"]/@sqref)' sheet.xml)" = H2:H5 ]
	[ "$(xmllint --xpath 'string(//*[local-name() = "formula1"])' sheet.xml)" = '"1,0,?"' ]
	[ "$(xmllint --xpath 'count(//*[local-name() = "f"])' sheet.xml)" = 0 ] # no formula
	[ "$(xmllint --xpath 'count(//*[local-name() = "hyperlink"])' sheet.xml)" = 2 ]
	[ "$(unzip -p a.xlsx xl/worksheets/_rels/sheet1.xml.rels | grep -c javascript)" -eq 0 ]
	[ "$(xmllint --xpath 'number(//*[local-name() = "col"][@min = 6]/@width) > 60' sheet.xml)" = true ] # the sentence
	docsample --tag pilot --coder anna --format xlsx d.tsv | cmp - a.xlsx
	docagree --key key.tsv a.xlsx | grep -q '	coded	anna	0'
	run bash -c 'docsample --tag pilot --format xlsx d.tsv >/dev/full'
	assert_failure 2
}

@test "docsample: a workbook that another program has opened and saved is the same sheet" {
	command -v soffice >/dev/null || skip 'no LibreOffice on this machine (packages.sh full)'
	printf 'id\ttitle\turl\tpilot\na1\t=HYPERLINK("http://x.example")\thttp://a.example/1\t1\na2\t题,二\\n三\t\t0\na3\t-5\t\t0\n' >d.tsv
	docsample --tag pilot --coder anna --key key.tsv --format xlsx d.tsv >a.xlsx
	docsample --tag pilot --coder anna d.tsv >a.tsv
	office() { timeout 120 soffice --headless "-env:UserInstallation=file://$BATS_TEST_TMPDIR/office" --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
	office ods . a.xlsx
	office 'xlsx:Calc MS Excel 2007 XML' again a.ods
	docimport again/a.xlsx | cut -f 1-9 | diff - a.tsv
	docagree --key key.tsv again/a.xlsx | diff - <(docagree --key key.tsv a.tsv)
}
