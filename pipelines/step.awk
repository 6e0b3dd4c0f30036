# Of a count by level: the rows of a step on the way from one reading to the other, as step level population focus share.
# usage: awk -f step.awk -v step=NAME
BEGIN { FS = OFS = "\t" }
NR == 1 {
	for (i = 1; i <= NF; i++)
		column[$i] = i
	if (step == "published")
		print "step", "level", "population", "focus", "share"
	next
}
{ print step, $column["level"], $column["population"], $column["focus"], $column["share"] }
