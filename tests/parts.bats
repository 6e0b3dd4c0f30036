load common
load interrupt

# Documents that are spread over several files: annexes, and articles of several pages. All pages are synthetic.
setup() {
	cd "$BATS_TEST_TMPDIR"
	mkdir -p web/www.ah.gov.cn/f
}
page() { # NAME TITLE BODY
	printf '<html><head><title>%s</title></head><body>%s</body></html>' "$2" "$3" >"web/www.ah.gov.cn/$1"
}
# A notice with two annexes, one a Word document, one a plain text.
notice() {
	page notice.html 安徽省人民政府关于印发甲方案的通知 '<div class=TRS_Editor><p>皖政〔2017〕8号</p><p>各县：现将《甲方案》印发给你们，请认真执行。</p><p>安徽省人民政府</p><p>2017年3月24日</p><p>附件：<a href="f/a.docx">甲方案.docx</a>，<a href="f/b.txt">说明.txt</a></p></div>'
	word_file 甲方案：落实《中国制造2025》，开展试点。 >web/www.ah.gov.cn/f/a.docx
	printf '说明：中国制造2025试点的范围。\n第二行，说明。\n' >web/www.ah.gov.cn/f/b.txt
}
# An opinion on three pages, with the links under them that TRS WCM makes.
article() {
	local n
	for n in 1 2 3; do
		page "t20180502_7$([ $n = 1 ] || printf _$((n - 1))).html" 安徽省人民政府关于乙的意见 "<div class=TRS_Editor><p>$(sed -n ${n}p <<<'各市：为了乙，提出如下意见，请认真执行，及时报告情况。
一、开展试点，落实《中国制造2025》，明确责任，推进工作。
二、加强督查，推进工作，落实责任，及时报告。</p><p>安徽省人民政府</p><p>2018年5月2日')</p></div>$(pager $n)"
	done
}
pager() { # NUMBER
	local n
	printf '<div class=pages>'
	for n in 1 2 3; do [ $n = "$1" ] || printf '<a href="t20180502_7%s.html">%s</a>' "$([ $n = 1 ] || printf _$((n - 1)))" $n; done
	[ "$1" = 3 ] || printf '<a href="t20180502_7_%s.html">下一页</a>' "$1"
	printf '</div><a href="t20180502_8.html">下一篇</a>'
}
# A ZIP file whose one member, word/document.xml, holds a paragraph.
word_file() { # TEXT
	printf '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>' "$1" |
		zip_of word/document.xml /dev/stdin
}
# sources.tsv of the pages named; fetches, lists the parts, fetches them: parts.tsv.
fetch_parts() { # NAME ...
	printf 'url\n' >sources.tsv
	printf 'file:///www.ah.gov.cn/%s\n' "$@" >>sources.tsv
	docfetch --store S --file-root web sources.tsv >pages.tsv
	doclinks --store S --attachments pages.tsv >links.tsv
	docfetch --store S --file-root web links.tsv >parts.tsv
}
# Some columns of a stream, without its header.
columns() { # COLUMNS FILE
	awk -F'\t' -v list="$1" 'NR == 1 { n = split(list, want, " "); for (i = 1; i <= NF; i++) c[$i] = i; next }
		{ for (i = 1; i <= n; i++) printf "%s%s", $c[want[i]], i < n ? "|" : "\n" }' "$2"
}

@test "parts: doclinks --attachments puts a document's files and further pages behind it, with parent and part, and again changes nothing" {
	command -v node >/dev/null || skip 'no node on this machine'
	notice
	article
	fetch_parts notice.html t20180502_7.html
	root=$(columns id pages.tsv | head -n 1) other=$(columns id pages.tsv | tail -n 1)
	[ "$(columns 'url kind parent part' links.tsv)" = "file:///www.ah.gov.cn/notice.html|||
file:///www.ah.gov.cn/f/a.docx|attachment|$root|1001
file:///www.ah.gov.cn/f/b.txt|attachment|$root|1002
file:///www.ah.gov.cn/t20180502_7.html|||
file:///www.ah.gov.cn/t20180502_7_1.html|page|$other|2
file:///www.ah.gov.cn/t20180502_7_2.html|page|$other|3" ]
	doclinks --store S --attachments parts.tsv | cmp links.tsv -
	doccheck --stage fetch parts.tsv
}

@test "parts: docextract --attachments joins them: text at the parent, completeness full, the part's row stays with error=part" {
	command -v node >/dev/null || skip 'no node on this machine'
	notice
	article
	fetch_parts notice.html t20180502_7.html
	docextract --store S --attachments parts.tsv >out.tsv
	doccheck --stage extract out.tsv
	[ "$(columns 'error completeness text issued title' out.tsv)" = '|full|皖政〔2017〕8号\n各县：现将《甲方案》印发给你们，请认真执行。\n安徽省人民政府\n2017年3月24日\n附件：甲方案.docx，说明.txt\n甲方案：落实《中国制造2025》，开展试点。\n说明：中国制造2025试点的范围。\n第二行，说明。|2017-03-24|安徽省人民政府关于印发甲方案的通知
part||||
part||||
|full|各市：为了乙，提出如下意见，请认真执行，及时报告情况。\n一、开展试点，落实《中国制造2025》，明确责任，推进工作。\n二、加强督查，推进工作，落实责任，及时报告。\n安徽省人民政府\n2018年5月2日|2018-05-02|安徽省人民政府关于乙的意见
part||||
part||||' ] || { columns 'error completeness text issued title' out.tsv; return 1; }
	# the sketch is that of the whole text; a part has none
	awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } { print $c["id"], $c["error"], $c["text"] }' out.tsv >whole.tsv
	[ "$(columns 'id sketch' out.tsv)" = "$(docextract whole.tsv | columns 'id sketch' /dev/stdin)" ]
	# without the option each is a document of its own, and the parents are known not to be whole
	[ "$(docextract --store S parts.tsv | columns 'completeness' /dev/stdin | paste -sd' ')" = 'cover full full partial partial partial' ]
}

@test "parts: one that can't be read keeps its error, and the parent stays cover or becomes partial" {
	page notice.html 安徽省人民政府关于印发甲方案的通知 '<div class=TRS_Editor><p>各县：现将《甲方案》印发给你们，请认真执行。</p><p>安徽省人民政府</p><p>2017年3月24日</p><p>附件：<a href="f/gone.pdf">甲方案.pdf</a>，<a href="f/b.txt">说明.txt</a></p></div>'
	page long.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>各市：为了乙，提出如下意见，请认真执行，及时报告情况。</p><p>附件：<a href="f/pack.rar">表</a></p></div>'
	printf '说明：中国制造2025试点的范围。\n' >web/www.ah.gov.cn/f/b.txt
	printf 'Rar!xxxx' >web/www.ah.gov.cn/f/pack.rar
	fetch_parts notice.html long.html
	docextract --store S --attachments parts.tsv >out.tsv
	[ "$(columns 'url error completeness' out.tsv)" = 'file:///www.ah.gov.cn/notice.html||cover
file:///www.ah.gov.cn/f/gone.pdf|not-found|
file:///www.ah.gov.cn/f/b.txt|part|
file:///www.ah.gov.cn/long.html||partial
file:///www.ah.gov.cn/f/pack.rar|media|' ]
	[[ $(columns text out.tsv | head -n 1) == *'说明：中国制造2025试点的范围。' ]]
}

@test "parts: a page that only names a file is partial, and full with it" {
	page file.html 安徽省人民政府关于甲的意见 '<h1>安徽省人民政府关于甲的意见</h1><div class=TRS_Editor><p><a href="f/b.txt">安徽省人民政府关于甲的意见.txt</a></p></div>'
	page text.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>各市：为了乙，提出如下意见，请认真执行，及时报告情况。</p><p><a href="f/c.txt">附表.txt</a></p></div>'
	printf '一、加强领导，开展试点。\n' >web/www.ah.gov.cn/f/b.txt
	printf '附表，一。\n' >web/www.ah.gov.cn/f/c.txt
	fetch_parts file.html text.html
	[ "$(docextract --store S pages.tsv | columns completeness /dev/stdin | paste -sd' ')" = 'partial full' ]
	docextract --store S --attachments parts.tsv >out.tsv
	[ "$(columns 'error completeness' out.tsv | paste -sd' ')" = '|full part| |full part|' ]
	[ "$(columns text out.tsv | head -n 1)" = '安徽省人民政府关于甲的意见.txt\n一、加强领导，开展试点。' ]
}

@test "parts: in a stream of exported texts too; strays, and parts of what wasn't read, are documents of their own; order and equal bytes" {
	printf 'id\tkind\tparent\tpart\terror\ttitle\ttext\n' >in.tsv
	printf '%s\n' $'a1\t\t\t\t\t关于甲的意见\t一、加强领导。' $'b2\tattachment\ta1\t1001\t\t\t附件一，试点。' $'c3\t\t\t\ttimeout\t\t' \
		$'d4\tattachment\tc3\t1001\t\t\t附件，没有主件。' $'e5\tattachment\ta1\t1002\t\t\t附件二，走失了。' $'f6\tlist\t\t\t\t\t列表一。' $'g7\tlist\tf6\t2\t\t\t列表二。' >>in.tsv
	run_apart docextract --attachments in.tsv
	assert_success
	[ "$stderr" = "docextract: parts that don't stand behind their page and are documents of their own: 1" ]
	printf '%s\n' "$output" >out.tsv
	[ "$(columns 'id error completeness text' out.tsv)" = 'a1||full|一、加强领导。\n附件一，试点。
b2|part||
c3|timeout||
d4||full|附件，没有主件。
e5||full|附件二，走失了。
f6||full|列表一。
g7||full|列表二。' ] || { columns 'id error completeness text' out.tsv; return 1; }
	docextract --attachments in.tsv 2>/dev/null | cmp out.tsv -
	docextract in.tsv | columns text /dev/stdin | grep -qxF 附件一，试点。
}

@test "parts: a joined text has a cap; memory is that of one document" {
	{
		printf 'id\tkind\tparent\tpart\ttext\n'
		printf 'a1\t\t\t\t主件，正文。\n'
		for i in 1 2 3; do
			printf 'b%s\tattachment\ta1\t100%s\t' $i $i
			yes '附件的一个段落，有一些文字。' | head -n 220000 | tr '\n' ' '
			printf '\n'
		done
	} >in.tsv
	docextract --attachments in.tsv >out.tsv
	[ "$(columns 'id error completeness' out.tsv)" = 'a1||partial
b1|part|
b2|part|
b3|too-large|' ] || { columns 'id error completeness' out.tsv; return 1; }
	# the same again, four documents: no more memory than one takes
	{ cat in.tsv; for n in 2 3 4; do tail -n +2 in.tsv | sed "s/^\([ab][0-9]*\)/\1-$n/; s/\ta1\t/\ta1-$n\t/"; done; } >many.tsv
	one=$(command time -f %M docextract --attachments in.tsv 2>&1 >/dev/null)
	many=$(command time -f %M docextract --attachments many.tsv 2>&1 >/dev/null)
	[ "$(grep -c __asan_init "$BIN/docextract")" -gt 0 ] || # whose freed memory is kept for a while
		[ "$many" -lt "$((one * 3 / 2))" ] || { echo "$one KiB for one, $many KiB for four"; return 1; }
	{
		printf 'id\tkind\tparent\tpart\ttext\na1\t\t\t\t主件，正文。\n'
		awk 'BEGIN { for (i = 1; i <= 2001; i++) printf "b%d\tattachment\ta1\t%d\t附件。\n", i, i }'
		printf 'c1\t\t\t\t另一文件。\n'
	} >in.tsv
	docextract --attachments in.tsv >out.tsv
	[ "$(columns 'error' out.tsv | sort | uniq -c | awk '{ print $1, $2 }' | paste -sd,)" = '2 ,1999 part,2 too-many' ]
	[ "$(columns 'id' out.tsv | sed -n '1p;2p;2002p;2003p' | paste -sd' ')" = 'a1 b1 b2001 c1' ]
}

@test "parts: an address stands once: a file that two documents name belongs to the first, one that is a source itself stays one" {
	page a.html 安徽省人民政府关于甲的意见 '<div class=TRS_Editor><p>各市：为了甲，提出如下意见，请认真执行，及时报告情况。</p><p>附件：<a href="f/b.txt">一</a>，<a href="f/c.txt">二</a></p></div>'
	page b.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>各市：为了乙，提出如下意见，请认真执行，及时报告情况。</p><p>附件：<a href="f/b.txt">一</a>，<a href="f/d.txt">三</a></p></div>'
	for n in b c d; do printf '附件%s，正文。\n' $n >web/www.ah.gov.cn/f/$n.txt; done
	fetch_parts f/d.txt a.html b.html
	[ "$(columns 'url part' links.tsv | sed 's/.*gov.cn.//')" = 'f/d.txt|
a.html|
f/b.txt|1001
f/c.txt|1002
b.html|' ] || { columns 'url part' links.tsv; return 1; }
	printf 'url\nfile:///www.ah.gov.cn/a.html\nfile:///www.ah.gov.cn/f/c.txt\n' | docfetch --store S --file-root web >pages.tsv
	run_apart doclinks --store S --attachments pages.tsv
	assert_success
	[[ $stderr == *'f/c.txt: a part of a document in front of it, and listed there' ]]
	[ "$(cut -f 1 <<<"$output" | sort | uniq -d)" = '' ]
}

@test "parts: pages that only name the next one are fetched one by one, up to so many rounds; then it is told" {
	page t1.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>各市：为了乙，提出如下意见，请认真执行，及时报告情况。</p></div><a href=t1_1.html>下一页</a>'
	page t1_1.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>一、开展试点，落实责任，推进工作，及时报告情况。</p></div><a href=t1_2.html>下一页</a>'
	page t1_2.html 安徽省人民政府关于乙的意见 '<div class=TRS_Editor><p>二、加强督查，落实责任，推进工作，及时报告情况。</p></div>'
	printf 'url\nfile:///www.ah.gov.cn/t1.html\n' | docfetch --store S --file-root web >pages.tsv
	export FETCH='docfetch --store S --file-root web' LINKS='doclinks --store S --attachments'
	run_apart "$BATS_TEST_DIRNAME/../pipelines/parts.sh" pages.tsv out.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$(docextract --store S --attachments out.tsv | columns 'error completeness part' /dev/stdin | paste -sd' ')" = '|full| part||2 part||3' ]
	run_apart "$BATS_TEST_DIRNAME/../pipelines/parts.sh" pages.tsv out.tsv 1
	assert_success
	[ "$stderr" = 'parts: documents name further parts after 1 rounds: those are not fetched' ]
	[ "$(docextract --store S --attachments out.tsv | columns 'error completeness part' /dev/stdin | paste -sd' ')" = '|partial| part||2' ]
}

# A study of the notice and the article, made in ./out.
study() { # OUT [make's words ...]
	local folder=$1
	shift
	mkdir -p study
	[ -e study/rules.tsv ] || cp "$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv" study
	printf 'TITLE = Parts\nPOPULATION = mic2025\nFOCUS = pilot\nFILE_ROOT = %s\nATTACHMENTS = yes\n' "$PWD/web" >study/study.mk
	printf 'url\nfile:///www.ah.gov.cn/notice.html\nfile:///www.ah.gov.cn/t20180502_7.html\n' >study/sources.new
	cmp -s study/sources.new study/sources.tsv || cp study/sources.new study/sources.tsv
	make -s -f "$BATS_TEST_DIRNAME/../pipelines/report.mk" BIN="$BIN" STUDY=study OUT="$folder" "$@"
}

@test "parts: a study with ATTACHMENTS = yes counts each document once, with the matches of its annex and pages; twice makes nothing; -j1 and -j4 alike" {
	command -v node >/dev/null || skip 'no node on this machine'
	notice
	article
	study out report >printed
	[ "$(awk -F'\t' '$1 == "province" && $2 == 340000 { print $3, $4, $9, $10, $11, $12 }' out/counts.tsv)" = '2 2 100.0 2 2 ok' ] || { grep -P 'province\t' out/counts.tsv; return 1; }
	grep -q '100.0 % of 2 provincial' out/report.txt
	[ "$(columns 'url error mic2025 pilot' out/documents.tsv | sed 's/.*gov.cn.//' | sort)" = 'f/a.docx|part||
f/b.txt|part||
notice.html||2|2
t20180502_7.html||1|1
t20180502_7_1.html|part||
t20180502_7_2.html|part||' ]
	grep -qxP 'documents\t2' out/study.tsv
	find out -type f ! -name '*.tmp' -printf '%P %i %T@\n' | sort >before
	study out report >/dev/null
	find out -type f ! -name '*.tmp' -printf '%P %i %T@\n' | sort | diff before -
	for how in '-j1 SHARDS=1' '-j4 SHARDS=16' '-j4 SHARDS=300'; do
		rm -rf again
		mkdir again
		cp -a out/store out/commands out/pages.tsv out/fetched.tsv again
		study again $how report >/dev/null
		for file in documents.tsv hits.tsv counts.tsv table.tsv study.tsv report.txt; do cmp out/$file again/$file; done
	done
}

@test "parts: a study with ATTACHMENTS = yes, killed at random moments, gives the same results" {
	command -v node >/dev/null || skip 'no node on this machine'
	notice
	article
	RANDOM=5
	from=$(date +%s%N)
	study whole report >/dev/null
	took=$((($(date +%s%N) - from) / 1000000))
	killed=0
	for ((round = 1; killed < 5 && round <= 30; round++)); do
		rm -rf out
		after=$((RANDOM * took / 32768))
		kill_make_after "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))" study out report || continue
		killed=$((killed + 1))
		study out report >/dev/null
		for file in documents hits counts table study; do
			cmp <(cut_times whole/$file.tsv) <(cut_times out/$file.tsv) || { echo "round $round, after $after ms: $file"; return 1; }
		done
		[ "$(find out -name '*.tmp*' | wc -l)" -eq 0 ] || { find out -name '*.tmp*'; return 1; }
	done
	[ "$killed" -eq 5 ]
}
# A stream without when and where its pages were fetched.
cut_times() { # FILE
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) drop[i] = $i ~ /^(fetched|record|first_seen|last_seen)$/ }
		{ for (i = 1; i <= NF; i++) if (!drop[i]) printf "%s\t", $i; print "" }' "$1"
}
