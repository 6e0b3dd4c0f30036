load common

stream() { printf '%b' "$1" >"$BATS_TEST_TMPDIR/in.tsv"; }

@test "doccheck: a sound stream passes silently, from a file and from a pipe" {
	stream 'id\tlevel\tprovince\tcity\na1\tnational\t\t\na2\tcity\t340000\t340100\n'
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_success
	assert_output ''
	[ -z "$stderr" ]
	run_apart doccheck <"$BATS_TEST_TMPDIR/in.tsv"
	assert_success
}

@test "doccheck: each fault is named by line, status 1" {
	stream 'id\tlevel\tissued\tcity\tprovince\na\tnational\t2015-13-01\t\t\na\tregion\t2015-05\t110100\t340000\n'
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	assert_output ''
	f=$BATS_TEST_TMPDIR/in.tsv
	[ "$stderr" = "doccheck: $f:2: column \"issued\": \"2015-13-01\" is no date
doccheck: $f:3: column \"level\": \"region\" is no one of national province city county township
doccheck: $f:3: the city lies in another province
doccheck: $f:3: id a stands on line 2 already" ]
}

@test "doccheck: malformed lines are faults, unreadable files are failures" {
	stream 'id\tx\na\n'
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[ "$stderr" = "doccheck: $BATS_TEST_TMPDIR/in.tsv:2: 1 fields where the header has 2" ]
	run_apart doccheck "$BATS_TEST_TMPDIR/none.tsv"
	assert_failure 2
	[ "$stderr" = "doccheck: $BATS_TEST_TMPDIR/none.tsv: No such file or directory" ]
	run_apart doccheck "$BATS_TEST_TMPDIR"
	assert_failure 2
	run_apart doccheck --stage none "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
}

@test "doccheck: invalid UTF-8 is named with its byte" {
	stream 'id\tx\na\tab\0300\n'
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':2: column "x": not UTF-8 at byte 2 of the field' ]]
}

@test "doccheck --stage classify: a count on a failed row, and none on a read one, are faults" {
	printf 'tag\tfield\tpattern\npilot\ttext\t试点\n' >"$BATS_TEST_TMPDIR/rules.tsv"
	header='id\terror\tcharset\ttitle\tdocno\tissuer\tissued\tpublished\tgenre\tsite_code\tattachments\tcompleteness\tlevel\tprovince\tcity\tcounty\tissuer_type\tissuers\ttransmits\tbasis\tevidence\tconflict\tpilot\tlimits\n'
	gap='\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t'
	stream "${header}a\t$gap\t3\t\nb\tempty$gap\t\t\nc\t$gap\t\tpilot\n"
	run_apart doccheck --stage classify --rules "$BATS_TEST_TMPDIR/rules.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	assert_success
	stream "${header}a\t$gap\t\t\nb\tempty$gap\t0\t\nc\t$gap\tx\t\n"
	run_apart doccheck --stage classify --rules "$BATS_TEST_TMPDIR/rules.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':2: tag "pilot" has no count although the row was read'* ]]
	[[ $stderr == *':3: tag "pilot" has a count although the row has an error'* ]]
	[[ $stderr == *':4: tag "pilot" is no number'* ]]
	stream "${header/pilot/zone}a\t$gap\t3\t\n"
	run_apart doccheck --stage classify --rules "$BATS_TEST_TMPDIR/rules.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':1: no column "pilot", a tag of '*rules.tsv* ]]
}

@test "doccheck: a family needs its representative" {
	stream 'id\tfamily\na\ta\nb\ta\nc\td\nd\ta\n'
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':4: family d has no row that represents it' ]]
}

@test "doccheck --stage hits: a ledger's id recurs, and its columns are owed" {
	stream 'id\ttag\trule\tparagraph\toffset\tsentence\tmatch\tcounted\tby\tquoted\tambiguous\tset\tsha256\na\tpilot\t2\t0\t3\t试点。\t试点\t1\t\town\t\tnarrow\t\na\tpilot\t2\t1\t3\t试点。\t试点\t0\t考试点\t\t1\tbroad\t\n'
	run_apart doccheck --stage hits "$BATS_TEST_TMPDIR/in.tsv"
	assert_success
	run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	stream 'id\ttag\na\tpilot\n'
	run_apart doccheck --stage hits "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':1: no column "sentence", which the stage owes'* ]]
	[[ $stderr == *':1: no column "sha256", which the stage owes'* ]]
}
