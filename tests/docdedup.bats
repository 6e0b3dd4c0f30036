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

# Texts made for this test: sentence n is a dozen words that n draws.
text() { # FROM TO [WORDS BEFORE]
	printf '%s' "${3:-}"
	seq "$1" "$2" | awk '{ n = split("农业 工业 教育 医疗 交通 环保 文化 旅游 水利 金融 科技 商务 规划 建设 管理 服务 企业 园区 乡镇 试点 推进 负责 评估 支持", word, " ")
		x = $1 * 7919 + 17; for (i = 0; i < 12; i++) { x = x * 16807 % 2147483647; printf "%s", word[int(x / 1000) % n + 1] } printf "，" }'
}

@test "docdedup: texts that are gone: sketches tell copies, a stub, a re-issue, an amendment, an explanation and a transmission" {
	{
		printf 'id\ttitle\tpublished\tgenre\ttransmits\ttext\n'
		printf 'copy2\t关于印发《甲省试点管理办法》的通知\t2016-01-01\tpolicy\t\t%s\n' "$(text 1 100 '现印发给你们，请认真贯彻执行。')"
		printf 'copy1\t甲省试点管理办法\t2012-01-01\tpolicy\t\t%s\n' "$(text 1 100)"
		printf 'stub\t甲省试点管理办法\t2011-12-12\tpolicy\t\t%s\n' "$(text 1 40)"
		printf 'reissue\t甲省试点管理办法\t2019-01-01\tpolicy\t\t%s\n' "$(text 61 160)"
		printf 'amended\t甲省试点管理办法修正案\t2012-01-01\tpolicy\t\t%s\n' "$(text 1 100)"
		printf 'explained\t甲省试点管理办法\t2012-01-01\texplainer\t\t%s\n' "$(text 1 100)"
		printf 'passed\t甲省试点管理办法\t2012-01-01\tpolicy\t甲省人民政府\t%s\n' "$(text 1 100)"
		printf 'template\t乙省试点管理办法\t2012-01-01\tpolicy\t\t%s\n' "$(text 1 100)"
		printf 'short1\t甲省试点通知\t2012-01-01\tpolicy\t\t请各市于月底前报送试点情况。\n'
		printf 'short2\t甲省试点通知\t2012-01-01\tpolicy\t\t请各市于月底前报送试点情况。\n'
	} | docextract | awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } { print $1, $2, $3, $4, $5, $c["sketch"], $c["completeness"] }' >"$in"
	run grep 推进 "$in"
	assert_failure 1
	run family
	assert_output $'copy2 copy1\ncopy1 copy1\nstub copy1\nreissue reissue\namended amended\nexplained explained\npassed passed\ntemplate template\nshort1 short1\nshort2 short2'
	(head -n 1 "$in"; tail -n +2 "$in" | tac) >"$BATS_TEST_TMPDIR/turned.tsv"
	[ "$(docdedup "$BATS_TEST_TMPDIR/turned.tsv" | cut -f 1,8 | sort)" = "$(docdedup "$in" | cut -f 1,8 | sort)" ]
}

@test "docdedup: one number on two texts with two titles is no copy: an order that amends several regulations, a number misread" {
	{
		printf 'id\ttitle\tdocno\tissuer\ttext\n'
		printf 'a\t甲省甲办法修正案\t甲省人民政府令〔2007〕第5号\t甲省人民政府\t%s\n' "$(text 1 40)"
		printf 'b\t甲省乙办法修正案\t甲省人民政府令〔2007〕第5号\t甲省人民政府\t%s\n' "$(text 100 150)"
		printf 'c\t甲省乙办法修正案全文\t甲省人民政府令〔2007〕第5号\t甲省人民政府\t%s\n' "$(text 100 150)"
		printf 'd\t甲省丙通告\t甲省人民政府令〔2007〕第5号\t甲省人民政府\t%s\n' "$(text 1 40)"
		printf 'e\t甲省丁通告\t甲省人民政府令〔2007〕第5号\t甲省人民政府\t见附件。\n'
	} | docextract | awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } { print $1, $2, $3, $4, $c["sketch"] }' >"$in"
	run family
	# b and c are one by their sketches; d has the text of a, and e none that could speak against it
	[ "$output" = $'a a\nb b\nc b\nd a\ne a' ]
}

@test "docdedup: a sketch has its size whatever the text, is computed anew, and one that is none is no evidence" {
	printf 'id\tsketch\ttext\terror\na\tnonsense\t%s\t\nb\tnonsense\t三个字\t\nc\tnonsense\t\tnot-found\n' "$(text 1 50)" >"$in"
	[ "$(docextract "$in" | cut -f 2 | awk '{ printf "%d ", length($0) }')" = '6 264 0 0 ' ]
	docextract "$in" | docextract | cmp - <(docextract "$in")
	printf 'id\ttitle\tsketch\na\t甲省试点管理办法\tnonsense\nb\t甲省试点管理办法\tnonsense\n' >"$in"
	[ "$(family)" = $'a a\nb b' ]
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
