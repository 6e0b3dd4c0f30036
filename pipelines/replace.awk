# The last file's rows, with the columns of the files before it (id first) in the place of their own, or behind them.
# What was corrected by hand (column `corrected`) stays. usage: awk -f replace.awk NEW... DOCUMENTS
BEGIN { FS = OFS = "\t"; last = ARGV[ARGC - 1] }
FILENAME != last {
	if (FNR > 1)
		row[$1] = $0
	else
		n = split($0, name)
	next
}
FNR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	for (i = 2; i <= n; i++)
		if (!(name[i] in at)) {
			at[name[i]] = NF + 1
			$(NF + 1) = name[i]
		}
	width = NF
	print
	next
}
{
	if ($(at["id"]) in row) {
		split(row[$(at["id"])], new)
		corrected = "corrected" in at ? "," $(at["corrected"]) "," : ""
		for (i = 2; i <= n; i++)
			if (!index(corrected, "," name[i] ","))
				$(at[name[i]]) = new[i]
	}
	if (NF < width)
		$width = ""
	print
}
