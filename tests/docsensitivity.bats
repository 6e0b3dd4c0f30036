load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# header and rows of words, as a stream; a dot is an empty field.
rows() {
	printf '%s\n' "$@" | awk 'BEGIN { OFS = "\t" } { for (i = 1; i <= NF; i++) if ($i == ".") $i = ""; $1 = $1; print }'
}

# 400 documents, and a ledger whose counted rows sum up to their tags.
corpus() {
	awk 'BEGIN { srand(4); OFS = "\t"; split("province city county", level, " "); split("own other name", mark, " ")
		print "id", "level", "genre", "transmits", "issuer_type", "completeness", "corrected", "mic", "pilot", "pilot.mic.sentence", "family" >"documents.tsv"
		print "id", "tag", "counted", "quoted", "ambiguous", "set" >"hits.tsv"
		for (i = 1; i <= 400; i++) {
			id = sprintf("%04d", i); n["mic"] = n["pilot"] = 0
			for (t = 1; t <= 2; t++) { tag = t == 1 ? "mic" : "pilot"
				for (k = int(rand() * 3); k > 0; k--) {
					counted = rand() < .8; n[tag] += counted
					print(id, tag, counted, rand() < .5 ? mark[1 + int(rand() * 3)] : "", rand() < .2 ? 1 : "", rand() < .3 ? "broad" : "narrow") >"hits.tsv" } }
			print(id, level[1 + int(rand() * 3)], rand() < .6 ? "policy" : "news", rand() < .1 ? "a text" : "", rand() < .2 ? "joint" : "government", "full",
				rand() < .1 ? "genre,pilot" : "", n["mic"], n["pilot"], rand() < .5 ? "" : n["pilot"], rand() < .3 && i > 1 ? sprintf("%04d", i - 1) : id) >"documents.tsv" } }'
}
counts() { # level population focus, of docaggregate
	docaggregate --by level --totals rollup "$@" documents.tsv | tail -n +2 | cut -f 1-3
}
of() { # CHOICE: the same of the table
	awk -F '\t' -v OFS='\t' -v c="$1" '$1 == c { print $2, $3, $4 }' table.tsv
}

@test "docsensitivity: choices of population and unit are docaggregate's counts" {
	corpus
	docsensitivity --where mic,genre=policy --focus pilot --unit family --hits hits.tsv documents.tsv >table.tsv
	diff <(of study) <(counts --where mic,genre=policy --focus pilot --unit family)
	diff <(of document) <(counts --where mic,genre=policy --focus pilot)
	diff <(of all-genres) <(counts --where mic --focus pilot --unit family)
	diff <(of own-text) <(counts --where mic,genre=policy,transmits= --focus pilot --unit family)
	diff <(of single-issuer) <(counts --where 'mic,genre=policy,issuer_type!=joint' --focus pilot --unit family)
	diff <(of sentence) <(counts --where mic,genre=policy --focus pilot --scope sentence --unit family)
	run cmp -s <(of study) <(of document)
	[ "$status" -eq 1 ]
	[ -z "$(of published)$(of paragraph)" ] # the stream has neither column
	cut -f 1 table.tsv | uniq | paste -sd ' ' >order
	run_apart docsensitivity --progress --where mic --focus pilot documents.tsv
	[ "$stderr" = 'docsensitivity: 256 rows' ]
	[ "$(cat order)" = 'choice study strict document family all-genres policy-genres narrow unquoted-focus unquoted-other unambiguous own-text single-issuer full-text sentence' ]
}

@test "docsensitivity: choices that leave matches out are counts of a stream without them" {
	corpus
	docsensitivity --where mic,genre=policy --focus pilot --hits hits.tsv documents.tsv >table.tsv
	without() { # CONDITION on hits (awk) that are left out
		cp documents.tsv kept.tsv
		awk 'BEGIN { FS = OFS = "\t" } FNR == NR { if (FNR > 1 && $3 == 1 && ('"$1"')) out[$1, $2]++; next }
			FNR > 1 { $8 -= out[$1, "mic"]; if ($7 == "") $9 -= out[$1, "pilot"] } { print }' hits.tsv kept.tsv >less.tsv
		docaggregate --by level --totals rollup --where mic,genre=policy --focus pilot less.tsv | tail -n +2 | cut -f 1-3
	}
	diff <(of narrow) <(without '$6 == "broad"')
	diff <(of unquoted-other) <(without '$4 == "other"')
	diff <(of unquoted-focus) <(without '$4 != "" && $2 == "pilot"')
	diff <(of unambiguous) <(without '$5 == 1')
	for choice in narrow unquoted-other unquoted-focus unambiguous; do
		run cmp -s <(of $choice) <(of study)
		[ "$status" -eq 1 ] || fail "$choice"
	done
}

@test "docsensitivity: shares, intervals, and differences from the first choice" {
	rows 'id level mic pilot genre' 'a city 1 1 policy' 'b city 1 0 news' 'c city 1 1 news' 'd county 0 0 news' >documents.tsv
	rows 'choice tags drop where unit scope without of' >choices.tsv
	printf 'own\t\t\t\t\t\t\t\npolicy\t\t\tgenre=policy\t\t\t\t\nnone\t\t\tgenre=speech\t\t\t\t\n' >>choices.tsv
	run_apart docsensitivity --where mic --focus pilot --choices choices.tsv documents.tsv
	assert_success
	[ -z "$stderr" ]
	assert_output "$(rows 'choice level population focus share low high difference' \
		'own city 3 2 66.7 20.8 93.9 .' 'own county 0 0 . . . .' 'own total 3 2 66.7 20.8 93.9 .' \
		'policy city 1 1 100.0 20.7 100.0 33.3' 'policy county 0 0 . . . .' 'policy total 1 1 100.0 20.7 100.0 33.3' \
		'none city 0 0 . . . .' 'none county 0 0 . . . .' 'none total 0 0 . . . .')"
}

@test "docsensitivity: the study's reading of other documents is a choice" {
	rows 'id level mic pilot' 'a city 1 1' 'b city 1 0' >documents.tsv
	rows 'level pilot mic' 'province 1 1' 'city 0 1' >gb.tsv
	run_apart docsensitivity --where mic --focus pilot --again gb=gb.tsv documents.tsv
	assert_success
	assert_line "$(rows 'gb province 1 1 100.0 20.7 100.0 .')"
	assert_line "$(rows 'gb city 1 0 0.0 0.0 79.3 -50.0')"
}

@test "docsensitivity: a joint document counts at the level of each of its places" {
	printf '%s\t%s\t%s\t%s\t%s\n' id level province mic pilot a province 340000 1 1 b city 340000 1 0 >first.tsv
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level province mic pilot joint a province 340000 1 1 'province/340000// city/340000/340100/' b city 340000 1 0 '' >each.tsv
	docsensitivity --where mic --focus pilot --again joint-each=each.tsv first.tsv | awk -F '\t' '$1 ~ /^(study|joint-each)$/ && $2 != "total" { print $1, $2, $3, $4 }' >out
	diff - out <<-'END'
		study province 1 1
		study city 1 0
		joint-each province 1 1
		joint-each city 2 1
	END
	docaggregate --by level --where mic --focus pilot each.tsv | tail -n 1 | cut -f 1-3 >aggregate
	[ "$(cat aggregate)" = "$(printf 'city\t2\t1')" ]
}

@test "docsensitivity: what is wrong is said in one line" {
	rows 'id level mic pilot' 'a city 1 1' >in.tsv
	rows 'id tag counted quoted ambiguous set' 'b pilot 1 . . .' >hits.tsv
	rows 'choice tags drop where unit scope without of' 'x . . . . . loud .' >bad.tsv
	# shellcheck disable=SC2046
	run_apart docsensitivity --where mic --focus pilot $(printf -- '--again a=in.tsv %.0s' {1..17}) in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docsensitivity: --again: more than 16' ]
	while IFS='|' read -r arguments message; do
		# shellcheck disable=SC2086
		run_apart docsensitivity $arguments
		[ "$status" -eq 2 ] || fail "$arguments: status $status"
		[ "$stderr" = "docsensitivity: $message" ] || fail "$arguments: $stderr"
	done <<-'END'
		in.tsv|--where or --focus is missing (see docsensitivity --help)
		--where mic --focus pilot --unit page in.tsv|--unit: neither document nor family: page
		--where mic --focus other in.tsv|the documents lack a column of the study's own reading: mic; other
		--where mic --focus pilot --hits hits.tsv in.tsv|hits.tsv:2: hits of b, which is not among the documents, or not in the ledger's order
		--where mic --focus pilot --choices bad.tsv in.tsv|bad.tsv:2: without: unknown "loud"
		--where mic --focus pilot --again gb in.tsv|--again: give NAME=FILE: gb
	END
}
