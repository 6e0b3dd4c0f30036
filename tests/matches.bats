# The hand labels of matches, tests/labels/matches.tsv: every plain 试点 and 中国制造2025 in the title and text of 100 of the
# real documents (all 12 that name the plan, and 88 drawn by digest from those that hold 试点), judged by reading: 1, a pilot or
# the plan; 0, another word across the border. Keyed by document, term and occurrence from the title on; no text.
load common

LABELS=$BATS_TEST_DIRNAME/labels/matches.tsv
RULES=$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv

setup() { cd "$BATS_TEST_TMPDIR"; }

# A share with its Wilson interval (Wilson 1927), per cent; the quantile is that of 95 %.
wilson='function wilson(k, n,    p, z, m, h) {
	if (n == 0) return "-"
	z = 1.959963984540054; p = k / n; m = (p + z * z / (2 * n)) / (1 + z * z / n)
	h = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
	return sprintf("%.1f %% (%d of %d; %.1f to %.1f)", 100 * p, k, n, 100 * (m - h), 100 * (m + h)) }'

# Labels and ledger side by side: the n-th plain hit of a document is its n-th label, and the guarded hit at the same place is
# what the rules say of it. Prints a line per term, then every miss; a counted hit without a label is a miss too.
judge() { # LEDGER
	awk -F'\t' "$wilson"' BEGIN { of["pilot_literal"] = of["pilot"] = "试点"; of["mic2025_literal"] = of["mic2025"] = "中国制造2025" }
		FNR == 1 { for (i = 1; i <= NF; i++) c[FILENAME, $i] = i; next }
		FNR == NR { label[$1 "|" $2 "|" $3] = $4; labelled[$1] = 1; n[$2]++; yes[$2] += $4; next }
		!($1 in labelled) || !($2 in of) { next }
		{ term = of[$2]; place = $1 "|" term "|" $c[FILENAME, "paragraph"] "|" $c[FILENAME, "offset"] }
		$2 ~ /_literal$/ { key[place] = $1 "|" term "|" ++seen[$1, term]; next }
		$c[FILENAME, "counted"] == 1 { counted[++hits] = place; row[hits] = $1 " " term " " $c[FILENAME, "sentence"] }
		END { for (i = 1; i <= hits; i++) { split(counted[i], p, "[|]"); said[p[2]]++
				k = key[counted[i]]
				if (k in label && label[k] == 1) { right[p[2]]++; found[k] = 1 } else miss[++misses] = "counted, and is none: " row[i] }
			for (k in label) if (label[k] == 1 && !(k in found)) { split(k, p, "[|]"); miss[++misses] = "not counted: " p[1] " " p[2] " " p[3] }
			for (t = 1; t <= 2; t++) { term = t == 1 ? "试点" : "中国制造2025"
				print term ": " n[term] " labelled, " yes[term] " of them matches; precision " wilson(right[term], said[term]) ", recall " wilson(right[term], yes[term]) }
			for (i = 1; i <= misses; i++) print miss[i] }' "$LABELS" "$1"
}

@test "matches: the labels are a table of facts: 578 places in 100 documents, each once, no text" {
	run awk -F'\t' 'NR == 1 { if ($0 != "id\tterm\toccurrence\tverdict") print; next }
		NF != 4 || $1 !~ /^[0-9a-f]+$/ || ($2 != "试点" && $2 != "中国制造2025") || $4 !~ /^[01]$/ || $3 != ++n[$1, $2] { print }
		{ ids[$1] = 1 } END { for (i in ids) m++; print NR - 1, m }' "$LABELS"
	assert_output '578 100'
}

@test "matches: against the labels precision and recall are at least 99.5 %, every miss is printed" {
	need_shared
	docclassify --rules "$RULES" --hits hits.tsv --drop text "$SHARED"/documents/*.tsv >out.tsv
	judge hits.tsv >judged
	sed 's/^/# /' judged >&3
	run awk '!/labelled/ { exit 1 } { gsub(/.*precision |recall /, ""); split($0, p, ", "); if (p[1] + 0 < 99.5 || p[2] + 0 < 99.5) exit 1; n++ } END { exit n != 2 }' judged
	assert_success
}

@test "matches: the judge sees a hit that is lost and one that is too many" {
	need_shared
	docclassify --rules "$RULES" --hits hits.tsv --drop text "$SHARED"/documents/*.tsv >out.tsv
	judged=$(awk -F'\t' 'NR > 1 && $3 == 1 { print $1; exit }' "$LABELS")
	# The first counted pilot of a labelled document is cancelled, and another is counted at a place without a label.
	awk -F'\t' -v OFS='\t' -v id="$judged" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i }
		$1 == id && $2 == "pilot" && !done++ { $c["counted"] = 0; print; $c["counted"] = 1; $c["offset"] = 99999 } 1' hits.tsv >worse.tsv
	run judge worse.tsv
	[ "$(grep -c '^not counted: ' <<<"$output")" -eq 1 ]
	[ "$(grep -c '^counted, and is none: ' <<<"$output")" -eq 1 ]
}
