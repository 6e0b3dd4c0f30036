load common

setup() { cd "$BATS_TEST_TMPDIR"; }

# Fetches the pages below ./web and extracts them: page NAME is file:///NAME. All options go to docextract.
extract() { # [OPTION ...]
	[ -e sources.tsv ] || (cd web && printf 'url\n' && find . -type f | LC_ALL=C sort | sed 's|^\./|file:///|') >sources.tsv
	docfetch --store store --file-root web sources.tsv >fetched.tsv
	docextract --store store "$@" fetched.tsv >out.tsv
}
# A page of the usual kind: HEAD and BODY within html.
page() { # NAME HEAD BODY
	mkdir -p "web/site.example"
	printf '<html><head>%s</head><body>%s</body></html>' "$2" "$3" >"web/site.example/$1"
}
body='<p>各市人民政府：</p><p>现将《某某方案》印发给你们，请认真组织实施，及时报告情况。</p><p>一、加强领导，落实责任，形成合力。</p>'

@test "docextract: government metas in either order of attributes, and the header table, in order of trust" {
	page metas.html '<title>列表页_某网</title><meta name="ArticleTitle" content="某市人民政府关于开展甲试点工作的通知"><meta content="2017-03-25 10:11" name="PubDate"><meta name="ContentSource" content="某报社"><meta content="政策文件" name="ColumnName"><meta name="SiteIDCode" content="3201000001">' \
		"<table><tr><td>索 引 号：</td><td>000/2017-1</td><td>发 文 机 关：</td><td>某市人民政府</td></tr><tr><td>成文日期：</td><td>2017年3月20日</td><td>发布日期：</td><td>2017-03-24</td></tr><tr><td>发文字号：</td><td>某政发[2017]８号</td><td>标题：</td><td>另一个标题的通知</td></tr></table><div>$body</div>"
	extract
	[ "$(field metas.html title)" = 某市人民政府关于开展甲试点工作的通知 ]
	[ "$(field metas.html docno)" = 某政发〔2017〕8号 ]
	[ "$(field metas.html issuer)" = 某市人民政府 ]
	[ "$(field metas.html issued)" = 2017-03-20 ]
	[ "$(field metas.html published)" = 2017-03-25 ]
	[ "$(field metas.html site_code)" = 3201000001 ]
	[ "$(field metas.html genre)" = policy ]
	[ "$(field metas.html charset)" = utf-8 ]
	[[ $(field metas.html text) == *?* && $(field metas.html text) != *索*引*号* ]]
}

# A page on which the places from `first` on, of those that state a title and a date of publication, state one each.
trust() { # FIRST
	local n=0 place head='' body_front='' date
	for place in meta header jsonld opengraph dublin time address; do
		n=$((n + 1))
		[ "$n" -ge "$1" ] || continue
		date=2017-01-0$n
		case $place in
		meta) head+="<meta name=ArticleTitle content=关于政务标签的通知><meta name=PubDate content=$date>" ;;
		header) body_front+="<table><tr><td>索引号</td><td>1</td><td>标题</td><td>关于表头的通知</td></tr><tr><td>发文机关</td><td>某厅</td><td>发布日期</td><td>$date</td></tr></table>" ;;
		jsonld) head+="<script type=\"application/ld+json\">[{\"@type\":\"Organization\",\"name\":\"某网\"},{\"@type\":\"NewsArticle\",\"headline\":\"关于链接数据的通知\",\"articleBody\":\"<p>甲</p>\",\"datePublished\":\"${date}T08:00:00+08:00\"}]</script>" ;;
		opengraph) head+="<meta property=\"og:title\" content=关于开放图谱的通知><meta property=\"article:published_time\" content=${date}T08:00:00+08:00>" ;;
		dublin) head="<meta name=\"DC.title\" content=关于都柏林核心的通知><meta name=\"DC.date\" content=$date>$head" ;;
		time) body_front+="<nav><time datetime=2016-02-02>二月</time></nav><a href=x><time datetime=2016-03-03>三月</time></a><time datetime=$date>一月</time>" ;;
		esac
	done
	mkdir -p web/site.example/2017-01/07
	printf '<html><head>%s<title>甲</title></head><body>%s<div class=TRS_Editor>%s</div></body></html>' "$head" "$body_front" "$body" >"web/site.example/2017-01/07/$1.html"
}

@test "docextract: order of trust: government metas, header table, JSON-LD, Open Graph, Dublin Core, <time>, address" {
	for n in 1 2 3 4 5 6 7; do trust $n; done
	extract
	for n in 1 2 3 4 5 6 7; do
		[ "$(field $n.html published)" = 2017-01-0$n ] || { echo "$n: $(field $n.html published)"; return 1; }
	done
	[ "$(for n in 1 2 3 4 5; do field $n.html title; done | paste -sd' ')" = '关于政务标签的通知 关于表头的通知 关于链接数据的通知 关于开放图谱的通知 关于都柏林核心的通知' ]
}

@test "docextract: the days of addresses; months, numbers and days that don't exist or are still to come are none" {
	while read -r path want; do
		mkdir -p "web/site.example/$(dirname "$path")"
		printf '<div class=TRS_Editor>%s</div>' "$body" >"web/site.example/$path"
		printf 'file:///site.example/%s\t%s\n' "$path" "${want#-}" >>want
	done <<-'END'
		201703/t20170324_1234.html 2017-03-24
		art/2017/3/4/art_12_345.html 2017-03-04
		zc/2017-03/24/content_5.htm 2017-03-24
		20170324/a.html 2017-03-24
		2017-03-24-plan.html 2017-03-24
		201703/a.html -
		zc/20170399/a.html -
		zc/19370707/a.html -
		zc/20990101/a.html -
		zc/201703241/a.html -
		zc/id20170324/a.html -
		zc/2017/324/a.html -
	END
	extract
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["url"] "\t" $c["published"] }' out.tsv | sort | diff <(sort want) -
}

@test "docextract: dates from 1949 to the day of the fetch; issue and publication apart; none out of plans, numbers, copyrights and clocks" {
	page future.html '<meta name="PubDate" content="2099-01-01">' "<div class=TRS_Editor>$body<p>某县人民政府</p><p>2099年1月1日</p></div>"
	page old.html '<meta name="PubDate" content="1948-12-31">' "<div class=TRS_Editor>$body<p>某县人民政府</p><p>1937年7月7日</p></div>"
	page first.html '<meta name="PubDate" content="1949-10-01">' "<div class=TRS_Editor>$body</div>"
	page issued.html '<title>某县关于甲的通知</title>' "<div class=TRS_Editor>$body<p>某县人民政府</p><p>2017年3月20日</p></div>"
	page published.html '<title>某县关于甲的通知</title><meta name="PubDate" content="2017-03-24">' "<div class=TRS_Editor>$body</div>"
	page traps.html '<title>某县关于落实中国制造2025的通知</title>' "<div class=top>今天是2020年5月6日 星期三</div><div id=clock>2020-05-06 10:11:12</div><h1>某县关于落实中国制造2025的通知</h1><div class=TRS_Editor><p>某政发〔2016〕28号</p><p>各县：按照《中国制造2025》和2035年远景目标，到2030年6月30日前完成，根据某政发〔2015〕8号执行。</p><p>规划期为2016年1月至2020年12月。</p></div><p>版权所有 © 2003-2018 某县人民政府</p><p>Copyright 2019年1月1日 某县</p>"
	extract
	[ "$(field future.html published)$(field future.html issued)$(field old.html published)$(field old.html issued)" = '' ]
	[ "$(field first.html published)|$(field first.html issued)" = '1949-10-01|' ]
	[ "$(field issued.html issued)|$(field issued.html published)" = '2017-03-20|' ]
	[ "$(field published.html issued)|$(field published.html published)" = '|2017-03-24' ]
	[ "$(field traps.html issued)|$(field traps.html published)" = '|' ] || { echo "$(field traps.html issued)|$(field traps.html published)"; return 1; }
}

@test "docextract: a header in cells, in dl, in li and in p; an empty cell takes nothing from its neighbour" {
	cells='<td>发 文 字 号：</td><td></td><td>发 布 日 期：</td><td>2017年3月24日</td>'
	page cells.html '' "<h1>某县关于甲的通知</h1><table><tr><td>索引号</td><td>1</td><td>发文机关</td><td>某县人民政府</td></tr><tr>$cells</tr></table>$body"
	page dl.html '' "<h1>某县关于甲的通知</h1><dl><dt>索引号：</dt><dd>1</dd><dt>文号：</dt><dd>某政〔2017〕3号</dd><dt>发布机构：</dt><dd>某县人民政府</dd><dt>成文日期：</dt><dd>二〇一七年三月一日</dd></dl>$body"
	page li.html '' "<h1>某县关于甲的通知</h1><ul><li><b>索引号：</b>1</li><li><b>文号：</b>某政（2017）3号</li><li><b>发布机构：</b>某县人民政府</li><li><b>生成日期：</b>2017/3/1</li></ul>$body"
	page p.html '' "<h1>某县关于甲的通知</h1><p>索引号：1　文号：某政【2017】3号　发布机构：某县人民政府　成文日期：2017.03.01　发布日期：2017-03-02</p>$body"
	page above.html '' "<h1>某县关于甲的通知</h1><table><tr><th>索引号</th><th>发文机关</th><th>成文日期</th><th>文号</th></tr><tr><td>1</td><td>某县人民政府</td><td>2017-03-01</td><td>某政〔2017〕3号</td></tr></table>$body"
	extract
	[ "$(field cells.html docno)" = '' ]
	[ "$(field cells.html published)" = 2017-03-24 ]
	[ "$(field cells.html issued)" = '' ]
	[ "$(field cells.html issuer)" = 某县人民政府 ]
	for kind in dl li p above; do
		[ "$(field $kind.html docno) $(field $kind.html issuer) $(field $kind.html issued)" = '某政〔2017〕3号 某县人民政府 2017-03-01' ] || { echo $kind; return 1; }
		[[ $(field $kind.html text) == *各市人民政府：* && $(field $kind.html text) != *文号* ]] || { echo $kind; return 1; }
	done
	[ "$(field p.html published)" = 2017-03-02 ]
	[ "$(field li.html published)" = '' ]
}

@test "docextract: the last label of a table or list without a value takes none from the text" {
	page table.html '' "<table><tr><td>索引号：</td><td>1</td><td>发布日期：</td><td>2017-03-24</td></tr><tr><td>发文机关：</td><td>某县人民政府</td><td>文号：</td><td></td></tr></table><div class=TRS_Editor>$body</div>"
	page list.html '' "<ul><li>索引号：1</li><li>发文机关：某县人民政府</li><li>成文日期：</li></ul><div class=TRS_Editor>$body</div>"
	extract
	for name in table list; do
		[[ $(field $name.html text) == 各市人民政府：* ]] || { field $name.html text; return 1; }
	done
	[ "$(field table.html docno)$(field list.html issued)" = '' ]
}

@test "docextract: without any label the text tells: number line, signature, dates in Chinese numerals" {
	page text.html '<title>某市人民政府办公室关于印发甲方案的通知-某市人民政府网</title>' \
		"<div><p>某政办发〔2017〕12 号</p>$body<p>某市人民政府办公室</p><p>二○一七年三月二十四日</p><p>（此件公开发布）</p><p>甲方案</p><p>根据《乙意见》（国发〔2015〕28号）和2035年远景目标，制定本方案。</p></div>"
	extract
	[ "$(field text.html title)" = 某市人民政府办公室关于印发甲方案的通知 ]
	[ "$(field text.html docno)" = 某政办发〔2017〕12号 ]
	[ "$(field text.html issued)" = 2017-03-24 ]
	[ "$(field text.html issuer)" = 某市人民政府办公室 ]
	[ "$(field text.html published)" = '' ]
	page cited.html '<title>某局关于落实甲的意见</title>' '<div><p>根据国发〔2015〕28号，全面实施中国制造2025，到2035年形成格局。</p><p>按照《2016年3月1日会议纪要》，各单位要抓好落实，及时报告。</p></div>'
	rm -f sources.tsv
	extract
	[ "$(field cited.html docno)" = '' ]
	[ "$(field cited.html issued)" = '' ]
}

@test "docextract: titles from headings, broken ones, the title element without the site, cut ones completed" {
	name=某市人民政府办公室关于开展甲乙丙丁试点工作的通知
	page site.html '<title>某市人民政府门户网站</title>' "<p><font size=5><b>$name</b></font></p><p>2017-03-24 10:00　来源：市政府办</p>$body"
	page broken.html '<title>某市人民政府门户网站</title>' "<h1>某市人民政府办公室<br>关于开展甲乙丙丁试点工作的通知</h1>$body"
	page suffix.html "<title>$name-通知公告-某市人民政府</title>" "<div>$body</div>"
	page span.html '<title>某市2016-2020年甲规划_某市发展和改革委员会</title>' "<div>$body</div>"
	page cut.html '<title>甲</title><meta name="ArticleTitle" content="某市人民政府办公室关于开展甲乙丙…">' "<h2>$name</h2>$body"
	page quoted.html '<title>甲"乙"丙丁戊己的通知_某网</title><meta property="og:title" content="甲"乙"丙丁戊己的通知">' "<h1>甲\"乙\"丙丁戊己的通知</h1>$body"
	extract
	for kind in site broken suffix cut; do
		[ "$(field $kind.html title)" = "$name" ] || { echo "$kind: $(field $kind.html title)"; return 1; }
	done
	[ "$(field site.html published)" = 2017-03-24 ]
	[ "$(field span.html title)" = 某市2016-2020年甲规划 ]
	[ "$(field quoted.html title)" = '甲"乙"丙丁戊己的通知' ]
}

@test "docextract: navigation, breadcrumbs, share bars, related links and the foot stay out; the annex list stays" {
	page around.html '<title>某省关于乙的意见</title>' "<div class=\"nav\"><a href=\"/a\">试点专栏</a></div><div class=\"position\">当前位置：首页 &gt; 试点</div><div class=\"article-content\">$body<p>附件：<a href=\"../f/方案.pdf\">甲方案.pdf</a></p><p>上一篇：<a href=\"/b\">试点城市</a></p><p>【打印本页】【关闭窗口】</p></div><div><h4>相关链接</h4><ul><li><a href=\"/c\">试点扩大</a></li><li><a href=\"/d\">试点增加</a></li></ul></div><div class=\"footer\"><p>版权所有：某省试点办公室，网站标识码：3200000001</p></div>"
	page density.html '<title>某省关于乙的意见</title>' "<table><tr><td><a href=\"/a\">试点一</a><br><a href=\"/b\">试点二</a><br><a href=\"/c\">试点三</a></td><td>$body<p>某省人民政府</p><p>2017年3月24日</p></td></tr></table><p>友情链接：<a href=\"/x\">试点网</a></p>"
	extract
	for name in around density; do
		[[ $(field $name.html text) != *试点* ]] || { field $name.html text; return 1; }
		[[ $(field $name.html text) == *现将《某某方案》印发给你们* ]]
	done
	[[ $(field around.html text) == *'附件：甲方案.pdf' ]]
	[ "$(field around.html attachments)" = file:///site.example/f/%E6%96%B9%E6%A1%88.pdf ] || [ "$(field around.html attachments)" = file:///f/%E6%96%B9%E6%A1%88.pdf ]
	[ "$(field density.html issued)" = 2017-03-24 ]
}

@test "docextract: what stands within the text's own frame and is none of it stays out, one by one; appendices, tables and lists stay in" {
	local sign='<p>某省人民政府</p><p>2017年3月24日</p>' n=0 item
	local text='各市人民政府：\n现将《某某方案》印发给你们，请认真组织实施，及时报告情况。\n一、加强领导，落实责任，形成合力。\n某省人民政府\n2017年3月24日'
	# buttons to print and to close, font sizes, share bars, previous and next, related links, lists of files, the foot
	local out=('<p>【打印本页】 【关闭窗口】</p>' '<p><a href="javascript:print()">打印</a></p>' '<p>字体：【大 中 小】</p>' '<div class="bdsharebuttonbox">分享到：<a href="#">微信</a><a href="#">微博</a></div>'
		'<p>分享到：<a href="#">微信</a></p>' '<p>上一篇：<a href="/1.html">某市试点名单公布</a></p><p>下一篇：没有了</p>' '<div>相关链接</div><ul><li><a href="/1.html">某市试点名单公布</a></li></ul>'
		'<p><b>相关解读：</b></p><p><a href="/1.html">一图读懂某某方案</a></p>' '<p>附件下载</p><ul><li><a href="/f/1.pdf">某某方案.pdf</a></li><li><a href="/f/2.doc">表格.doc</a></li></ul>'
		'<h4>相关附件：</h4><p><a href="/f/1.pdf">1.某某方案.pdf</a></p>' '<p>扫一扫在手机打开当前页</p>' '<p>责任编辑：某人</p>' '<p>浏览次数：128</p>')
	for item in "${out[@]}"; do
		page "out$((n += 1)).html" '<title>某省关于乙的意见</title>' "<div id=\"zoom\">$body$sign$item</div>"
	done
	# what is the document's own, though it looks like that
	page annex.html '' "<div id=\"zoom\">$body$sign<p>附件：1.<a href=\"/f/1.pdf\">某某方案</a></p><p>附件2</p><p>任务分工表</p><table border=\"1\"><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>打印、分享</td></tr></table><p>（此件公开发布）</p></div>"
	page lists.html '' "<div id=\"zoom\">$body<ul><li>打印材料三份；</li><li>分享到各单位的经验；</li></ul><ol><li>第一项，</li><li>第二项。</li></ol><p>主办单位：某省商务厅</p></div>"
	extract
	for ((i = 1; i <= n; i++)); do
		[ "$(field "out$i.html" text)" = "$text" ] || { printf '%s\n' "${out[i - 1]}" && field "out$i.html" text && return 1; }
	done
	[ "$(field out9.html attachments | tr ' ' '\n' | wc -l)" -eq 2 ] # told, though not as text
	[ "$(field annex.html text)" = "$text"'\n附件：1.某某方案\n附件2\n任务分工表\n序号 任务\n1 打印、分享\n（此件公开发布）' ]
	[ "$(field lists.html text)" = '各市人民政府：\n现将《某某方案》印发给你们，请认真组织实施，及时报告情况。\n一、加强领导，落实责任，形成合力。\n打印材料三份；\n分享到各单位的经验；\n第一项，\n第二项。\n主办单位：某省商务厅' ]
}

@test "docextract: articles: captions, bylines, newsletter boxes, read-more links, headline and comments stay out, quoted posts and references stay" {
	a='The council of the town voted on Monday to try the scheme in three schools, and to report in spring.'
	b='Teachers welcomed the vote, but asked who would pay for it; the mayor said that the county would.'
	c='A second vote is due in May, after the report of the schools has been read by all members.'
	mkdir -p web/site.example
	cat >web/site.example/article.html <<-END
		<html><body><div class="page-header"><a href="/">Home</a></div><article class="tag-schools category-ads"><h1>Town tries scheme</h1>
		<div class="article-byline"><span>By A. Writer</span></div><figure><img src="a.jpg"><figcaption>The town hall, seen from the bridge in spring.</figcaption></figure>
		<div class="story"><p>$a</p><div class="NewsletterSignup"><p>Get our letter every morning, for free.</p></div><p><a href="/x">A town like ours tried it as well</a></p>
		<blockquote class="social-embed"><p>We tried it, and it worked.</p></blockquote><p>$b</p><p>Read more: other towns</p><p>$c</p>
		<p>Source: <a href="http://b.example/report">http://b.example/report</a></p><ul><li><a href="/s">The scheme, in full</a></li></ul><p>The members meet again on Friday.</p></div></article>
		<div id="comments"><p>$a I do not believe a word of this, and nor does anybody whom I know.</p><p>$b Quite so, as I said, and more than once.</p></div></body></html>
	END
	printf '<html><body><div id="a"><h1>One</h1><div class="article-body"><p>%s</p></div><p>Advertisement</p><div class="article-body"><p>%s</p></div></div><div id="b"><h1>Two</h1><div class="article-body"><p>%s</p><p>%s</p></div></div></body></html>' "$a" "$b" "$c" "$a $b" >web/site.example/stack.html
	card() { printf '<div class="card"><h3><a href="/%s">A headline of another article</a></h3><p>What that one says, in a sentence that is long enough to look like a text of its own.</p></div>' "$1"; }
	printf '<html><body><h1>One</h1><div><p>%s</p><p>%s</p><p>%s</p></div><div>%s%s%s</div></body></html>' "$a" "$b" "$c" "$(card 1)" "$(card 2)" "$(card 3)" >web/site.example/cards.html
	printf '<html><body><h1>One</h1><div><div itemprop="articleBody"><p>%s</p><p>%s</p></div><div><p>%s %s %s</p></div></div></body></html>' "$a" "$b" "$c" "$c" "$c" >web/site.example/property.html
	extract
	[ "$(field cards.html text)" = "$a\n$b\n$c" ] || { field cards.html text; return 1; }
	[ "$(field property.html text)" = "$a\n$b" ] || { field property.html text; return 1; }
	[ "$(field article.html text)" = "$a\nWe tried it, and it worked.\n$b\n$c\nSource: http://b.example/report\nThe scheme, in full\nThe members meet again on Friday." ] || { field article.html text; return 1; }
	[ "$(field stack.html text)" = "$a\n$b" ] || { field stack.html text; return 1; }
}

@test "docextract: one paragraph per block, a row of a table on one line, nothing lost behind </html>, in unclosed or nested tables, at NUL" {
	page blocks.html '' '<div class="TRS_Editor"><p>第一段，有<b>粗</b>体<span>字</span>。<p>第二段，没有结束。<br>第三行，在换行后。<div>第四，块中有<p>第五</p>第六，块尾。</div><table><tr><td>甲</td><td><p>乙</p></td><td>1</td></tr><tr><td>丙</td><td>丁</td><td>2</td></tr></table></div>'
	page pre.html '' $'<pre>第一行，预排。\n\n  第二行，也是，\n第三行。</pre>'
	page hidden.html '' "<div id=\"zoom\" style=\"display:none\"><p>第一段，由脚本显示，不可丢失。</p><p>第二段。</p></div><script>show('zoom')</script>"
	page ends.html '' '<div>第一部分，正文。</div></body></html><div>第二部分，在结尾之后。</div><p>第三部分，仍是正文，不可丢失。</html>'
	page tables.html '' '<table><tr><td><table><tr><td><p>外层一段，未关闭。<table><tr><td><p>内层一段，仍未关闭。'
	page nul.html '' "$(printf '<p>前面的文字，%s后面的文字，都在，且应当保留下来。</p>' NUL)"
	sed -i 's/NUL/\x00/' web/site.example/nul.html
	extract
	[ "$(field blocks.html text)" = '第一段，有粗体字。\n第二段，没有结束。\n第三行，在换行后。\n第四，块中有\n第五\n第六，块尾。\n甲 乙 1\n丙 丁 2' ]
	[ "$(field pre.html text)" = '第一行，预排。\n第二行，也是，\n第三行。' ]
	[ "$(field hidden.html text)" = '第一段，由脚本显示，不可丢失。\n第二段。' ]
	[ "$(field ends.html text)" = '第一部分，正文。\n第二部分，在结尾之后。\n第三部分，仍是正文，不可丢失。' ]
	[ "$(field tables.html text)" = '外层一段，未关闭。\n内层一段，仍未关闭。' ]
	[ "$(field nul.html text)" = $'前面的文字，\xEF\xBF\xBD后面的文字，都在，且应当保留下来。' ]
}

@test "docextract: scripts, styles, comments and hidden parts are no text; a lone < and a bare &nbsp are" {
	page parts.html '<style>p { content: "试点" }</style><script>var a = "<p>试点，试点。</p>";</script>' \
		"<!-- <p>试点，注释。</p> --><div>$body<script>document.write('试点');</script><p style=\"color:red; display : none\">试点，隐藏。</p><p>若 a < b 且 c&nbsp&nbspd，&amp甲&lt;乙&gt;，则执行。</p></div>"
	extract
	[[ $(field parts.html text) != *试点* ]]
	[[ $(field parts.html text) == *'若 a < b 且 c d，&甲<乙>，则执行。' ]]
}

@test "docextract: what is folded is white space, the invisible, and full-width letters and digits; nothing else" {
	page fold.html '' $'<div><p>\xE3\x80\x80　中国制造２０２５，Ａ级&nbsp;&nbsp;和\xE2\x80\x8B试&shy;点\xEF\xBB\xBF，①（甲）：“乙”〔２０１５〕。</p><p>断行的中国\n   制造，Made in\n  China。</p></div>'
	extract
	[ "$(field fold.html text)" = '中国制造2025，A级 和试点，①（甲）：“乙”〔2015〕。\n断行的中国制造，Made in China。' ]
}

@test "docextract: each charset, declared rightly, wrongly, brokenly or not at all" {
	text='<p>国务院关于积极推进改革试点工作的指导意见，各省、自治区、直辖市人民政府，认真贯彻执行。</p>'
	while read -r name encoding head; do
		mkdir -p web/site.example
		printf '<html><head>%s</head><body>%s</body></html>' "$head" "$text" | iconv -f UTF-8 -t "$encoding" >"web/site.example/$name"
	done <<-'END'
		gb.html GB2312 <meta http-equiv="Content-Type" content="text/html; charset=gb2312">
		gbk.html GBK <meta charset=gbk>
		gb18030.html GB18030
		lies.html GB18030 <meta charset="utf-8">
		lies8.html UTF-8 <meta charset="gb2312">
		latin.html GBK <meta content="text/html;charset=iso-8859-1" http-equiv=Content-Type>
		broken.html GBK <meta http-equiv="Content-Type" content="text/html; charset = 'gb2312>
		u16.html UTF-16
	END
	printf '<html><head><meta charset=gb2312></head><body><p>%s</p></body></html>' 國務院關於積極推進改革試點工作的指導意見，各省人民政府認真執行。 | iconv -f UTF-8 -t BIG5 >web/site.example/big5.html
	extract
	want=国务院关于积极推进改革试点工作的指导意见，各省、自治区、直辖市人民政府，认真贯彻执行。
	for name in gb gbk gb18030 lies lies8 latin broken u16; do
		[ "$(field $name.html text)" = "$want" ] || { echo $name; field $name.html text; return 1; }
	done
	[ "$(field big5.html text)" = 国务院关于积极推进改革试点工作的指导意见，各省人民政府认真执行。 ]
	[ "$(field big5.html charset) $(field lies.html charset) $(field lies8.html charset) $(field u16.html charset)" = 'big5-hkscs gb18030 utf-8 utf-16le' ]
}

@test "docextract: traditional pages become simplified, names of places stay; a simplified page is not touched" {
	page trad.html '<title>乾縣人民政府關於開展試點工作的通知</title>' '<div><p>乾政辦發〔2017〕3號</p><p>各鎮人民政府：現將有關事項通知如下，請認真貫徹執行，保持乾燥。</p></div>'
	page simple.html '<title>某县关于乾隆年间文物的通知</title>' '<div><p>乾隆時期的文物，由有关部门登记，后来的里程瞭望点另行通知。</p></div>'
	extract
	[ "$(field trad.html title)" = 乾县人民政府关于开展试点工作的通知 ]
	[ "$(field trad.html docno)" = 乾政办发〔2017〕3号 ]
	[[ $(field trad.html text) == *各镇人民政府：现将有关事项通知如下，请认真贯彻执行，保持干燥。 ]]
	[ "$(field simple.html text)" = 乾隆時期的文物，由有关部门登记，后来的里程瞭望点另行通知。 ]
}

@test "docextract: genres by title, then by column" {
	printf 'title\ttext\n' >rows.tsv
	while read -r title want; do printf '%s\t某文，正文。\n' "$title"; printf '%s\n' "$want" >>want; done >>rows.tsv <<-'END'
		某省关于印发《甲办法（试行）》的通知 policy
		《甲办法》政策解读 explainer
		关于公开征求《甲条例（征求意见稿）》意见的公告 draft
		某市2017年拟录用人员公示 announcement
		关于张某某等同志任职的通知 personnel
		某项目招标公告 tender
		对市十三届人大一次会议第12号建议的答复 reply
		在全市工作会议上的讲话 speech
		某市甲条例 policy
		某市召开甲工作会议 news
		甲 other
	END
	docextract rows.tsv >out.tsv
	[ "$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["genre"] }' out.tsv)" = "$(cat want)" ]
	page column.html '<meta name="ColumnName" content="工作动态"><meta name="ArticleTitle" content="甲产业迈向高端">' "<div>$body</div>"
	page policy.html '<meta name="ColumnName" content="工作动态"><meta name="ArticleTitle" content="关于甲的通知">' "<div>$body</div>"
	extract
	[ "$(field column.html genre) $(field policy.html genre)" = 'news policy' ]
}

@test "docextract: rows that bring their text: folded and mined, and what is known stays" {
	printf 'id\ttitle\tpublished\tissuer\ttext\n' >rows.tsv
	printf '%s\n' $'a1\t某市人民政府关于公布甲名单的通知\tNone\t\t某市人民政府关于公布甲名单的通知某府发〔2014〕53号各区县人民政府：经市政府同意，现予公布，试点２个。某市人民政府 2014年9月19日（此件公开发布）' \
		$'a2\t某市甲条例\t2020年5月14日\t人大常委会\t# 某市甲条例\\n2011年11月17日 某市人大常委会通过\\n2020年5月14日 某市人大常委会第一次修正\\n\\n第一条 为了甲，根据《乙法》（2015年3月1日施行），制定本条例。' \
		$'a3\t甲的通知\t2017\t乙\t　' >>rows.tsv
	run_apart docextract rows.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$(head -n 1 <<<"$output")" = $'id\ttitle\tpublished\tissuer\ttext\tcharset\tdocno\tissued\tgenre\tsite_code\tattachments\tcompleteness\tsketch\terror' ]
	[ "$(sed -n 2p <<<"$output" | cut -f 1-12,14)" = $'a1\t某市人民政府关于公布甲名单的通知\t\t某市人民政府\t某市人民政府关于公布甲名单的通知某府发〔2014〕53号各区县人民政府：经市政府同意，现予公布，试点2个。某市人民政府 2014年9月19日（此件公开发布）\t\t某府发〔2014〕53号\t2014-09-19\tpolicy\t\t\tfull\t' ]
	[ "$(sed -n 3p <<<"$output" | cut -f 3,4,8,9)" = $'2020-05-14\t人大常委会\t2020-05-14\tpolicy' ]
	docextract rows.tsv | docextract | cmp - <(docextract rows.tsv) # a second time changes nothing
	docextract --store nowhere rows.tsv | cmp - <(docextract rows.tsv)
}

@test "docextract: cover notices and cut texts are told from full ones" {
	printf 'title\ttext\n' >rows.tsv
	printf '%s\n' $'关于印发《甲方案》的通知\t各市：《甲方案》已经同意，现印发给你们，请认真执行。\\n某省人民政府\\n2017年3月1日\\n附件：甲方案.doc' \
		$'关于甲的意见\t一、加强领导，落实责任……' $'关于甲的意见\t一、加强领导，落实责任。' >>rows.tsv
	[ "$(docextract rows.tsv | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["completeness"] }' | paste -sd' ')" = 'cover partial full' ]
}

@test "docextract: numbers of orders and announcements, alone on their line under the title" {
	n=0
	while IFS='|' read -r title line want; do
		n=$((n + 1))
		page $n.html "<title>$title</title>" "<div class=TRS_Editor><p>$line</p>$body</div>"
		printf '%s\n' "$want" >>want
	done <<-'END'
		国家税务总局关于甲事项的公告|国家税务总局公告2015年第86号|国家税务总局公告2015年第86号
		某省甲办法|某省人民政府令第280号|某省人民政府令第280号
		某省乙办法|某省人民政府令 第 30 号|某省人民政府令第30号
		某局关于丙的通知|某局发【2017】１２号|某局发〔2017〕12号
	END
	extract
	for i in 1 2 3 4; do field $i.html docno; done | diff want -
}

@test "docextract: pages with nothing to read: a shell, an empty one, bytes that are no text; an error that is there passes through" {
	page shell.html '<title>某省人民政府</title><script src="app.js"></script>' '<div class="nav"><a href="/a">首页</a></div><div id="app">正在加载，请稍候。</div><noscript>请启用脚本，方可浏览本网站的全部内容。</noscript>'
	page empty.html '' '<div></div>'
	page frame.html '<script src="a.js"></script>' '<div class="TRS_Editor"></div><div class="footer">版权所有：某省人民政府，主办单位：某厅，技术支持：某公司。</div>'
	printf '\x89PNG 某某' >web/site.example/file.html
	printf '{"data": "试点"}' >web/site.example/data.json
	printf '某市关于甲的通知\n某政发〔2017〕3号\n各县：\n请执行。\n' >web/site.example/plain.txt
	page login.html '<script src="a.js"></script>' '<form><p>用户名<input name="u"></p><p>密码<input type="password" name="p"></p></form>'
	page index.html '<script src="a.js"></script>' "<div class=\"list\"><ul>$(for i in 1 2 3 4 5 6 7 8; do printf '<li><a href="/%s.html">某市人民政府关于第%s号事项的通知</a><span>2017-03-2%s</span></li>' $i $i $i; done)</ul></div>"
	items() { for i in 1 2 3 4 5 6 7 8 9; do printf '<li><a href="/%s.html">某市人民政府关于第%s号事项的通知</a><span>2017-03-2%s</span></li>' $i $i $i; done; }
	page column.html '<title>通知公告_某市</title>' "<div class=\"box\"><h2>通知公告</h2><p>本栏目发布本市各部门的通知公告，由办公室负责。</p><ul>$(items)</ul><div>共9条 <a href=\"/2.html\">下一页</a> <a href=\"/9.html\">尾页</a></div></div>"
	page notice.html '<title>某市关于甲的通知</title>' "<div class=\"box\"><h2>某市关于甲的通知</h2>$body<p>二、认真组织，逐项落实，按时报告进展情况，重大问题及时请示，确保各项任务如期完成，取得实效，并做好总结。</p><p>三、本通知自印发之日起施行，此前规定与本通知不一致的，以本通知为准，具体问题由某市人民政府办公室负责解释，各县区可以结合实际制定实施细则。</p></div><div><ul>$(items)</ul><a href=\"/2.html\">下一页</a></div>"
	head -c 4000 /dev/zero | tr '\0' '\377' >web/site.example/bytes.html
	extract
	[ "$(field shell.html error) $(field empty.html error) $(field frame.html error) $(field bytes.html error)" = 'shell-page empty shell-page charset' ]
	[ "$(field login.html error) $(field index.html error)" = 'login index-page' ]
	# a column, with a sentence above it and a bar to turn its pages; and a notice beside such a column
	[ "$(field column.html error)|$(field notice.html error)|$(field notice.html genre)" = 'index-page||policy' ]
	[ "$(field file.html error) $(field data.json error) $(field plain.txt error)" = 'media media ' ]
	[ "$(field plain.txt text)|$(field plain.txt docno)" = '某市关于甲的通知\n某政发〔2017〕3号\n各县：\n请执行。|某政发〔2017〕3号' ]
	[ "$(field shell.html title)$(field shell.html text)$(field shell.html genre)$(field shell.html completeness)" = '' ]
	printf 'id\trecord\terror\ttitle\ttext\na\t\tnot-found\t\t\nb\t\ttimeout\t甲的通知\t\n' >failed.tsv
	[ "$(docextract failed.tsv | cut -f 1-5)" = "$(cat failed.tsv)" ]
	docextract failed.tsv | doccheck --stage extract
}

@test "docextract: wrong use ends with one line and status 2" {
	printf 'id\trecord\n1\t00001.warc.gz:0:10\n' >in.tsv
	run_apart docextract in.tsv
	assert_failure 2
	[ "$stderr" = 'docextract: in.tsv:2: a row with a record, but no --store' ]
	printf 'id\turl\n1\t2\n' >in.tsv
	run_apart docextract in.tsv
	assert_failure 2
	[ "$stderr" = 'docextract: in.tsv:1: no column "record" and no column "text": nothing to read' ]
	printf 'id\trecord\n1\t00001.warc.gz:0:10\n' >in.tsv
	run_apart docextract --store nowhere in.tsv
	assert_failure 2
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	run_apart docextract missing.tsv
	assert_failure 2
	[[ $stderr == 'docextract: missing.tsv: '* ]]
}

@test "docextract: a page made to hurt is read in time and without loss" {
	mkdir -p web/site.example
	awk 'BEGIN { for (i = 0; i < 200000; i++) printf "<b>"; print "深处的文字，仍在这里，不可以丢失。" }' >web/site.example/deep.html
	awk 'BEGIN { for (i = 0; i < 300000; i++) printf "<"; print "小于号之后的文字，仍在这里。" }' >web/site.example/less.html
	awk 'BEGIN { printf "<p "; for (i = 0; i < 100000; i++) printf "a%d=\"x\" ", i; print ">属性之后的文字，仍在这里，不可以丢失。</p>" }' >web/site.example/attributes.html
	awk 'BEGIN { for (i = 0; i < 60000; i++) printf "<table><tr><td>"; print "表格深处的文字，仍在这里，不可以丢失。" }' >web/site.example/tables.html
	awk 'BEGIN { for (i = 0; i < 60000; i++) printf "<div class=\"article-body caption\">甲<h2>乙"; print "块深处的文字，仍在这里，不可以丢失。" }' >web/site.example/divs.html
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<!-- "; print "注释之后的文字。" }' >web/site.example/comments.html
	awk 'BEGIN { printf "<title>"; for (i = 0; i < 100000; i++) printf "甲_"; print "网</title><p>很长的标题之后，文字仍在这里。" }' >web/site.example/title.html
	awk 'BEGIN { print "<p>附件之前的文字，仍在这里。"; for (i = 0; i < 60000; i++) printf "<a href=%d.pdf>甲</a>", i }' >web/site.example/files.html
	SECONDS=0
	extract
	[ "$SECONDS" -lt 20 ]
	[ "$(field deep.html text)" = 深处的文字，仍在这里，不可以丢失。 ]
	[[ $(field less.html text) == *小于号之后的文字，仍在这里。 ]]
	[ "$(field attributes.html text)" = 属性之后的文字，仍在这里，不可以丢失。 ]
	[[ $(field divs.html text) == *块深处的文字，仍在这里，不可以丢失。 ]]
	[ "$(field title.html text)" = 很长的标题之后，文字仍在这里。 ]
	[ "$(field files.html attachments | wc -w)" -eq 60000 ]
	[ "$(field tables.html text)" = 表格深处的文字，仍在这里，不可以丢失。 ]
}

@test "docextract: --explain: for each column the place of its value, then what else was offered, by whom, and why it lost" {
	page why.html '<meta charset=gb2312><meta name="ArticleTitle" content="某县关于甲的通知"><meta name="PubDate" content="2017-03-24"><meta property="og:title" content="某县关于甲的通知"><meta name="SiteIDCode" content="网站"><title>甲乙丙丁戊己_某县</title>' \
		"<div class=nav><a href=x>首页</a></div><table><tr><td>索引号</td><td>1</td><td>发布日期</td><td>2017-03-25</td></tr><tr><td>发文字号</td><td>暂无</td><td>成文日期</td><td>1937-07-07</td></tr></table><div class=\"TRS_Editor\" id=a>$body<p>某县人民政府</p><p>2017年3月20日</p></div><div class=\"article-content\">短</div><p>发布时间：2099-01-01</p>"
	extract 2>/dev/null
	run_apart docextract --store store --explain fetched.tsv
	assert_success
	[ "$output" = "$(cat out.tsv)" ]
	id=$(field why.html id)
	while IFS='|' read -r line; do
		grep -qxF "$id"$'\t'"${line//|/$'\t'}" <<<"$stderr" || { echo "not there: $line"; echo "$stderr"; return 1; }
	done <<-'END'
		title|某县关于甲的通知|ArticleTitle|taken
		title|某县关于甲的通知|og:title|agrees
		title|甲乙丙丁戊己|title element|outranked
		published|2017-03-24|PubDate|taken
		published|2017-03-25|header 发布日期|outranked
		published|2099-01-01|line 发布时间|later than it was fetched
		issued|2017-03-20|signature|taken
		issued|1937-07-07|header 成文日期|no date since 1949
		docno|暂无|header 发文字号|no document number
		issuer|某县人民政府|signature|taken
		site_code|网站|SiteIDCode|no code
		genre|policy|ending 通知|taken
		charset|utf-8|bytes|taken
		charset|gb2312|page|the bytes speak against it
		completeness|full|nothing says that it is not whole|taken
	END
	grep -qP "^$id\ttext\t[0-9]+ characters in #a\.TRS_Editor\tTRS WCM\ttaken$" <<<"$stderr"
	grep -qP "^$id\ttext\t1 characters in \.article-content\t[^\t]+\tless text$" <<<"$stderr"
	# the winner is the first of its column, and the columns stand together
	[ "$(cut -f 2 <<<"$stderr" | uniq | sort | uniq -d)" = '' ]
	[ "$(awk -F'\t' '$2 != last { last = $2; if ($5 == "taken") n++ } $5 == "taken" { taken++ } END { print n - taken }' <<<"$stderr")" -eq 0 ]
}

@test "docextract: real charset files and pages go through; which are shells is known" {
	need_shared
	(cd "$SHARED" && printf 'url\n' && printf 'file:///%s\n' pages/*.html charset/*) >sources.tsv
	docfetch --store store --file-root "$SHARED" sources.tsv >fetched.tsv
	docextract --store store fetched.tsv >out.tsv
	doccheck --stage extract out.tsv
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		{ n++; name = $c["url"]; sub(/.*\//, "", name); want = name; sub(/__.*/, "", want) }
		$c["error"] != "" { print name, $c["error"] > "errors"; next }
		$c["url"] ~ /charset/ { all++; right += (want == "GB2312" && $c["charset"] == "gb18030") || (want == "Big5" && $c["charset"] == "big5-hkscs") || (want == "EUC-TW" && $c["charset"] == "euc-tw") }
		END { print n, all, right }' out.tsv >figures
	read -r n all right <figures
	printf '# %s real pages and feeds: charset right in %s of %s; without text: %s\n' "$n" "$right" "$all" "$(paste -sd, errors)" >&3
	[ "$right" -eq "$all" ]
	# four lists of links and a menu: nothing else is on these pages
	[ "$(sort errors)" = 'GB2312___mozilla_bug171813_text.html empty
GNE__test_list_page_163_2.html index-page
GNE__test_list_page_netease_forum_1.html index-page
Gerapy__samples_list_hrfund_announcement.html index-page
Gerapy__samples_list_rtfund_xxpl.html index-page' ]
}

# What a row of a database export (title, text) is dated to: issued and published.
dated() { # TITLE TEXT
	printf 'id\ttitle\ttext\na\t%s\t%s\n' "$1" "$2" | docextract | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["issued"] "|" $c["published"] }'
}

@test "no year is read out of 中国制造2025" {
	run dated '某市落实《中国制造2025》的实施意见' '为落实中国制造2025，制定本意见。中国制造2025年度计划另行印发。'
	assert_output '|'
	run dated '中国制造2025某省行动纲要' '中国制造２０２５和“中国制造”2025-12-01版。'
	assert_output '|'
}
@test "no year is read out of a target year" {
	run dated '某省2035年远景目标纲要' '到2035年12月，基本实现现代化；2030年前碳达峰。'
	assert_output '|'
}
@test "no year is read out of a document number" {
	run dated '关于落实国发〔2015〕28号的意见' '根据国发〔2015〕28号和某政发2016-5号，制定本意见。'
	assert_output '|'
}
@test "no year is read out of a quoted title" {
	run dated '关于印发《某市2017年3月1日会议纪要》的通知' '现印发《某市2017年3月1日会议纪要》。《2018年5月工作要点》另行印发。'
	assert_output '|'
}
