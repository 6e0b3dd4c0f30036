load common

setup() { in=$BATS_TEST_TMPDIR/in.tsv; }
family() { docdedup "$in" | awk -F'\t' 'NR > 1 { print $1, $NF }'; }

@test "docdedup: same number and issuer are one family, represented by the most complete, earliest, smallest" {
	{
		printf 'id\tdocno\tissuer\ttitle\tissued\tgenre\tcompleteness\n'
		printf 'c\t皖政〔2015〕1号\t安徽省人民政府\t甲\t2015-02-01\tpolicy\tcover\n'
		printf 'b\t皖政〔2015〕1号\t安徽省 人民政府\t乙\t2015-03-01\tpolicy\tfull\n'
		printf 'a\t皖政〔2015〕1号\t安徽省人民政府\t丙\t2015-02-01\tpolicy\tfull\n'
		printf 'd\t皖政〔2015〕2号\t安徽省人民政府\t甲\t2015-02-02\tpolicy\tfull\n'
	} >"$in"
	run family
	assert_output $'c a\nb a\na a\nd d'
}

@test "docdedup: a title alone makes no family: re-issues differ in date, news is no copy" {
	{
		printf 'id\tdocno\tissuer\ttitle\tissued\tgenre\n'
		printf 'a\t\t国务院\t科学技术奖励办法\t2018-01-01\tpolicy\n'
		printf 'b\t\t国务院\t科学技术奖励办法\t2021-01-01\tpolicy\n'
		printf 'c\t\t国务院\t《科学技术奖励办法》\t2021-01-01\tpolicy\n'
		printf 'd\t\t国务院\t科学技术奖励办法\t2021-01-01\tnews\n'
		printf 'e\t\t国务院\t科学技术奖励办法\t2021-01\tpolicy\n'
		printf 'f\t\t\t科学技术奖励办法\t2021-01-01\tpolicy\n'
	} >"$in"
	run family
	[ "$output" = $'a a\nb b\nc b\nd d\ne e\nf f' ]
}

@test "docdedup: one prefix, two governments: 宁政发 of Nanjing and of Ningxia stay apart; an order number recurs every year" {
	{
		printf 'id\tdocno\tissuer\tlevel\tprovince\tcity\n'
		printf 'a\t宁政发〔2016〕5号\t\tcity\t320000\t320100\n'
		printf 'b\t宁政发〔2016〕5号\t\tprovince\t640000\t\n'
		printf 'c\t宁政发〔2016〕5号\t南京市人民政府\tcity\t320000\t320100\n'
		printf 'd\t第12号\t安徽省人民政府\tprovince\t340000\t\n'
		printf 'e\t第12号\t安徽省人民政府\tprovince\t340000\t\n'
	} >"$in"
	run family
	[ "$output" = $'a a\nb b\nc a\nd d\ne e' ]
}

@test "docdedup: what was not read is nobody's copy, columns and order stay, an old family is computed anew" {
	{
		printf 'x\tfamily\tid\terror\tdocno\tissuer\n'
		printf '1\told\tb\t\t国发〔2015〕28号\t国务院\n'
		printf '2\told\ta\tnot-found\t国发〔2015〕28号\t国务院\n'
	} >"$in"
	run_apart docdedup "$in"
	assert_success
	[ "$output" = $'x\tfamily\tid\terror\tdocno\tissuer\n1\tb\tb\t\t国发〔2015〕28号\t国务院\n2\ta\ta\tnot-found\t国发〔2015〕28号\t国务院' ]
	docdedup "$in" | doccheck
}

@test "docdedup: needs one file that has ids" {
	run_apart docdedup
	assert_failure 2
	[ "$stderr" = 'docdedup: needs one FILE (it is read twice)' ]
	printf 'x\n1\n' >"$in"
	run_apart docdedup "$in"
	assert_failure 2
	[ "$stderr" = "docdedup: $in:1: no column \"id\"" ]
}
