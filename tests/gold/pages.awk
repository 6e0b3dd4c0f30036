# Writes the gold set: each document of texts.awk in each layout, as government sites and their systems wrap a text, and what is true of it.
# usage: awk -v out=FOLDER -f texts.awk -f pages.awk     writes FOLDER/web/ID.html (UTF-8), FOLDER/gold.tsv and FOLDER/gb (the pages to be in GB 18030)
# The layouts' markup is ours; the names of elements are those of the systems.

BEGIN {
	OFS = "\t"
	texts()
	layouts = 20
	print "id", "title", "docno", "issuer", "issued", "published", "genre", "text" > (out "/gold.tsv")
	for (l = 1; l <= layouts; l++)
		for (k = 1; k <= documents; k++) write_page(l, k)
}
function write_page(l, k,    id, file, text, i, p) {
	id = sprintf("%x%02d-%02d", (l * 5 + k * 3) % 16, l, k)
	file = out "/web/" id ".html"
	printf "%s", page(l, k) > file
	close(file)
	if (l == 5 || l == 9) print id ".html" > (out "/gb")
	for (i = 1; i <= paragraphs[k]; i++) {
		p = paragraph[k, i]
		sub(/^[@#]/, "", p)
		gsub(/\|/, " ", p)
		gsub(/　/, " ", p)
		text = text (i > 1 ? "\\n" : "") p
	}
	printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id, title[k], docno[k], issuer[k], issued[k], published[k], genre[k], text > (out "/gold.tsv")
}
function day(d) { split(d, ymd, "-"); return ymd[1] "年" (ymd[2] + 0) "月" (ymd[3] + 0) "日" }
function meta(n, v) { return "<meta name=\"" n "\" content=\"" v "\">\n" }
function metas(k) {
	return meta("SiteName", "青禾市人民政府") meta("SiteIDCode", "5100000000") meta("ColumnName", column[k]) meta("ColumnType", column[k]) \
		meta("ArticleTitle", title[k]) meta("PubDate", published[k] " 09:12") meta("ContentSource", source[k])
}
function rows(k, i,    s, cells, n, j) {
	n = split(substr(paragraph[k, i], 2), cells, "|")
	s = "<tr>"
	for (j = 1; j <= n; j++) s = s "<td><p>" cells[j] "</p></td>"
	return s "</tr>\n"
}
# The paragraphs, each between `a` and `z`.
function body(k, a, z,    i, p, s, table) {
	for (i = 1; i <= paragraphs[k]; i++) {
		p = paragraph[k, i]
		if (p ~ /^@/ && !table) { s = s "<table border=\"1\">\n"; table = 1 }
		if (p !~ /^@/ && table) { s = s "</table>\n"; table = 0 }
		if (p ~ /^@/) s = s rows(k, i)
		else if (p ~ /^#/) s = s a "<a href=\"./P0" i ".doc\">" substr(p, 2) "</a>" z
		else s = s a p z
	}
	return s (table ? "</table>\n" : "")
}
function nav() { return "<div class=\"header\"><div id=\"clock\">今天是2026年11月24日 星期二</div><ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/zw/\">政务公开</a></li><li><a href=\"/sd/\">改革试点专栏</a></li></ul></div>\n" }
function crumbs(k) { return "<div class=\"location\">您现在的位置：<a href=\"/\">首页</a> &gt;&gt; <a href=\"/zw/\">政务公开</a> &gt;&gt; " column[k] "</div>\n" }
function info(k) { return "<div class=\"xxly\">发布时间：" published[k] " 09:12　来源：" source[k] "　浏览次数：<span id=\"hits\">128</span>　字体：【大 中 小】</div>\n" }
function table_head(k, spaced) {
	return "<table class=\"xxgk\"><tr><td>索" (spaced ? " 引 " : "引") "号：</td><td>000014349/2017-00032</td><td>" (spaced ? "发 布 日 期" : "发布日期") "：</td><td>" published[k] "</td></tr>\n<tr><td>" (spaced ? "发 文 机 关" : "发文机关") "：</td><td>" known(issuer[k]) "</td><td>" (spaced ? "成 文 日 期" : "成文日期") "：</td><td>" (issued[k] == "*" ? "" : day(issued[k])) "</td></tr>\n<tr><td>" (spaced ? "标　　　题" : "标题") "：</td><td>" title[k] "</td><td>" (spaced ? "文　　　号" : "文号") "：</td><td>" docno[k] "</td></tr></table>\n"
}
function known(v) { return v == "*" ? "" : v }
function related(n,    i, s) {
	for (i = 1; i <= n; i++) s = s "<li><a href=\"/a" i ".html\">青禾市第" i "批改革试点名单公布，涉及多个县区</a><span>2023-0" i "-11</span></li>\n"
	return s
}
function tail_links() { return "<div class=\"fy\"><p>上一篇：<a href=\"/1.html\">我市召开试点工作座谈会，部署下一步工作</a></p><p>下一篇：<a href=\"/2.html\">云岭县出台试点配套政策</a></p></div>\n" }
function bar() { return "<div class=\"dyfx\">【<a href=\"javascript:print()\">打印本页</a>】【<a href=\"javascript:close()\">关闭窗口</a>】<p>扫一扫在手机打开当前页</p></div>\n" }
function foot() { return "<div class=\"footer\"><p>版权所有：青禾市人民政府　主办：青禾市人民政府办公室　承办：青禾市大数据中心</p><p>网站标识码：5100000000　川ICP备00000000号-1　川公网安备 00000000000000号　2008年1月1日起开通</p></div>\n" }
function head(k, m, extra) { return "<!DOCTYPE html>\n<html>\n<head>\n<!-- SYNTHETIC -->\n" extra "<title>" title[k] "_" column[k] "_青禾市人民政府</title>\n" (m ? metas(k) : "") "</head>\n<body>\n" }

function page(l, k) {
	if (l == 1) # TRS WCM, all metas
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<h1>" title[k] "</h1>\n" info(k) "<div class=\"view TRS_UEDITOR trs_paper_default\">" body(k, "<p style=\"text-indent:2em\">", "</p>\n") "</div>\n" bar() "<div class=\"xgwz\"><h3>相关文章</h3><ul>" related(4) "</ul></div>\n" foot() "</body></html>\n"
	if (l == 2) # TRS WCM of old, editor within editor, header table, style in the text
		return head(k, 0, "<meta charset=\"utf-8\">\n") nav() crumbs(k) table_head(k, 1) "<div class=\"TRS_Editor\"><style type=\"text/css\">.TRS_Editor P{margin:0}</style><div class=\"TRS_PreAppend\"><div class=\"Custom_UnionStyle\">\n" body(k, "<p align=\"justify\"><font face=\"仿宋\" size=\"4\">　　", "</font></p>\n") "</div></div></div>\n" tail_links() bar() foot() "</body></html>\n"
	if (l == 3) # UCAP
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() "<div class=\"BreadcrumbNav\">" crumbs(k) "</div>\n" table_head(k, 0) "<div class=\"article\"><h1>" title[k] "</h1>" info(k) "<div class=\"pages_content\" id=\"UCAP-CONTENT\">" body(k, "<p>", "</p>\n") "<div class=\"editor\"><span>责任编辑：王某</span></div></div></div>\n" bar() "<div class=\"related\"><h2>相关稿件</h2><ul>" related(5) "</ul></div>\n" foot() "</body></html>\n"
	if (l == 4) # Hanweb jcms, comments in the markup
		return head(k, 1, "<meta charset=\"utf-8\">\n<meta name=\"author\" content=\"hanweb\">\n") nav() crumbs(k) "<!--<$[标题]>begin--><div class=\"title\">" title[k] "</div><!--<$[标题]>end-->\n" info(k) "<div id=\"zoom\"><!--ZJEG_RSS.content.begin-->" body(k, "<p style=\"margin:0cm\"><span style=\"font-size:16pt\">&nbsp;&nbsp;&nbsp;&nbsp;", "</span></p>\n") "<!--ZJEG_RSS.content.end--></div>\n" tail_links() foot() "</body></html>\n"
	if (l == 5) # no system: a page laid out in tables, in GB 2312, with a table at its head
		return "<HTML>\n<HEAD>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">\n<TITLE>" title[k] "</TITLE>\n</HEAD>\n<BODY>\n<TABLE WIDTH=960><TR><TD><A HREF=\"/\">首页</A></TD><TD><A HREF=\"/zw/\">政务公开</A></TD><TD><A HREF=\"/sd/\">试点专栏</A></TD></TR></TABLE>\n<TABLE WIDTH=960><TR><TD WIDTH=200><TABLE><TR><TD><UL>" related(5) "</UL></TD></TR></TABLE></TD>\n<TD>" table_head(k, 1) "<TABLE><TR><TD ALIGN=center><FONT SIZE=5><B>" title[k] "</B></FONT></TD></TR>\n<TR><TD>" body(k, "　　", "<BR>\n") "</TD></TR></TABLE></TD></TR></TABLE>\n<TABLE><TR><TD>版权所有：青禾市人民政府　主办：青禾市人民政府办公室　川ICP备00000000号</TD></TR></TABLE>\n</BODY></HTML>\n"
	if (l == 6) # no known container, text in <div>s, aside with sentences
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<div class=\"wrap\"><div class=\"left-box\"><h1>" title[k] "</h1>" info(k) "<div class=\"cc\">" body(k, "<div>", "</div>\n") "</div>" tail_links() "</div><div class=\"sidebar\"><h4>热点</h4><p>我市第二批试点工作启动，市领导要求加快推进，及时总结。</p><ul>" related(6) "</ul></div></div>\n" foot() "</body></html>\n"
	if (l == 7) # VisualSiteBuilder
		return head(k, 1, "<META Name=\"keywords\" Content=\"青禾\" />\n<meta charset=\"utf-8\">\n") nav() crumbs(k) "<form name=\"_newscontent_fromname\"><div class=\"content\"><h3>" title[k] "</h3>" info(k) "<div id=\"vsb_content\"><div class=\"v_news_content\">" body(k, "<p class=\"vsbcontent_start\">", "</p>\n") "</div></div></div></form>\n" tail_links() bar() foot() "</body></html>\n"
	if (l == 8) # a text pasted from a word processor, words cut by inline elements, entities
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<h1>" title[k] "</h1>" info(k) "<div class=\"article-content\">" word(body(k, "<p class=\"MsoNormal\"><span style=\"font-family:仿宋_GB2312\">", "<o:p></o:p></span></p>\n")) "</div><div class=\"share\"><span>分享到：</span><a href=\"#\">微信</a><a href=\"#\">微博</a></div>\n" foot() "</body></html>\n"
	if (l == 9) # GB 18030 without a word of it, paragraphs left open, header in <li>
		return "<html>\n<head>\n<title>" title[k] "_青禾市人民政府</title>\n" metas(k) "</head>\n<body>\n" nav() crumbs(k) "<ul class=\"syh\"><li>索引号：00/2017-1</li><li>文号：" docno[k] "</li><li>发文机关：" known(issuer[k]) "</li><li>成文日期：" (issued[k] == "*" ? "" : issued[k]) "</li><li>发布日期：" published[k] "</li></ul><h2>" title[k] "</h2><div class=\"xxgk_content\">" body(k, "<p>", "\n") "</div>" bar() foot() "</body></html>\n"
	if (l == 10) # text behind the end, scripts as decoys, related links inside the text's element
		return head(k, 1, "<meta charset=\"utf-8\">\n<script>var t = '<p>试点，试点，试点。</p>'; document.write(t);</script>\n") nav() crumbs(k) "<h1>" title[k] "</h1>" info(k) "<div class=\"conTxt\">" body(k, "<p>", "</p>\n") "<p><b>相关链接：</b></p><ul>" related(3) "</ul></div>\n" foot() "</body></html>\n<div style=\"display:none\">统计代码，试点。</div></body></html>\n"
	if (l == 11) # <article>, <time>, JSON-LD; a caption, a box to subscribe
		return head(k, 1, "<meta charset=\"utf-8\">\n<script type=\"application/ld+json\">{\"@type\": \"Article\", \"datePublished\": \"" published[k] "T09:12:00+08:00\"}</script>\n") nav() "<main><article><header><h1>" title[k] "</h1><p class=\"byline\">来源：" source[k] "</p></header><section>" body(k, "<p>", "</p>\n") "</section></article><aside><h2>延伸阅读</h2><ul>" related(4) "</ul></aside></main>" foot() "</body></html>\n"
	if (l == 12) # the text is shown by a script; its frame is hidden
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<div class=\"dt\"><h1>" title[k] "</h1>" info(k) "<div id=\"fontzoom\" style=\"display:none\">" body(k, "<p>", "</p>\n") "</div><script>document.getElementById('fontzoom').style.display = 'block'</script></div>" bar() foot() "</body></html>\n"
	if (l == 13) # EasySite: buttons within the news frame, text in a frame of its own
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<div class=\"easysite-news\"><div class=\"easysite-news-title\"><h2>" title[k] "</h2><p class=\"easysite-news-describe\">发布时间：" published[k] "　来源：" source[k] "</p></div><div class=\"easysite-news-operation\"><span>字体：</span><a href=\"#\">大</a><a href=\"#\">小</a><a href=\"#\">打印</a></div><div class=\"easysite-news-peruse\"><div class=\"easysite-news-text\" id=\"easysiteText\">" body(k, "<p style=\"text-indent:2em\">", "</p>\n") "</div></div></div>\n" tail_links() foot() "</body></html>\n"
	if (l == 14) # Epoint: no metas, the numbers in a definition list, attachments below the text
		return head(k, 0, "<meta charset=\"utf-8\">\n") nav() "<div class=\"ewb-location\">" crumbs(k) "</div><div class=\"ewb-article\"><h3>" title[k] "</h3><div class=\"ewb-article-sources\">【信息时间：" published[k] "　阅读次数：<i id=\"n\">12</i>】【<a href=\"#\">我要打印</a>】【<a href=\"#\">关闭</a>】</div>" table_head(k, 0) "<div class=\"ewb-article-info\">" body(k, "<p><span>", "</span></p>\n") "</div></div>\n" foot() "</body></html>\n"
	if (l == 15) # portals of Anhui: font size buttons, header list in a table, related interpretation beside the text
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<div class=\"wenzhang\"><h1 class=\"wztit\">" title[k] "</h1>" info(k) "<div class=\"wzcon j-fontContent clearfix\">" body(k, "<p style=\"text-indent: 2em;\">", "</p>\n") "</div>" bar() "<div class=\"xgjd\"><h4>相关解读</h4><ul>" related(3) "</ul></div></div>\n" foot() "</body></html>\n"
	if (l == 16) # portals of Beijing: header in a list of <ol>, the text between comments
		return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<ol class=\"doc-info\"><li>[发文机构]<span>" known(issuer[k]) "</span></li><li>[发文字号]<span>" docno[k] "</span></li><li>[成文日期]<span>" (issued[k] == "*" ? "" : issued[k]) "</span></li><li>[发布日期]<span>" published[k] "</span></li></ol><div class=\"header\"><p>" title[k] "</p></div><div class=\"mainText\" id=\"mainText\"><div id=\"div_zhengwen\"><!-- begin -->" body(k, "<p>　　", "</p>\n") "<!-- end --></div></div><div class=\"share\">分享：<a href=\"#\">微信</a></div>\n" foot() "</body></html>\n"
	if (l == 17) # Guangdong's open government platform: table of the number, text, attachments as a list, qr code
		return head(k, 0, "<meta charset=\"utf-8\">\n<meta name=\"PubDate\" content=\"" published[k] " 09:12:00\">\n") nav() "<div class=\"content-box\">" table_head(k, 0) "<h1 class=\"title document-number\">" title[k] "</h1><div class=\"date-row\">发布日期：" published[k] "　浏览次数：-</div><div class=\"article-content\">" body(k, "<p style=\"text-indent:2em\">", "</p>\n") "</div><div class=\"qrcode\"><p>扫一扫在手机打开当前页</p></div></div>\n" foot() "</body></html>\n"
	if (l == 18) # an account of WeChat, where offices publish too: hidden until a script shows it
		return "<!DOCTYPE html>\n<html><head>\n<meta charset=\"utf-8\">\n<meta property=\"og:title\" content=\"" title[k] "\">\n<title>" title[k] "</title></head><body><div id=\"js_article\" class=\"rich_media\"><div class=\"rich_media_inner\"><h1 class=\"rich_media_title\" id=\"activity-name\">" title[k] "</h1><div id=\"meta_content\" class=\"rich_media_meta_list\"><span class=\"rich_media_meta\">青禾发布</span> <em id=\"publish_time\">" published[k] " 09:12</em></div><div class=\"rich_media_content\" id=\"js_content\" style=\"visibility: hidden; opacity: 0;\">" body(k, "<section><p><span>", "</span></p></section>\n") "</div><div class=\"rich_media_tool\"><a href=\"#\">阅读原文</a><span>在看</span></div></div></div>\n<script>document.getElementById('js_content').style.visibility = 'visible'</script></body></html>\n"
	if (l == 19) # broken: a charset that it isn't in, no quotes, tables and cells left open, conditional comments, what can't be seen, full-width digits
		return "<html>\n<head>\n<meta http-equiv=Content-Type content=text/html;charset=gb2312>\n<title>" title[k] "_" column[k] "_青禾市人民政府\n</title>\n" metas(k) "</head>\n<body bgcolor=#ffffff>\n<!--[if lt IE 9]><p>您的浏览器版本过低，试点页面可能无法显示。</p><![endif]-->\n" nav() "<table width=980 align=center><tr><td class=left><ul>" related(3) "</ul><td class=right><h1>" title[k] "</h1>" info(k) "<div id=Zoom><table><tr><td>" broken(body(k, "<p align=left>&nbsp&nbsp", "\n")) "</div></body></html>\n" foot() "</html>\n"
	# 20: buttons, share bar, previous and next, and the page's own list of files in the frame of the text
	return head(k, 1, "<meta charset=\"utf-8\">\n") nav() crumbs(k) "<div class=\"article\"><h1>" title[k] "</h1><div id=\"ivs_content\" class=\"pages_content\"><p>字体：【<a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a>】</p>" body(k, "<p style=\"text-align: justify\">", "</p>\n") "<p>责任编辑：王某</p><div class=\"bdsharebuttonbox\">分享到：<a href=\"#\">微信</a></div>" tail_links() bar() "<p>附件下载</p><ul><li><a href=\"/f/1.docx\">全文.docx</a></li><li><a href=\"/f/1.pdf\">全文.pdf</a></li></ul></div></div>\n" foot() "</body></html>\n"
}
function broken(s) {
	gsub(/试点/, "试\\&shy;点", s)
	gsub(/2017年/, "２０１７年", s)
	gsub(/市人民政府/, "市\\&#8203;人民政府", s)
	return s
}
function word(s) {
	gsub(/试点/, "试<span lang=\"EN-US\">点</span>", s)
	gsub(/2017/, "<span lang=\"EN-US\">20</span><span lang=\"EN-US\">17</span>", s)
	gsub(/《/, "\\&#12298;", s)
	return s
}
