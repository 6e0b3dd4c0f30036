load common
load attributing

@test "docattribute: the site code decides what does not contradict it" {
	stream '3401000001\t市政府\t合政〔2015〕1号\thttp://www.hefei.gov.cn/1\t\tpolicy\t2015-01-01\nbm01000001\t\t\t\t\t\t\n5002000001\t\t\t\t\t\t\n4190010001\t\t\t\t\t\t\n'
	run_apart attribute "$place,basis,evidence,conflict"
	assert_success
	assert_output 'city|340000|340100||site_code|3401000001|
national||||site_code|bm01000001|
province|500000|||site_code|5002000001|
county|410000||419001|site_code|4190010001|'
}

@test "docattribute: a national document on a provincial site is national, and the site is the conflict" {
	stream '3400000001\t国务院\t国发〔2015〕28号\thttp://www.ah.gov.cn/1\t国务院关于印发《计划》的通知\tpolicy\t2015-05-08\n3400000001\t安徽省人民政府\t国发〔2015〕28号\thttp://www.ah.gov.cn/2\t\tpolicy\t2015-05-08\n\t\t\thttp://www.ah.gov.cn/3\t国务院办公厅关于开展试点的通知\tpolicy\t2015\n'
	run_apart attribute level,province,basis,conflict
	assert_output 'national||issuer|site_code 3400000001; host www.ah.gov.cn
national||docno|site_code 3400000001; issuer 安徽省人民政府; host www.ah.gov.cn
national||title|host www.ah.gov.cn'
}

@test "docattribute: news and explainers are their site's own" {
	stream '3400000001\t\t国发〔2015〕28号\t\t国务院关于印发《计划》的通知\tnews\t2015\n3400000001\t安徽省经济和信息化委员会\t\t\t《计划》解读\texplainer\t2015\n'
	run_apart attribute level,province,basis
	assert_output 'province|340000|site_code
province|340000|site_code'
}

@test "docattribute: a city's regulation that the provincial congress approved is the city's" {
	stream '\t河南省人大常委会\t\t\t郑州市专利促进和保护条例\tpolicy\t2009-09-01\n\t人大常委会\t\t\t郑州市专利促进和保护条例\tpolicy\t2009\n\t人大常委会\t\t\t上海市浦东新区城市管理若干规定\tpolicy\t2022\n'
	run_apart attribute "$place,issuer_type,basis"
	assert_output 'city|410000|410100||congress|title
city|410000|410100||congress|issuer
province|310000|||congress|issuer'
}

@test "docattribute: names that mislead" {
	stream '\t吉林市人民政府\t\t\t\t\t2016\n\t海南藏族自治州人民政府\t\t\t\t\t2016\n\t河北区人民政府\t\t\t\t\t2016\n\t河南蒙古族自治县人民政府\t\t\t\t\t2016\n\t长春市朝阳区人民政府\t\t\t\t\t2016\n\t朝阳区人民政府\t\thttp://www.changchun.gov.cn/1\t\t\t2016\n'
	run_apart attribute "$place"
	assert_output 'city|220000|220200|
city|630000|632500|
county|120000||120105
county|630000|632300|632324
county|220000|220100|220104
county|220000|220100|220104'
}

@test "docattribute: what several places may mean stays undecided, and is told" {
	stream '\t朝阳区人民政府\t\t\t\t\t2016\n\t\t宁政发〔2016〕1号\t\t\t\t2016\n\t市政府\t\t\t\t\t2016\n\t\t\thttp://www.nowhere.example/\t通知\t\t2016\n'
	run_apart attribute "$place,basis,conflict"
	assert_output '|||||issuer 朝阳区人民政府 (110105 or 220104)
|||||docno 宁政发 (640000 or 320100)
|||||
|||||'
}

@test "docattribute: 宁政发 is Nanjing's or Ningxia's by what else is known" {
	stream '\t南京市人民政府\t宁政发〔2016〕1号\t\t\t\t2016\n\t\t宁政发〔2016〕1号\thttp://www.nx.gov.cn/1\t\t\t2016\n\t\t宁政发〔2016〕1号\thttp://www.nanjing.gov.cn/1\t\t\t2016\n'
	run_apart attribute "$place,basis,conflict"
	assert_output 'city|320000|320100||issuer|
province|640000|||docno|
city|320000|320100||docno|'
}

@test "docattribute: an abbreviation of another city is no evidence: 昆政 is Kunming's, and Kunshan's" {
	stream '\t\t昆政发〔2017〕2号\t\t昆山市发展方案\tpolicy\t2017\n3205830001\t昆山市人民政府\t昆政发〔2017〕2号\thttp://www.ks.gov.cn/1\t\tpolicy\t2017\n\t\t昆政发〔2017〕2号\thttp://www.ks.gov.cn/1\t\tpolicy\t2017\n\t\t昆政发〔2017〕2号\t\t\tpolicy\t2017\n'
	run_apart attribute "$place,basis,conflict"
	assert_output 'county|320000|320500|320583|title|docno 昆政发 (530100)
county|320000|320500|320583|site_code|docno 昆政发 (530100)
county|320000|320500|320583|host|docno 昆政发 (530100)
city|530000|530100||docno|'
}

@test "docattribute: codes and names are those of the document's year" {
	stream '\t巢湖市人民政府\t\t\t\t\t2009-01-01\n\t巢湖市人民政府\t\t\t\t\t2015\n\t莱芜市人民政府\t\t\t\t\t2018-12-31\n\t襄樊市人民政府\t\t\t\t\t2008\n\t巢湖市人民政府\t\t\t\t\t\n'
	run_apart attribute "$place"
	assert_output 'city|340000|341400|
county|340000|340100|340181
city|370000|371200|
city|420000|420600|
county|340000|340100|340181'
}

@test "docattribute: schemes differ on units that a province runs, and on new areas" {
	stream '\t济源市人民政府\t\t\t\t\t2016\n\t仙桃市人民政府\t\t\t\t\t2016\n\t石河子市人民政府\t\t\t\t\t2016\n\t重庆两江新区管理委员会\t\t\t\t\t2016\n\t上海市浦东新区人民政府\t\t\t\t\t2016\n\t长沙市人民政府\t\t\t\t\t2016\n'
	run_apart attribute "$place" --scheme gb
	assert_output 'county|410000||419001
county|420000||429004
county|650000||659001
county|500000||
county|310000||310115
city|430000|430100|'
	run_apart attribute "$place" --scheme database
	assert_output 'city|410000|419001|
city|420000|429004|
city|650000|659001|
city|500000||
city|310000|310115|
city|430000|430100|'
}

@test "docattribute --levels: a study's own levels" {
	printf 'code\tname\tparent\tgb\tdatabase\n320583\t昆山市\t320500\tcity\tcity\n' >"$BATS_TEST_TMPDIR/levels.tsv"
	stream '\t昆山市人民政府\t\t\t\t\t2016\n'
	run_apart attribute "$place" --levels "$BATS_TEST_TMPDIR/levels.tsv"
	assert_output 'city|320000|320583|'
}

@test "docattribute --levels: 副省级 as a level of its own, which the counts show" {
	printf 'code\tname\tparent\tgb\tdatabase\tlevel\n330200\t宁波市\t330000\tcity\tcity\tsubprovincial\n420100\t武汉市\t420000\tcity\tcity\tsubprovincial\n' >"$BATS_TEST_TMPDIR/levels.tsv"
	stream '\t宁波市人民政府\t\t\t\t\t2016\n\t武汉市教育局\t\t\t\t\t2016\n\t温州市人民政府\t\t\t\t\t2016\n\t宁波市鄞州区人民政府\t\t\t\t\t2016\n'
	run_apart attribute "$place" --levels "$BATS_TEST_TMPDIR/levels.tsv"
	assert_output 'subprovincial|330000|330200|
subprovincial|420000|420100|
city|330000|330300|
county|330000|330200|330212'
	run_apart docaggregate --by level "$BATS_TEST_TMPDIR/out.tsv"
	[ "$(cut -f1,2 <<<"$output")" = "$(printf 'level\tpopulation\nsubprovincial\t2\ncity\t1\ncounty\t1')" ]
	printf 'code\tname\tparent\tgb\tdatabase\tlevel\n330200\t宁波市\t330000\tcity\tcity\tsub-provincial\n' >"$BATS_TEST_TMPDIR/levels.tsv"
	run_apart docattribute --levels "$BATS_TEST_TMPDIR/levels.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
	[ "$stderr" = "docattribute: $BATS_TEST_TMPDIR/levels.tsv:2: level \"sub-provincial\" is not of letters a to z" ]
}

@test "docattribute --joint: the first issuer's, or the places of each" {
	stream '\t北京市人社局天津市人社局河北省人社厅\t\t\t\t\t2024\n\t河北省财政厅河北省教育厅\t\t\t\t\t2024\n\t财政部 河北省财政厅\t\t\t\t\t2024\n\t合肥市教育局 肥西县教育局\t\t\t\t\t2024\n'
	run_apart attribute "level,province,issuer_type" --joint first
	assert_output 'province|110000|joint
province|130000|joint
national||joint
city|340000|joint'
	[ "$(head -1 "$BATS_TEST_TMPDIR/out.tsv" | grep -c joint)" -eq 0 ]
	run_apart attribute "level,province,joint" --joint each
	assert_output 'province|110000|province/110000// province/120000// province/130000//
province|130000|
national||national/// province/130000//
city|340000|city/340000/340100/ county/340000/340100/340123'
	run_apart docattribute --joint all "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
	[ "$stderr" = 'docattribute: --joint all: wants first or each' ]
}

@test "docattribute: a regulation's own text says who made it" {
	printf 'issuer\ttitle\turl\ttext\tissued\n人大常委会\t温州市甲条例\t\t# 温州市甲条例\\n2013年11月22日 浙江省第十二届人民代表大会常务委员会第六次会议通过\\n第一条\t2013-11-22\n人大常委会\t杭州甲条例\t\t2011年6月30日 杭州市第十一届人民代表大会常务委员会第三十三次会议通过\\n2011年9月30日 浙江省第十一届人民代表大会常务委员会第二十八次会议批准\\n第一条\t2011-06-30\n\t甲暂行条例\thttp://rst.hebei.gov.cn/1\t第一条 为了。第二条 在中华人民共和国境内，适用本条例。\t\n\t石家庄甲办法\t\t为加强管理，制定本办法。省人民政府甲办公室主管。\t\n\t河北省甲办法\t\t《河北省甲办法》已经2018年4月2日省政府第9次常务会议通过，现予公布。省长 某某 2018年5月21日\t2018-05-21\n' >"$BATS_TEST_TMPDIR/in.tsv"
	run_apart attribute "$place,issuers,basis,evidence"
	assert_output 'province|330000|||浙江省人民代表大会常务委员会|issuer|人大常委会
city|330000|330100||杭州市人民代表大会常务委员会|issuer|人大常委会
national|||||text|中华人民共和国境内
province|130000||||text|省人民政府
province|130000|||河北省人民政府|text|省政府'
}

@test "docattribute: 关于转发《…》 with no notice behind it is a caption over the text that its issuer signs" {
	stream '\t国务院\t\thttp://rst.hebei.gov.cn/1\t关于转发《国务院关于甲的意见》\tpolicy\t2015\n\t河北省财政厅\t\thttp://rst.hebei.gov.cn/1\t关于转发《国务院关于甲的意见》\tpolicy\t2015\n\t国务院\t\thttp://rst.hebei.gov.cn/1\t关于转发《国务院关于甲的意见》的通知\tpolicy\t2015\n'
	run_apart attribute level,province,basis
	assert_output 'national||issuer
province|130000|issuer
province|130000|host'
}

@test "docattribute: short forms are completed from the site; a county's 市 is its own or its city's" {
	stream '\t市民政局\t\thttp://www.yw.gov.cn/1\t\t\t2016\n\t市政府\t\thttp://www.zjpy.gov.cn/1\t\t\t2016\n\t省发改委\t\thttp://fzggw.zj.gov.cn/1\t\t\t2016\n\t自治区交通运输厅\t\thttp://jtyst.nmg.gov.cn/1\t\t\t2016\n\t市政府\t\thttp://www.tj.gov.cn/1\t\t\t2016\n\t佛堂镇党政办公室\t\thttp://www.yw.gov.cn/1\t\t\t2016\n'
	run_apart attribute "$place,basis"
	assert_output 'county|330000|330700|330782|issuer
city|330000|330300||issuer
province|330000|||issuer
province|150000|||issuer
province|120000|||issuer
township|330000|330700|330782|issuer'
}

@test "docattribute: a short form below its site's level keeps its level" {
	stream '\t区司法局\t\thttp://www.quzhou.example/1\t\t\t2016\n\t区司法局\t\thttp://www.hefei.gov.cn/1\t\t\t2016\n\t市政府\t\thttp://www.ah.gov.cn/1\t\t\t2016\n\t市场监管局\t\thttp://www.ah.gov.cn/1\t\t\t2016\n\t区教育局\t\thttp://www.tj.gov.cn/1\t\t\t2016\n'
	run_apart attribute "$place"
	assert_output '|||
county|340000|340100|
city|340000||
province|340000||
county|120000||'
}

@test "docattribute: all issuers and their types" {
	stream '\t中共安徽省委办公厅 安徽省人民政府办公厅\t\t\t\t\t2016\n\t国家税务总局安徽省税务局\t\t\t\t\t2019\n\t河北省财政厅河北省教育厅\t\t\t\t\t2016\n\t河北省高级人民法院\t\t\t\t\t2016\n'
	run_apart attribute level,issuer_type,issuers
	assert_output 'province|joint|中共安徽省委办公厅、安徽省人民政府办公厅
province|vertical|国家税务总局安徽省税务局
province|joint|河北省财政厅、河北省教育厅
province|court|河北省高级人民法院'
}

@test "docattribute: what is passed on is another's; the notice is its issuer's" {
	stream '\t\t\thttp://jyt.hebei.gov.cn/1\t河北省教育厅转发教育部办公厅关于进一步推动工作的通知的通知\tpolicy\t2018\n1300000001\t教育部\t\t\t关于转发《教育部关于做好工作的通知》的通知\tpolicy\t2018\n'
	run_apart attribute level,province,transmits
	assert_output 'province|130000|教育部办公厅关于进一步推动工作的通知
province|130000|教育部关于做好工作的通知'
}

@test "docattribute: hosts inherit, file addresses count as their host's, and orders name their issuer" {
	stream '\t\t\thttps://rst.hebei.gov.cn/a/b\t\t\t2016\n\t\t\tfile:///www.ah.gov.cn/1.html\t\t\t2016\n\t\t安徽省人民政府令第280号\t\t\t\t2018\n\t\t\thttp://www.gov.cn/1\t\t\t2016\n\t\t\thttp://evil.example/www.ah.gov.cn\t\t\t2016\n'
	run_apart attribute level,province,issuer_type,basis,evidence
	assert_output 'province|130000|department|host|rst.hebei.gov.cn
province|340000||host|www.ah.gov.cn
province|340000|government|docno|安徽省人民政府令
national|||host|www.gov.cn
||||'
}

@test "docattribute: a row with an error is placed from what its source says" {
	printf 'url\terror\tsite_code\nhttp://www.hefei.gov.cn/1\tnot-found\t\n' >"$BATS_TEST_TMPDIR/in.tsv"
	run_apart attribute error,level,city
	assert_output 'not-found|city|340100'
}

@test "docattribute: what is filled stays, unless --overwrite" {
	printf 'level\tprovince\tissuer\ncity\t340000\t安徽省人民政府\n\t\t安徽省人民政府\n' >"$BATS_TEST_TMPDIR/in.tsv"
	run_apart attribute level,province,basis
	assert_output 'city|340000|source
province|340000|issuer'
	run_apart attribute level,province,basis --overwrite
	assert_output 'province|340000|issuer
province|340000|issuer'
}

@test "docattribute: unknown columns and order are kept, own columns follow" {
	printf 'x\tissuer\tid\n\\\\t\t国务院\ta\n' >"$BATS_TEST_TMPDIR/in.tsv"
	run_apart docattribute "$BATS_TEST_TMPDIR/in.tsv"
	assert_output "$(printf 'x\tissuer\tid\tlevel\tprovince\tcity\tcounty\tissuer_type\tissuers\ttransmits\tbasis\tevidence\tconflict\n\\\\t\t国务院\ta\tnational\t\t\t\tgovernment\t国务院\t\tissuer\t国务院\t')"
}

@test "docattribute: bad usage and bad tables end with one line and status 2" {
	stream ''
	run_apart docattribute --scheme other "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
	assert_output ''
	[ "$stderr" = 'docattribute: --scheme other: wants gb or database' ]
	run_apart docattribute --data "$BATS_TEST_TMPDIR/none" "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
	[ "$stderr" = "docattribute: $BATS_TEST_TMPDIR/none/divisions.tsv: No such file or directory" ]
	printf 'code\tname\tparent\tgb\tdatabase\n3205\t昆山市\t320500\tcity\tcity\n' >"$BATS_TEST_TMPDIR/levels.tsv"
	run_apart docattribute --levels "$BATS_TEST_TMPDIR/levels.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 2
	[ "$stderr" = "docattribute: $BATS_TEST_TMPDIR/levels.tsv:2: code \"3205\" is not six digits" ]
	printf 'code\tname\tparent\tgb\tdatabase\n320583\t昆山市\t320500\tbig\tcity\n' >"$BATS_TEST_TMPDIR/levels.tsv"
	run_apart docattribute --levels "$BATS_TEST_TMPDIR/levels.tsv" "$BATS_TEST_TMPDIR/in.tsv"
	[ "$stderr" = "docattribute: $BATS_TEST_TMPDIR/levels.tsv:2: gb \"big\" is none of national province city county township" ]
}

@test "docattribute: an issuer or title of a mebibyte takes no time and says nothing" {
	long=$(printf '厅%.0s' {1..20000})
	for n in 1 2 3 4; do long=$long$long; done
	printf 'issuer\ttitle\turl\n%s\t\thttp://www.ah.gov.cn/\n\t国务院关于%s\thttp://www.ah.gov.cn/\n' "$long" "$long" >"$BATS_TEST_TMPDIR/in.tsv"
	run_apart timeout 10 docattribute "$BATS_TEST_TMPDIR/in.tsv"
	assert_success
	docattribute "$BATS_TEST_TMPDIR/in.tsv" | cut -f4,5,11 >"$BATS_TEST_TMPDIR/out.tsv"
	printf 'level\tprovince\tbasis\nprovince\t340000\thost\nprovince\t340000\thost\n' | diff - "$BATS_TEST_TMPDIR/out.tsv"
}

@test "tables: every row has a source, every code is a division's, and no key stands twice" {
	cd "$BIN/../share/shidian"
	for table in divisions areas issuers prefixes hosts; do
		awk -F'\t' -v t=$table 'NR == 1 { if ($NF != "source") bad = t ": no source column"; n = NF; next }
			$NF == "" || NF != n { bad = t ":" NR } END { if (bad) { print bad; exit 1 } }' $table.tsv
	done
	run awk -F'\t' 'FNR == 1 { file++; next }
		file == 1 { known[$1]; if (($1, $2, $6) in twice) print "twice: " $1 " " $2; twice[$1, $2, $6]; next }
		file == 2 { known[$2]; known[$3]; split($4, a, " "); for (i in a) known[a[i]]; next }
		{ n = split($2, codes, " "); for (i = 1; i <= n; i++) if (codes[i] != "000000" && !(codes[i] in known)) print FILENAME ": " $1 ": " codes[i]
			if ((file, $1, $3) in twice) print FILENAME " twice: " $1; twice[file, $1, $3] }' divisions.tsv areas.tsv prefixes.tsv hosts.tsv
	assert_output ''
	run awk -F'\t' 'NR > 1 && $5 != "group" && $5 != "province" { need[$6]; n[$1] } NR > 1 { have[$1] } END { for (c in need) if (!(c in have)) print c }' divisions.tsv
	assert_output ''
	for table in issuers page-words; do
		run awk -F'\t' '($1, $2) in seen { print $1, $2 } { seen[$1, $2] }' $table.tsv
		assert_output ''
	done
}
