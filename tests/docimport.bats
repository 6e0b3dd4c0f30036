load common

setup() { in=$BATS_TEST_TMPDIR/export.tsv; }

@test "docimport: ids are digests of the address, else the code, else title, issuer and date" {
	printf 'url\tcode\ttitle\tissuer\tissued\ttext\n' >"$in"
	printf 'http://a.example/1\tCLI.1\t甲\t乙\t2015-01-02\tx\n' >>"$in"
	printf '\tCLI.1\t甲\t乙\t2015-01-02\tx\n' >>"$in"
	printf '\t\t甲\t乙\t2015年1月2日\tx\n' >>"$in"
	run_apart docimport "$in"
	assert_success
	[ -z "$stderr" ]
	sha() { printf "$1" | sha256sum | cut -c 1-20; }
	[ "$(cut -f 5,7,8 <<<"$output")" = "issued	id	error
2015-01-02	$(sha http://a.example/1)	
2015-01-02	$(sha CLI.1)	
2015-01-02	$(sha '甲\t乙\t2015-01-02')	" ]
	docimport "$in" | doccheck --stage import
}

@test "docimport: --map renames, also the id; a column can't be mapped onto one that is there" {
	printf '编号\t题目\ttext\nab12\t甲\tx\n' >"$in"
	run_apart docimport --map id=编号 --map=title=题目 "$in"
	assert_success
	[ "$output" = $'id\ttitle\ttext\terror\nab12\t甲\tx\t' ]
	run_apart docimport --map text=题目 "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:1: --map text: the export has a column of that name" ]
	run_apart docimport --map title=标题 "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:1: no column \"标题\"" ]
	run_apart docimport --map title "$in"
	assert_failure 2
}

@test "docimport: what is no date is left empty and told, a year stays, a row without text is not read" {
	printf 'title\tissued\tpublished\ttext\n甲\tNone\t2025\tx\n乙\tNone\t2025/3/4 09:00\t\n' >"$in"
	run_apart docimport "$in"
	assert_success
	[ "$(cut -f 1-4,6 <<<"$output")" = $'title\tissued\tpublished\ttext\terror\n甲\t\t2025\tx\t\n乙\t\t2025-03-04\t\tno-text' ]
	[ "$stderr" = "docimport: $in:2: issued: \"None\" is no date, left empty (and so on)
docimport: issued: 2 values were no dates" ]
}

@test "docimport: a document listed twice stays twice under ids of its own; a given id must be unique" {
	printf 'title\ttext\n甲\tx\n甲\tx\n甲\tx\n' >"$in"
	docimport "$in" >"$BATS_TEST_TMPDIR/out.tsv"
	[ "$(tail -n +2 "$BATS_TEST_TMPDIR/out.tsv" | cut -f 3 | sort -u | wc -l)" -eq 3 ]
	doccheck --stage import "$BATS_TEST_TMPDIR/out.tsv"
	docimport "$BATS_TEST_TMPDIR/out.tsv" | cmp - "$BATS_TEST_TMPDIR/out.tsv" # a second time changes nothing
	printf 'id\ttext\na\tx\na\ty\n' >"$in"
	run_apart docimport "$in"
	assert_failure 2
	[ "$stderr" = "docimport: $in:3: the id a stands twice" ]
}
