load common

setup() { cd "$BATS_TEST_TMPDIR"; mkdir -p web/site.example; }

extract() { # [OPTION ...]
	(cd web && printf 'url\n' && find . -type f | sort | sed 's|^\./|file:///|') >sources.tsv
	docfetch --store store --file-root web sources.tsv >fetched.tsv
	docextract --store store "$@" fetched.tsv >out.tsv
}
needs() { command -v "$1" >/dev/null || skip "no $1 on this machine"; }
needs_sandbox() { [ "$(grep -c __asan_init "$BIN/docextract")" -eq 0 ] || skip 'the sandbox is off in a build with AddressSanitizer'; }
# A PDF of one page whose lines are the arguments; its font tells Unicode, but draws nothing. It has no cross-reference table.
pdf() { # LINE ...
	local stream='BT /F1 16 Tf 24 TL 72 760 Td' line
	for line; do stream+=" <$(printf '%s' "$line" | iconv -f UTF-8 -t UTF-16BE | od -An -v -tx1 | tr -d ' \n')> Tj T*"; done
	stream+=' ET'
	local map='begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap'
	cat <<-END
		%PDF-1.4
		1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
		2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
		3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
		4 0 obj <</Length ${#stream}>> stream
		$stream
		endstream endobj
		5 0 obj <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>> endobj
		6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>> endobj
		7 0 obj <</Length ${#map}>> stream
		$map
		endstream endobj
		trailer <</Size 8/Root 1 0 R>>
		%%EOF
	END
}
# A table with one filter, for files that begin with "TEST ".
filter() { # COMMAND [OUTPUT [SECONDS [MEGABYTES]]]
	printf 'media\tsignature\tholds\tcommand\toutput\tseconds\tmegabytes\treads\napplication/x-test\t5445535420\t\t%s\t%s\t%s\t%s\t\n' "$1" "${2-text}" "${3-5}" "${4-512}" >filters.tsv
}

@test "filters: a PDF's lines become paragraphs again, its page number goes, and its fields are found" {
	needs pdftotext
	pdf '　　　　某市人民政府关于开展甲试点工作的通知' '　　　　　　　　某政发〔2017〕8号' '各县人民政府：' '　　为了推进改革，现将有关事项通知如下，请各县认真组织，' '落实责任，及时报告情况。' \
		'　　一、加强领导，落实责任，形成合力，各部门要把试点工作列' '入议事日程。' '　　　　　　　　　　　　　　　　　某市人民政府' '　　　　　　　　　　　　　　　　2017年3月24日' '—1—' >web/site.example/a.pdf
	pdf >web/site.example/scan.pdf
	printf '%%PDF-1.4 broken' >web/site.example/broken.pdf
	extract
	[ "$(field a.pdf text)" = '某市人民政府关于开展甲试点工作的通知\n某政发〔2017〕8号\n各县人民政府：\n为了推进改革，现将有关事项通知如下，请各县认真组织，落实责任，及时报告情况。\n一、加强领导，落实责任，形成合力，各部门要把试点工作列入议事日程。\n某市人民政府\n2017年3月24日' ] || { field a.pdf text; return 1; }
	[ "$(field a.pdf title)|$(field a.pdf docno)|$(field a.pdf issuer)|$(field a.pdf issued)|$(field a.pdf error)" = '某市人民政府关于开展甲试点工作的通知|某政发〔2017〕8号|某市人民政府|2017-03-24|' ]
	[ "$(field scan.pdf error) $(field broken.pdf error)" = 'empty filter-failed' ] # a scan has no text
}

@test "filters: a Word document's paragraphs, rows and entities; deleted text is none" {
	needs unzip
	printf '<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>某市关于甲的通知</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">某政发〔2017〕</w:t></w:r><w:r><w:t>8号</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>请执行&amp;报告&#12290;</w:t><w:delText>删</w:delText></w:r></w:p></w:body></w:document>' |
		zip_of word/document.xml /dev/stdin >web/site.example/a.docx
	printf 'x' | zip_of other.txt /dev/stdin >web/site.example/other.zip
	extract
	[ "$(field a.docx text)" = '某市关于甲的通知\n某政发〔2017〕8号\n甲 1\n请执行&报告。' ] || { field a.docx text; field a.docx error; return 1; }
	[ "$(field other.zip error)" = media ]
}

@test "filters: a genuine Word 97 file, and the same as WPS Writer hands it out: paragraphs, a table's row on one line however long its cells" {
	needs antiword
	cp "$BATS_TEST_DIRNAME/files/notice.doc" web/site.example/a.doc # synthetic; written by LibreOffice
	cp web/site.example/a.doc web/site.example/a.wps
	extract
	want='某市人民政府关于开展甲试点工作的通知\n某政发〔2017〕8号\n各县人民政府：\n为了推进改革，现将有关事项通知如下，请认真执行 & 报告。\n序号 事项\n1 落实中国制造2025，在各县开展试点示范，每一个单元格的文字都很长，长到在纸面上要折成好几行，仍然是一句话，不可以断开，也不可以丢失。\n某市人民政府\n2017年3月24日'
	for name in a.doc a.wps; do
		[ "$(field $name text)" = "$want" ] || { field $name text; field $name error; return 1; }
		[ "$(field $name title)|$(field $name docno)|$(field $name issued)" = '某市人民政府关于开展甲试点工作的通知|某政发〔2017〕8号|2017-03-24' ]
	done
	# another program's files of the same container are not read, and said
	head -c 512 web/site.example/a.doc >web/site.example/a.xls
	rm -r store
	extract
	[ "$(field a.xls error)" = media ]
}

@test "filters: a workbook's sheets: shared and inline strings, numbers, a row on one line, whatever order its parts have" {
	needs unzip
	printf '<workbook/>' >workbook.xml
	printf '<sst><si><t>序号</t></si><si><r><t>试点</t></r><r><t xml:space="preserve">改革</t></r><rPh><t>读音</t></rPh></si><si/><si><t>甲&amp;乙\n局</t></si></sst>' >strings.xml
	printf '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>42818</v></c><c t="s"><v>3</v></c><c t="s"><v>99</v></c></row><row><c t="inlineStr"><is><t>行内</t></is></c><c t="s"><v>2</v></c><c t="str"><f>A1</f><v>算出</v></c></row></sheetData></worksheet>' >one.xml
	printf '<worksheet><sheetData><row><c t="s"><v>1</v></c></row></sheetData></worksheet>' >two.xml
	zip_of xl/workbook.xml workbook.xml xl/worksheets/sheet1.xml one.xml xl/sharedStrings.xml strings.xml xl/worksheets/sheet2.xml two.xml >web/site.example/a.xlsx
	extract
	[ "$(field a.xlsx text)" = '序号 试点改革\n42818 甲&乙 局\n行内 算出\n试点改革' ] || { field a.xlsx text; field a.xlsx error; return 1; }
}

@test "filters: an OFD file: its pieces of text become lines, its lines paragraphs, its page numbers go" {
	needs unzip
	object() { # X Y SIZE TEXT
		printf '<ofd:TextObject ID="1" Boundary="%s %s 160 %s" Font="1" Size="%s"><ofd:TextCode X="0" Y="4.5">%s</ofd:TextCode></ofd:TextObject>' "$1" "$2" "$3" "$3" "$4"
	}
	ofd_page() { printf '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>%s</ofd:Layer></ofd:Content></ofd:Page>' "$1"; }
	printf '<ofd:OFD/>' >ofd.xml
	ofd_page "$(object 70 30 7 某市人民政府关于甲的通知)$(object 90 45 5.6 某政发〔2017〕8号)$(object 28 60 5.6 各县人民政府：)$(object 39.2 70 5.6 为了推进改革，现将有关事项通知如下，请各县认真组织，)$(object 28 80 5.6 落实责任，)$(object 56 80 5.6 及时报告。)$(object 39.2 90 5.6 '一、甲 &amp; 乙。')$(object 130 100 5.6 某市人民政府)$(object 130 110 5.6 2017年3月24日)$(object 100 280 4 '— 1 —')" >one.xml
	ofd_page "$(object 28 30 5.6 附件)$(object 39.2 40 5.6 甲方案，共三条。)" >two.xml
	zip_of OFD.xml ofd.xml Doc_0/Pages/Page_0/Content.xml one.xml Doc_0/Pages/Page_1/Content.xml two.xml >web/site.example/a.ofd
	extract
	[ "$(field a.ofd text)" = '某市人民政府关于甲的通知\n某政发〔2017〕8号\n各县人民政府：\n为了推进改革，现将有关事项通知如下，请各县认真组织，落实责任，及时报告。\n一、甲 & 乙。\n某市人民政府\n2017年3月24日\n附件\n甲方案，共三条。' ] || { field a.ofd text; field a.ofd error; return 1; }
	[ "$(field a.ofd docno)|$(field a.ofd issued)" = '某政发〔2017〕8号|2017-03-24' ]
}

@test "filters: rich text: code pages by font and file, Unicode, rows, words that a change of font goes through; what is hidden, deleted or a style is none" {
	hex() { printf '%s' "$1" | iconv -f UTF-8 -t "${2-GBK}" | od -An -v -tx1 | sed "s/ /\\\\'/g" | tr -d '\n'; }
	printf '{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}{\\stylesheet{\\s0 Normal;}}{\\*\\generator X}\\f0 %s\\par\n\\u29983?\\u35797?\\u28857?\\u12290?\\par}' "$(hex '某市人民政府关于开展试点的通知。')" >web/site.example/a.rtf
	printf '{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f3\\fcharset136 B;}}\\pard\\f3 %s{\\v hidden}{\\deleted gone}\\par\\pard\\f0\\loch\\af0 %s{\\loch 2025}\\uc2\\u35797\\'"'"'ca\\'"'"'d4 x\\uc0\\u-10179\\u-9216\\par\n\\trowd\\pard\\intbl 1\\par 2\\cell 3\\cell\\row\\pard{\\pict\\bin4 }}}}}end\\line \\ldblquote q\\rdblquote\\~r\\{s\\}' "$(hex '國務院關於推進改革的通知' BIG5)" "$(hex '中国制造' | sed 's/.*/\\u20013?\\u22269?\\u21046?\\u36896?/')" >web/site.example/b.rtf
	printf '{\\rtf1 {{{{{ %s' "$(head -c 3000 /dev/zero | tr '\0' '{')" >web/site.example/c.rtf
	extract
	[ "$(field a.rtf text)" = '某市人民政府关于开展试点的通知。\n生试点。' ] || { field a.rtf text; field a.rtf error; return 1; }
	[ "$(field b.rtf text)" = '国务院关于推进改革的通知\n中国制造2025试 x🐀\n1 2 3\nend\n“q” r{s}' ] || { field b.rtf text; field b.rtf error; return 1; }
	[ "$(field c.rtf error)" = empty ]
}

@test "filters: --filters: any program, without a shell, file on standard input and by name; each kind of output" {
	printf 'TEST 某市关于甲的通知\n请认真执行，$(date) `date` 及时报告。\n' >web/site.example/a.bin
	filter 'tail -n +1 /proc/self/fd/0'
	extract --filters filters.tsv
	[ "$(field a.bin text)" = 'TEST 某市关于甲的通知\n请认真执行，$(date) `date` 及时报告。' ]
	filter cat lines
	extract --filters filters.tsv
	[[ $(field a.bin text) == 'TEST 某市关于甲的通知\n请认真执行'* ]]
	printf 'TEST <p>某市关于甲的通知，请认真执行。<p>各县：及时报告情况。' >web/site.example/a.bin
	rm -r store
	filter 'tail -c +6' html
	extract --filters filters.tsv
	[ "$(field a.bin text)" = '某市关于甲的通知，请认真执行。\n各县：及时报告情况。' ] || { cat out.tsv; return 1; }
}

@test "filters: one that fails, hangs, writes without end or is not there costs its row only, and is said" {
	printf 'TEST 某某\n' >web/site.example/a.bin
	printf '<p>某市关于甲的通知，请认真执行。' >web/site.example/b.html
	while read -r want seconds command; do
		filter "$command" text "$seconds"
		SECONDS=0
		extract --filters filters.tsv
		[ "$(field a.bin error)" = "$want" ] || { echo "$command: $(field a.bin error), not $want"; return 1; }
		[ -n "$(field b.html text)" ]
		[ "$SECONDS" -lt 20 ]
	done <<-'END'
		filter-failed 5 false
		filter-timeout 1 sleep 30
		filter-limit 20 yes
		no-filter 5 no-such-program
		empty 5 true
	END
	filter cat text 5 1 # a megabyte is too little for any program
	extract --filters filters.tsv
	[ "$(field a.bin error)" = filter-failed ]
}

@test "filters: a program is in the sandbox: it reads no other file, starts no program, writes none" {
	needs_sandbox
	printf 'TEST 某某\n' >web/site.example/a.bin
	for command in 'cat /etc/passwd' 'timeout 5 cat' 'env cat' 'tee /tmp/shidian-filter-test' "cp /proc/self/fd/0 $BATS_TEST_TMPDIR/copy"; do
		filter "$command"
		extract --filters filters.tsv
		[ "$(field a.bin error)" = filter-failed ] || { echo "$command: $(field a.bin error) $(field a.bin text)"; return 1; }
	done
	[ ! -e /tmp/shidian-filter-test ]
	[ ! -e copy ]
}

@test "filters: a table that is none ends with one line and status 2" {
	printf 'TEST x\n' >web/site.example/a.bin
	filter cat
	extract --filters filters.tsv
	run_apart docextract --store store --filters nowhere.tsv fetched.tsv
	assert_failure 2
	[[ $stderr == 'docextract: nowhere.tsv: '* ]]
	filter cat picture
	run_apart docextract --store store --filters filters.tsv fetched.tsv
	assert_failure 2
	[ "$stderr" = 'docextract: filters.tsv:2: output is lines, text, html, word, sheet, docbook, ofd or rtf' ]
	filter cat text 0
	run_apart docextract --store store --filters filters.tsv fetched.tsv
	[ "$stderr" = 'docextract: filters.tsv:2: seconds are from 1 to 3600' ]
}
