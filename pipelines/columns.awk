# The named columns of a stream, in that order; one that is not there is empty. usage: awk -f columns.awk -v columns=id,level
BEGIN { FS = OFS = "\t"; n = split(columns, name, ",") }
NR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
}
{
	line = ""
	for (i = 1; i <= n; i++)
		line = line (i > 1 ? OFS : "") (NR == 1 ? name[i] : name[i] in at ? $(at[name[i]]) : "")
	print line
}
