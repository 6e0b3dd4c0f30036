# Makes a C header of a table of words, an array `words_KIND` for each kind, for modules that read text without opening a file.
# usage: awk -f embed.awk table.tsv     (columns kind, word, source)
BEGIN { FS = "\t"; print "/* Made from the table of words by embed.awk. */" }
NR > 1 { if (!($1 in list)) order[++kinds] = $1; list[$1] = list[$1] "\tVIEW_INIT(\"" $2 "\"),\n" }
END { for (i = 1; i <= kinds; i++) printf "static const struct view words_%s[] = {\n%s};\n", order[i], list[order[i]] }
