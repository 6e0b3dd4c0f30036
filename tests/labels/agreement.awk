# How far two coders agree, a line per column: same, all, per cent, and Cohen's kappa (Cohen 1960). usage: awk -f agreement.awk overlap.tsv
BEGIN { FS = "\t" }
NR == 1 { for (i = 3; i <= NF; i++) name[columns = i] = $i; next }
{ for (i = 3; i <= NF; i++) if ($2 == "A") a[$1, i] = $i; else b[$1, i] = $i; id[$1] }
END {
	for (one in id) n++
	printf "%-10s%7s%7s%9s%9s\n", "column", "same", "of", "%", "kappa"
	for (i = 3; i <= columns; i++) {
		same = chance = 0
		split("", of_a); split("", of_b)
		for (one in id) { same += a[one, i] == b[one, i]; of_a[a[one, i]]++; of_b[b[one, i]]++ }
		for (value in of_a) chance += of_a[value] * of_b[value] / (n * n)
		printf "%-10s%7d%7d%9.1f%9s\n", name[i], same, n, 100 * same / n, chance < 1 ? sprintf("%.2f", (same / n - chance) / (1 - chance)) : "-"
	}
}
