# A classifier in ten lines, in docclassify's place: the plain strings, counted in title and text. Column text is left out.
BEGIN { FS = OFS = "\t"; tags = split("mic2025 pilot mic2025_literal pilot_literal", tag, " "); word[1] = word[3] = "中国制造2025"; word[2] = word[4] = "试点" }
NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
{
	words = $column["title"] "\\n" $column["text"]
	failed = "error" in column && $column["error"] != ""
	line = sep = ""
	for (i = 1; i <= NF; i++) if (i != column["text"]) { line = line sep $i; sep = OFS }
	for (i = 1; i <= tags; i++) line = line OFS (NR == 1 ? tag[i] : failed ? "" : gsub(word[i], word[i], words))
	print line, NR == 1 ? "limits" : ""
}
