load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	mkdir web
}

# Puts standard input where file:///HOST/PATH is looked for.
page() { # HOST/PATH
	mkdir -p "web/$(dirname "$1")"
	cat >"web/$1"
}
# Fetches addresses (without file:///) as lists of a kind, and runs doclinks on them.
links() { # KIND HOST/PATH[?QUERY] [OPTION ...]
	printf 'url\tkind\nfile:///%s\t%s\n' "$2" "$1" >lists.tsv
	docfetch --store S --file-root web lists.tsv >fetched.tsv
	run_apart doclinks --store S "${@:3}" fetched.tsv
}
# Address, kind, text, date and part of every row, without file:///
found() {
	cut -f 1,2,4,5,7 <<<"$output" | sed -n 's#^file:///##; 2,$p'
}
# Compares what was found with standard input.
expect() {
	assert_success
	[ -z "$stderr" ] || { echo "$stderr"; return 1; }
	diff <(found) -
}

# ---- families of content management systems ----

trs() { # PAGES PAGE EXTENSION
	cat <<END
<html><head><meta charset="utf-8"></head><body><div class="nav"><a href="/">首页</a> <a href="../">政务公开</a></div>
<ul class="list">
<li><a href="./201703/t20170324_1001.$3" title="关于印发智能制造试点示范实施方案的通知">关于印发智能制造试点...</a><span>2017-03-24</span></li>
<li><span>[2017-02-10]</span><a target=_blank href='/zwgk/201702/t20170210_1000.$3'>
	关于开展&nbsp;试点
	工作的意见 </a></li>
<li><a href="http://www.gov.cn/zhengce/content_5001.htm">转载</a> 2017/1/3</li>
</ul><div class="page"><script>createPageHTML($1, $2, "index", "$3");</script></div></body></html>
END
}
trs_links() { # EXTENSION
	printf 'www.a.gov.cn/zwgk/201703/t20170324_1001.%s\tpage\t关于印发智能制造试点示范实施方案的通知\t2017-03-24\t\n' "$1"
	printf 'www.a.gov.cn/zwgk/201702/t20170210_1000.%s\tpage\t关于开展 试点 工作的意见\t2017-02-10\t\n' "$1"
	printf 'http://www.gov.cn/zhengce/content_5001.htm\tpage\t转载\t2017-01-03\t\n'
}

@test "doclinks: TRS, whose script knows how many pages there are" {
	for extension in html shtml htm; do
		trs 3 0 $extension | page www.a.gov.cn/zwgk/index.$extension
		links list www.a.gov.cn/zwgk/index.$extension --depth 9
		expect < <(trs_links $extension; printf 'www.a.gov.cn/zwgk/index_1.%s\tlist\t\t\t2\n' $extension)
		trs 3 1 $extension | page www.a.gov.cn/zwgk/index_1.$extension
		links list www.a.gov.cn/zwgk/index_1.$extension --depth 9
		expect < <(trs_links $extension; printf 'www.a.gov.cn/zwgk/index_2.%s\tlist\t\t\t2\n' $extension)
		trs 3 2 $extension | page www.a.gov.cn/zwgk/index_2.$extension
		links list www.a.gov.cn/zwgk/index_2.$extension --depth 9
		expect < <(trs_links $extension)
	done
	links list www.a.gov.cn/zwgk/index.html
	expect < <(trs_links html) # no --depth, no next page
}

@test "doclinks: TRS, lists with names of their own, counted from two" {
	named() { # PAGE
		printf '<ul><li><a href="/stjgb/c1/202403/0123456789abcdef0123456789abcde%s.shtml">文</a><i>2024-03-01</i></li></ul>' "$1"
		printf "<script>window.onload=function() {createPageHTML('page_div',3, %s,'xlist','shtml',189);}</script>" "$1"
	}
	named 1 | page www.b.gov.cn/stjgb/xlist.shtml
	named 2 | page www.b.gov.cn/stjgb/xlist_2.shtml
	named 3 | page www.b.gov.cn/stjgb/xlist_3.shtml
	links list www.b.gov.cn/stjgb/xlist.shtml --depth 9
	expect <<'END'
www.b.gov.cn/stjgb/c1/202403/0123456789abcdef0123456789abcde1.shtml	page	文	2024-03-01	
www.b.gov.cn/stjgb/xlist_2.shtml	list			2
END
	links list www.b.gov.cn/stjgb/xlist_2.shtml --depth 9
	[ "$(found | tail -n 1)" = $'www.b.gov.cn/stjgb/xlist_3.shtml\tlist\t\t\t2' ]
	links list www.b.gov.cn/stjgb/xlist_3.shtml --depth 9
	[ "$(found | wc -l)" -eq 1 ]
}

@test "doclinks: TRS, older templates; a folder is page one" {
	page www.b.gov.cn/flfg/index.html <<'END'
<table><tr><td><a href="t20040301_77.htm">某某办法</a></td><td>2004-03-01</td></tr></table>
<script>var currentPage = 0; var countPage = 2 // 共多少页
</script><a href="javascript:void(0)">下一页</a>
END
	links list www.b.gov.cn/flfg/ --depth 1
	expect <<'END'
www.b.gov.cn/flfg/t20040301_77.htm	page	某某办法	2004-03-01	
www.b.gov.cn/flfg/index_1.html	list			2
END
}

@test "doclinks: jpaas, records in a script; the next group; the proxy's own answer, by its counters" {
	page www.c.gov.cn/col/col114/index.html <<'END'
<html><body><div id="1737" class="default_pgContainer"></div><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid=114&unitid=1737"></a>]]></nextgroup>
<recordset><record><![CDATA[<li><a href="/art/2017/3/24/art_114_5001.html" title="关于智能制造的通知" target="_blank">关于智能制造的通知</a><span>2017-03-24</span></li>]]></record>
<record><![CDATA[
<tr><td><a href='/art/2017/2/10/art_114_5000.html'>关于试点的意见</a></td><td>甲政发〔2017〕5号</td><td>2017-02-10</td></tr>]]></record>
</recordset></datastore></script><a href="/art/2011/1/1/art_1_1.html">联系我们</a></body></html>
END
	links list www.c.gov.cn/col/col114/index.html --depth 1
	expect <<'END'
www.c.gov.cn/art/2017/3/24/art_114_5001.html	page	关于智能制造的通知	2017-03-24	
www.c.gov.cn/art/2017/2/10/art_114_5000.html	page	关于试点的意见	2017-02-10	
www.c.gov.cn/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid=114&unitid=1737	list			2
END
	page www.c.gov.cn/module/web/jpage/dataproxy.jsp <<'END'
<?xml version='1.0' encoding='utf-8' ?>
<datastore><totalrecord>100</totalrecord><recordset>
<record><![CDATA[<li><span>2016-12-01</span><a href="../../../art/2016/12/1/art_114_4000.html">关于办法的通知</a></li>]]></record>
</recordset></datastore>
END
	links list 'www.c.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&columnid=114' --depth 1
	expect <<'END'
www.c.gov.cn/art/2016/12/1/art_114_4000.html	page	关于办法的通知	2016-12-01	
www.c.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=2&endrecord=46&perpage=15&columnid=114	list			2
END
}

@test "doclinks: jpaas, a unit as JSON with HTML in it" {
	printf '%s' '{"success":true,"code":"200","data":{"html":"<ul><li class=\"cf\"><a class=\"fl\" href=\"/zwgk/zcwj/art/2017/art_0f0f.html\" title=\"关于试点示范的通知\">关于试点…<\/a><span class=\"fr\">2017-03-24<\/span><\/li><\/ul>"}}' |
		page www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit
	links list 'www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?webId=8d&tagId=%e5%88%97&pageId=ca' --depth 1
	expect <<'END'
www.d.gov.cn/zwgk/zcwj/art/2017/art_0f0f.html	page	关于试点示范的通知	2017-03-24	
www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?webId=8d&tagId=%E5%88%97&pageId=ca&paramJson=%7B%22pageNo%22:1,%22pageSize%22:15%7D	list			2
END
	links list 'www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A30%7D&webId=8d' --depth 1
	[ "$(found | sed -n 2p)" = $'www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?paramJson=%7B%22pageNo%22:3,%22pageSize%22:30%7D&webId=8d\tlist\t\t\t2' ]
}

@test "doclinks: jpaas, a page whose blocks are brought by calls" {
	page www.d.gov.cn/zwgk/zcwj/index.html <<'END'
<html><div><script src="/script/unitbuild.js" parseType="buildstatic" url="/api-gateway/jpaas-publish-server/front/page/build/unit"
 queryData="{'webId':'8d','tagId':'右侧 内容','pageId':'ca'}"></script><a href="/art/2017/3/24/art_1_2.html">头条</a>
<script queryData="{&quot;webId&quot;:&quot;8d&quot;}" url=/api-gateway/jpaas-publish-server/front/page/build/unit></script>
<i queryData="{}">no address</i></div></html>
END
	links list www.d.gov.cn/zwgk/zcwj/index.html
	unit=www.d.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit first=paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D
	expect <<END
www.d.gov.cn/art/2017/3/24/art_1_2.html	page	头条		
$unit?webId=8d&tagId=%E5%8F%B3%E4%BE%A7%20%E5%86%85%E5%AE%B9&pageId=ca&$first	list			
$unit?webId=8d&$first	list			
END
}

@test "doclinks: gkmlpt, whose catalogue is JSON with clocks" {
	catalogue() { # ITEMS
		printf '{"classify":{"id":5,"post_count":%s},"articles":[' "$1"
		printf '{"id":9,"title":"关于&nbsp;试点的通知","url":"http://www.e.gov.cn/gkmlpt/content/0/9/post_9.html","display_publish_time":1490284800},'
		printf '{"id":8,"title":"旧文","url":"","post_url":"http:\\/\\/www.e.gov.cn\\/gkmlpt\\/content\\/0\\/8\\/post_8.html","display_publish_time":0,"created_at":"2016-12-30 08:00:00"}]}'
	}
	catalogue 201 | page www.e.gov.cn/gkmlpt/api/all/5
	links list 'www.e.gov.cn/gkmlpt/api/all/5?page=2&sid=2' --depth 9
	expect <<'END'
http://www.e.gov.cn/gkmlpt/content/0/9/post_9.html	page	关于 试点的通知	2017-03-24	
http://www.e.gov.cn/gkmlpt/content/0/8/post_8.html	page	旧文	2016-12-30	
www.e.gov.cn/gkmlpt/api/all/5?page=3&sid=2	list			2
END
	links list 'www.e.gov.cn/gkmlpt/api/all/5?page=3&sid=2' --depth 9
	[ "$(found | wc -l)" -eq 2 ] # 201 items are three pages
	links list 'www.e.gov.cn/gkmlpt/api/all/5?sid=2' --depth 9
	[ "$(found | sed -n 3p)" = $'www.e.gov.cn/gkmlpt/api/all/5?sid=2&page=2\tlist\t\t\t2' ]
}

@test "doclinks: gkmlpt, a page that a script would fill" {
	printf "<script>window._CONFIG = { SID: '755001', TREE: [{\"id\":5}] }</script><div id=app></div>" | page www.e.gov.cn/sub/gkmlpt/index
	links list www.e.gov.cn/sub/gkmlpt/index
	expect <<<$'www.e.gov.cn/sub/gkmlpt/api/all/0?page=1&sid=755001\tlist\t\t\t'
}

@test "doclinks: govcms, documents of many systems by the form of their addresses" {
	{
		printf '<ul><li><a href="/about.html">关于本站</a> 2017-03-01</li>'
		for path in 201703/t20170324_1.shtml art/2017/3/24/art_1_2.html col/art_0a1b2c.html c1/2017-03/24/content_3.shtml \
			content/post_4.html content/mpost_5.html 2017/03/24/ARTI1490000000000.shtml n1/c6/content.html \
			zwgk/201703/0123456789abcdef0123456789abcdef.shtml info/1010/7.htm 2017/03/24/8.shtml; do
			printf '<li><a href="/%s">文</a><i>2017-03-24</i></li>' $path
		done
		printf '</ul><a href="list_2.html">下一页 &gt;</a>'
	} | page www.f.gov.cn/list.html
	links list www.f.gov.cn/list.html --depth 1
	assert_success
	[ "$(found | grep -c $'\tpage\t文\t2017-03-24\t$')" -eq 11 ]
	[ "$(found | tail -n 1)" = $'www.f.gov.cn/list_2.html\tlist\t\t\t2' ]
	[ "$(found | wc -l)" -eq 12 ]
}

@test "doclinks: the State Council's library, latest documents and columns" {
	printf '%s' '{"code":200,"searchVO":{"totalpage":2,"currentPage":1,"listVO":[{"title":"关于<em>试点<\/em>的通知","url":"https://www.gov.cn/zhengce/content/2017-03/24/content_9.htm","pubtimeStr":"2017.03.24"}],"catMap":{}}}' |
		page sousuo.www.gov.cn/search-gov/data
	links list 'sousuo.www.gov.cn/search-gov/data?t=zhengcelibrary_gw&q=&p=1&n=20' --depth 5
	expect <<'END'
https://www.gov.cn/zhengce/content/2017-03/24/content_9.htm	page	关于试点的通知	2017-03-24	
sousuo.www.gov.cn/search-gov/data?t=zhengcelibrary_gw&q=&p=2&n=20	list			2
END
	printf '%s' '{"searchVO":{"totalpage":1,"catMap":{"gongwen":{"listVO":[{"title":"甲","url":"http://www.gov.cn/content_1.htm","pubtimeStr":"2017.03.24"}]},"bumenfile":{"listVO":[{"title":"乙","url":"http://www.gov.cn/content_2.htm","pubtimeStr":"2017.03.25"}]}}}}' |
		page sousuo.www.gov.cn/search-gov/data2
	links list 'sousuo.www.gov.cn/search-gov/data2?p=1' --depth 5
	expect <<'END'
http://www.gov.cn/content_1.htm	page	甲	2017-03-24	
http://www.gov.cn/content_2.htm	page	乙	2017-03-25	
END
	printf '[{"TITLE":"国务院关于试点的批复","SUB_TITLE":"","URL":"https://www.gov.cn/zhengce/content/201703/content_3.htm","DOCRELPUBTIME":"2017-03-24"}]' |
		page www.gov.cn/zhengce/zuixin/ZUIXINZHENGCE.json
	links list www.gov.cn/zhengce/zuixin/ZUIXINZHENGCE.json
	expect <<<$'https://www.gov.cn/zhengce/content/201703/content_3.htm\tpage\t国务院关于试点的批复\t2017-03-24\t'
	printf '<ul><li><h4><a href="../202404/content_4.htm"> 关于健全体系的意见 </a><span class="date"> 2024-04-22 </span></h4></li></ul>' |
		tee >(page www.gov.cn/zhengce/zuixin/home_0.htm) | page sousuo.gov.cn/column/30469/0.htm
	links list www.gov.cn/zhengce/zuixin/home_0.htm --depth 1
	expect <<'END'
www.gov.cn/zhengce/202404/content_4.htm	page	关于健全体系的意见	2024-04-22	
www.gov.cn/zhengce/zuixin/home_1.htm	list			2
END
	links list sousuo.gov.cn/column/30469/0.htm --depth 1
	[ "$(found | tail -n 1)" = $'sousuo.gov.cn/column/30469/1.htm\tlist\t\t\t2' ]
}

@test "doclinks: any list whose links have a date beside them, whatever the charset and however the date is built" {
	page www.g.gov.cn/list.asp < <(iconv -f UTF-8 -t GB18030 <<'END'
<html><head><meta charset="gb2312"><base href="/docs/"></head>
<p><a href="?act=about">关于我们</a></p>
<div><a href="show.asp?id=1#top">第一号通知</a> (2017年3月24日)</div>
<div><b>10</b><i>2017-02</i><a href="SHOW.asp?id=2">第二号通知</a></div>
<div><a href="show.asp;jsessionid=0F?id=3"><em>第三号通知</em><span>2017-01-05</span></a></div>
<div><a href="show.asp?id=4">2016年12月1日新闻</a></div>
<div><a href="mailto:a@b">邮箱</a> 2017-01-01 <a href="javascript:x()">打印</a></div>
<div><a href="show.asp?id=%31"><img></a> 2017-03-24</div>
<a href="list.asp?p=2">下页</a>
END
	)
	links list www.g.gov.cn/list.asp --depth 1
	expect <<'END'
www.g.gov.cn/docs/show.asp?id=1	page	第一号通知	2017-03-24	
www.g.gov.cn/docs/SHOW.asp?id=2	page	第二号通知	2017-02-10	
www.g.gov.cn/docs/show.asp?id=3	page	第三号通知	2017-01-05	
www.g.gov.cn/docs/list.asp?p=2	list			2
END
}

@test "doclinks: a day without its year has that of the address, if this is of the same day" {
	page www.g.gov.cn/a.html <<'END'
<ul><li><a href="t20170324_1.html">一</a><span>[03-24]</span></li><li><span>3月5日</span><a href="/art/2017/3/5/art_1_2.html">二</a></li>
<li><a href="t20170324_3.html">三</a><span>03-25</span></li><li><a href="/info/1/4.htm">四</a><i>03-24</i></li></ul>
END
	links list www.g.gov.cn/a.html
	expect <<'END'
www.g.gov.cn/t20170324_1.html	page	一	2017-03-24	
www.g.gov.cn/art/2017/3/5/art_1_2.html	page	二	2017-03-05	
www.g.gov.cn/t20170324_3.html	page	三		
www.g.gov.cn/info/1/4.htm	page	四		
END
}

@test "doclinks: every description of the suite is the one that reads a page of its kind, as --explain says" {
	item='<li><a href="/t20170324_1.html">文</a></li>'
	record='<record><![CDATA[<a href="/d/1.html">文</a>]]></record>'
	call='/front/page/build/unit'
	while IFS='|' read -r site address text; do
		printf '%s' "$text" | page "${address%%\?*}"
		links list "$address" --explain
		[[ $stderr == "doclinks: fetched.tsv:2: file:///$address: $site: 1 links"* ]] || { echo "$site: $stderr"; return 1; }
		printf '%s\n' "$site" >>used
	done <<END
gwy-library|sousuo.gov.cn/data?p=1|{"searchVO":{"listVO":[{"url":"/1.htm"}]}}
gwy-latest|www.gov.cn/a/b.json|[{"URL":"/1.htm"}]
gwy-column|www.gov.cn/a/home_0.htm|<a href="content_1.htm">文</a>
gkmlpt|a.gov.cn/gkmlpt/api/all/1?page=1|{"articles":[{"url":"/1.html"}]}
gkmlpt-page|a.gov.cn/gkmlpt/index|<script>window._CONFIG = {SID: '7'}</script>
jpaas-unit|a.gov.cn/api/jpaas-publish-server$call?a=b|{"data":{"html":"<a href='/1.html'>文</a>"}}
jpaas-proxy|a.gov.cn/module/dataproxy.jsp?startrecord=1|$record
jpaas-call|a.gov.cn/c.html|<i url="/api$call" queryData="{'a':'b'}"></i>
jpaas-records|a.gov.cn/col/col1/index.html|<script>$record</script>
trs-html|a.gov.cn/1.html|$item<script>createPageHTML(2, 0, "index", "html")</script>
trs-shtml|a.gov.cn/2.shtml|$item<script>createPageHTML(2,0,'index','shtml')</script>
trs-htm|a.gov.cn/3.htm|$item<script>createPageHTML( 2 , 0 , 'list' , 'htm' )</script>
trs-div-html|a.gov.cn/4.html|$item<script>createPageHTML('page_div',2, 1,'list','html',20)</script>
trs-div-shtml|a.gov.cn/5.shtml|$item<script>createPageHTML('paging',2,1,'list','shtml',20)</script>
trs-div-htm|a.gov.cn/6.htm|$item<script>createPageHTML('a',2,1,'list','htm',20)</script>
trs-count|a.gov.cn/7.html|$item<script>var countPage = 2</script>
govcms|a.gov.cn/8.html|$item
dated|a.gov.cn/9.html|<li><a href="/x">文</a> 2017-03-24</li>
END
	diff <(sort used) <(cut -f 1 "$BATS_TEST_DIRNAME/../lib/data/sites.tsv" | sed 1d | sort)
}

# ---- feeds and sitemaps ----

@test "doclinks: sitemaps: an index, gzip, plain text, other namespaces" {
	page www.h.gov.cn/index.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?><!-- a > b --><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>file:///www.h.gov.cn/a.xml.gz</loc><lastmod>2017-03-24T10:00:00+08:00</lastmod></sitemap></sitemapindex>
END
	links sitemap www.h.gov.cn/index.xml
	expect <<<$'www.h.gov.cn/a.xml.gz\tsitemap\t\t2017-03-24\t'
	[ "$(cut -f 6 <<<"$output" | tail -n 1)" = "$(sed -n 2p fetched.tsv | cut -f 3)" ] # parent
	gzip -n <<'END' | page www.h.gov.cn/a.xml.gz
<urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>
 http://www.h.gov.cn/a?x=1&amp;y=2 </loc><image:image><image:loc>http://www.h.gov.cn/a.png</image:loc></image:image></url>
<url><loc><![CDATA[http://WWW.h.gov.cn:80/%7eb]]></loc><lastmod>2017-03</lastmod></url><url><loc>http://www.h.gov.cn/~b</loc></url></urlset>
END
	links sitemap www.h.gov.cn/a.xml.gz
	expect <<'END'
http://www.h.gov.cn/a?x=1&y=2	page			
http://www.h.gov.cn/~b	page		2017-03	
END
	printf 'http://www.h.gov.cn/1\r\nhttps://www.h.gov.cn/2\n\nno address\n' | page www.h.gov.cn/map.txt
	links sitemap www.h.gov.cn/map.txt
	expect < <(printf '%s\tpage\t\t\t\n' http://www.h.gov.cn/1 https://www.h.gov.cn/2)
}

@test "doclinks: a site description says what is accepted of sitemaps and feeds" {
	printf 'site\tpage\tformat\taccept\nmap\t^file:///www\\\\.h\\\\.\tsitemap\t/t\\\\d{8}_\nnews\t\tfeed\t^https:\n' >sites.tsv
	printf '<urlset><url><loc>http://www.h.gov.cn/</loc></url><url><loc>http://www.h.gov.cn/t20170324_1.html</loc></url></urlset>' |
		tee >(page www.q.gov.cn/map.xml) | page www.h.gov.cn/map.xml
	links sitemap www.h.gov.cn/map.xml --sites sites.tsv
	expect <<<$'http://www.h.gov.cn/t20170324_1.html\tpage\t\t\t'
	links sitemap www.q.gov.cn/map.xml --sites sites.tsv
	[ "$(found | wc -l)" -eq 2 ]
	printf '<sitemapindex><sitemap><loc>http://www.h.gov.cn/b.xml</loc></sitemap></sitemapindex>' | page www.h.gov.cn/i.xml
	links sitemap www.h.gov.cn/i.xml --sites sites.tsv
	[ "$(found | cut -f 2)" = sitemap ]
	printf '<rss><item><link>http://a.cn/1</link></item><item><link>https://a.cn/2</link></item></rss>' | page www.h.gov.cn/rss
	links feed www.h.gov.cn/rss --sites sites.tsv
	[ "$(found | cut -f 1)" = https://a.cn/2 ]
}

@test "doclinks: an index of sitemaps inside another is told, and stays" {
	printf '<sitemapindex><sitemap><loc>http://www.h.gov.cn/b.xml</loc></sitemap></sitemapindex>' | page www.h.gov.cn/i.xml
	printf 'url\tkind\tparent\nfile:///www.h.gov.cn/i.xml\tsitemap\t00112233445566778899\n' | docfetch --store S --file-root web >fetched.tsv
	run_apart doclinks --store S fetched.tsv
	assert_success
	[ "$stderr" = 'doclinks: fetched.tsv:2: file:///www.h.gov.cn/i.xml: an index of sitemaps inside another is not followed' ]
	[ "$(sed -n 2p <<<"$output" | cut -f 1,2)" = $'file:///www.h.gov.cn/i.xml\tsitemap' ]
	[ "$(wc -l <<<"$output")" -eq 2 ]
}

@test "doclinks: RSS, RSS 1.0 and Atom with its next page" {
	page www.i.gov.cn/rss.xml <<'END'
<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>政策</title><link>http://www.i.gov.cn/</link>
<atom:link href="http://www.i.gov.cn/rss.xml" rel="self"/>
<item><title><![CDATA[关于<b>试点</b> A&B 的通知]]></title><link>http://www.i.gov.cn/1.html</link><pubDate>Fri, 24 Mar 2017 23:30:00 +0800</pubDate></item>
<item><title>二 &amp;lt;br&amp;gt; &#x4E09;</title><guid isPermaLink="true">http://www.i.gov.cn/2.html</guid><pubDate>2017-03-25 08:00</pubDate></item>
</channel></rss>
END
	links feed www.i.gov.cn/rss.xml
	expect <<'END'
http://www.i.gov.cn/1.html	page	关于试点 A&B 的通知	2017-03-24	
http://www.i.gov.cn/2.html	page	二 &lt;br&gt; 三	2017-03-25	
END
	page www.i.gov.cn/rdf.xml <<'END'
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><link>http://www.i.gov.cn/</link></channel>
<item><link>/3.html</link><title>三</title><dc:date>2017-03-26T00:00:00+08:00</dc:date></item></rdf:RDF>
END
	links list www.i.gov.cn/rdf.xml # the payload decides
	expect <<<$'www.i.gov.cn/3.html\tpage\t三\t2017-03-26\t'
	page www.i.gov.cn/atom.xml <<'END'
<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/atom2.xml"/><entry><title>四</title>
<link rel="edit" href="/edit/4"/><link href="/4.html"/><updated>2017-03-27T00:00:00Z</updated></entry></feed>
END
	links feed www.i.gov.cn/atom.xml --depth 1
	expect <<'END'
www.i.gov.cn/4.html	page	四	2017-03-27	
www.i.gov.cn/atom2.xml	feed			2
END
}

# ---- the stream ----

@test "doclinks: an address once, none that the input has; rows that stay come first; what a list says is inherited" {
	printf '<li><a href="/t20170324_1.html">一</a>2017-03-24</li><li><a href="/t20170324_1.html#x">一</a></li><li><a href="t20170324_2.html">二</a>2017-03-24</li>' |
		tee >(page www.j.gov.cn/a.html) | page www.j.gov.cn/b.html
	printf 'mine\turl\tkind\tprovince\ttitle\nA\tfile:///www.j.gov.cn/a.html\tlist\t320000\t甲\nB\tfile:///www.j.gov.cn/b.html\tlist\t330000\t乙\nC\tfile:///www.j.gov.cn/t20170324_2.html\tpage\t\t丙\n' |
		docfetch --store S --file-root web >fetched.tsv
	run_apart doclinks --store S fetched.tsv
	assert_success
	diff - <(printf '%s\n' "$output") <<'END'
mine	url	kind	province	title	id	link_text	link_date	parent	part
C	file:///www.j.gov.cn/t20170324_2.html	page		丙	3f493494d70bd0c15a42				
A	file:///www.j.gov.cn/t20170324_1.html	page	320000		f8b732598ebf77038b06	一	2017-03-24		
END
	doccheck <(printf '%s\n' "$output")
}

@test "doclinks: relative to where a redirect led" {
	printf '<li><a href="t20170324_1.html">一</a></li>' | page www.k.gov.cn/old/index.html
	printf 'url\tkind\nfile:///www.k.gov.cn/old/index.html\tlist\n' | docfetch --store S --file-root web |
		awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "final_url") c = i } NR > 1 { $c = "http://www.k.gov.cn/new/" } 1' >fetched.tsv
	run_apart doclinks --store S fetched.tsv
	assert_success
	[ "$(sed -n 2p <<<"$output" | cut -f 1)" = http://www.k.gov.cn/new/t20170324_1.html ]
}

@test "doclinks: without a column kind every row is a list; with one, only those that say so" {
	printf '<li><a href="t20170324_1.html">一</a></li>' | page www.k.gov.cn/index.html
	printf 'url\nfile:///www.k.gov.cn/index.html\n' | docfetch --store S --file-root web >fetched.tsv
	[ "$(doclinks --store S fetched.tsv | cut -f 1,3)" = $'url\tkind\nfile:///www.k.gov.cn/t20170324_1.html\tpage' ]
	printf 'url\tkind\nfile:///www.k.gov.cn/index.html\t\n' | docfetch --store S --file-root web >fetched.tsv
	[ "$(doclinks --store S fetched.tsv | cut -f 1,2)" = $'url\tkind\nfile:///www.k.gov.cn/index.html\t' ]
}

@test "doclinks: crawling to a depth, a list that fails, and the fixed point" {
	for i in 1 2 3 4 5 6; do
		printf '<li><a href="t2017032%s_1.html">文%s</a></li><a href="p%s.html">下一页</a>' $i $i $((i + 1)) | page www.l.gov.cn/p$i.html
	done
	printf 'url\tkind\nfile:///www.l.gov.cn/p1.html\tlist\nfile:///www.l.gov.cn/gone.html\tlist\n' >lists.tsv
	crawl() { # DEPTH
		cp lists.tsv sources.tsv
		for round in $(seq 20); do
			docfetch --store S --file-root web sources.tsv >fetched.tsv
			doclinks --store S --depth "$1" fetched.tsv >more.tsv 2>notes
			! cmp -s more.tsv sources.tsv || return 0
			mv more.tsv sources.tsv
		done
		return 1
	}
	crawl 3
	[ "$round" -eq 5 ]
	[ "$(cut -f 1 sources.tsv)" = "$(printf 'url\nfile:///www.l.gov.cn/gone.html\n'; printf 'file:///www.l.gov.cn/t2017032%s_1.html\n' 1 2 3 4)" ]
	[ "$(cat notes)" = 'doclinks: fetched.tsv:2: file:///www.l.gov.cn/gone.html: not-found' ]
	doccheck sources.tsv
	crawl 50 # to the end: page 7 isn't there
	[ "$(grep -c $'\tpage\t' sources.tsv)" -eq 6 ]
	[ "$(grep -c $'p7.html\tlist\t' sources.tsv)" -eq 1 ]
	doclinks --store S --depth 50 --pages fetched.tsv 2>/dev/null >pages.tsv
	[ "$(grep -c $'\tpage\t' pages.tsv)" -eq 6 ]
	run grep $'\tlist\t' pages.tsv
	assert_failure 1
	# next night: one more document; the walk ends at the first page that has nothing new
	cp sources.tsv known.tsv
	printf '<li><a href="t20170330_1.html">新</a></li><a href="p2.html">下一页</a>' | page www.l.gov.cn/p1.html
	rm -r S
	docfetch --store S --file-root web lists.tsv | doclinks --store S --depth 50 --until-known known.tsv >1.tsv 2>/dev/null
	[ "$(tail -n 1 1.tsv | cut -f 1,2)" = $'file:///www.l.gov.cn/p2.html\tlist' ]
	docfetch --store S --file-root web 1.tsv | doclinks --store S --depth 50 --until-known known.tsv >2.tsv 2>/dev/null
	[ "$(tail -n 1 2.tsv | cut -f 1,2)" = $'file:///www.l.gov.cn/t20170322_1.html\tpage' ]
}

@test "doclinks: an empty listing behind the first ends a list; a page of HTML that lists nothing is told" {
	printf '{"articles":[]}' | page www.l.gov.cn/gkmlpt/api/all/5
	printf '<datastore><recordset></recordset></datastore>' | page www.l.gov.cn/dataproxy.jsp
	printf '<script>challenge()</script>' | page www.l.gov.cn/list_2.html
	{
		printf 'url\tkind\tparent\tpart\n'
		printf 'file:///www.l.gov.cn/%s\tlist\t00112233445566778899\t2\n' 'gkmlpt/api/all/5?page=2' dataproxy.jsp?page=2 list_2.html
	} >lists.tsv
	docfetch --store S --file-root web lists.tsv >fetched.tsv
	run_apart doclinks --store S --depth 9 fetched.tsv
	assert_success
	[ "$stderr" = 'doclinks: fetched.tsv:4: file:///www.l.gov.cn/list_2.html: no-links' ]
	[ "$(sed -n '2,$p' <<<"$output" | cut -f 1)" = file:///www.l.gov.cn/list_2.html ]
	sed -i 's/\t2$/\t/' lists.tsv # the first page of a list should have something
	docfetch --store S --file-root web lists.tsv >fetched.tsv
	run_apart doclinks --store S fetched.tsv
	[ "$(wc -l <<<"$stderr")" -eq 3 ]
	[ "$(wc -l <<<"$output")" -eq 4 ]
}

@test "doclinks: one pipeline on one store: lists to documents to their text" {
	for i in 1 2 3; do
		printf '<li><a href="t2017032%s_1.html">文%s</a></li><a href="p%s.html">下一页</a>' $i $i $((i + 1)) | page www.l.gov.cn/p$i.html
		printf '<title>关于开展第%s批试点工作的通知</title><p>各市人民政府：现就开展试点工作的有关事项通知如下，请认真贯彻执行。</p>' $i | page www.l.gov.cn/t2017032${i}_1.html
	done
	printf 'url\tkind\nfile:///www.l.gov.cn/p1.html\tlist\n' >lists.tsv
	fetch() { docfetch --store S --file-root web; }
	links() { doclinks --store S --depth 2 "$@"; }
	for _ in 1 2 3 4 5; do
		rm -rf S # the programs start together: each must wait for its store and its input
		fetch <lists.tsv | links | fetch | links | fetch | links --pages | fetch | docextract --store S >documents.tsv
		[ "$(wc -l <documents.tsv)" -eq 4 ]
		[ "$(grep -c '试点工作的有关事项' documents.tsv)" -eq 3 ]
	done
	doccheck --stage extract documents.tsv
}

@test "doclinks: a list whose last page leads back to its first ends" {
	printf '<li><a href="t20170321_1.html">一</a></li><a href="b.html">下一页</a>' | page www.l.gov.cn/a.html
	printf '<li><a href="t20170322_1.html">二</a></li><a href="a.html">下一页</a>' | page www.l.gov.cn/b.html
	links list www.l.gov.cn/a.html --depth 9
	printf '%s\n' "$output" >1.tsv
	docfetch --store S --file-root web 1.tsv | doclinks --store S --depth 9 >2.tsv
	run grep $'\tlist\t' 2.tsv
	assert_failure 1
	[ "$(wc -l <2.tsv)" -eq 3 ]
}

@test "doclinks: site descriptions of one's own come first; a fault in them is told with its line" {
	printf '<div class="box"><a href="/x/1.html">一</a></div><div><a href="/t20170324_2.html">二</a></div><a class="n" href="/page/2">后</a>' | page www.m.gov.cn/index.html
	printf 'site\tpage\tformat\titems\tnext\nmine\t^file:///www\\\\.m\\\\.\thtml\tdiv.box\thref:^/page/\n' >sites.tsv
	links list www.m.gov.cn/index.html --sites sites.tsv --depth 1
	expect <<'END'
www.m.gov.cn/x/1.html	page	一		
www.m.gov.cn/page/2	list			2
END
	while IFS='|' read -r row what; do
		printf "site\tformat\titems\taccept\tnext\tper\tdated\n$row\n" >bad.tsv
		run_apart doclinks --sites bad.tsv fetched.tsv
		assert_failure 2
		[[ $stderr == "doclinks: bad.tsv:2: $what"* ]] || { echo "$stderr"; return 1; }
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
	done <<'END'
x\txhtml\t\t\t\t\t|format: one of
\thtml\t\t\t\t\t|site: must
x\thtml\tdiv[1]\t\t\t\t|items: selector "div[1]": not understood from character 4
x\thtml\tblink x\t\t\t\t|items: selector
x\thtml\t> a\t\t\t\t|items: selector
x\thtml\t\t(\t\t\t|accept: 
x\thtml\t\t\tindex.html\t\t|next: "index.html": neither
x\thtml\t\t\ttext:(\t\t|next: 
x\thtml\t\t\t\t0\t|per: 
x\thtml\t\t\t\t\tno|dated: 
x\tjson\t\t\t\t\t|link: 
x\tcall\tx\t\t\t\t|link: call needs
END
	printf 'site\nx\n' >bad.tsv
	run_apart doclinks --sites bad.tsv fetched.tsv
	assert_failure 2
	[ "$stderr" = 'doclinks: bad.tsv:1: no column "format"' ]
}

@test "doclinks: wrong usage" {
	printf 'url\tkind\trecord\nhttp://a.example/\tlist\t00001.warc.gz:0:10\n' >row.tsv
	run_apart doclinks row.tsv
	assert_failure 2
	[ "$stderr" = 'doclinks: row.tsv:2: a row with a record, but no --store' ]
	mkdir S
	run_apart doclinks --store S row.tsv
	assert_failure 2
	[[ $stderr == 'doclinks: row.tsv:2: '* ]]
	run_apart doclinks --depth x row.tsv
	assert_failure 2
	[ "$stderr" = 'doclinks: --depth x: must be a number from 0 to 100000' ]
	printf 'id\nx\n' >known.tsv
	run_apart doclinks --until-known known.tsv row.tsv
	assert_failure 2
	[ "$stderr" = 'doclinks: known.tsv:1: no column "url"' ]
	run_apart bash -c "printf 'id\nx\n' | doclinks"
	assert_failure 2
	[ "$stderr" = 'doclinks: <stdin>:1: no column "url"' ]
}

@test "doclinks: over the network: redirects, content encodings, a list that ends with an answer of not found" {
	cat >server.js <<'END'
const http = require('http'), zlib = require('zlib'), fs = require('fs');
const html = { 'Content-Type': 'text/html; charset=utf-8' };
const list = (n) => `<ul><li><a href="2017/t2017032${n}_1.html">文${n}</a> 2017-03-2${n}</li></ul><a href="index_${n + 1}.html">下一页</a>`;
http.createServer((q, r) => {
	const n = { '/zwgk/': 1, '/zwgk/index_2.html': 2 }[q.url];
	if (q.url === '/zwgk') r.writeHead(301, { Location: '/zwgk/' }).end();
	else if (n) r.writeHead(200, { ...html, 'Content-Encoding': 'gzip' }).end(zlib.gzipSync(list(n)));
	else if (q.url === '/map.xml.gz') r.writeHead(200, { 'Content-Type': 'application/gzip' }).end(zlib.gzipSync('<urlset><url><loc>/m.html</loc></url></urlset>'));
	else if (q.url.endsWith('_1.html') || q.url === '/m.html') r.writeHead(200, html).end('<p>试点</p>');
	else r.writeHead(404, html).end();
}).listen(0, '127.0.0.1', function () { fs.writeFileSync('port.new', String(this.address().port)); fs.renameSync('port.new', 'port'); });
END
	node server.js 3>&- &
	server=$!
	for _ in $(seq 100); do [ -e port ] || sleep 0.1; done
	at=http://127.0.0.1:$(cat port)
	printf 'url\tkind\n%s/zwgk\tlist\n%s/map.xml.gz\tsitemap\n' "$at" "$at" >sources.tsv
	for round in 1 2 3 4 5; do
		docfetch --store S --delay 0 --allow-private sources.tsv >fetched.tsv
		doclinks --store S --depth 9 fetched.tsv >more.tsv 2>notes
		! cmp -s more.tsv sources.tsv || break
		mv more.tsv sources.tsv
	done
	kill "$server"
	wait "$server" || true
	[ "$round" -eq 3 ]
	diff <(cut -f 1,2 sources.tsv | sed "s#$at##; 1d" | sort) - <<'END'
/m.html	page
/zwgk/2017/t20170321_1.html	page
/zwgk/2017/t20170322_1.html	page
/zwgk/index_3.html	list
END
	[ "$(cat notes)" = "doclinks: fetched.tsv:5: $at/zwgk/index_3.html: not-found" ] || { cat notes; return 1; }
}

# ---- hostile input ----

told() { # WHAT
	assert_success
	[ "$stderr" = "doclinks: fetched.tsv:2: $(sed -n 2p lists.tsv | cut -f 1): $1" ] || { echo "$stderr"; return 1; }
	[ "$(sed -n 2p <<<"$output" | cut -f 1,2)" = "$(sed -n 2p lists.tsv)" ]
	[ "$(wc -l <<<"$output")" -eq 2 ]
}

@test "doclinks: pages that can't be read are told and stay" {
	printf '<html><script>load()</script></html>' | page www.n.gov.cn/shell.html
	links list www.n.gov.cn/shell.html
	told no-links
	: | page www.n.gov.cn/empty.html
	links list www.n.gov.cn/empty.html
	told empty
	printf '{"articles":[{"url":"http://a.example/1"' | page www.n.gov.cn/gkmlpt/api/torn
	links list www.n.gov.cn/gkmlpt/api/torn
	told json
	printf '[%.0s' {1..200000} | page www.n.gov.cn/gkmlpt/api/deep
	links list www.n.gov.cn/gkmlpt/api/deep
	told json
	printf '\x1f\x8b\x08\x00torn' | page www.n.gov.cn/map.xml.gz
	links sitemap www.n.gov.cn/map.xml.gz
	told encoding
	head -c 100000000 /dev/zero | gzip -1n | page www.n.gov.cn/bomb.xml.gz
	links sitemap www.n.gov.cn/bomb.xml.gz
	told too-large
}

@test "doclinks: entities, broken markup, and addresses that lead elsewhere" {
	page www.o.gov.cn/a.xml <<'END'
<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>http://www.o.gov.cn/&b;&f;</loc></url><url><loc>javascript:alert(1)</loc></url><url><loc>http://u:p@www.o.gov.cn/</loc></url>
<url><loc>http://www.o.gov.cn/2<loc>http://www.o.gov.cn/3</url><url><loc>ftp://www.o.gov.cn/</loc></url></urlset
END
	links sitemap www.o.gov.cn/a.xml
	assert_success
	[ "$(found | head -n 1)" = $'http://www.o.gov.cn/&b;&f;\tpage\t\t\t' ]
	refute_output --regexp 'javascript|u:p@|ftp:'
	# a page of the web has no business among our files
	printf '<li><a href="file:///etc/t20170324_1.html">一</a></li><li><a href="http://[::1]/t20170324_2.html">二</a></li>' | page www.o.gov.cn/index.html
	printf 'url\tkind\nfile:///www.o.gov.cn/index.html\tlist\n' | docfetch --store S --file-root web |
		awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "final_url") c = i } NR > 1 { $c = "http://www.o.gov.cn/" } 1' >fetched.tsv
	[ "$(doclinks --store S fetched.tsv | sed -n '2,$p' | cut -f 1)" = 'http://[::1]/t20170324_2.html' ]
}

@test "doclinks: more links than a page may have" {
	seq 50001 | sed 's#.*#<a href="/t20170324_&.html">&</a>#' | page www.p.gov.cn/index.html
	links list www.p.gov.cn/index.html
	assert_success
	[ "$stderr" = 'doclinks: fetched.tsv:2: file:///www.p.gov.cn/index.html: more links than a page may have; the rest is left out' ]
	[ "$(wc -l <<<"$output")" -eq 50001 ]
}
