# Compares documents with what is true of the sample's pages.
# usage: awk -f truth.awk OUTDIR/truth.tsv documents.tsv
# Prints a line "url column expected got" per disagreement, then "# column compared differing" per column. Status 1: they disagree.
# Compared are the columns that both have. "*" in the truth claims nothing. Tags are compared as 0 and 1. All Chinese national
# charsets are read as GB 18030. A family is right when the same pages share it, whatever stands for it.

BEGIN {
	FS = OFS = "\t"
	n = split("level province city county genre issued published docno issuer title charset mic2025 pilot mic2025_literal pilot_literal family error", columns, " ")
}
FNR == 1 {
	file++
	for (i = 1; i <= NF; i++) at[file, $i] = i
	if (!((file, "url") in at)) { print "truth.awk: " FILENAME ": no column \"url\"" > "/dev/stderr"; exit status = 2 }
	next
}
file == 1 { truth[$at[1, "url"]] = $0; next }
{
	url = $at[2, "url"]
	if (!(url in truth)) { differ("url", "", url); next }
	seen[url] = 1
	split(truth[url], t, "\t")
	for (i = 1; i <= n; i++) {
		c = columns[i]
		if (((1, c) in at) && ((2, c) in at)) compare(c, t[at[1, c]], $at[2, c])
	}
}
END {
	if (status == 2) exit 2
	for (url in truth) if (!(url in seen)) { missing++; differ("url", url, "") }
	for (i = 1; i <= n; i++) if (compared[columns[i]]) print "# " columns[i], compared[columns[i]], differing[columns[i]] + 0
	exit status
}
function compare(c, want, got) {
	if (want == "*") return
	compared[c]++
	if (c ~ /^(mic2025|pilot)/ && got != "") got = got > 0 ? 1 : 0
	if (c == "charset") { want = charset(want); got = charset(got) }
	if (c == "family") { compare_family(want, got); return }
	if (want != got) differ(c, want, got)
}
function charset(s) {
	s = tolower(s)
	if (s == "big5-hkscs") return "big5" # as browsers read it
	return s ~ /^(gb2312|gbk|gb18030)$/ ? "gb18030" : s
}
function compare_family(want, got) {
	if (want == "" || got == "") { if (want != "") differ("family", want, got); return }
	if (!(want in tool)) tool[want] = got
	if (!(got in true_of)) true_of[got] = want
	if (tool[want] != got || true_of[got] != want) differ("family", want, got)
}
function differ(c, want, got) {
	differing[c]++
	status = 1
	print url, c, want, got
}
