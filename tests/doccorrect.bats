load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'id\ttitle\tlevel\tprovince\tbasis\tpilot\n' >in.tsv
	printf 'a1\t甲\tcity\t340000\tissuer\t1\nb2\t乙\\n丙\tprovince\t340000\thost\t0\nc3\t丁\t\t\t\t0\n' >>in.tsv
	printf 'id\tcolumn\tvalue\tcoder\treason\n' >c.tsv
}

@test "doccorrect: values take their places, the row tells which, the basis of a place becomes correction" {
	{
		printf 'a1\tpilot\t0\tanna\tr\n'
		printf 'b2\tlevel\tcity\tanna\tr\nb2\tprovince\t320000\tanna\tr\n'
		printf 'c3\tlevel\tprovince\tanna\tr\nc3\tbasis\tseal\tanna\tr\nc3\ttitle\t一\\t二\tanna\tr\n'
	} >>c.tsv
	run_apart doccorrect --corrections c.tsv --applied applied.tsv in.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$output" = 'id	title	level	province	basis	pilot	corrected
a1	甲	city	340000	issuer	0	pilot
b2	乙\n丙	city	320000	correction	0	level,province
c3	一\t二	province		seal	0	level,basis,title' ]
	[ "$(<applied.tsv)" = 'id	column	old	value	coder	reason	state
a1	pilot	1	0	anna	r	applied
b2	level	province	city	anna	r	applied
b2	province	340000	320000	anna	r	applied
c3	level		province	anna	r	applied
c3	basis		seal	anna	r	applied
c3	title	丁	一\t二	anna	r	applied' ]
}

@test "doccorrect: what can't be applied is told and listed, what is so already is listed" {
	printf 'x9\tpilot\t0\tanna\tr\na1\tcolour\tred\tanna\tr\na1\tpilot\t1\tanna\tr\nb2\tpilot\t\tanna\tr\n' >>c.tsv
	run_apart doccorrect --corrections c.tsv --applied applied.tsv in.tsv
	assert_success
	[ "$stderr" = 'doccorrect: c.tsv:2: no document has the id x9
doccorrect: c.tsv:3: no column "colour"' ]
	[ "$(cut -f 7 applied.tsv)" = $'state\nunknown-id\nunknown-column\nsame\napplied' ]
	[ "$(cut -f 6,7 <<<"$output")" = $'pilot\tcorrected\n1\t\n\tpilot\n0\t' ]
}

@test "doccorrect: no correction changes nothing but the column; a second time changes nothing" {
	doccorrect --corrections c.tsv in.tsv >one.tsv
	cut -f 1-6 one.tsv | cmp - in.tsv
	printf 'a1\tpilot\t0\tanna\tr\n' >>c.tsv
	doccorrect --corrections c.tsv in.tsv >two.tsv
	doccorrect --corrections c.tsv two.tsv | cut -f 1-6 | cmp - <(cut -f 1-6 two.tsv)
}

@test "doccorrect: a table that isn't one is told with its line, and nothing is written" {
	bad() { # MESSAGE ROW
		printf 'id\tcolumn\tvalue\tcoder\treason\n%s\n' "$2" >b.tsv
		run_apart doccorrect --corrections b.tsv in.tsv
		assert_failure 2
		[ "$stderr" = "doccorrect: b.tsv$1" ] || { echo "$stderr"; return 1; }
		[ -z "$output" ]
	}
	bad ':2: no id' '	pilot	0	anna	r'
	bad ':2: no column' 'a1		0	anna	r'
	bad ':2: a correction without a reason' 'a1	pilot	0	anna	'
	bad ':2: an id can'"'"'t be corrected' 'a1	id	0	anna	r'
	bad ':4: pilot of a1 is corrected on line 2 already' $'a1\tpilot\t0\tanna\tr\na1\tlevel\tcity\tanna\tr\na1\tpilot\t1\tbert\tr'
	run_apart doccorrect --corrections in.tsv in.tsv
	assert_failure 2
	[ "$stderr" = 'doccorrect: in.tsv:1: no column "column"' ]
	run_apart doccorrect in.tsv
	assert_failure 2
	[ "$stderr" = 'doccorrect: --corrections is missing (see doccorrect --help)' ]
	run_apart doccorrect --corrections c.tsv --applied /dev/full in.tsv
	assert_failure 2
	[ "$stderr" = 'doccorrect: /dev/full: cannot write: No space left on device' ]
}
