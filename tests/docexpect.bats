load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'id\turl\tfinal_url\tdocno\ttitle\tissuer\tissued\terror\n' >in.tsv
	{
		printf 'a1\thttp://a/1\t\t宁政发〔2015〕3号\t关于甲的意见\t南京市人民政府\t2015-03-01\t\n'
		printf 'b2\thttp://a/2\thttp://b/2\t\t“乙”方案\t某省人民政府\t2016\t\n'
		printf 'c3\thttp://a/3\t\t某政发〔2017〕9号\t关于丙的通知\t\t\tnot-found\n'
		printf 'd4\thttp://a/4\t\t某政发〔2017〕9号\t关于丙的通知\t\t\t\n'
	} >>in.tsv
}

states() { cut -f "$1" <<<"$output" | tail -n +2 | tr '\n' ' '; }

@test "docexpect: by address, by number in any brackets, by title without its punctuation" {
	printf 'url\tdocno\ttitle\nhttp://b/2\t\t\n\t宁政发［２０１５］3号\t\n\t\t《乙》方案\nhttp://a/9\t\t\n' >list.tsv
	run_apart docexpect --list list.tsv in.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$(states 4)" = 'held held held missing ' ]
	[ "$(states 5)" = 'b2 a1 b2  ' ]
	[ "$(states 6)" = 'url docno title  ' ]
}

@test "docexpect: another issuer's number and another day's title are other documents" {
	printf 'docno\ttitle\tissuer\tissued\n宁政发〔2015〕3号\t\t宁夏回族自治区人民政府\t\n宁政发〔2015〕3号\t\t南京市人民政府办公厅\t\n\t关于甲的意见\t\t2015-03-02\n\t关于甲的意见\t\t2015-03\n' >list.tsv
	run_apart docexpect --list list.tsv in.tsv
	assert_success
	[ "$(states 5)" = 'missing held missing held ' ]
}

@test "docexpect: one that was read is taken before one that wasn't; --max-missing ends with status 1" {
	printf 'docno\n某政发〔2017〕9号\n某政发〔2017〕9号\n' >list.tsv
	run_apart docexpect --list list.tsv --max-missing 0 in.tsv
	assert_success
	[ "$(states 3)" = 'd4 d4 ' ]
	sed 4,5s/某政发/他政发/ in.tsv >other.tsv
	run_apart docexpect --list list.tsv --max-missing 1 other.tsv
	[ "$status" -eq 1 ]
	[ "$(states 2)" = 'missing missing ' ]
	grep -v '^d4' in.tsv >unread.tsv
	run_apart docexpect --list list.tsv --max-missing 2 unread.tsv
	assert_success
	[ "$(states 2)$(states 5)" = 'unread unread not-found not-found ' ]
}

@test "docexpect: a list that can't be used is refused, with its line" {
	printf 'name\nx\n' >list.tsv
	run_apart docexpect --list list.tsv in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docexpect: list.tsv:1: no column "url", "docno" or "title"' ]
	printf 'docno\ttitle\n某政发〔2017〕9号\t\n\t\n' >list.tsv
	run_apart docexpect --list list.tsv in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docexpect: list.tsv:3: the row has no url, no docno and no title' ]
	run_apart docexpect in.tsv
	[ "$status" -eq 2 ]
	run_apart docexpect --list list.tsv --max-missing few in.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docexpect: --max-missing: not a whole number: few' ]
}
