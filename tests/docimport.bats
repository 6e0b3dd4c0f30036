load common

setup() { in=$BATS_TEST_TMPDIR/export.tsv; }

@test "docimport: ids are digests of the address, else the code, else title, issuer and date" {
	printf 'url\tcode\ttitle\tissuer\tissued\ttext\n' >"$in"
	printf 'http://a.example/1\tCLI.1\t甲\t乙\t2015-01-02\tx\n' >>"$in"
	printf '\tCLI.1\t甲\t乙\t2015-01-02\tx\n' >>"$in"
	printf '\t\t甲\t乙\t2015年1月2日\tx\n' >>"$in"
	run_apart docimport "$in"
	assert_success
	[ -z "$stderr" ]
	sha() { printf "$1" | sha256sum | cut -c 1-20; }
	[ "$(cut -f 5,7,8 <<<"$output")" = "issued	id	error
2015-01-02	$(sha http://a.example/1)	
2015-01-02	$(sha CLI.1)	
2015-01-02	$(sha '甲\t乙\t2015-01-02')	" ]
	docimport "$in" | doccheck --stage import
}

@test "docimport: --map renames, also the id; a column can't be mapped onto one that is there" {
	printf '编号\t题目\ttext\nab12\t甲\tx\n' >"$in"
	run_apart docimport --map id=编号 --map=title=题目 "$in"
	assert_success
	[ "$output" = $'id\ttitle\ttext\terror\nab12\t甲\tx\t' ]
	run_apart docimport --map text=题目 "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:1: --map text: the export has a column of that name" ]
	run_apart docimport --map title=标题 "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:1: no column \"标题\"" ]
	run_apart docimport --map title "$in"
	assert_failure 2
}

@test "docimport: what is no date is left empty and told, a year stays, a row without text is not read" {
	printf 'title\tissued\tpublished\ttext\n甲\tNone\t2025\tx\n乙\tNone\t2025/3/4 09:00\t\n' >"$in"
	run_apart docimport "$in"
	assert_success
	[ "$(cut -f 1-4,6 <<<"$output")" = $'title\tissued\tpublished\ttext\terror\n甲\t\t2025\tx\t\n乙\t\t2025-03-04\t\tno-text' ]
	[ "$stderr" = "docimport: $in:2: issued: \"None\" is no date, left empty (and so on)
docimport: issued: 2 values were no dates" ]
}

@test "docimport: a document listed twice stays twice under ids of its own; a given id must be unique" {
	printf 'title\ttext\n甲\tx\n甲\tx\n甲\tx\n' >"$in"
	docimport "$in" >"$BATS_TEST_TMPDIR/out.tsv"
	[ "$(tail -n +2 "$BATS_TEST_TMPDIR/out.tsv" | cut -f 3 | sort -u | wc -l)" -eq 3 ]
	doccheck --stage import "$BATS_TEST_TMPDIR/out.tsv"
	docimport "$BATS_TEST_TMPDIR/out.tsv" | cmp - "$BATS_TEST_TMPDIR/out.tsv" # a second time changes nothing
	printf 'id\ttext\na\tx\na\ty\n' >"$in"
	run_apart docimport "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:3: the id a stands twice" ]
}

# ---- comma-separated values ----

@test "docimport: a list as a spreadsheet writes it: byte order mark, CRLF, quotes, lines within a field" {
	in=$BATS_TEST_TMPDIR/list.csv
	printf '\xef\xbb\xbf标题,发文字号,"公布日期",正文\r\n"关于""试点""的通知, 一",某政发[2016]3号,2016.01.02,"第一段\r\n第二段"\r\n短通知,无,2016/2/3 09:00,\r\n' >"$in"
	run_apart docimport --labels "$in"
	assert_success
	[ -z "$stderr" ]
	[ "$(cut -f 1-4,6 <<<"$output")" = $'title\tdocno\tissued\ttext\terror\n关于"试点"的通知, 一\t某政发〔2016〕3号\t2016-01-02\t第一段\\n第二段\t\n短通知\t无\t2016-02-03\t\tno-text' ]
	docimport --labels "$in" | doccheck --stage import
	# From standard input, in GB18030, it is the same.
	tail -c +4 "$in" | iconv -f UTF-8 -t GB18030 >"$BATS_TEST_TMPDIR/gb"
	docimport --format csv --labels <"$BATS_TEST_TMPDIR/gb" | diff - <(printf '%s\n' "$output")
	# And as TSV, by Miller's rules.
	printf '标题\t发文字号\t公布日期\t正文\n关于"试点"的通知, 一\t某政发[2016]3号\t2016.01.02\t第一段\\n第二段\n短通知\t无\t2016/2/3 09:00\t\n' >"$BATS_TEST_TMPDIR/list.tsv"
	docimport --labels "$BATS_TEST_TMPDIR/list.tsv" | diff - <(printf '%s\n' "$output")
}

@test "docimport: several lists are one table; what is wrong is told with its line" {
	cd "$BATS_TEST_TMPDIR"
	printf 'title,text\n甲,x\n' >a.csv
	printf 'title,text\n\n乙,y' >b.csv
	run_apart docimport a.csv b.csv
	assert_success
	[ "$(cut -f 1,2 <<<"$output")" = $'title\ttext\n甲\tx\n乙\ty' ]
	bad() { # MESSAGE TEXT
		printf "$2" >c.csv
		run_apart docimport c.csv
		assert_failure 2
		[ "$stderr" = "docimport: c.csv$1" ] || { echo "$stderr"; return 1; }
	}
	bad ': empty, without so much as a header line' ''
	bad ':2: 3 fields, not 2 as in the header' 'title,text\n"a\nb",c,d\n'
	bad ':2: a quote that is never closed' 'title,text\n"a,b\n'
	bad ':1: column 2 has no name' 'title,\na,b\n'
	bad ':1: column "a" stands twice' 'a,a\n1,2\n'
	run_apart docimport a.csv c.csv
	[ "$stderr" = 'docimport: c.csv:1: not the same columns as in a.csv' ]
	run_apart docimport --format xml a.csv
	assert_failure 2
	[ "$stderr" = 'docimport: --format xml: tsv, csv, xlsx or texts' ]
	run_apart docimport none.csv
	assert_failure 2
	[ "$stderr" = 'docimport: none.csv: No such file or directory' ]
}

@test "docimport: --labels leaves alone what is mapped or named already" {
	printf '标题,名称,制定机关,发布部门\n甲,乙,丙,丁\n' >"$BATS_TEST_TMPDIR/a.csv"
	run_apart docimport --labels --map title=名称 "$BATS_TEST_TMPDIR/a.csv"
	assert_success
	[ "$(cut -f 1-4 <<<"$output")" = $'标题\ttitle\tissuer\t发布部门\n甲\t乙\t丙\t丁' ]
}

# ---- a workbook ----

# Writes the parts of a workbook below xl/ in the current folder; the rows of its visible sheet are standard input.
book() { # [WORKBOOKPR ATTRIBUTES]
	mkdir -p xl/_rels xl/worksheets
	printf '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr %s/><sheets><sheet name="旧" sheetId="1" state="hidden" r:id="rId1"/><sheet name="检索结果" sheetId="2" r:id="rId2"/></sheets></workbook>' "${1:-}" >xl/workbook.xml
	printf '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>' >xl/_rels/workbook.xml.rels
	printf '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>hidden</t></is></c></row></sheetData></worksheet>' >xl/worksheets/sheet1.xml
	printf '<sst><si><t>标题</t></si><si><t xml:space="preserve">公布日期</t></si><si><r><t>关于&lt;甲&gt;</t></r><r><rPr/><t>试点的通知</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><t>发文字号</t></si></sst>' >xl/sharedStrings.xml
	printf '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[Red]0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/></cellXfs></styleSheet>' >xl/styles.xml
	{ printf '<worksheet><sheetData>'; cat; printf '</sheetData></worksheet>'; } >xl/worksheets/sheet2.xml
	node "$BATS_TEST_DIRNAME/zip.js" list.xlsx xl/workbook.xml xl/_rels/workbook.xml.rels xl/worksheets/*.xml xl/sharedStrings.xml xl/styles.xml
}
cells() { # ROW TEXT ...: a row of inline texts
	local row=$1 text
	shift
	printf '<row r="%s">' "$row"
	for text; do printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$text"; done
	printf '</row>'
}

@test "docimport: a result list as a workbook: caption above the header, shared and inline texts, dates as days, gaps; no text, no zero" {
	command -v node >/dev/null || skip 'no node on this machine'
	cd "$BATS_TEST_TMPDIR"
	{
		cells 1 '检索结果（3）'
		printf '%s' '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>3</v></c><c r="D3" t="str"><f>"编"&amp;"号"</f><v>编号</v></c></row>' \
			'<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" s="1"><v>42132</v></c><c r="C4" t="inlineStr"><is><t>某政发[2015]1号</t></is></c><c r="D4"><v>2.0150508E7</v></c></row>' \
			'<row r="5"/><row r="6"><c r="A6" t="inlineStr"><is><t>乙_x000D_&#10;二_x0041_</t></is></c><c r="B6" s="2"><v>42132.5</v></c><c r="D6" s="3"><v>4.0999999999999996</v></c></row>' \
			'<row><c t="inlineStr"><is><t>丙</t></is></c><c t="e"><v>#N/A</v></c><c r="D7" t="b"><v>1</v></c></row>'
	} | book
	run_apart docimport --labels list.xlsx
	assert_success
	[ -z "$stderr" ]
	[ "$(cut -f 1-4,7 <<<"$output")" = $'title\tissued\tdocno\t编号\terror\n关于<甲>试点的通知\t2015-05-08\t某政发〔2015〕1号\t20150508\tno-text\n乙\\n二A\t2015-05-08\t\t4.1\tno-text\n丙\t\t\t1\tno-text' ]
	docimport --labels list.xlsx | doccheck --stage import
	docimport --labels --format xlsx <list.xlsx | diff - <(printf '%s\n' "$output")
	# what has no text is never a zero: it has no count
	printf 'tag\tfield\tpattern\tunless\tkeep\tset\tnote\npilot\tany\t试点\t\t\t\t\n' >rules.tsv
	[ "$(docimport --labels list.xlsx | docextract | docclassify --rules rules.tsv | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print "<" $c["pilot"] ">" }' | sort -u)" = '<>' ]
}

@test "docimport: a workbook that counts its days from 1904; years, times and numbers that are no dates" {
	command -v node >/dev/null || skip 'no node on this machine'
	cd "$BATS_TEST_TMPDIR"
	{
		cells 1 title issued published effective n
		printf '<row r="2"><c t="inlineStr"><is><t>甲</t></is></c><c s="1"><v>40670</v></c><c s="4"><v>0</v></c><c><v>2015</v></c><c s="3"><v>40670</v></c></row>'
	} | book 'date1904="1"'
	[ "$(docimport list.xlsx | cut -f 1-5)" = $'title\tissued\tpublished\teffective\tn\n甲\t2015-05-08\t\t2015\t40670' ]
}

@test "docimport: a workbook with columns mapped, and several of them; what is wrong is told with its row" {
	command -v node >/dev/null || skip 'no node on this machine'
	cd "$BATS_TEST_TMPDIR"
	{ cells 1 题名 全文; cells 2 甲 '第一段'; } | book
	mv list.xlsx a.xlsx
	{ cells 1 题名 全文; cells 9 乙 '第二段'; } | book
	[ "$(docimport --labels --map title=题名 a.xlsx list.xlsx | cut -f 1,2,4)" = $'title\ttext\terror\n甲\t第一段\t\n乙\t第二段\t' ]
	bad() { # MESSAGE
		run_apart docimport list.xlsx
		assert_failure 2
		[ "$stderr" = "docimport: list.xlsx$1" ] || { echo "$stderr"; return 1; }
	}
	{ cells 2 甲 乙; cells 3 甲 乙 丙; } | book
	bad ':3: 3 fields, not 2 as in the header'
	{ cells 2 甲 甲; cells 3 甲 乙; } | book
	bad ':2: column "甲" stands twice'
	printf '' | book
	bad ': empty, without so much as a header line'
	head -c 300 list.xlsx >cut
	mv cut list.xlsx
	bad ': no ZIP file, or a damaged one'
	printf 'title,text\n' >list.xlsx
	bad ': no ZIP file, or a damaged one'
	{ cells 1 甲 乙; cells 2 甲 乙; } | book
	sed -i 's/检索结果/检索结桌/' list.xlsx # the digest of the part tells
	bad ': xl/workbook.xml: damaged'
	node "$BATS_TEST_DIRNAME/zip.js" list.xlsx xl/styles.xml
	bad ': a ZIP file, but no workbook with a sheet'
}

# ---- a text file a document ----

texts() { # writes folder `export`
	cd "$BATS_TEST_TMPDIR"
	mkdir export
	printf '示例省人民政府关于推进智能制造试点的实施意见\r\n\r\n【法宝引证码】CLI.12.5115678\r\n【制定机关】 示例省人民政府\r\n发文字号：示政发[2015]40号\r\n公布日期：2015.05.08　　施行日期：2015.06.01\r\n时效性：现行有效 效力级别：地方规范性文件\r\n法规类别：\r\n工业管理\r\n\r\n各市人民政府：\r\n现就推进试点工作提出意见。\r\n发布日期：以本文为准。\r\n\r\n原文链接：https://db.example/1\r\n' |
		iconv -f UTF-8 -t GB18030 >'export/a示例省人民政府关于推进智能制造…(FBM-CLI.12.5115678).txt'
	mv export/a* 'export/示例省人民政府关于推进智能制造…(FBM-CLI.12.5115678).txt'
	printf '\xef\xbb\xbf示例市促进条例(2005修订)\n制定机关:示例市人大常委会\n公布日期:2005.07.01\n第一条 为了促进发展。\n' >'export/示例市促进条例(2005修订)（CLI.10.77）(1).txt'
	printf '没有抬头的文件\n正文一段。\n' >export/没有抬头的文件.txt
	printf 'no text\n' >export/readme.md
}
field() { # COLUMN of rows whose code is $2
	awk -F'\t' -v name="$1" -v code="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["code"] == code { print $at[name] }' <<<"$output"
}

@test "docimport: a folder of texts with labelled heads: every statement finds its column, the rest is text" {
	texts
	run_apart docimport export
	assert_success
	[ -z "$stderr" ]
	[ "$(wc -l <<<"$output")" -eq 4 ]
	local code=CLI.12.5115678
	[ "$(field title $code)" = 示例省人民政府关于推进智能制造试点的实施意见 ] # completed from the first line
	[ "$(field issuer $code)" = 示例省人民政府 ]
	[ "$(field docno $code)" = 示政发〔2015〕40号 ]
	[ "$(field issued $code) $(field effective $code)" = '2015-05-08 2015-06-01' ]
	[ "$(field validity $code) $(field rank $code) $(field category $code)" = '现行有效 地方规范性文件 工业管理' ]
	[ "$(field text $code)" = '各市人民政府：\n现就推进试点工作提出意见。\n发布日期：以本文为准。' ]
	[ "$(field title CLI.10.77)" = '示例市促进条例(2005修订)' ]
	[ "$(field issued CLI.10.77)" = 2005-07-01 ]
	[ "$(field title '')" = 没有抬头的文件 ]
	[ "$(field text '')" = '没有抬头的文件\n正文一段。' ]
	# The order is that of the names, and files named one by one are the same.
	docimport export/*.txt | diff - <(printf '%s\n' "$output")
	docimport export | doccheck --stage import
	# The code is the same as in a list, and so is the id.
	printf '标题,法宝引证码\n某意见,CLI.12.5115678\n' >list.csv
	[ "$(docimport --labels list.csv | awk -F'\t' 'NR == 2 { print $3 }')" = "$(field id $code)" ]
}

@test "docimport: a title is cut no further than its first line: another first line doesn't replace it" {
	cd "$BATS_TEST_TMPDIR"
	printf '另一个题目\n制定机关：某局\n文。\n' >'关于某事…(CLI.1.1).txt'
	printf '关于　某事\n制定机关：某局\n文。\n' >'关于某事(CLI.1.2).txt'
	run_apart docimport *.txt
	assert_success
	[ "$(field title CLI.1.1)" = 关于某事 ]
	[ "$(field title CLI.1.2)" = '关于　某事' ] # the same but for a blank, which a file's name can't be trusted with
}

@test "docimport: a file that is no text stays as a row with an error; an empty one has no text" {
	cd "$BATS_TEST_TMPDIR"
	printf '\x00\x01\xff\xfe\x80' >'坏(CLI.9.9).txt'
	: >'空(CLI.9.8).txt'
	run_apart docimport *.txt
	assert_success
	[ "$(field error CLI.9.9)" = charset ]
	[ "$(field title CLI.9.9)" = 坏 ]
	[ "$(field error CLI.9.8)" = no-text ]
	mkdir empty
	run_apart docimport empty
	assert_success
	[ "$(wc -l <<<"$output")" -eq 1 ]
	run_apart docimport none.txt
	assert_failure 2
	[ "$stderr" = 'docimport: none.txt: No such file or directory' ]
}

@test "docimport: an export goes through the stages that follow" {
	texts
	docimport export | docextract | docattribute >attributed.tsv
	doccheck --stage attribute attributed.tsv
	output=$(<attributed.tsv)
	[ "$(field docno CLI.12.5115678)" = 示政发〔2015〕40号 ]
	[ "$(field issued CLI.12.5115678)" = 2015-05-08 ]
}
