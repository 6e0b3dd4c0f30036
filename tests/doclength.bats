load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

corpus() {
	awk 'BEGIN { srand(7); OFS = "\t"; split("province city", level, " "); print "id", "level", "error", "mic", "pilot", "chars", "family"
		for (i = 1; i <= 600; i++) { n = int(exp(4 + 4 * rand())); l = level[1 + (rand() < .4)]; e = rand() < .05 ? "timeout" : ""
			print(i, l, e, e == "" ? rand() < .7 : "", e == "" ? int(rand() * n / 400) : "", e == "" && rand() < .97 ? n : "", rand() < .2 && i > 1 ? i - 1 : i) } }' >in.tsv
}

@test "doclength: cuts, shares, medians and standardised shares are those that awk counts" {
	corpus
	doclength --by level --where mic --focus pilot in.tsv >table.tsv
	awk -F '\t' 'NR > 1 && $3 == "" && $4 > 0 && $6 != "" { print $6, $2, $5 }' in.tsv | sort -n >units
	awk '{ n[NR] = $1; l[NR] = $2; p[NR] = $3 }
		END { for (f = 1; f <= 5; f++) cut[f] = n[int((f * NR + 4) / 5)]
			for (i = 1; i <= NR; i++) { f = 1; while (n[i] > cut[f]) f++
				split(l[i] " total", cells, " ")
				for (c in cells) { k = cells[c]; N[k, f]++; H[k, f] += p[i] > 0; all[k]++; hits[k] += p[i] > 0; sum[k] += n[i]; m[k] += p[i]; list[k, all[k]] = n[i] } }
			for (c in all) { s = 0; for (f = 1; f <= 5; f++) { s += N["total", f] / NR * H[c, f] / N[c, f]; printf "%s\t%d\t%d\t%d\t%.1f\n", c, f, N[c, f], H[c, f], int(1000 * H[c, f] / N[c, f] + .5) / 10 }
				printf "%s\tall\t%d\t%d\t%.1f\t%d\t%.1f\t%.1f\n", c, all[c], hits[c], int(1000 * hits[c] / all[c] + .5) / 10, list[c, int((all[c] + 1) / 2)], 10000 * m[c] / sum[c], int(1000 * s + .5) / 10 } }' units | sort >theirs
	tail -n +2 table.tsv | awk 'BEGIN { FS = OFS = "\t" } $2 == "all" { print $1, $2, $5, $6, $7, $10, $13, $14; next } { print $1, $2, $5, $6, $7 }' | sort >ours
	[ "$(wc -l <ours)" -eq 18 ]
	diff ours theirs
}

@test "doclength: a family has its representative's place and length, and hits if one of its counted documents does" {
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level mic pilot chars family a city 1 3 500 b b province 0 0 900 b c city 1 0 100 c d city 0 5 100 c >in.tsv
	run_apart doclength --by level --unit family --where mic --focus pilot in.tsv
	assert_success
	assert_line "$(printf 'province\tall\t900\t900\t1\t1\t100.0\t20.7\t100.0\t900\t900\t0\t0.0\t\t\t')"
	assert_line "$(printf 'city\tall\t100\t100\t1\t0\t0.0\t0.0\t79.3\t100\t100\t0\t0.0\t\t\t')"
}

@test "doclength: where a cell lacks a fifth its standardised share is not known; without documents there is a header alone" {
	printf '%s\t%s\t%s\n' level pilot chars a 1 1 a 1 2 b 0 3 b 0 4 b 1 5 >in.tsv
	doclength --focus pilot in.tsv | awk -F '\t' '$2 == "all" { print $1, $14 }' | paste -sd ' ' >out
	[ "$(cat out)" = 'total 60.0 a  b ' ]
	printf '%s\t%s\t%s\n' level pilot chars a 1 '' >in.tsv
	[ "$(doclength --focus pilot in.tsv | wc -l)" -eq 1 ]
}

@test "doclength: what is wrong is said in one line" {
	printf '%s\t%s\t%s\n' level pilot chars a 1 long >in.tsv
	while IFS='|' read -r arguments message; do
		# shellcheck disable=SC2086
		run_apart doclength $arguments
		[ "$status" -eq 2 ] || fail "$arguments: status $status"
		[ "$stderr" = "doclength: $message" ] || fail "$arguments: $stderr"
	done <<-'END'
		in.tsv|--focus is missing (see doclength --help)
		--focus pilot in.tsv|in.tsv:2: no number of characters: long
		--focus pilot --chars length in.tsv|in.tsv:1: no column "length"
		--focus other in.tsv|in.tsv:1: no column "other"
		--focus pilot --unit family in.tsv|in.tsv:1: no column "id"
	END
}

@test "docclassify --chars: characters of the text, line breaks left out; empty where no text is held" {
	printf 'tag\tfield\tpattern\npilot\tany\t试点\n' >rules.tsv
	printf 'id\ttitle\ttext\terror\na\t题\t一二\\n三\\\\x\t\nb\t题\t\t\nc\t题\t\ttimeout\n' >in.tsv
	docclassify --rules rules.tsv --chars --drop title,text in.tsv | cut -f 1,5 | paste -sd ' ' >out
	[ "$(cat out)" = "$(printf 'id\tchars a\t5 b\t c\t')" ]
}

@test "doclength: in real documents the share with a pilot grows from 4 to 33 per cent with length" {
	local real=$BATS_TEST_DIRNAME/../../shared/data/documents
	[ -d "$real" ] || skip "the real documents are not at hand"
	printf 'tag\tfield\tpattern\npilot\ttext\t试点\n' >rules.tsv
	for file in "$real"/*.tsv; do
		docclassify --rules rules.tsv --chars --drop text "$file" | awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } { print "all", $c["pilot"], $c["chars"] }' | tail -n +2
	done >rows
	{ printf 'level\tpilot\tchars\n'; cat rows; } | doclength --focus pilot | awk -F '\t' '$1 == "total" && $2 != "all" { print $7 }' | paste -sd ' ' >out
	[ "$(cat out)" = '4.1 6.8 10.9 18.9 33.0' ]
}
