load common

# 8 items: 4 of 40 hits, 4 of 100 others.
setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'item\tid\ttag\tstate\thit\tlisted\tdrawn\n' >key.tsv
	printf 'i%d\td%d\tpilot\thit\t1\t40\t4\n' 1 1 2 2 3 3 4 4 >>key.tsv
	printf 'i%d\td%d\tpilot\tnone\t0\t100\t4\n' 5 5 6 6 7 7 8 8 >>key.tsv
}
sheet() { # CODER CODE ... : codes of i1, i2 ...
	local coder=$1 i=0
	shift
	printf 'item\ttitle\tsentence\tcoder\tcode\n'
	for code in "$@"; do
		i=$((i + 1))
		printf 'i%d\t题%d\t句%d\t%s\t%s\n' "$i" "$i" "$i" "$coder" "${code/-/}"
	done
}
value() { # STATISTIC: value low high items
	awk -F'\t' -v s="$1" '$2 == s { print $4, $5, $6, $7 }' <<<"$output"
}

@test "docagree: counts, agreement, and what is unresolved" {
	sheet anna 1 1 1 0 0 0 - '?' >a.tsv
	sheet bert 1 1 0 0 0 0 0 0 >b.tsv
	run_apart docagree --key key.tsv a.tsv b.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$(head -n 1 <<<"$output")" = 'tag	statistic	coders	value	low	high	items	method' ]
	[ "$(awk -F'\t' '$2 == "coded" { print $3, $4 }' <<<"$output")" = $'anna 7\nbert 8' ]
	[ "$(value drawn | tr -d ' ')" = 8 ]
	[ "$(value unresolved | tr -d ' ')" = 2 ] # i3 (they differ) and i8 (one is unsure)
	[ "$(value agreement | cut -d ' ' -f 1,4)" = '0.7143 7' ] # 5 of 7
}

@test "docagree: weights: precision, recall, specificity, F1 and the corrected share are those of the corpus" {
	sheet anna 1 1 1 0 1 0 0 0 >a.tsv
	run_apart docagree --key key.tsv a.tsv
	assert_success
	# True hits 30 of 40; missed 25 of 100.
	[ "$(value precision | cut -d ' ' -f 1,4)" = '0.7500 4' ]
	[ "$(value recall | cut -d ' ' -f 1)" = 0.5455 ]      # 30 / 55
	[ "$(value specificity | cut -d ' ' -f 1)" = 0.8824 ] # 75 / 85
	[ "$(value f1 | cut -d ' ' -f 1)" = 0.6316 ]          # 60 / 95
	[ "$(value share | cut -d ' ' -f 1)" = 0.2857 ]       # 40 / 140
	[ "$(value corrected | cut -d ' ' -f 1)" = 0.3929 ]   # 55 / 140
	[ "$(grep -cE 'kappa|alpha' <<<"$output")" -eq 0 ] # one coder has nobody to agree with
	# Every interval holds its value and lies within 0 and 1.
	awk -F'\t' 'NR > 1 && $5 != "" && !(0 <= $5 && $5 <= $4 && $4 <= $6 && $6 <= 1) { print; bad = 1 } END { exit bad }' <<<"$output"
}

@test "docagree: published kappa and alpha come out of sheets" {
	# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section A: two observers, ten items, alpha .095 (as other
	# programs' tests quote that paper).
	printf 'item\tid\ttag\thit\tlisted\n' >key.tsv
	printf 'i%d\td\tt\t1\t10\n' $(seq 10) >>key.tsv
	sheet meg 0 1 0 0 0 0 0 0 1 0 >a.tsv
	sheet owen 1 1 1 0 0 1 0 0 0 0 >b.tsv
	run_apart docagree --key key.tsv a.tsv b.tsv
	assert_success
	[ "$(value alpha | cut -c 1-5)" = 0.095 ]
	[ "$(value alpha | cut -d ' ' -f 4)" = 10 ]
	# An example of many textbooks and of encyclopedias (howcodex.com): two readers and 50 proposals for grants: both yes 20,
	# no and no 15, 5 and 10 between: kappa .4.
	printf 'item\tid\ttag\thit\tlisted\n' >key.tsv
	printf 'i%d\td\tt\t1\t50\n' $(seq 50) >>key.tsv
	sheet a $(for i in $(seq 25); do echo 1; done; for i in $(seq 25); do echo 0; done) >a.tsv
	sheet b $(for i in $(seq 20); do echo 1; done; for i in $(seq 5); do echo 0; done; for i in $(seq 10); do echo 1; done; for i in $(seq 15); do echo 0; done) >b.tsv
	run_apart docagree --key key.tsv a.tsv b.tsv
	[ "$(value kappa | cut -d ' ' -f 1,4)" = '0.4000 50' ]
}

@test "docagree: an adjudicator has the last word, also against both" {
	sheet anna 1 1 1 0 0 0 0 0 >a.tsv
	sheet bert 1 1 0 0 0 0 0 0 >b.tsv
	printf 'item\tcode\ni3\t1\ni4\t1\n' >c.tsv
	run_apart docagree --key key.tsv --adjudicated c.tsv a.tsv b.tsv
	assert_success
	[ "$(value unresolved | tr -d ' ')" = 0 ]
	[ "$(value precision | cut -d ' ' -f 1)" = 1.0000 ]
	[ "$(value agreement | cut -d ' ' -f 1)" = 0.8750 ] # the coders' own
}

@test "docagree: --list shows what is in dispute, and hides our judgement from who is to decide" {
	sheet anna 1 1 1 0 0 0 0 - >a.tsv
	sheet bert 1 1 0 0 0 0 1 - >b.tsv
	run_apart docagree --key key.tsv --list a.tsv b.tsv
	assert_success
	[ "$output" = "item	tag	title	issued	url	sentence	codes	kind	id	ours	code	remark
i3	pilot	题3			句3	anna=1 bert=0	coders				
i4	pilot	题4			句4	anna=0 bert=0	ours	d4	1		
i7	pilot	题7			句7	anna=0 bert=1	coders				" ]
	# The list is a sheet: filled in, it decides.
	awk 'BEGIN { FS = OFS = "\t" } NR > 1 { $11 = 1 } 1' <<<"$output" >c.tsv
	run_apart docagree --key key.tsv --adjudicated c.tsv a.tsv b.tsv
	assert_success
	[ "$(value unresolved | tr -d ' ')" = 1 ] # i8, which nobody coded
	run_apart docagree --key key.tsv --adjudicated c.tsv --list a.tsv b.tsv
	[ "$(cut -f 1,8 <<<"$output")" = $'item\tkind\ni7\tours' ] # decided: 1, and not a hit
}

@test "docagree: --apparent corrects another share by recall and specificity" {
	# Everything coded: recall 30/40, specificity 50/60; of 100 others 40 are hits: (.4 + .8333 - 1) / (.75 + .8333 - 1).
	printf 'item\tid\ttag\thit\tlisted\n' >key.tsv
	printf 'i%d\td\tt\t1\t40\n' $(seq 40) >>key.tsv
	printf 'i%d\td\tt\t0\t60\n' $(seq 41 100) >>key.tsv
	sheet a $(for i in $(seq 30); do echo 1; done; for i in $(seq 10); do echo 0; done; for i in $(seq 10); do echo 1; done; for i in $(seq 50); do echo 0; done) >a.tsv
	run_apart docagree --key key.tsv --apparent 40/100 a.tsv
	assert_success
	[ "$(value recall)" = '0.7500 0.7500 0.7500 100' ]
	[ "$(value apparent-corrected | cut -d ' ' -f 1)" = 0.4000 ]
	[ "$(value corrected | cut -d ' ' -f 1)" = 0.4000 ]
	run_apart docagree --key key.tsv --apparent 70/100 a.tsv
	[ "$(value apparent-corrected | cut -d ' ' -f 1)" = 0.9143 ]
	run_apart docagree --key key.tsv --apparent 7/5 a.tsv
	assert_failure 2
	[ "$stderr" = 'docagree: --apparent 7/5: wants HITS/ALL, two numbers' ]
}

@test "docagree: strata that nobody coded are told, and nothing is said of them" {
	printf 'i9\td9\tpilot\tnear\t0\t7\t1\n' >>key.tsv
	sheet anna 1 1 1 0 0 0 0 0 >a.tsv
	run_apart docagree --key key.tsv a.tsv
	[ "$(value uncovered | tr -d ' ')" = 7 ]
	[ "$(value share | cut -d ' ' -f 4)" = 140 ]
	sheet anna 1 1 1 0 >a.tsv # no other was coded: precision alone can be told
	run_apart docagree --key key.tsv a.tsv
	assert_success
	[ "$(value precision | cut -d ' ' -f 1)" = 0.7500 ]
	[ "$(value recall)" = '   4' ]
	[ "$(value corrected)" = '   4' ]
}

@test "docagree: equal input gives equal bytes; the order of rows doesn't matter" {
	sheet anna 1 1 1 0 0 0 0 1 >a.tsv
	sheet bert 1 1 0 0 0 1 0 1 >b.tsv
	docagree --key key.tsv a.tsv b.tsv >one
	{ head -n 1 a.tsv; tail -n +2 a.tsv | tac; } >c.tsv
	docagree --key key.tsv c.tsv b.tsv | cmp - one
	docagree --key key.tsv --seed 2 a.tsv b.tsv >two
	[ "$(diff one two | grep -c '^<.*alpha')" -le 1 ]
	diff <(grep -v alpha one) <(grep -v alpha two)
}

@test "docagree: two tags are two tables; sampled and coded by docsample's own sheets" {
	{
		printf 'id\ttitle\tpilot\tzone\n'
		for i in $(seq 1000 1099); do printf 'aaaa%d\t题\t%d\t%d\n' "$i" $((i % 4 == 0)) $((i % 10 == 0)); done
	} >documents.tsv
	docsample --tag pilot,zone --size 100 --coder anna --key key.tsv documents.tsv >sheet.tsv
	awk 'BEGIN { FS = OFS = "\t" } FNR == 1 { if (NR > 1) print; next } NR == FNR { hit[$1] = $5; next } { $8 = hit[$1]; print }' key.tsv sheet.tsv >a.tsv
	run_apart docagree --key key.tsv a.tsv
	assert_success
	[ "$(awk -F'\t' '$2 ~ /precision|recall|f1|corrected/ { print $1, $2, $4, $5, $6 }' <<<"$output")" = "pilot precision 1.0000 1.0000 1.0000
pilot recall 1.0000 1.0000 1.0000
pilot f1 1.0000 1.0000 1.0000
pilot corrected 0.2500 0.2500 0.2500
zone precision 1.0000 1.0000 1.0000
zone recall 1.0000 1.0000 1.0000
zone f1 1.0000 1.0000 1.0000
zone corrected 0.1000 0.1000 0.1000" ]
}

@test "docagree: what is wrong is told with its place" {
	sheet anna 1 2 >a.tsv
	bad() { # MESSAGE [ARG ...]
		local message=$1
		shift
		run_apart docagree "$@"
		assert_failure 2
		[ "$stderr" = "docagree: $message" ] || { echo "$stderr"; return 1; }
		[ -z "$output" ]
	}
	bad 'a.tsv:3: code "2": 1, 0, ? or nothing' --key key.tsv a.tsv
	bad '--key is missing (see docagree --help)' a.tsv
	bad 'needs a SHEET (see docagree --help)' --key key.tsv
	bad 'a.tsv:1: no column "listed"' --key a.tsv a.tsv
	printf 'item\tcode\ni1\t1\nx\t1\n' >b.tsv
	bad 'b.tsv:3: the item "x" is not in the key key.tsv' --key key.tsv b.tsv
	printf 'item\tcode\ni1\t1\ni1\t1\n' >b.tsv
	bad 'b.tsv:3: the item i1 stands twice' --key key.tsv b.tsv
	sheet anna 1 >b.tsv
	sheet anna 1 >c.tsv
	bad 'c.tsv: the coder anna has another sheet, b.tsv' --key key.tsv b.tsv c.tsv
	printf 'i9\td9\tpilot\tnone\t0\t90\t4\n' >>key.tsv
	bad 'key.tsv:10: column "listed": 90, and 100 on line 6 for the same stratum' --key key.tsv b.tsv
	run bash -c "docagree --key key.tsv b.tsv >/dev/full"
	assert_failure 2
}

@test "docagree: a workbook filled in: numbers, texts and full-width codes, cells left out" {
	command -v node >/dev/null || skip 'no node on this machine'
	sheet anna 1 1 1 0 0 '?' '' 0 >a.tsv
	mkdir -p xl/_rels xl/worksheets
	printf '<workbook><sheets><sheet name="s" r:id="rId1"/></sheets></workbook>' >xl/workbook.xml
	printf '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>' >xl/_rels/workbook.xml.rels
	{ # what is chosen from the list 1, 0, ? is saved as a number or as a text
		printf '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>item</t></is></c><c r="D1" t="inlineStr"><is><t>coder</t></is></c><c r="F1" t="inlineStr"><is><t>code</t></is></c></row>'
		n=1
		for code in '<c r="F%d"><v>1</v></c>' '<c r="F%d" t="str"><v>1</v></c>' '<c r="F%d"><v>1.0</v></c>' '<c r="F%d"><v>0</v></c>' '<c r="F%d" t="inlineStr"><is><t>０</t></is></c>' '<c r="F%d" t="inlineStr"><is><t>？</t></is></c>' '<c r="F%d"/>' '<c r="F%d" t="n"><v>0</v></c>'; do
			# shellcheck disable=SC2059
			printf "<row r=\"%d\"><c r=\"A%d\" t=\"inlineStr\"><is><t>i%d</t></is></c><c r=\"D%d\" t=\"inlineStr\"><is><t>anna</t></is></c>$code</row>" $((n + 1)) $((n + 1)) $n $((n + 1)) $((n + 1))
			n=$((n + 1))
		done
		printf '</sheetData></worksheet>'
	} >xl/worksheets/sheet1.xml
	node "$BATS_TEST_DIRNAME/zip.js" a.xlsx xl/workbook.xml xl/_rels/workbook.xml.rels xl/worksheets/sheet1.xml
	docagree --key key.tsv a.xlsx | diff - <(docagree --key key.tsv a.tsv)
	sed -i 's/<v>1.0</<v>2</' xl/worksheets/sheet1.xml
	node "$BATS_TEST_DIRNAME/zip.js" a.xlsx xl/workbook.xml xl/_rels/workbook.xml.rels xl/worksheets/sheet1.xml
	run_apart docagree --key key.tsv a.xlsx
	assert_failure 2
	[ "$stderr" = 'docagree: a.xlsx:4: code "2": 1, 0, ? or nothing' ]
}

@test "docagree: a sheet as a spreadsheet saves it: CSV, byte order mark or GB18030, CRLF, blank rows, full-width codes" {
	sheet anna 1 1 1 0 0 0 0 '?' >a.tsv
	docagree --key key.tsv a.tsv >want
	{ printf '\xef\xbb\xbf'; sed -e 's/\t/,/g' -e 's/$/\r/' a.tsv; printf ',,,,\r\n'; } >a.csv
	docagree --key key.tsv a.csv | diff - want
	{ sed -e 's/\t/,/g' -e 's/,1$/,１/; s/,0$/,０/; s/,?$/,？/' -e 's/题/关于开展试点工作的通知/' -e 's/$/\r/' a.tsv; } | iconv -f UTF-8 -t GB18030 >b.csv
	docagree --key key.tsv b.csv | diff - want
	printf 'item,code\ni1,1,x\n' >c.csv
	run_apart docagree --key key.tsv c.csv
	assert_failure 2
	[ "$stderr" = 'docagree: c.csv:2: 3 fields, not 2 as in the header' ]
}
