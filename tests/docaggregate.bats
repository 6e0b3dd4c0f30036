load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# header and rows of words, as a stream: `rows 'a b' '1 2'`; a dot is an empty field.
rows() {
	printf '%s\n' "$@" | awk 'BEGIN { OFS = "\t" } { for (i = 1; i <= NF; i++) if ($i == ".") $i = ""; $1 = $1; print }'
}

# A random stream of $1 documents, equal for equal seeds.
stream() { # COUNT [SEED]
	awk -v n="$1" -v seed="${2:-1}" '
	BEGIN {
		srand(seed); OFS = "\t"
		split("110000 340000 500000 650000", place, " "); split("national province city county", levels, " ")
		print "id", "level", "province", "issued", "published", "genre", "completeness", "error", "mic", "pilot", "family"
		for (i = 1; i <= n; i++) {
			id = sprintf("%020x", i)
			level = rand() < .05 ? "" : levels[1 + int(rand() * 4)]
			province = level == "national" || rand() < .05 ? "" : place[1 + int(rand() * 4)]
			issued = rand() < .2 ? "" : 2013 + int(rand() * 4) "-03-0" 1 + int(rand() * 9)
			published = rand() < .2 ? "" : 2013 + int(rand() * 4) "-04"
			genre = rand() < .6 ? "policy" : "news"
			full = rand() < .1 ? "cover" : "full"
			mic = rand() < .4 ? 1 + int(rand() * 5) : 0
			pilot = rand() < .5 ? 1 + int(rand() * 3) : 0
			family = heads > 0 && rand() < .3 ? head[1 + int(rand() * heads)] : id
			if (family == id)
				head[++heads] = id
			if (rand() < .1)
				print id, level, province, "", "", "", "", "timeout", "", "", id
			else
				print id, level, province, issued, published, genre, full, "", mic, pilot, family
		}
	}'
}

@test "population, focus, share, interval and bounds of a hand-counted stream" {
	rows 'id province completeness error mic pilot' \
		'a 340000 full . 2 1' 'b 340000 full . 1 0' 'c 340000 cover . 1 0' 'd 340000 full . 0 5' \
		'e 340000 . timeout . .' 'f 340000 cover . 0 0' 'g 110000 full . 0 0' 'h 120000 . timeout . .' >in.tsv
	run_apart docaggregate --by province --where mic --focus pilot in.tsv
	assert_success
	# 340000: P = 3 (a b c), F = 1 (a), C = 1 (c), U = 2 (e unread, f not read in full)
	assert_output "$(rows 'province population focus share low high min max held listed state' \
		'110000 0 0 . . . . . 1 1 none' \
		'120000 0 0 . . . 0.0 100.0 0 1 unread' \
		'340000 3 1 33.3 6.1 79.2 20.0 80.0 5 6 ok')"
	[ -z "$stderr" ]
}

@test "shares are rounded half up" {
	for pair in '26 32 81.3' '145 260 55.8' '1 16 6.3' '1 80 1.3' '3 80 3.8' '0 5 0.0' '5 5 100.0'; do
		read -r hits all share <<<"$pair"
		run_apart docaggregate --by level --focus pilot <(rows 'level pilot'
			for ((i = 0; i < all; i++)); do printf 'city\t%d\n' $((i < hits)); done)
		assert_success
		[ "$(cut -f 4 <<<"${lines[1]}")" = "$share" ] || fail "$pair: ${lines[1]}"
	done
}

@test "counts equal those that sqlite3 makes" {
	stream 4000 >in.tsv
	docaggregate --by level,province --where 'mic>=2,genre=policy' --focus pilot in.tsv |
		awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $2, $3, $4, $10, $11 }' | sort >ours
	sqlite3 -cmd '.mode tabs' -cmd '.import in.tsv d' :memory: "
		SELECT CASE WHEN level = '' THEN 'unplaced' ELSE level END AS l,
			CASE WHEN province = '' AND level <> 'national' THEN 'unplaced' ELSE province END AS p,
			sum(error = '' AND CAST(mic AS INT) >= 2 AND genre = 'policy'),
			sum(error = '' AND CAST(mic AS INT) >= 2 AND genre = 'policy' AND CAST(pilot AS INT) > 0),
			sum(error = ''), count(*)
		FROM d GROUP BY l, p" | sort >theirs
	[ "$(wc -l <ours)" -gt 15 ]
	diff ours theirs
}

@test "families equal those that awk counts, in whatever order the rows come" {
	stream 3000 5 >in.tsv
	awk 'BEGIN { FS = OFS = "\t" }
		NR > 1 { cell[$1] = $2 == "" ? "unplaced" : $2
			if ($9 > 0) { population[$11] = 1; if ($10 > 0) hit[$11] = 1 } }
		END { for (f in population) { n[cell[f]]++; h[cell[f]] += f in hit } for (c in n) print c, n[c], h[c] }' in.tsv | sort >theirs
	{ head -n 1 in.tsv; tail -n +2 in.tsv | tac; } >turned.tsv
	for file in in.tsv turned.tsv; do
		docaggregate --by level --unit family --where mic --focus pilot $file | tail -n +2 | cut -f 1-3 | sort >ours
		diff ours theirs
	done
	docaggregate --by level --where mic $file | tail -n +2 | cut -f 1,2 | sort >documents
	run cmp -s <(cut -f 1,2 theirs) documents
	[ "$status" -eq 1 ]
}

@test "a family counts once, in its representative's cell, and hits if a counted member does" {
	rows 'id level mic pilot family completeness' \
		'a city 1 0 b full' 'b province 1 0 b full' 'c city 2 1 b full' 'd city 0 1 d full' 'e city 1 0 d full' 'f city 1 0 f cover' >in.tsv
	run_apart docaggregate --by level --unit family --where mic --focus pilot in.tsv
	assert_success
	# b: hits through c. d: its only hit is in a member that isn't counted. f: not read in full.
	assert_output "$(rows 'level population focus share low high min max held listed state' \
		'province 1 1 100.0 20.7 100.0 100.0 100.0 1 1 ok' 'city 2 0 0.0 0.0 65.8 0.0 50.0 5 5 ok')"
}

@test "unread rows are listed and never counted, even where their source satisfies the condition" {
	rows 'level category error pilot' 'city x . 1' 'city x timeout .' 'city y timeout .' >in.tsv
	run_apart docaggregate --by level --where category=x --focus pilot in.tsv
	assert_success
	assert_line --index 1 "$(rows 'city 1 1 100.0 20.7 100.0 50.0 100.0 1 3 ok')"
}

@test "several focuses: a row for each" {
	rows 'level a b' 'city 1 0' 'city 1 1' >in.tsv
	run_apart docaggregate --by level --focus b,a in.tsv
	assert_success
	assert_output "$(rows 'level tag population focus share low high min max held listed state' \
		'city b 2 1 50.0 9.5 90.5 50.0 50.0 2 2 ok' 'city a 2 2 100.0 34.2 100.0 100.0 100.0 2 2 ok')"
}

@test "without a focus there are no shares" {
	run_apart docaggregate --by level <(rows 'level' 'city')
	assert_success
	assert_line --index 1 "$(rows 'city 1 . . . . . . 1 1 ok')"
}

@test "years by either clock, with the fallback counted" {
	rows 'issued published mic' '2015-05-08 2016-01-01 1' '. 2016-02 1' '2014 . 1' '. . 1' '2016-01-01 2015-12-31 1' '. 2016 0' >in.tsv
	run_apart docaggregate --by year --where mic in.tsv
	assert_success
	assert_output "$(rows 'year population focus share low high min max held listed state clock fallback' \
		'2014 1 . . . . . . 1 1 ok issued 0' '2015 1 . . . . . . 1 1 ok issued 0' '2016 2 . . . . . . 3 3 ok issued 1' 'undated 1 . . . . . . 1 1 ok issued 0')"
	run_apart docaggregate --by year --where mic --clock published in.tsv
	assert_line --index 1 "$(rows '2014 1 . . . . . . 1 1 ok published 1')"
	assert_line --index 2 "$(rows '2015 1 . . . . . . 1 1 ok published 0')"
}

@test "regions come from provinces" {
	run_apart docaggregate --by region <(rows 'level province' 'city 340000' 'province 110000' 'city 440000' 'national .' 'city .' 'city 210000' 'city 650000')
	assert_success
	run cut -f 1,2 <<<"$output"
	assert_output "$(rows 'region population')
$(printf '\t1')
$(rows 'central 1' 'east 2' 'northeast 1' 'west 1' 'unplaced 1')"
}

@test "the complete grid has every province, what cannot exist, and totals" {
	rows 'level province mic pilot' 'province 340000 1 1' 'province 340000 1 0' 'city 500000 1 1' 'city . 1 0' 'national . 1 1' >in.tsv
	docaggregate --by level,province --where mic --focus pilot --grid in.tsv >grid.tsv
	[ "$(awk -F '\t' '$1 == "province" && $2 != "total"' grid.tsv | wc -l)" -eq 31 ]
	[ "$(awk -F '\t' '$1 == "city" && $2 ~ /^[0-9]/' grid.tsv | wc -l)" -eq 31 ]
	run awk -F '\t' '$12 == "na" { print $1, $2, $3 $4 $5 $6 $7 $8 $9, $10, $11 }' grid.tsv
	assert_output 'city 110000  0 0
city 120000  0 0
city 310000  0 0'
	run awk -F '\t' '$2 == "total" || $2 == "unplaced" || $2 == "" || $3 > 0 { print $1, $2, $3, $4, $12 }' grid.tsv
	assert_output 'level province population focus state
national  1 1 ok
national total 1 1 ok
province 340000 2 1 ok
province total 2 1 ok
city 500000 1 1 ok
city unplaced 1 0 ok
city total 2 1 ok'
	run awk -F '\t' '$2 == 650000' grid.tsv
	assert_output "$(rows 'province 650000 0 0 . . . . . 0 0 none' 'city 650000 0 0 . . . . . 0 0 none')"
}

@test "a grid of cities, and a document in a cell that cannot exist" {
	rows 'level province city mic' 'city 340000 340100 1' 'city 110000 . 1' >in.tsv
	docaggregate --by level,province,city --where mic --grid in.tsv >grid.tsv
	[ "$(awk -F '\t' '$1 == "city" && $3 ~ /^[0-9]/' grid.tsv | wc -l)" -gt 300 ]
	run awk -F '\t' 'NR > 1 && $4 > 0 && $3 != "total" { print $1, $2, $3, $13 }' grid.tsv
	assert_output 'city 110000 unplaced ok
city 340000 340100 ok'
	docaggregate --by level,province --where mic --grid in.tsv | awk -F '\t' '$1 == "city" && $2 == 110000 { print $3, $12 }' >beijing
	[ "$(cat beijing)" = '1 ok' ]
}

@test "totals: a rollup's are of the last columns, a cube's of any; each is the sum of its cells" {
	stream 2000 9 >in.tsv
	docaggregate --by level,province,genre --where mic --focus pilot in.tsv >cells.tsv
	for kind in rollup cube; do
		docaggregate --by level,province,genre --where mic --focus pilot --totals $kind in.tsv >$kind.tsv
		awk -F '\t' '{ t = ($1 == "total") ($2 == "total") ($3 == "total") } NR > 1 { print t }' $kind.tsv | sort -u | paste -sd ' ' >$kind.kinds
		# every total again, from the cells
		awk 'BEGIN { FS = OFS = "\t" } FNR == NR { if (FNR > 1) { n++; for (i = 1; i <= 3; i++) key[n, i] = $i; p[n] = $4; f[n] = $5; h[n] = $11; l[n] = $12 } next }
			FNR > 1 && /total/ { a = b = c = d = 0
				for (k = 1; k <= n; k++) { for (i = 1; i <= 3 && ($i == "total" || $i == key[k, i]); i++) ; if (i > 3) { a += p[k]; b += f[k]; c += h[k]; d += l[k] } }
				if (a != $4 || b != $5 || c != $11 || d != $12) { print "wrong:", $0; exit } else right++ }
			END { print right }' cells.tsv $kind.tsv >$kind.right
		[ "$(grep -c total $kind.tsv)" = "$(cat $kind.right)" ] || fail "$(cat $kind.right)"
		diff cells.tsv <(grep -v total $kind.tsv)
	done
	[ "$(cat rollup.kinds)" = '000 001 011 111' ]
	[ "$(cat cube.kinds)" = '000 001 010 011 100 101 110 111' ]
	[ "$(tail -n 1 cube.tsv | cut -f 1-3,12)" = "$(printf 'total\ttotal\ttotal\t2000')" ]
	# families are in one cell each, so that their sums are numbers of families
	docaggregate --by level --unit family --where mic --totals rollup in.tsv | tail -n 1 | cut -f 2 >families
	[ "$(cat families)" = "$(awk -F '\t' 'NR > 1 && $9 > 0 && $11 != "" { f[$11] } END { for (x in f) n++; print n }' in.tsv)" ]
}

@test "groups of the user's own: by any column, unlisted and unplaced values told apart, in a grid with what they group" {
	rows 'level province genre mic' 'province 340000 policy 1' 'province 320000 news 1' 'city 320000 policy 0' 'city . policy 1' 'national . news 1' >in.tsv
	rows 'province coast income' '320000 coastal high' '340000 inland .' >groups.tsv
	run_apart docaggregate --by coast,income --groups groups.tsv --where mic in.tsv
	assert_success
	run cut -f 1-3 <<<"$output"
	assert_output "$(rows 'coast income population' '. . 1' 'coastal high 1' 'inland unlisted 1' 'unplaced unplaced 1')"
	docaggregate --by level,coast --groups groups.tsv --where mic --grid --totals rollup in.tsv | cut -f 1-3,12 >grid.tsv
	diff - grid.tsv <<-END
		$(rows 'level coast population state' 'national . 1 ok' 'national total 1 ok' 'province coastal 1 ok' 'province inland 1 ok' 'province unlisted 0 none' 'province total 2 ok' \
			'city coastal 0 none' 'city inland 0 none' 'city unlisted 0 none' 'city unplaced 1 ok' 'city total 1 ok' 'total total 4 ok')
	END
	rows 'genre kind' 'policy law' 'speech talk' >kinds.tsv
	run_apart docaggregate --by kind --groups kinds.tsv --grid in.tsv
	run cut -f 1,2 <<<"$output"
	assert_output "$(rows 'kind population' 'law 3' 'talk 0' 'unlisted 2')"
	printf 'province\tcoast\n320000\ta\n320000\tb\n' >groups.tsv
	run_apart docaggregate --by coast --groups groups.tsv in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docaggregate: groups.tsv:3: "320000" is listed twice' ]
}

@test "a grid of regions and years: complete from the window's first year to its last" {
	rows 'level province issued mic' 'province 340000 2015-05 1' 'province 320000 2018 1' 'city 320000 1999 0' >in.tsv
	docaggregate --by level,region,year --where 'mic,date>=2014-01-01,date<=2018-12-31' --grid in.tsv >grid.tsv
	[ "$(awk -F '\t' '$1 == "province" && $2 == "east" { print $3 }' grid.tsv | paste -sd ' ')" = '2014 2015 2016 2017 2018' ]
	[ "$(awk -F '\t' '$1 == "province" { n[$2]++ } END { for (r in n) print r, n[r] }' grid.tsv | sort | paste -sd ' ')" = 'central 5 east 5 northeast 5 west 5' ]
	[ "$(awk -F '\t' '$1 == "province" { s += $4 } END { print s }' grid.tsv)" = 2 ]
	rows 'level province issued' 'province 340000 0001' 'province 340000 2015' >in.tsv
	run_apart docaggregate --by year --grid in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docaggregate: --grid: the years from 1 to 2015 are more than a grid holds (500): give a window in --where' ]
}

@test "exact intervals are those of doccompare" {
	rows 'level pilot' 'city 1' 'city 0' 'city 0' 'city 1' 'city 1' 'city 0' 'city 0' >in.tsv
	docaggregate --by level --focus pilot --interval clopper-pearson in.tsv >exact.tsv
	docaggregate --by level --focus pilot in.tsv >wilson.tsv
	[ "$(tail -n 1 exact.tsv | cut -f 5,6)" = "$(printf '9.9\t81.6')" ]
	[ "$(doccompare --exact wilson.tsv | sed -n 2p | cut -f 4,5)" = "$(tail -n 1 exact.tsv | cut -f 5,6)" ]
	[ "$(tail -n 1 wilson.tsv | cut -f 5,6)" = "$(printf '15.8\t75.0')" ]
}

@test "a scope counts what stands together; where a text has no paragraphs that is unknown" {
	rows 'level mic pilot pilot.mic.paragraph pilot.mic.sentence' 'city 1 2 1 0' 'city 1 1 . 1' 'city 1 1 0 0' >in.tsv
	run_apart docaggregate --by level --where mic --focus pilot --scope paragraph in.tsv
	assert_success
	assert_line --index 1 "$(rows 'city 3 1 33.3 6.1 79.2 33.3 66.7 3 3 ok')"
	run_apart docaggregate --by level --where mic,level=city --focus pilot,mic --scope document in.tsv
	assert_line --index 1 --partial "$(rows 'city pilot 3 3')"
	run_apart docaggregate --by level --where level=city,mic --focus pilot --scope sentence in.tsv
	assert_line --index 1 "$(rows 'city 3 1 33.3 6.1 79.2 33.3 33.3 3 3 ok')"
}

@test "totals of a grid are the sums of its rows" {
	stream 2000 9 >in.tsv
	docaggregate --by level,province --where mic --focus pilot --grid in.tsv |
		awk -F '\t' 'NR > 1 { if ($2 == "total") total[$1] = $3 " " $4 " " $10 " " $11; else { p[$1] += $3; f[$1] += $4; h[$1] += $10; l[$1] += $11 } }
			END { for (x in p) { n++; if (total[x] != p[x] " " f[x] " " h[x] " " l[x]) print x, total[x], p[x], f[x] } print n }' >out
	[ "$(cat out)" = 5 ]
}

@test "several files are one stream; standard input is one" {
	stream 300 2 >in.tsv
	{ head -n 1 in.tsv; sed -n '2,100p' in.tsv; } >a.tsv
	{ head -n 1 in.tsv; sed -n '101,$p' in.tsv; } >b.tsv
	docaggregate --by level --focus pilot in.tsv >whole
	docaggregate --by level --focus pilot a.tsv b.tsv | cmp - whole
	docaggregate --by level --focus pilot <in.tsv | cmp - whole
	[ "$(wc -l <whole)" -eq 6 ]
}

@test "cells with escaped text come out as they came in" {
	printf '%s\n' issuer '甲\t乙' '\\' '' >in.tsv
	docaggregate --by issuer in.tsv | tail -n +2 | cut -f 1 >cells
	printf '%s\n' '' '\\' '甲\t乙' | cmp - cells
}

@test "what is wrong is said in one line" {
	rows 'id level' 'a city' >in.tsv
	while IFS='|' read -r arguments message; do
		# shellcheck disable=SC2086
		run_apart docaggregate $arguments
		[ "$status" -eq 2 ] || fail "$arguments: status $status"
		[ -z "$output" ]
		[ "$stderr" = "docaggregate: $message" ] || fail "$arguments: $stderr"
	done <<-'END'
		in.tsv|--by is missing (see docaggregate --help)
		--by place in.tsv|in.tsv:1: no column "place"
		--by level --where topic in.tsv|in.tsv:1: no column "topic"
		--by level --focus pilot in.tsv|in.tsv:1: no column "pilot"
		--by level --unit family in.tsv|in.tsv:1: no column "family"
		--by year in.tsv|in.tsv:1: no column "issued"
		--by region in.tsv|in.tsv:1: no column "province"
		--by level, in.tsv|--by: "level," has an empty name
		--by level,level in.tsv|--by: "level" stands twice
		--by level --focus ,a in.tsv|--focus: ",a" has an empty name
		--by level --where a,,b in.tsv|--where: condition 2 of "a,,b" names no column (COL, COL=V, COL!=V, COL<V, COL<=V, COL>V or COL>=V, joined by commas)
		--by level --unit page in.tsv|--unit: neither document nor family: page
		--by level --clock now in.tsv|--clock: neither issued nor published: now
		--by id --grid in.tsv|--grid: a complete grid consists of level, province, city, region, year and groups: there is none for "id"
		--by level --totals some in.tsv|--totals: neither rollup nor cube: some
		--by level --interval wald in.tsv|--interval: neither wilson nor clopper-pearson: wald
		--by level --where id --focus level --scope page in.tsv|--scope: neither document nor paragraph nor sentence: page
		--by level --where id=a --focus level --scope sentence in.tsv|--scope: --where names no tag alone that the focus could stand beside
		--by level --where id --focus level --scope sentence in.tsv|in.tsv:1: no column "level.id.sentence"
		--by level --groups missing.tsv in.tsv|missing.tsv: No such file or directory
		--by level --limit 3 in.tsv|unknown option --limit (see docaggregate --help)
		--by level missing.tsv|missing.tsv: No such file or directory
		--by level --grid --data nowhere in.tsv|nowhere/divisions.tsv: No such file or directory
	END
}

@test "a malformed row ends the count without a table" {
	printf 'level\tmic\ncity\t1\ncity\n' >in.tsv
	run_apart docaggregate --by level in.tsv
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	[ "$stderr" = 'docaggregate: in.tsv:3: 1 fields where the header has 2' ]
}

@test "a full disk is told" {
	rows 'level' 'city' >in.tsv
	run bash -c 'docaggregate --by level in.tsv >/dev/full'
	[ "$status" -eq 2 ]
	assert_output --partial 'docaggregate: cannot write: No space left on device'
}

@test "its own output passes the check of the stage" {
	stream 500 3 >in.tsv
	docaggregate --by level,province --where mic --focus pilot --grid in.tsv >grid.tsv
	doccheck --stage aggregate grid.tsv
	docaggregate --by year,level --focus pilot in.tsv >years.tsv
	doccheck --stage aggregate years.tsv
}

@test "a joint document counts once in each of its places, and once where they share a cell" {
	printf 'id\tfamily\tlevel\tprovince\tcity\tcounty\tmic\tpilot\tjoint\n' >in.tsv
	printf 'a\ta\tprovince\t110000\t\t\t1\t1\tprovince/110000// province/120000// province/130000//\n' >>in.tsv
	printf 'b\tb\tprovince\t130000\t\t\t1\t0\t\n' >>in.tsv
	printf 'c\tc\tnational\t\t\t\t1\t1\tnational/// province/130000//\n' >>in.tsv
	printf 'd\td\tcity\t340000\t340100\t\t1\t0\tcity/340000/340100/ county/340000/340100/340123\n' >>in.tsv
	printf 'e\ta\tprovince\t110000\t\t\t1\t0\tprovince/110000// province/120000// province/130000//\n' >>in.tsv
	run_apart docaggregate --by level,province,city,county --where mic --focus pilot in.tsv
	[ "$(cut -f1-6 <<<"$output")" = "$(printf '%s\n' 'level	province	city	county	population	focus' 'national				1	1' \
		'province	110000			2	1' 'province	120000			2	1' 'province	130000			4	2' 'city	340000	340100		1	0' 'county	340000	340100	340123	1	0')" ]
	run_apart docaggregate --by level --where mic --focus pilot in.tsv
	[ "$(cut -f1-3 <<<"$output")" = "$(printf '%s\n' 'level	population	focus' 'national	1	1' 'province	4	2' 'city	1	0' 'county	1	0')" ]
	run_apart docaggregate --by province --where mic,province=120000 --focus pilot in.tsv
	[ "$(cut -f1-3 <<<"$output" | grep '^120000')" = "$(printf '120000\t2\t1')" ]
	[ "$(awk -F'\t' 'NR > 1 { n += $2 } END { print n }' <<<"$output")" -eq 2 ]
	# families: the copy e adds nothing, in no place
	run_apart docaggregate --by level,province --where mic --focus pilot --unit family in.tsv
	[ "$(cut -f1-4 <<<"$output" | grep '^province')" = "$(printf '%s\n' 'province	110000	1	1' 'province	120000	1	1' 'province	130000	3	2')" ]
	# without the column the row's own place alone
	cut -f1-8 in.tsv >first.tsv
	run_apart docaggregate --by level,province --where mic first.tsv
	[ "$(cut -f1-3 <<<"$output" | grep '^province')" = "$(printf 'province\t110000\t2\nprovince\t130000\t1')" ]
}
