load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	header=$'id\tlevel\tprovince\tcity\tissued\tpublished\tdocno\terror\tmic2025'
	row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
	{
		echo "$header"
		row n national '' '' 2015-05-08 '' 国发〔2015〕28号 '' 3
		row a province 340000 '' 2015-06 '' '' '' 1
		row b province 340000 '' 2015-06-20 '' '' '' 1
		row c province 320000 '' 2015-06-15 '' '' '' 1
		row d province 330000 '' '' 2015-04-01 '' '' 1
		row e province 350000 '' '' '' '' '' 1
		row f city 340000 340100 2016-01-05 '' '' '' 1
		row g city 340000 '' 2015-01-01 '' '' '' 1
		row h province 360000 '' 2015-01-01 '' '' '' 0
		row i province 360000 '' '' '' '' timeout ''
		row j county 340000 340100 2015-01-01 '' '' '' 1
	} >documents.tsv
}
places() { doctiming --where mic2025 --anchor-date 2015-05-08 --format places "$@" documents.tsv; }

@test "doctiming: first events, lags, ranks; a month is an interval, and a later day within it narrows it" {
	places >out
	[ "$(awk -F'\t' '$3 == "province" && $6 != "censored" && NR > 1' out | cut -f 4-)" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		330000 浙江省 event 2015-04-01 2015-04-01 -37 -37 1 1 2015Q2 d 1 0 0 \
		340000 安徽省 event 2015-06-01 2015-06-20 24 43 2 3 2015Q2 a 2 0 0 \
		320000 江苏省 event 2015-06-15 2015-06-15 38 38 2 3 2015Q2 c 1 0 0 \
		350000 福建省 undated '' '' '' '' '' '' '' '' 1 1 0)" ]
	[ "$(awk -F'\t' '$3 == "province" && $4 == 360000' out | cut -f 6-)" = $'censored\t\t\t\t\t\t\t\t\t0\t0\t1' ]
	[ "$(awk -F'\t' '$3 == "city" && $6 == "event"' out | cut -f 4,7,9,11)" = $'340100\t2016-01-05\t242\t1' ]
	[ "$(awk -F'\t' '$3 == "national"' out | cut -f 4-)" = $'\t\tevent\t2015-05-08\t2015-05-08\t0\t0\t1\t1\t2015Q2\tn\t1\t0\t0' ]
	[ "$(awk -F'\t' '$3 == "province"' out | wc -l)" -eq 31 ]
	[ "$(awk -F'\t' '$3 == "county"' out | wc -l)" -eq 0 ]
}

@test "doctiming: the other clock, and the order of the rows makes no difference" {
	places --clock published >published
	[ "$(awk -F'\t' '$4 == 330000 { print $7 }' published)" = 2015-04-01 ]
	places >one
	{ head -1 documents.tsv; tail -n +2 documents.tsv | tac; } >turned
	mv turned documents.tsv
	places | cmp - one
}

@test "doctiming: a window: what lies outside is no event; a month that reaches into it is one" {
	places --from 2015-06-30 --to 2015-12-31 >out
	[ "$(awk -F'\t' '$6 == "event"' out | cut -f 3,4,7)" = $'province\t340000\t2015-06-01' ]
	run_apart doctiming --where mic2025 --from 2015-06-30 --to 2015-12-31 --anchor-date 2015-05-08 documents.tsv
	assert_success
	assert_output --partial $'window    2015-06-30 (given) to 2015-12-31 (given)\n'
	assert_output --partial '; 6 more lie outside the window'
	assert_output --partial "events before 2015-06-30 can't be seen, and that is behind the anchor: every lag may be too long"
	assert_output --partial 'right-censoring: 29 places had no event by 2015-12-31; 1 have undated ones alone'
}

@test "doctiming: what the text says of anchor, window, documents" {
	run_apart doctiming --where mic2025 --anchor 国发〔2015〕28号 --anchor-date 2015-05-08 --levels province --list 1 documents.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$output" = "$(cat <<-'END'
		policy    mic2025, event: mention (the document satisfies the condition)
		anchor    2015-05-08, 国发〔2015〕28号: 1 documents held bear this number
		window    2015-01-01 (earliest document) to 2016-01-05 (latest document)
		documents 10 read, 1 unread; 6 events, of these 1 undated and 0 without a place; 0 more lie outside the window
		  left truncation: events before 2015-01-01 can't be seen: places before the anchor are at least those counted

		province: 3 of 31 places
		  type: hybrid: 1 of 3 places before the anchor's day (33.3 %); rule: up to 10 % top-down, from 50 % bottom-up, between them hybrid
		  right-censoring: 27 places had no event by 2016-01-05; 1 have undated ones alone
		  1 first events are known to an interval of days, not to a day
		  1  2015-04-01  lag -37  330000 浙江省  d
		  ... and 2 more

		numbers   1 yearly sequences: 1 held of at least 28 (the highest number of each)
	END
	)" ]
	run_apart doctiming --where mic2025 --anchor 国发〔2015〕28号 --anchor-date 2015-05-19 documents.tsv
	assert_output --partial 'bear this number, the first is dated 2015-05-08'
}

@test "doctiming: types: the thresholds decide, and an interval around the anchor's day may leave it open" {
	types() { doctiming --where mic2025 --levels province --format types "$@" documents.tsv | tail -1 | cut -f 4-; }
	[ "$(types --anchor-date 2015-05-08)" = $'hybrid\t1\t0\t2\t1\t27\t33.3\t33.3\t10\t50' ]
	[ "$(types --anchor-date 2015-05-08 --thresholds 34,50)" = $'top-down\t1\t0\t2\t1\t27\t33.3\t33.3\t34\t50' ]
	[ "$(types --anchor-date 2015-05-08 --thresholds 5,33)" = $'bottom-up\t1\t0\t2\t1\t27\t33.3\t33.3\t5\t33' ]
	[ "$(types --anchor-date 2015-06-10)" = $'undecided\t1\t1\t1\t1\t27\t33.3\t66.7\t10\t50' ]
	[ "$(types --anchor-date 2015-06-10 --thresholds 10,70)" = $'hybrid\t1\t1\t1\t1\t27\t33.3\t66.7\t10\t70' ]
	[ "$(doctiming --where mic2025=9 --levels county --anchor-date 2015-05-08 --format types documents.tsv | tail -1 | cut -f 4-8)" = $'none\t0\t0\t0\t0' ]
}

@test "doctiming: the curve goes quarter by quarter to the end of the window; the last surely is the number of events" {
	doctiming --where mic2025 --levels province --to 2016-02-01 --format curve documents.tsv >out
	[ "$(tail -n +2 out | cut -f 4-)" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' 2015Q2 3 3 3 31 9.7 9.7 \
		2015Q3 0 3 3 31 9.7 9.7 2015Q4 0 3 3 31 9.7 9.7 2016Q1 0 3 3 31 9.7 9.7)" ]
}

@test "doctiming: cascade for NetworkInference: the middle of the interval, in days" {
	run doctiming --where mic2025 --policy p --anchor-date 2015-05-08 --format cascade documents.tsv
	[ "$output" = $'node\tcascade\ttime\n330000\tp\t-37\n340000\tp\t33.5\n320000\tp\t38\n340100\tp\t242' ]
	run doctiming --where mic2025 --policy p --format cascade --levels city documents.tsv
	[ "$output" = $'node\tcascade\ttime\n340100\tp\t16805' ]
}

@test "doctiming: adopt takes titles of one's own and sentences that implement, not mentions" {
	{
		printf 'id\ttag\trule\tparagraph\tsentence\tmatch\tcounted\tquoted\n'
		printf 'a\tmic2025\t1\t1\t各地深入实施《中国制造2025》，成效明显。\t中国制造2025\t1\tname\n'
		printf 'b\tmic2025\t1\t1\t为贯彻落实《中国制造2025》，制定本方案。\t中国制造2025\t1\tname\n'
		printf 'c\tmic2025\t1\t0\t关于印发《中国制造2025江苏行动纲要》的通知\t中国制造2025\t1\town\n'
		printf 'd\tmic2025\t1\t0\t《中国制造2025浙江行动纲要》解读\t中国制造2025\t1\tother\n'
		printf 'd\tmic2025\t1\t2\t根据《中国制造2025》，制定本方案。\t中国制造2025\t0\tname\n'
		printf 'f\tpilot\t1\t0\t关于开展试点的通知\t试点\t1\t\n'
	} >hits.tsv
	places --event adopt --hits hits.tsv --tag mic2025 >out
	[ "$(awk -F'\t' '$6 == "event"' out | cut -f 1,2,4,7)" = $'mic2025\tadopt\t320000\t2015-06-15\nmic2025\tadopt\t340000\t2015-06-20' ]
}

@test "doctiming: numbers: reposts bring none, prefixes of two governments stay apart, orders without a year are no sequence" {
	{
		printf 'id\tlevel\tprovince\tcity\tissued\tdocno\n'
		for i in $(seq 1 74); do
			[ $((i % 6)) -eq 0 ] && [ "$i" -ne 60 ] && [ "$i" -ne 72 ] && continue
			[ "$i" -le 70 ] || [ "$i" -eq 74 ] || continue
			printf 'a%d\tprovince\t340000\t\t2015-01-01\t皖政〔2015〕%d号\n' "$i" "$i"
		done
		printf 'r\tprovince\t340000\t\t2015-01-01\t皖政[2015]74号\n'
		printf 'x\tcity\t320000\t320100\t2016-01-01\t宁政发〔2016〕5号\n'
		printf 'y\tprovince\t640000\t\t2016-01-01\t宁政发〔2016〕9号\n'
		printf 'z\tnational\t\t\t2016-01-01\t国务院令第588号\n'
	} >numbers.tsv
	run_apart doctiming --format numbers numbers.tsv
	assert_success
	[ "$output" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' level province city prefix year held highest share estimate \
		city 320000 320100 宁政发 2016 1 5 20.0 9 province 340000 '' 皖政 2015 61 74 82.4 74 province 640000 '' 宁政发 2016 1 9 11.1 17)" ]
	run doctiming --levels province numbers.tsv
	assert_output --partial 'numbers   3 yearly sequences: 63 held of at least 88 (the highest number of each)'
}

@test "doctiming: first days agree with a sort of the documents; ten times the documents, hardly more memory" {
	awk 'BEGIN { srand(3); OFS = "\t"; print "id", "level", "province", "issued", "mic2025"
		for (i = 0; i < 20000; i++) print "x" i, "province", 10000 * int(11 + rand() * 5) , sprintf("20%02d-%02d-%02d", 12 + rand() * 8, 1 + rand() * 12, 1 + rand() * 28), int(rand() * 1.01) }' >many.tsv
	doctiming --where mic2025 --levels province --format places many.tsv | awk -F'\t' -v OFS='\t' '$6 == "event" { print $4, $7 }' | sort >got
	[ "$(wc -l <got)" -eq 5 ]
	awk -F'\t' -v OFS='\t' 'NR > 1 && $5 == 1 { print $3, $4 }' many.tsv | sort | sort -u -k1,1 | cmp - got
	for n in 1 10; do
		{ head -1 many.tsv; for _ in $(seq $n); do tail -n +2 many.tsv; done; } >$n.tsv
		/usr/bin/time -f %M -o $n.kb doctiming --where mic2025 $n.tsv >/dev/null
	done
	[ "$(cat 10.kb)" -lt "$(($(cat 1.kb) + 1000))" ]
}

@test "doctiming: wrong options and columns: status 2 and one line" {
	bad() { # MESSAGE OPTION ...
		local message=$1
		shift
		run_apart doctiming "$@" documents.tsv
		[ "$status" -eq 2 ] && [ "$stderr" = "doctiming: $message" ] && [ -z "$output" ] || { echo "$* : $status $stderr"; return 1; }
	}
	bad '--anchor-date: no day (YYYY-MM-DD): 2015-05' --anchor-date 2015-05
	bad '--from: no day (YYYY-MM-DD): x' --from x
	bad '--from is later than --to' --from 2016-01-01 --to 2015-01-01
	bad '--thresholds: give two numbers, FEW,MANY, FEW smaller, up to 100' --thresholds 50,10
	bad '--thresholds: give two numbers, FEW,MANY, FEW smaller, up to 100' --thresholds 50
	bad '--levels: neither province, city nor county: national' --levels national
	bad '--format: none of text, places, curve, types, cascade, numbers: x' --format x
	bad '--format types needs --anchor-date' --format types
	bad '--event adopt needs --hits and --tag' --event adopt --tag mic2025
	bad '--event: none of mention, adopt, sited: founded' --event founded
	bad 'none.tsv: No such file or directory' --event adopt --tag mic2025 --hits none.tsv
	printf 'id\ttag\tparagraph\n' >hits.tsv
	bad 'hits.tsv:1: no column "sentence"' --event adopt --tag mic2025 --hits hits.tsv
	bad 'documents.tsv:1: no column "x"' --where x
	printf 'id\tlevel\n' >noclock.tsv
	run_apart doctiming noclock.tsv
	[ "$stderr" = 'doctiming: noclock.tsv:1: no column "issued"' ]
	run bash -c 'doctiming --format places documents.tsv >/dev/full'
	assert_failure 2
	run bash -c 'doctiming documents.tsv >/dev/full'
	assert_failure 2
}

@test "doctiming: a joint document is an event of each of its places" {
	printf 'id\tlevel\tprovince\tissued\tmic2025\tjoint\nx\tprovince\t110000\t2015-07-01\t1\tprovince/110000// province/120000// city/130000/130100/\n' >documents.tsv
	places >out
	[ "$(awk -F'\t' 'NR > 1 && $6 == "event" { print $4, $7, $14 }' out)" = $'110000 2015-07-01 x\n120000 2015-07-01 x\n130100 2015-07-01 x' ]
}

# id, sentence, quoted: rows of a ledger
sited() {
	printf 'id\ttag\tparagraph\tsentence\tmatch\tcounted\tquoted\n'
	while IFS='|' read -r id sentence quoted; do
		printf '%s\tpilot\t1\t%s\t试点\t1\t%s\n' "$id" "$sentence" "$quoted"
	done
}

@test "doctiming: places that a higher authority names as a pilot's, by its own rule" {
	printf '%s\t%s\t%s\t%s\t%s\n' id level province city issued n national '' '' 2016-03-01 \
		p province 340000 '' 2016-05 c city 340000 340100 2015-01-01 u '' '' '' 2014-01-01 >named.tsv
	sited >ledger.tsv <<-'END'
		n|在北京、江苏省南京市和安徽省开展改革试点。|
		n|在上海市召开试点工作会议，在天津市试点的基础上推广。|
		n|学习河北省试点做法；争取在河南省开展试点；总结海南省试点经验。|
		n|在山东省开展试点|other
		n|在石家庄、保定等市开展试点；在唐山、邯郸改革中开展试点。|
		n|在吉林市、朝阳区开展试点。|
		p|将合肥市、芜湖市及南京市列为首批试点城市。|
		p|蚌埠市试点城市建设顺利，滁州市试点工作顺利。|
		c|在合肥市开展试点。|
		u|在四川省开展试点。|
	END
	doctiming --event sited --hits ledger.tsv --tag pilot --format places named.tsv | awk -F '\t' '$6 == "event" { print $2, $5, $7, $14 }' >out
	diff - out <<-'END'
		sited 北京市 2016-03-01 n
		sited 天津市 2016-03-01 n
		sited 安徽省 2016-03-01 n
		sited 石家庄市 2016-03-01 n
		sited 保定市 2016-03-01 n
		sited 吉林市 2016-03-01 n
		sited 南京市 2016-03-01 n
		sited 合肥市 2016-05-01 p
		sited 芜湖市 2016-05-01 p
		sited 蚌埠市 2016-05-01 p
	END
	run_apart doctiming --event sited named.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'doctiming: --event sited needs --hits and --tag' ]
	run_apart doctiming --event seen named.tsv
	[ "$stderr" = 'doctiming: --event: none of mention, adopt, sited: seen' ]
}
