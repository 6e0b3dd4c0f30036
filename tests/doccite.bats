load common

setup() { cd "$BATS_TEST_TMPDIR"; }
row() { printf '%s\t%s\t%s\t%s\t%s\n' "$@"; }
documents() { { row id docno title text family; cat; } >documents.tsv; }

@test "doccite: numbers and titles, in the order of the text, each once with how often" {
	{
		row a 国发〔2015〕28号 国务院关于印发《中国制造2025》的通知 x ''
		row b '' 乙 '根据国发[2015]28号，《国务院关于印发〈中国制造2025〉的通知》（国发〔2015〕28号）和《未有》。' ''
	} | documents
	run_apart doccite documents.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$output" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\n' from to kind cited times candidates b a number 国发〔2015〕28号 2 1 \
		b a title 国务院关于印发〈中国制造2025〉的通知 1 1 b '' title 未有 1 0)" ]
	run doccite --resolved documents.tsv
	[ "$(wc -l <<<"$output")" -eq 3 ]
}

@test "doccite: its own number, title and annex are no citations; a number inside a title belongs to it" {
	{
		row a 皖政〔2015〕1号 关于印发《安徽省方案》的通知 '皖政〔2015〕1号\n《关于印发《安徽省方案》的通知》\n现印发《安徽省方案》，请执行。废止《关于皖政〔2014〕2号的通知》。' ''
	} | documents
	run doccite documents.tsv
	[ "$output" = $'from\tto\tkind\tcited\ttimes\tcandidates\na\t\ttitle\t关于皖政〔2014〕2号的通知\t1\t0' ]
}

@test "doccite: several bearers: one family is told, two families are not; a repost cites not itself" {
	{
		row a 宁政发〔2016〕5号 甲 x a
		row b 宁政发〔2016〕5号 乙 x b
		row c 皖政〔2015〕1号 丙方案 '见《丙方案（转）》' c
		row d 皖政〔2015〕1号 丙方案（转） '见《丙方案》' c
		row e '' 戊 '宁政发〔2016〕5号、皖政〔2015〕1号' e
	} | documents
	run doccite documents.tsv
	[ "$output" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\n' from to kind cited times candidates \
		e '' number 宁政发〔2016〕5号 1 2 e c number 皖政〔2015〕1号 1 2)" ]
}

@test "doccite: bad input and usage; hostile brackets and numbers end soon" {
	run_apart doccite
	assert_failure 2
	[ "$stderr" = 'doccite: needs one FILE (it is read twice)' ]
	printf 'id\ttitle\na\tx\n' >in.tsv
	run_apart doccite in.tsv
	assert_failure 2
	[ "$stderr" = 'doccite: in.tsv:1: no column "text"' ]
	run_apart doccite none.tsv
	assert_failure 2
	[ "$stderr" = 'doccite: none.tsv: No such file or directory' ]
	{
		printf 'id\ttext\n1\t'
		yes '《' | head -n 100000 | tr -d '\n'
		printf '\n2\t'
		seq 1 20000 | sed 's/.*/国发〔2015〕&号，/' | tr -d '\n'
		printf '\n3\t'
		yes '号' | head -n 100000 | tr -d '\n'
		printf '\n'
	} >hostile.tsv
	timeout 60 doccite hostile.tsv >out
	[ "$(wc -l <out)" -eq 20001 ]
	run bash -c 'doccite hostile.tsv >/dev/full'
	assert_failure 2
}
