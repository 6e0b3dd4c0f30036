load common
load attributing

# Names, years and kinds of authorities: one test for each thing that is known to mislead.
divisions=$BIN/../share/shidian/divisions.tsv

# What becomes of documents: lines of "issuer year want [url]", `want` as `attribute COLUMNS` prints it; the url is where it was met.
attributed() { # COLUMNS [OPTION ...]
	local issuer year want url rows='' expected=''
	while read -r issuer year want url; do
		rows+="\\t$issuer\\t\\t$url\\t\\tpolicy\\t$year\\n"
		expected+="$issuer $year $url|$want"$'\n'
	done
	[ -n "$rows" ]
	stream "$rows"
	attribute "issuer,issued,url,$1" "${@:2}" | sed 's/|/ /;s/|/ /' | diff <(printf %s "$expected") -
}

# name code province parent, of each district or county whose name is also one's in another province
twins() {
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		$c["level"] == "county" && $c["last"] == "" { k = $c["name"]; p = substr($c["code"], 1, 2); rows[k] = rows[k] k "\t" $c["code"] "\n"; if (!((k, p) in seen)) n[k]++; seen[k, p] }
		END { for (k in n) if (n[k] > 1) printf "%s", rows[k] }' "$divisions" | sort
}

@test "places: 26 county names occur in more than one province; alone each stays undecided and tells its choices" {
	twins | cut -f1 | sort -u >"$BATS_TEST_TMPDIR/names"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/names")" -eq 26 ]
	stream "$(awk '{ printf "\\t%s人民政府\\t\\t\\t\\tpolicy\\t2019\\n", $0 }' "$BATS_TEST_TMPDIR/names")"
	attribute "level,conflict" | sed -n 's/^|issuer \(.*\)人民政府 (.*/\1/p' | diff "$BATS_TEST_TMPDIR/names" -
}

@test "places: each of them is decided by its province's name before it, and by the code of the site" {
	while IFS=$'\t' read -r name code; do
		province=$(awk -F'\t' -v c="${code:0:2}0000" '$1 == c { n = $2 } END { print n }' "$divisions")
		same=$(twins | awk -F'\t' -v n="$name" -v p="${code:0:2}" '$1 == n && substr($2, 1, 2) == p' | wc -l)
		[ "$same" -gt 1 ] || printf '\\t%s%s人民政府\\t\\t\\t\\tpolicy\\t2019\t%s\n' "$province" "$name" "$code"
		printf '%s0001\\t%s人民政府\\t\\t\\t\\tpolicy\\t2019\t%s\n' "$code" "$name" "$code"
	done < <(twins) >"$BATS_TEST_TMPDIR/rows"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/rows")" -gt 100 ]
	stream "$(awk -F'\t' '{ printf "%s\\n", $1 }' "$BATS_TEST_TMPDIR/rows")"
	attribute county | diff <(cut -f2 "$BATS_TEST_TMPDIR/rows") -
}

@test "places: 海南藏族自治州 is in Qinghai" {
	attributed "$place" <<-"LINES"
		海南藏族自治州人民政府 2016 city|630000|632500|
		海南州人民政府 2016 city|630000|632500|
		海南省人民政府 2016 province|460000||
	LINES
}
@test "places: 河北区 is in Tianjin" {
	attributed "$place" <<-"LINES"
		河北区人民政府 2016 county|120000||120105
	LINES
}
@test "places: 河南蒙古族自治县 is in Qinghai" {
	attributed "$place" <<-"LINES"
		河南蒙古族自治县人民政府 2016 county|630000|632300|632324
	LINES
}
@test "places: 吉林市 is a city, 吉林省 its province" {
	attributed "$place" <<-"LINES"
		吉林市人民政府 2016 city|220000|220200|
		吉林省人民政府 2016 province|220000||
	LINES
}
@test "places: 朝阳区 is Beijing's or Changchun's, 朝阳市 Liaoning's, 朝阳县 there too" {
	attributed "$place" <<-"LINES"
		朝阳区人民政府 2016 county|220000|220100|220104 http://www.changchun.gov.cn/1
		北京市朝阳区人民政府 2016 county|110000||110105
		朝阳市人民政府 2016 city|210000|211300|
		朝阳县人民政府 2016 county|210000|211300|211321
	LINES
}
@test "places: 鼓楼区 of Nanjing, Xuzhou, Fuzhou and Kaifeng" {
	attributed "$place" <<-"LINES"
		鼓楼区人民政府 2016 county|350000|350100|350102 http://www.fuzhou.gov.cn/1
		江苏省徐州市鼓楼区人民政府 2016 county|320000|320300|320302
		开封市鼓楼区人民政府 2016 county|410000|410200|410204
		江苏省鼓楼区人民政府 2016 |||
	LINES
}
@test "places: 和平区 of Tianjin and of Shenyang" {
	attributed "$place" <<-"LINES"
		和平区人民政府 2016 county|210000|210100|210102 http://www.shenyang.gov.cn/1
		天津市和平区人民政府 2016 county|120000||120101
	LINES
}
@test "places: 城关区 of Lanzhou and of Lhasa" {
	attributed "$place" <<-"LINES"
		城关区人民政府 2016 county|620000|620100|620102 http://www.lanzhou.gov.cn/1
		拉萨市城关区人民政府 2016 county|540000|540100|540102
	LINES
}

@test "places: 巢湖 is a city until 2011, a county of Hefei after" {
	attributed "$place" <<-"LINES"
		巢湖市人民政府 2010 city|340000|341400|
		巢湖市人民政府 2012 county|340000|340100|340181
	LINES
}
@test "places: 莱芜 is a city until 2019, districts of Jinan after; its code stays what an older document has" {
	attributed "$place" <<-"LINES"
		莱芜市人民政府 2018 city|370000|371200|
		济南市莱芜区人民政府 2020 county|370000|370100|370116
	LINES
}
@test "places: 襄樊 and 襄阳 are one city" {
	attributed "$place" <<-"LINES"
		襄樊市人民政府 2008 city|420000|420600|
		襄阳市人民政府 2012 city|420000|420600|
	LINES
}

@test "places: pseudo-units are no cities: site codes of 110100, 500100, 500200, 419000, 429000, 469000, 659000" {
	stream "$(printf '%s0001\\t\\t\\t\\t\\t\\t2016\\n' 110100 500100 500200 419000 429000 469000 659000)"
	run attribute "$place"
	assert_output 'province|110000||
province|500000||
province|500000||
province|410000||
province|420000||
province|460000||
province|650000||'
	run awk -F'\t' 'NR > 1 && $5 != "group" && $1 ~ /^(1101|5001|5002|4190|4290|4690|6590)00$/ { print $1, $5 }' "$divisions"
	assert_output ''
}
@test "places: new areas: 浦东, 滨海, 两江, 雄安 and a development zone" {
	attributed "$place" <<-"LINES"
		上海市浦东新区人民政府 2019 county|310000||310115
		天津市滨海新区人民政府 2019 county|120000||120116
		重庆两江新区管理委员会 2019 county|500000||
		河北雄安新区管理委员会 2019 city|130000||
		苏州工业园区管理委员会 2019 county|320000|320500|
	LINES
	attributed "$place" --scheme database <<-"LINES"
		上海市浦东新区人民政府 2019 city|310000|310115|
		天津市滨海新区人民政府 2019 city|120000|120116|
		重庆两江新区管理委员会 2019 city|500000||
		河北雄安新区管理委员会 2019 city|130000||
		苏州工业园区管理委员会 2019 county|320000|320500|
	LINES
}
@test "places: the Corps is provincial, stands under 650000, and the evidence names it" {
	stream '\t新疆生产建设兵团办公厅\t\t\t\tpolicy\t2019\n\t\t\thttp://www.xjbt.gov.cn/1\t\tpolicy\t2019\n\t新疆生产建设兵团第八师\t\t\t\tpolicy\t2019\n'
	run attribute "level,province,evidence"
	assert_output 'province|650000|新疆生产建设兵团办公厅
province|650000|www.xjbt.gov.cn (新疆生产建设兵团)
city|650000|新疆生产建设兵团第八师'
}
@test "places: Hong Kong, Macau and Taiwan have rows, and their governments are no 人民政府" {
	attributed "level,province,issuers" <<-"LINES"
		香港特别行政区政府 2019 province|810000|香港特别行政区政府
		澳门特别行政区政府 2019 province|820000|澳门特别行政区政府
		台湾省 2019 province|710000|台湾省
	LINES
}

@test "issuers: organs of the State Council under their former names" {
	attributed "level,issuer_type,issuers" <<-"LINES"
		国家计委 2000 national|department|国家计划委员会
		国家发展计划委员会 2000 national|department|国家发展计划委员会
		国家经贸委 2000 national|department|国家经济贸易委员会
		信息产业部 2000 national|department|信息产业部
		工信部 2000 national|department|工业和信息化部
		国土资源部 2000 national|department|国土资源部
		环境保护部 2000 national|department|环境保护部
		国家环保总局 2000 national|department|国家环境保护总局
		国家卫生计生委 2000 national|department|国家卫生和计划生育委员会
		卫生部 2000 national|department|卫生部
		劳动和社会保障部 2000 national|department|劳动和社会保障部
		人事部 2000 national|department|人事部
		国家工商行政管理总局 2000 national|department|国家工商行政管理总局
		国家质检总局 2000 national|department|国家质量监督检验检疫总局
		国务院扶贫办 2000 national|department|国务院扶贫开发领导小组办公室
		国家体改委 2000 national|department|国家经济体制改革委员会
		国家科委 2000 national|department|国家科学技术委员会
		国防科工委 2000 national|department|国防科学技术工业委员会
		证监会 2000 national|department|中国证券监督管理委员会
		银保监会 2019 national|department|中国银行保险监督管理委员会
		税务总局 2019 national|department|国家税务总局
	LINES
}
@test "issuers: organs of the Party, from the centre to a county" {
	attributed "$place,issuer_type" <<-"LINES"
		中共中央 2019 national||||party
		中共中央办公厅 2019 national||||party
		中组部 2019 national||||party
		中央网信办 2019 national||||party
		中共安徽省委 2019 province|340000|||party
		中共合肥市委办公室 2019 city|340000|340100||party
		中共肥西县委宣传部 2019 county|340000|340100|340123|party
		共青团安徽省委 2019 province|340000|||party
	LINES
}
@test "issuers: branches of national organs have the level and place of their name" {
	attributed "$place,issuer_type" <<-"LINES"
		国家税务总局河北省税务局 2019 province|130000|||vertical
		国家税务总局北京市朝阳区税务局 2019 county|110000||110105|vertical
		国家统计局安徽调查总队 2019 province|340000|||vertical
		中国证监会安徽监管局 2019 province|340000|||vertical
		安徽证监局 2019 province|340000|||vertical
		国家金融监督管理总局安徽监管局 2019 province|340000|||vertical
		中国人民银行合肥中心支行 2019 city|340000|340100||vertical
		合肥海关 2019 city|340000|340100||vertical
		中华人民共和国合肥海关 2019 city|340000|340100||vertical
		国家矿山安全监察局河北局 2019 province|130000|||vertical
		财政部安徽监管局 2019 province|340000|||vertical
		审计署驻南京特派员办事处 2019 city|320000|320100||vertical
		安徽省气象局 2019 province|340000|||vertical
	LINES
}
@test "issuers: departments that only sound like branches, and joint names that touch a national one's" {
	attributed "level,province,issuer_type,issuers" <<-"LINES"
		合肥市市场监督管理局 2019 city|340000|department|合肥市市场监督管理局
		财政部北京市财政局 2019 national||joint|财政部、北京市财政局
		安徽省经济和信息化委员会 2019 province|340000|department|安徽省经济和信息化委员会
		河北省高级人民法院 2019 province|130000|court|河北省高级人民法院
		河北省人民检察院 2019 province|130000|court|河北省人民检察院
		河北省人民代表大会常务委员会 2019 province|130000|congress|河北省人民代表大会常务委员会
		政协河北省委员会 2019 province|130000|congress|政协河北省委员会
	LINES
}
@test "issuers: bare names take their place from the site or the number, and their full form" {
	stream '\t市政府\t\thttp://www.cq.gov.cn/1\t\tpolicy\t2019\n\t市民政局\t\thttp://www.yw.gov.cn/1\t\tpolicy\t2019\n\t省政府办公厅\t皖政办〔2016〕1号\t\t\tpolicy\t2016\n\t人大常委会\t\thttp://www.hebei.gov.cn/1\t\tpolicy\t2019\n\t市政府\t\t\t\tpolicy\t2019\n'
	run attribute "$place,issuers"
	assert_output 'province|500000|||重庆市人民政府
county|330000|330700|330782|义乌市民政局
province|340000|||安徽省人民政府办公厅
province|130000|||河北省人民代表大会常务委员会
||||市政府'
}
@test "issuers: a joint document's short names are each an organ's, by its full name" {
	attributed issuers <<-"LINES"
		国家市场监督管理总局国家广电总局中国银保监会 2020 国家市场监督管理总局、国家广播电视总局、中国银行保险监督管理委员会
	LINES
}
@test "issuers: words that lost their line break before a full name are none of it" {
	stream '\t其他需要说明的事项无河北省财政厅\t\t\t\tpolicy\t2019\n\t附件清单河北省财政厅河北省教育厅\t\t\t\tpolicy\t2019\n'
	run attribute issuers
	assert_output '河北省财政厅
河北省财政厅、河北省教育厅'
}
@test "issuers: numbers of orders and announcements name them" {
	stream '\t\t中华人民共和国国务院令第488号\t\t甲条例\tpolicy\t2007\n\t\t安徽省人民政府令第280号\t\t甲办法\tpolicy\t2018\n\t\t国家税务总局公告2015年第76号\t\t甲公告\tpolicy\t2015\n\t\t杭州市第十一届人民代表大会常务委员会公告第54号\t\t甲条例\tpolicy\t2011\n'
	run attribute "level,city,issuers,basis"
	assert_output 'national||国务院|docno
province||安徽省人民政府|docno
national||国家税务总局|docno
city|330100|杭州市人民代表大会常务委员会|docno'
}
@test "numbers: every bracket and full-width figures read the same" {
	stream "$(printf '\\t\\t皖政%s1号\\t\\t\\tpolicy\\t2016\\n' '〔2016〕' '[2016]' '【2016】' '(2016)' '（2016）' '［2016］' '〈2016〉' '《2016》' '﹝2016﹞' '〔２０１６〕')"
	attribute "level,province,basis" >"$BATS_TEST_TMPDIR/got"
	[ "$(sort -u "$BATS_TEST_TMPDIR/got")" = 'province|340000|docno' ]
	[ "$(wc -l <"$BATS_TEST_TMPDIR/got")" -eq 10 ]
}

@test "joint: a study's JOINT = each counts the document in each place, and each place's page shows it with its sentence" {
	study=$BATS_TEST_TMPDIR/study out=$BATS_TEST_TMPDIR/joint
	mkdir "$study"
	cp "$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv" "$study"
	printf 'TITLE = Joint documents (SYNTHETIC)\nSYNTHETIC = yes\nPOPULATION = mic2025\nFOCUS = pilot\nSCHEME = gb\nJOINT = each\n' >"$study/study.mk"
	{
		printf 'id\ttitle\tissuer\tissued\ttext\n'
		printf 'aaaa0001\t北京市人社局天津市人社局河北省人社厅关于甲的通知\t北京市人社局天津市人社局河北省人社厅\t2019-01-02\t为落实中国制造2025，开展试点。\n'
		printf 'bbbb0001\t河北省人民政府关于乙的意见\t河北省人民政府\t2019-02-03\t为落实中国制造2025，制定本意见。\n'
	} >"$study/export.tsv"
	for joint in each first; do
		make -s -f "$BATS_TEST_DIRNAME/../pipelines/report.mk" BIN="$BIN" STUDY="$study" OUT="$out-$joint" JOINT=$joint report >"$BATS_TEST_TMPDIR/printed" 2>&1 || { cat "$BATS_TEST_TMPDIR/printed"; return 1; }
	done
	counts() { awk -F'\t' 'NR > 1 && $1 == "province" && $3 > 0 && $2 != "total" { print $2, $3, $4 }' "$1/counts.tsv"; }
	[ "$(counts "$out-each")" = $'110000 1 1\n120000 1 1\n130000 2 1' ]
	[ "$(counts "$out-first")" = $'110000 1 1\n130000 1 0' ]
	for place in 110000 120000 130000; do
		[ "$(grep -c '<article' "$out-each/cells/province-$place.html")" -eq "$(counts "$out-each" | awk -v p=$place '$1 == p { print $2 }')" ]
		grep -q '开展<mark[^>]*>试点' "$out-each/cells/province-$place.html"
	done
	[ ! -e "$out-first/cells/province-120000.html" ]
}
