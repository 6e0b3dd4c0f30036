# The named columns of a stream, in that order. usage: awk -f columns.awk -v columns=id,level
BEGIN { FS = OFS = "\t" }
NR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	n = split(columns, name, ",")
}
{
	line = $(at[name[1]])
	for (i = 2; i <= n; i++)
		line = line OFS $(at[name[i]])
	print line
}
