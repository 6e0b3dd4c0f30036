# What the programs found against labels by hand, a line per column: right, all, per cent, and a 95 % interval (Wilson 1927).
# usage: awk -f accuracy.awk -v least="level 99 docno 97" -v misses=FILE documents.tsv stream.tsv
# Every miss goes to `misses` (id, column, label, ours, basis, title). Status 1: a column named in `least` is below its per cent, or an id
# is not in the stream.
BEGIN {
	FS = OFS = "\t"
	columns = split("level province city county issuer docno issued", column, " ")
	for (n = split(least, word, " "); n > 1; n -= 2) floor_of[word[n - 1]] = word[n]
}
FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
file == 1 { label[$at[1, "id"]] = $0; ids++; next }
$at[2, "id"] in label { compare($at[2, "id"]); found++ }
END {
	printf "%-10s%7s%7s%9s%16s\n", "column", "right", "of", "%", "95 %"
	for (n = 1; n <= columns; n++) {
		c = column[n]
		share = found ? 100 * right[c] / found : 0
		below = c in floor_of && share < floor_of[c]
		printf "%-10s%7d%7d%9.1f%16s%s\n", c, right[c], found, share, wilson(right[c], found), below ? "   below " floor_of[c] : ""
		bad = bad || below
	}
	if (found != ids) print "not in the stream: " ids - found
	exit bad || found != ids
}
function compare(id,    n, c, want, f, ours) {
	split(label[id], f, "\t")
	for (n = 1; n <= columns; n++) {
		c = column[n]
		want = f[at[1, c]]
		ours = c == "issuer" ? first_issuer() : $at[2, c]
		if (want == ours) right[c]++
		else if (misses != "") print id, c, want, ours, $at[2, "basis"], $at[2, "title"] > misses
	}
}
# The first of all issuers; the source's or the text's word for it where there is no list.
function first_issuer(    list) {
	if ($at[2, "issuers"] == "") return $at[2, "issuer"]
	split($at[2, "issuers"], list, "、")
	return list[1]
}
function wilson(k, n,    z, p, middle, half) {
	if (n == 0) return ""
	z = 1.959964; p = k / n
	middle = (p + z * z / (2 * n)) / (1 + z * z / n)
	half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
	return sprintf("%.1f to %.1f", 100 * (middle - half), 100 * (middle + half))
}
