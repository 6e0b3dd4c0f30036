# Compares the fields of documents with the gold ones. usage: awk -f fields.awk gold.tsv got.tsv     (both with a column `id`)
# Prints "field right of accuracy" for each; with -v show=1 also each difference. `*` in the gold claims nothing.
BEGIN { FS = "\t"; n = split("title docno issuer issued published genre", fields, " ") }
FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
file == 1 { gold[$at[1, "id"]] = $0; next }
{ got[$at[2, "id"]] = $0 }
END {
	for (id in gold) {
		split(gold[id], want, "\t")
		split(got[id], have, "\t")
		for (f = 1; f <= n; f++) {
			w = want[at[1, fields[f]]]; h = have[at[2, fields[f]]]
			if (w == "*") continue
			all[f]++
			if (w == h) right[f]++
			else if (show) print id, fields[f], "want", w, "got", h
		}
	}
	for (f = 1; f <= n; f++) printf "%-10s %5d of %5d   %.4f\n", fields[f], right[f], all[f], all[f] ? right[f] / all[f] : 0
}
