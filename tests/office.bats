load common

# Files that an office suite has written from texts made at random: every paragraph and every cell comes back. Only where one is installed.
setup() { cd "$BATS_TEST_TMPDIR"; mkdir -p web/site.example; export HOME=$BATS_TEST_TMPDIR; }

@test "office: 40 paragraphs in .doc, .docx and .rtf, 200 rows in .xlsx, as LibreOffice writes them: the same again" {
	command -v soffice >/dev/null || skip 'no LibreOffice on this machine'
	awk 'BEGIN { srand(7); n = split("甲 乙 丙 丁 试点 中国制造2025 （一） ， ； 《办法》 〔2015〕 A级 — ① 加强领导", w, " ")
		for (p = 0; p < 40; p++) { t = "第" p "段"; for (k = int(rand() * 120) + 3; k > 0; k--) t = t w[int(rand() * n) + 1]; print t "。" } }' >text.txt
	{ printf '<html><head><meta charset=utf-8></head><body>'; sed 's/.*/<p>&<\/p>/' text.txt; printf '</body></html>'; } >text.html
	awk 'BEGIN { srand(9); n = split("甲 乙 试点 中国制造2025 示范区 （一） A级", w, " ")
		for (r = 0; r < 200; r++) { t = r; for (c = 0; c < 3; c++) { t = t ",x"; for (k = int(rand() * 30) + 1; k > 0; k--) t = t w[int(rand() * n) + 1] } print t } }' >table.csv
	for form in 'doc:MS Word 97' 'docx:MS Word 2007 XML' 'rtf:Rich Text Format'; do soffice --headless --convert-to "$form" --outdir web/site.example text.html >/dev/null 2>&1; done
	soffice --headless --infilter=CSV:44,34,76 --convert-to xlsx --outdir web/site.example table.csv >/dev/null 2>&1
	printf 'url\n' >sources.tsv
	printf 'file:///site.example/%s\n' text.doc text.docx text.rtf table.xlsx >>sources.tsv
	docfetch --store store --file-root web sources.tsv | docextract --store store >out.tsv
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		{ name = $c["url"]; sub(/.*\//, "", name); gsub(/\\n/, "\n", $c["text"]); print $c["text"] > (name ".got") }' out.tsv
	for name in text.doc text.docx text.rtf; do diff text.txt $name.got || { echo $name; return 1; }; done
	tr , ' ' <table.csv | diff - table.xlsx.got
}
