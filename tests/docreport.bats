load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# A study folder whose documents have the counts of the sample's published table, figure by figure.
study() { # FOLDER [PRESET]
	local published=$BATS_TEST_DIRNAME/../samples/mic2025/published.tsv
	mkdir "$1"
	awk 'BEGIN { FS = OFS = "\t"; print "id", "level", "province", "error", "completeness", "genre", "topic", "pilot", "family" }
		function row(level, code, hit) { n++; print n, level, code, "", "full", "policy", 1, hit, n }
		function cell(level, code, docs, share, k, i) { k = int(docs * share / 100 + .5); for (i = 1; i <= docs; i++) row(level, code, i <= k) }
		NR > 1 && $1 != "" { cell("province", $1, $4, $5); if ($6 != "") cell("city", $1, $6, $7) }
		END { cell("national", "", 220, 51.8)
			print ++n, "province", 340000, "timeout", "", "", "", "", n; print ++n, "city", "", "robots", "", "", "", "", n
			print ++n, "city", 340000, "", "cover", "news", 0, 0, n }' "$published" >"$1/documents.tsv"
	docaggregate --by level,province --grid --where topic --focus pilot "$1/documents.tsv" >"$1/counts.tsv"
	{
		printf 'step\tlevel\tpopulation\tfocus\tshare\n'
		printf '%s\t%s\t%d\t%d\t%s\n' published province 3000 1500 50.0 published city 4000 3000 75.0 \
			families province 2884 1633 56.6 families city 3079 2272 73.8
	} >"$1/steps.tsv"
	printf '%s\t%s\n' key value title 'Topic & <pilot> "study"' title_zh '主题与试点' preset "${2:-strict}" \
		population topic focus pilot synthetic yes published_source 'A table' >"$1/study.tsv"
}
published=$BATS_TEST_DIRNAME/../samples/mic2025/published.tsv

@test "the table has the published layout: diff says nothing" {
	study s
	docreport --format tsv s >table.tsv
	diff table.tsv "$published"
	[ "$(wc -l <table.tsv)" -eq 35 ]
}

@test "the headline has share, population and interval, and says SYNTHETIC" {
	study s
	run_apart docreport s
	assert_success
	[ -z "$stderr" ]
	assert_line --index 0 'Topic & <pilot> "study"'
	assert_line --index 2 --partial 'SYNTHETIC: every page of this study was written for testing.'
	flat=$(tr '\n' ' ' <<<"$output")
	[[ $flat == *'SYNTHETIC: 56.6 % of 2,884 provincial policy documents that mention topic (reposts counted once) also mention pilot (95 % Wilson interval 54.8 to 58.4 %).'* ]]
	[[ $flat == *'SYNTHETIC: 73.8 % of 3,079 city policy documents'* ]]
	[[ $flat == *'SYNTHETIC: 51.8 % of 220 national policy documents'* ]]
	[[ $flat == *'The published reading (the plain strings anywhere, every genre, every copy) gives 50.0 % of 3,000 provincial documents and 75.0 % of 4,000 city documents.'* ]]
}

@test "sentences call the tags what the study calls them, in the language of the report" {
	study s
	printf '%s\t%s\n' population_label 'Made in China 2025' population_label_zh 中国制造2025 focus_label 'pilots' >>s/study.tsv
	flat=$(docreport s | tr '\n' ' ')
	[[ $flat == *'policy documents that mention Made in China 2025 (reposts counted once) also mention pilots ('* ]]
	flat=$(docreport --lang zh s | tr -d '\n')
	[[ $flat == *'提及“中国制造2025”的省级政策文件中'* ]]
	[[ $flat == *'同时提及“pilots”'* ]]
}

@test "real documents are not called synthetic, and the published preset counts documents" {
	study s published
	sed -i '/^synthetic/d' s/study.tsv
	run_apart docreport s
	assert_success
	refute_output --partial SYNTHETIC
	flat=$(tr '\n' ' ' <<<"$output")
	[[ $flat == *' 56.6 % of 2,884 provincial documents that mention topic also mention pilot '* ]]
	[[ $flat == *'The strict reading (guarded matches, policy documents only, one per repost family) gives 56.6 % of 2,884 provincial documents'* ]]
}

@test "columns are aligned by display width" {
	study s
	docreport s >text
	# Every row of the table: cut into places, a Chinese character taking two, the counts end in the same place.
	table=$(awk '/^Province /{on=1;next} on&&/^-+$/{lines++;next} on&&lines==1' text)
	run awk '{ s = $0; wide = 0; while (match(s, /[\344-\351][\200-\277][\200-\277]/)) { wide++; s = substr(s, RSTART + 3) }
		line = $0; sub(/ [0-9.]+ +[0-9.]+–.*/, "", line); print length(line) - wide }' <<<"$table"
	[ "${#lines[@]}" -eq 31 ]
	[ "$(sort -u <<<"$output" | wc -l)" -eq 1 ]
	grep -q '^上海市 .* 70.0   59.9–78.5           –' text
}

@test "differs nowhere, or here and there" {
	study s
	run_apart docreport --published "$published" s
	assert_success
	assert_line '123 published figures compared (A table). Differs: nowhere.'
	sed -e 's/^\(340000.*\)55.8/\155.9/' -e 's/^\(310000.*70.0\).*/\1\t3\t33.3/' -e '/^540000/d' -e 's/2884/2885/' "$published" >other.tsv
	run_apart docreport --published other.tsv s
	assert_success
	assert_line '121 published figures compared (A table). Differs in 8:'
	assert_line --regexp '^Anhui Province +provincial share +55.9 +55.8$'
	assert_line --regexp '^Shanghai Municipality +city documents +3$'
	assert_line --regexp '^Shanghai Municipality +city share +33.3$'
	assert_line --regexp '^All provincial level +provincial documents +2885 +2884$'
	assert_line --regexp '^Tibet Autonomous Region +provincial documents +9$'
	assert_line --regexp '^Tibet Autonomous Region +city share +75.0$'
}

@test "a count that is one off is found" {
	study s
	awk 'BEGIN { FS = OFS = "\t" } $1 == "city" && $2 == 110000 { next } $1 == "city" && $2 == 440000 { $3++ } { print }' s/counts.tsv >t && mv t s/counts.tsv
	docreport --published "$published" s >text
	grep -q 'Differs in 1:' text
	grep -qE '^Guangdong Province +city documents +133 +134$' text
}

@test "what was not read, and what has no place" {
	study s
	run_apart docreport s
	assert_line --regexp '^timed out +1 +0 +1 +0 +0 +0 +0$'
	assert_line --regexp '^robots|^refused by robots.txt +1 +0 +0 +1'
	assert_line --regexp '^read in part: annex of a 印发 notice missing +1 +0 +0 +1'
	assert_line --regexp '^City +Unplaced +1 +0 +0$'
	assert_line --regexp '^Provincial +2,885 +2,884 +2,884 +1,633 +56.6 +54.8–58.4 +56.6 +56.6$'
}

both() { # ENGLISH CHINESE: what stands in a page in both languages
	printf '<span class="en" lang="en">%s</span><span class="zh" lang="zh-Hans">%s</span>' "$1" "$2"
}

# A page as XML: its elements without an end are closed, its script is text.
as_xml() { # FILE
	sed -E -e 's/<(meta|input)( [^>]*)>/<\1\2\/>/g' -e '/<!DOCTYPE/d' -e 's/<script>/<script><![CDATA[/' -e 's/<\/script>/]]><\/script>/' "$1"
}

@test "the page is sound HTML, whole in itself, and every text is escaped" {
	study s
	printf 'note\t</style><script>alert(1)</script>\n' >>s/study.tsv
	docreport --format html --published "$published" s >index.html
	run xmllint --html --noout index.html
	# libxml2 knows no HTML 5 element; anything else is a fault.
	[ -z "$(grep 'error' <<<"$output" | grep -vE 'Tag (nav|section|main|header|article|figure|figcaption|template|svg|rect|path) invalid')" ]
	# It is well-formed as XML too, once the two elements without an end are closed.
	as_xml index.html | xmllint --noout -
	run grep -E '<link|<img|@import|url\(|(src|href)="[^#]' index.html
	[ "$status" -eq 1 ]
	# The only script is the page's own, which the policy names by its digest; nothing may be loaded.
	[ "$(grep -c '<script' index.html)" -eq 1 ]
	digest=$(openssl dgst -sha256 -binary "$BATS_TEST_DIRNAME/../lib/data/report.js" | base64)
	grep -qF "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src 'sha256-$digest'\"" index.html
	as_xml index.html | xmllint --xpath 'string(//script)' - | head -c -1 | cmp - "$BATS_TEST_DIRNAME/../lib/data/report.js"
	grep -q '<html lang="en">' index.html
	grep -q '<title>SYNTHETIC: Topic &amp; &lt;pilot&gt; &quot;study&quot; · 主题与试点</title>' index.html
	grep -q '&lt;/style&gt;&lt;script&gt;alert(1)' index.html
	[ "$(grep -c '<table>' index.html)" -eq "$(grep -c '<caption>' index.html)" ]
	grep -q '<td class="minor" lang="zh-Hans">安徽省</td><th scope="row" class="words" lang="en">Anhui Province</th>' index.html
	grep -q 'Differs: nowhere' index.html
	grep -q 'prefers-color-scheme: dark' index.html
	[ "$(grep -oE ' id="[^"]+"' index.html | sort | uniq -d | wc -l)" -eq 0 ]
	grep -oE 'href="#[a-z0-9]+"' index.html | cut -d '"' -f 2 >anchors
	[ -s anchors ]
	for anchor in $(cat anchors); do
		grep -q "id=\"${anchor#\#}\"" index.html || fail "no $anchor"
	done
}

@test "Chinese: every string is there, and the figures are the same" {
	study s
	awk -F '\t' 'NF != 3 || $2 == "" || $3 == "" { print FILENAME ":" NR; bad = 1 } END { exit bad }' "$BATS_TEST_DIRNAME/../lib/data/strings.tsv"
	# What is filled in is the same in both languages.
	awk -F '\t' 'function holes(s, n, a, i, out) { n = 0; out = ""; while (match(s, /\{[a-z_]+\}/)) { a[substr(s, RSTART, RLENGTH)]; s = substr(s, RSTART + RLENGTH) }
		for (i in a) out = out i; return length(out) } NR > 1 && holes($2) != holes($3) { print $1; bad = 1 } END { exit bad }' "$BATS_TEST_DIRNAME/../lib/data/strings.tsv"
	run_apart docreport --lang zh s
	assert_success
	assert_line --index 0 '主题与试点'
	assert_output --partial '合成数据（SYNTHETIC）'
	assert_line --regexp '^安徽省 +Anhui Province +260  55.8   49.7–61.7 +190  71.1   64.2–77.0$'
	docreport --lang zh --format html s | grep -q '<html lang="zh-Hans">'
	docreport --lang zh --format tsv s | cmp - <(docreport --format tsv s)
}

@test "what is wrong is said in one line" {
	study s
	study broken
	sed -i 's/\t55\.8\t/\t55,8\t/' broken/counts.tsv
	mkdir empty
	cut -f 1-6 "$published" >short.tsv
	while IFS='|' read -r arguments message; do
		# shellcheck disable=SC2086
		run_apart docreport $arguments
		[ "$status" -eq 2 ] || fail "$arguments: status $status"
		[ -z "$output" ] || fail "$arguments: output"
		[[ $stderr == "docreport: $message"* ]] || fail "$arguments: $stderr"
		[ "$(wc -l <<<"$stderr")" -le 3 ]
	done <<-'END'
		|no folder given
		s s|more than one folder given
		--format pdf s|--format: no such format: pdf (see docreport --help)
		--lang fr s|no language "fr" in
		--lang key s|no language "key" in
		empty|empty/study.tsv: No such file or directory
		broken|broken/counts.tsv:15: column "share": "55,8" is no share in per cent with one decimal
		--published short.tsv s|short.tsv:1: no column "city_share"
		--published missing.tsv s|missing.tsv: No such file or directory
		--data nowhere s|nowhere/strings.tsv: No such file or directory
		--colour s|unknown option --colour (see docreport --help)
	END
}

@test "a figure is traced to its sentences, in the reading of the preset" {
	mkdir s
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' id level error title url topic pilot a city '' '标题\t一' http://a.example/ 1 1 \
		b city '' 标题二 '' 1 0 c city timeout '' '' '' '' >s/documents.tsv
	{
		printf 'id\ttag\trule\tparagraph\toffset\tsentence\tmatch\tcounted\tby\n'
		printf '%s\t%s\t1\t%s\t0\t%s\t%s\t%s\t%s\n' a topic 0 标题一 一 1 '' a pilot 2 '考试点、试点。' 试点 0 考试点 \
			a pilot 2 '考试点、试点。' 试点 1 '' a pilot_literal 2 '字面试点。' 试点 1 '' a other 1 别的 别 1 '' b pilot 1 无关 无 1 ''
	} >s/hits.tsv
	docaggregate --by level,province --grid --where topic --focus pilot <(awk 'BEGIN { FS = OFS = "\t" } { print $0, (NR > 1 ? "" : "province") }' s/documents.tsv) >s/counts.tsv
	printf 'step\tlevel\tpopulation\tfocus\n' >s/steps.tsv
	printf '%s\t%s\n' key value title T preset strict population topic focus pilot >s/study.tsv
	run_apart docreport --trace topic,pilot s
	assert_success
	assert_output 'a  city  标题 一
  http://a.example/
    topic  title  标题【一】
    pilot  ¶2  考【试点】、试点。  (not counted: 考试点)
    pilot  ¶2  考试点、【试点】。

Documents that satisfy topic,pilot: 1. Not read, so that it cannot be said: 1.'
	printf '%s\t%s\n' population_column topic_literal focus_column pilot_literal >>s/study.tsv
	run_apart docreport --trace topic,pilot s
	assert_line '    pilot_literal  ¶2  字面【试点】。'
	refute_output --partial '考试点'
	# A year is the date's; a terminal gets bold and crossed-out matches, and nothing else does.
	mkdir t
	cp s/*.tsv t
	printf 'id\tlevel\tprovince\terror\ttitle\tissued\tpublished\ttopic\tpilot\na\tprovince\t440000\t\t标题一\t2016-05-06\t\t1\t1\nb\tprovince\t440000\t\t标题二\t\t2017-01-01\t1\t1\n' >t/documents.tsv
	run_apart docreport --trace province=440000,year=2016 t
	assert_line --index 0 'a  province  440000 广东省 (Guangdong Province)  2016-05-06  标题一'
	assert_line --partial 'year=2016: 1.'
	refute_output --partial $'\033'
	assert_equal "$(docreport --trace 'year>=2017' t | head -n 1)" 'b  province  440000 广东省 (Guangdong Province)  标题二'
	script -qec 'docreport --trace year=2016 t' /dev/null </dev/null >typed
	grep -qF $'【\033[1m试点\033[0m】' typed || grep -qF $'\033[1m标题一\033[0m' typed
	run env NO_COLOR=1 script -qec 'docreport --trace year=2016 t' /dev/null
	refute_output --partial $'\033'
	run_apart docreport --trace nothing s
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docreport: s/documents.tsv:1: no column "nothing"' ]
	rm s/hits.tsv
	run_apart docreport --trace topic s
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docreport: s/hits.tsv: No such file or directory' ]
}

# Documents whose texts try to get out of the page and out of the folder.
hostile() { # FOLDER
	mkdir "$1"
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' id level province error title url issued topic pilot family \
		a province 340000 '' '<script>alert(1)</script>' 'javascript:alert(1)' 2016-01-01 1 1 a \
		b province 340000 '' 一份副本 'https://b.example/?a="><b>&c' 2016-01-02 1 0 a \
		c province ../../x '' 标题 '' 2016-01-03 1 0 c \
		d province 340000 timeout '' '' 2016-01-04 '' '' d \
		e province 340000 '' 无关 '' 2016-01-05 0 1 e >"$1/documents.tsv"
	{
		printf 'id\ttag\trule\tparagraph\toffset\tsentence\tmatch\tcounted\tby\n'
		printf '%s\t%s\t1\t%s\t%s\t%s\t%s\t%s\t%s\n' a pilot 2 1 '考试点<i>与试点、监测试点。' 试点 0 考试点 \
			a pilot 2 7 '考试点<i>与试点、监测试点。' 试点 1 '' a pilot 2 12 '考试点<i>与试点、监测试点。' 试点 1 监测试点 \
			a topic 2 0 '考试点<i>与试点、监测试点。' 与 1 '' a topic 0 0 '<主题>' '<主题>' 1 '' >>"$1/hits.tsv"
	} >"$1/hits.tsv"
	docaggregate --by level,province --grid --where topic --focus pilot --unit family "$1/documents.tsv" >"$1/counts.tsv"
	printf 'step\tlevel\tpopulation\tfocus\n' >"$1/steps.tsv"
	printf '%s\t%s\n' key value title T preset strict population topic focus pilot condition 'topic,issued<2017' unit family >"$1/study.tsv"
}

@test "the page of a cell: documents, sentences, matches marked, cancelled ones struck through, everything escaped" {
	hostile s
	run_apart docreport --cells cells s
	assert_success
	[ -z "$output$stderr" ]
	run ls cells
	assert_output 'index.html
province-340000.html
province-_2e_2e_2f_2e_2e_2fx.html'
	page=cells/province-340000.html
	as_xml $page | xmllint --noout -
	[ "$(grep -c '<script' $page)" -eq 1 ]
	run grep -E '<link|<img|@import|url\(|href="javascript|<b>|<i>' $page
	[ "$status" -eq 1 ]
	grep -qF '<h3 lang="zh-Hans" id="d-a">&lt;script&gt;alert(1)&lt;/script&gt;</h3>' $page
	grep -qF '<code>javascript:alert(1)</code>' $page
	grep -qF '<a rel="noreferrer" href="https://b.example/?a=&quot;&gt;&lt;b&gt;&amp;c">' $page
	grep -qF '<li><span class="where">¶ 2</span> <q lang="zh-Hans">考<del class="focus">试点</del>&lt;i&gt;<mark class="topic">与</mark><mark class="focus">试点</mark>、监测<mark class="focus">试点</mark>。</q> <span class="guard">'"$(both 'not counted: ' 不计：)"'<span lang="zh-Hans">考试点</span></span> <span class="guard kept">'"$(both 'counted, because of: ' 计入，因：)"'<span lang="zh-Hans">监测试点</span></span></li>' $page
	grep -qF '<li><span class="where">'"$(both title 标题)"'</span> <q lang="zh-Hans"><mark class="topic">&lt;主题&gt;</mark></q></li>' $page
	# One family, its copy below; one that may belong here; the document of another topic isn't there.
	grep -qF "$(both 'Mention topic and pilot: 1' '同时提及“topic”与“pilot”：1 份')</h2>" $page
	grep -qF "$(both 'Not read, or not in full, so that they may belong here: 1' '未读到或未读全、可能属于此处：1 份')</h2>" $page
	[ "$(grep -c '<article' $page)" -eq 2 ]
	[ "$(grep -c '<h3' $page)" -eq 3 ]
	run grep 无关 $page
	[ "$status" -eq 1 ]
	# The page of the report leads there, where it is told to.
	docreport --format html --link cells s >index.html
	grep -qF '<td class="number"><a href="cells/province-340000.html">1</a></td>' index.html
	grep -qF '<a href="cells/province-340000.html#both">100.0</a>' index.html
	run grep -c cells/ <(docreport --format html s)
	assert_output 0
	grep -qF '<html lang="zh-Hans">' <(docreport --lang zh --cells zh s && cat zh/province-340000.html)
	# A folder that is there is left alone.
	run_apart docreport --cells cells s
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docreport: cells: File exists' ]
}

@test "years, first adopters, rules, sites, dates and digest, where the folder has them" {
	study s
	mkdir s/study
	awk 'BEGIN { FS = OFS = "\t" } { print $0, NR == 1 ? "url" : $4 == "" ? "" : "https://www." $4 ".example/a/b", NR == 1 ? "issued" : NR == 2 ? "2016-02-03" : NR == 3 ? "2019" : "2018-01-01" }' s/documents.tsv >with && mv with s/documents.tsv
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' level year population focus share low high national 2016 10 5 50.0 23.7 76.3 national 2017 0 0 '' '' '' \
		city 2016 0 0 '' '' '' national 2018 20 3 15.0 5.2 36.0 >s/years.tsv
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' event level place name date date_high lag lag_high rank rank_high id \
		mention province 340000 安徽省 2015-06-01 2015-06-30 24 53 1 1 b adopt province 340000 安徽省 2015-06-05 2015-06-05 28 28 1 2 a >s/timing.tsv
	printf '%s\t%s\t%s\t%s\n' tag pattern unless set topic '<主题>' '' narrow pilot 试点 考试点 '' >s/study/rules.tsv
	printf '%s\t%s\t%s\n' id rule counted 1 2 1 1 3 1 1 3 1 1 3 0 2 3 1 3 9 1 >s/hits.tsv
	printf '%s\t%s\t%s\t%s\t%s\n' from to share relation source 2016 2016 30 about 'A book' 2017 2018 16 above 'A book' 2018 '' 15.5 below 'A paper' 2019 '' 1 below 'A paper' >s/study/reference.tsv
	docreport s >report.txt
	grep -qE '^2016 +10 +50.0 +23.7–76.3$' report.txt
	[ "$(grep -cE '^2017 ' report.txt)" -eq 1 ] # the period; no year without documents
	grep -qE '^安徽省 +Anhui Province +1–2 +2015-06-05 +28 +2015-06-01–2015-06-30 +24–53$' report.txt
	grep -qE '^topic +narrow +<主题> +1 +0 +1$' report.txt
	grep -qE '^pilot +试点 +3 +1 +2$' report.txt
	grep -qE '^www.timeout.example +timed out +1$' report.txt
	grep -qE '^no address +read in part: annex .* +1$' report.txt
	grep -qE '^2016 +2016 +about 30.0 % +10 +50.0 +23.7–76.3 +yes$' report.txt
	grep -qE '^2017 +2018 +above 16.0 % +20 +15.0 +[0-9.–]+ +no$' report.txt
	grep -qE '^2018 +below 15.5 % +20 +15.0 +[0-9.–]+ +yes$' report.txt
	grep -qE '^2019 +below 1.0 % +0 +no documents$' report.txt
	grep -qE '^Documents issued +2016-02-03 – 2018-01-01$' report.txt
	grep -qE "^Documents, SHA-256 +$(sha256sum <s/documents.tsv | cut -c 1-64)\$" report.txt
	docreport --format html --link cells s >index.html
	[ "$(grep -c 'The chart was not drawn' index.html)" -eq 2 ]
	grep -qF '<a href="cells/province-340000.html#d-a">2015-06-05</a>' index.html
	# A level that is none, and a drawing that isn't gnuplot's.
	printf '2016\t\tmuch\tabout\tA book\n' >>s/study/reference.tsv
	run_apart docreport s
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docreport: s/study/reference.tsv:6: needs years, a share in per cent, and about, above or below' ]
	rm s/study/reference.tsv
	mkdir s/charts
	printf '<svg viewBox="0 0 9 9"><g id="gnuplot_canvas"><script>alert(1)</script></g></svg>' >s/charts/years.svg
	run_apart docreport --format html s
	[ "$status" -eq 2 ]
	[ "$stderr" = "docreport: s/charts/years.svg: not a drawing of gnuplot's" ]
}

@test "a chart marks a year without neighbours; tables by level leave out levels without documents" {
	study s
	mkdir s/charts
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' level year population focus share low high national 2016 10 5 50.0 23.7 76.3 \
		city 2014 4 1 25.0 4.6 69.9 city 2015 4 1 25.0 4.6 69.9 >s/years.tsv
	gnuplot -c "$BATS_TEST_DIRNAME/../pipelines/years.gp" s/years.tsv >s/charts/years.svg
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' choice level population focus share low high difference \
		study national 10 5 50.0 23.7 76.3 '' study province 0 0 '' '' '' '' published national 12 6 50.0 25.4 74.6 0.0 >s/sensitivity.tsv
	printf '%s\t%s\t%s\t%s\n' step level population focus published national 12 6 published province 0 0 policy national 10 5 >s/steps.tsv
	docreport --format html s >index.html
	# The one year's mark and its interval, beside its bar.
	[ "$(grep -cE "stroke='rgb\(  1,[^>]* L" index.html)" -eq 1 ]
	[ "$(grep -c "<polygon fill = 'rgb(  1," index.html)" -eq 2 ]
	docreport s >report.txt
	awk '/^From the published reading/ { on = 1 } /^Year by year|^What was not read/ { on = 0 } on' report.txt >levels
	[ "$(grep -c '^ *National$' levels)" -eq 2 ]
	[ "$(grep -cE 'Provincial|City' levels)" -eq 0 ]
	grep -qE '^The study itself +10 +50.0$' levels
}

@test "the page of an archived copy: text by paragraph, source as text, nothing of it markup; its cell leads there" {
	hostile s
	sed -i 's/^a\t/aaaaaaaaaaaaaaaaaaaa\t/' s/documents.tsv s/hits.tsv
	mkdir web
	printf '<html><script>alert(1)</script><img src=x><base href="https://evil.example/"><p>考试点</p>\n' >web/a.html
	printf 'url\nfile:///web/a.html\n' | docfetch --file-root . --store store - >fetched.tsv
	record=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "record") c = i } NR == 2 { print $c }' fetched.tsv)
	awk -v record="$record" 'BEGIN { FS = OFS = "\t" } { print $0, NR == 1 ? "record" : $1 ~ /^aaaa/ ? record : "" }' s/documents.tsv >with && mv with s/documents.tsv
	printf 'id\ttext\n%s\t%s\nz\tno\n' aaaaaaaaaaaaaaaaaaaa '<b>一</b>\n考试点<i>与试点、监测试点。尾\n三' >texts.tsv
	run_apart docreport --copies s/archived --texts texts.tsv --store store s
	assert_success
	[ -z "$output$stderr" ]
	[ "$(ls s/archived)" = aaaaaaaaaaaaaaaaaaaa.html ]
	page=s/archived/aaaaaaaaaaaaaaaaaaaa.html
	as_xml $page | xmllint --noout -
	run grep -E '<script|<link|<img|<base|<b>|<i>|url\(' $page
	[ "$status" -eq 1 ]
	grep -qF "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src 'none'" $page
	grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x&gt;' $page
	grep -qF '<p id="p2"><a class="where" href="#p2">2</a> <span lang="zh-Hans">考<del class="focus">试点</del>&lt;i&gt;<mark class="topic">与</mark><mark class="focus">试点</mark>、监测<mark class="focus">试点</mark>。尾</span></p>' $page
	docreport --cells s/cells s
	grep -qF '<a class="where" href="../archived/aaaaaaaaaaaaaaaaaaaa.html#p2">¶ 2</a>' s/cells/province-340000.html
	# An id of another's making leads no way out of the folder.
	sed -i 's/^a\{20\}\t/..\/A一\t/' s/documents.tsv s/hits.tsv texts.tsv
	docreport --copies odd --texts texts.tsv s
	[ "$(ls odd)" = _2e_2e_2f_41_e4_b8_80.html ]
	# What is asked for too much is cut; a store that isn't there is told.
	docreport --copies none --texts texts.tsv --most 0 s
	[ -z "$(ls none)" ]
	run_apart docreport --copies bad --texts texts.tsv --store nowhere s
	[ "$status" -eq 2 ]
	[[ $stderr == 'docreport: nowhere'* ]]
}

@test "CSV: a byte order mark, CRLF, the table's figures with the ends of the intervals" {
	study s
	docreport --format csv s >table.csv
	[ "$(head -c 3 table.csv | od -An -tx1 | tr -d ' ')" = efbbbf ]
	[ "$(grep -c $'\r$' table.csv)" -eq 35 ]
	tail -c +4 table.csv | tr -d '\r' | cut -d , -f 1-5,8,9 | tr , '\t' | diff - "$published"
	grep -q '^340000,安徽省,Anhui Province,260,55.8,49.7,61.7,190,71.1,64.2,77.0' table.csv
}

@test "Markdown: every table, and no text that is taken for markup" {
	study s
	printf 'note\t**a|b**_c_<i>\n' >>s/study.tsv
	docreport --format markdown --published "$published" s >report.md
	grep -qF '# Topic & <pilot>' report.md && fail 'not escaped'
	grep -qF '# Topic \& \<pilot\> "study"' report.md
	grep -qF '**SYNTHETIC: every page' report.md
	grep -qF '| 安徽省 | Anhui Province | 260 | 55.8 (49.7–61.7) | 190 | 71.1 (64.2–77.0) |' report.md
	grep -qF '| note | \*\*a\|b\*\*\_c\_\<i\> |' report.md
	# Every row of a table has as many cells as its rule.
	awk '/^\|/ { n = gsub(/[^\\]\|/, "&"); if (!want) want = n; if (n != want) { print; bad = 1 } next } { want = 0 } END { exit bad }' report.md
}

@test "LaTeX: every command of a text is escaped, and the document compiles" {
	study s
	printf 'note\t\\\\input{x} 50 %% $a_b^c~#&[h]\n' >>s/study.tsv
	docreport --format latex --published "$published" s >report.tex
	grep -qF 'note & \textbackslash{}input\{x\} 50 \% \$a\_b\textasciicircum{}c\textasciitilde{}\#\&{[}h{]} \\' report.tex
	grep -qF '安徽省 & Anhui Province & 260 & 55.8 (49.7–61.7) & 190 & 71.1 (64.2–77.0) \\' report.tex
	[ "$(grep -c '^\\begin{longtable}' report.tex)" -eq "$(grep -c '^\\end{longtable}' report.tex)" ]
	command -v xelatex >/dev/null || skip 'no xelatex'
	xelatex -interaction=nonstopmode -halt-on-error report.tex >log
	[ -s report.pdf ]
	docreport --lang zh --format latex s >bericht.tex
	xelatex -interaction=nonstopmode -halt-on-error bericht.tex >log
}

# Cells of a sheet of a workbook, read back: "A2 260" a line, strings looked up.
cells() { # WORKBOOK NUMBER
	unzip -p "$1" xl/sharedStrings.xml >strings.xml
	unzip -p "$1" "xl/worksheets/sheet$2.xml" >sheet.xml
	node -e '
		const fs = require("fs"), text = s => s.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&amp;/g, "&")
		const strings = [...fs.readFileSync("strings.xml", "utf8").matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(m => text(m[1]))
		for (const [, ref, type, v] of fs.readFileSync("sheet.xml", "utf8").matchAll(/<c r="([A-Z]+[0-9]+)"[^>]*?( t="s")?><v>([^<]*)<\/v>/g))
			console.log(ref, type ? strings[v] : "number " + Math.round(v * 10) / 10)'
}

@test "XLSX: sheets, typed cells, frozen header, codebook, the table's figures; equal bytes" {
	study s
	mkdir tmp
	TMPDIR=$PWD/tmp docreport --format xlsx --published "$published" s >report.xlsx
	[ -z "$(ls tmp)" ]
	unzip -tq report.xlsx
	for part in xl/workbook.xml xl/worksheets/sheet2.xml xl/sharedStrings.xml; do unzip -p report.xlsx $part | xmllint --noout -; done
	run bash -c 'unzip -p report.xlsx xl/workbook.xml | grep -oE "sheet name=\"[a-z]*" | cut -d \" -f 2 | paste -sd " "'
	assert_output 'report table levels steps unread unplaced settings codebook'
	cells report.xlsx 1 >said
	grep -qF 'A1 Topic & <pilot> "study"' said
	grep -q 'SYNTHETIC: 56.6 % of 2,884 provincial' said
	cells report.xlsx 2 >table
	grep -qx 'D2 number 260' table
	grep -qx 'E2 number 55.8' table
	grep -qx 'C2 Anhui Province' table
	grep -qx 'A2 340000' table
	# Every figure of the published table is there, and is a number.
	awk -F'\t' 'NR > 1 && $1 != "" { for (i = 4; i <= 7; i++) if ($i != "") print $i + 0 }' "$published" | sort >want
	grep -E '^[DEHI]([2-9]|[12][0-9]|3[0-2]) number' table | cut -d ' ' -f 3 | sort | diff - want
	grep -q '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' <(unzip -p report.xlsx xl/worksheets/sheet2.xml)
	[ "$(cells report.xlsx 8 | grep -c '^A')" -eq "$(wc -l <"$BATS_TEST_DIRNAME/../lib/data/columns.tsv")" ]
	sleep 1.1
	docreport --format xlsx --published "$published" s | cmp - report.xlsx
	TMPDIR=/nowhere run_apart docreport --format xlsx s
	[ "$status" -eq 2 ]
	[[ $stderr == 'docreport: /nowhere/shidian-'*': No such file or directory' ]]
}

@test "XLSX: LibreOffice opens it and has the same numbers" {
	command -v soffice >/dev/null || skip 'no LibreOffice'
	study s
	docreport --format xlsx s >report.xlsx
	HOME=$PWD soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1' report.xlsx >log 2>&1
	awk 'BEGIN { FS = OFS = "\t" } NR > 1 && $1 != "" { for (i = 4; i <= 7; i++) if ($i != "") $i += 0; print $1, $2, $3, $4, $5, $6, $7 }' "$published" >want
	awk 'BEGIN { FS = OFS = "\t" } NR > 1 && $1 != "" { print $1, $2, $3, $4, $5, $8 == "" || $8 == "–" ? "" : $8, $9 == "" || $9 == "–" ? "" : $9 }' report-table.csv | diff want -
}

@test "README: the lines for Python, R and sqlite3 give the figures of the report" {
	mkdir out
	study out/mic2025
	readme=$BATS_TEST_DIRNAME/../README.md
	line() { sed -n "s/^    \($1.*\)/\1/p" "$readme"; }
	for program in 'python3 -c' 'Rscript -e' 'sqlite3 out'; do [ "$(line "$program" | wc -l)" -ge 1 ]; done
	if command -v python3 >/dev/null; then [ "$(bash -c "$(line 'python3 -c')")" = 2884 ]; fi
	if command -v Rscript >/dev/null; then [ "$(bash -c "$(line 'Rscript -e')" | awk '{ printf "%.1f %.1f", 100 * $1, 100 * $2 }')" = '54.8 58.4' ]; fi # Wilson's is prop.test's
	printf 'id\ttag\trule\tparagraph\toffset\tsentence\tmatch\tcounted\tby\n1\tpilot\t1\t1\t0\t关于试点项目的意见。\t试点\t1\t\n2\tpilot\t1\t1\t0\t没有。\t没有\t1\t\n' >out/mic2025/hits.tsv
	docreport --format sqlite out/mic2025 >out/mic2025/study.sqlite
	[ "$(bash -c "$(line 'sqlite3 out')")" = 1 ]
	command -v python3 >/dev/null || skip 'no python3'
	command -v Rscript >/dev/null || skip 'no R'
}

@test "SQLite: the tables as they are in the folder, numbers as numbers, a search for 试点" {
	study s
	hostile h
	docreport --format sqlite h >study.sqlite
	[ "$(sqlite3 study.sqlite 'pragma integrity_check')" = ok ]
	run sqlite3 study.sqlite "select id, kind, text from search where text match '监测试点'"
	assert_output 'a|sentence|考试点<i>与试点、监测试点。'
	run sqlite3 study.sqlite "select id, kind from search where instr(text, '试点') or instr(text, '副本')"
	assert_output 'a|sentence
b|title'
	run sqlite3 study.sqlite "select population, typeof(population), typeof(share), state from counts where level = 'province' and province = '340000'"
	assert_output '1|integer|real|ok'
	run sqlite3 study.sqlite "select count(*), sum(counted), typeof(offset) from hits where tag = 'pilot'"
	assert_output '3|2|integer'
	run sqlite3 study.sqlite "select id from documents where error is not null and title is null"
	assert_output d
	# Asked in two ways: the same share as in the table.
	printf 'id\ttag\tparagraph\tsentence\n' >s/hits.tsv
	docreport --format sqlite s >study.sqlite
	run sqlite3 study.sqlite "select count(*), sum(pilot > 0) from documents where level = 'province' and province = '340000' and topic > 0"
	assert_output '260|145'
	docreport --format sqlite s | cmp - study.sqlite
	rm s/hits.tsv
	run_apart docreport --format sqlite s
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docreport: s/hits.tsv: No such file or directory' ]
}

@test "datapackage.json: sound JSON, every file with its digest, every column with its meaning" {
	hostile s
	awk 'BEGIN { FS = OFS = "\t" } { print $0, (NR > 1 ? 1 : "limits") }' s/documents.tsv >t
	mv t s/documents.tsv
	sed -i 's/^title.*/title\tA "quoted"\\\\ title/' s/study.tsv
	docreport --format datapackage s >s/datapackage.json
	[ "$(jq -r .title s/datapackage.json)" = 'A "quoted"\ title' ]
	jq -r '.resources[] | "\(.hash)  s/\(.path)"' s/datapackage.json | sed 's/^sha256://' | sha256sum -c --quiet
	[ "$(jq '.resources | length' s/datapackage.json)" -eq 5 ]
	for file in documents hits counts steps study; do
		diff <(jq -r ".resources[] | select(.name == \"$file\").schema.fields[].name" s/datapackage.json | paste -s) <(head -n 1 s/$file.tsv)
		[ "$(stat -c %s s/$file.tsv)" -eq "$(jq ".resources[] | select(.name == \"$file\").bytes" s/datapackage.json)" ]
	done
	run jq -r '[.resources[].schema.fields[] | select(.description == null).name] | join(" ")' s/datapackage.json
	assert_output 'topic pilot'
	run jq -r '.resources[0].schema.fields[] | select(.name == "level") | .constraints.enum | join(" ")' s/datapackage.json
	assert_output 'national province city county township'
	docreport --format tsv s >s/table.tsv
	docreport --format datapackage s | jq -e '.resources[5].name == "table"'
}

@test "CITATION.cff: the headline, digests and version, sound YAML whatever a title holds" {
	study s
	printf '%s\t%s\n' version 9.9 rules_sha256 0123 author 'A: "B" #c' >>s/study.tsv
	docreport --format cff s >CITATION.cff
	grep -qx 'cff-version: 1.2.0' CITATION.cff
	grep -qxF 'title: "Topic & <pilot> \"study\""' CITATION.cff
	grep -qxF '  - name: "A: \"B\" #c"' CITATION.cff
	grep -qx 'version: "9.9"' CITATION.cff
	grep -q '^abstract: "SYNTHETIC: 56.6 % of 2,884 provincial' CITATION.cff
	grep -qx "    value: \"sha256:$(sha256sum <s/documents.tsv | cut -c 1-64)\"" CITATION.cff
	grep -qx '    value: "sha256:0123"' CITATION.cff
	docreport --format cff s | cmp - CITATION.cff
	python3 -c 'import yaml' 2>/dev/null || skip 'no YAML reader'
	python3 -c 'import yaml, sys; y = yaml.safe_load(open("CITATION.cff")); sys.exit(y["authors"][0]["name"] != "A: \"B\" #c" or len(y["identifiers"]) != 2)'
}

@test "a full disk is told" {
	study s
	printf 'id\ttag\tparagraph\tsentence\n' >s/hits.tsv
	for format in text tsv csv html markdown latex xlsx sqlite datapackage; do
		run bash -c "docreport --format $format s >/dev/full"
		[ "$status" -eq 2 ]
		assert_output --partial 'docreport: cannot write'
	done
}

@test "equal folders give equal reports" {
	study s
	printf 'id\ttag\tparagraph\tsentence\n' >s/hits.tsv
	for format in text tsv csv html markdown latex xlsx sqlite datapackage; do
		docreport --format $format s >one
		docreport --format $format s | cmp - one
	done
	run grep "$BATS_TEST_TMPDIR" one
	[ "$status" -eq 1 ]
}
