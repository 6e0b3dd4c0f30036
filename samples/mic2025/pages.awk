# Page shapes: how government sites wrap a text. All markup is ours.

function tag_synthetic() {
	return "<!-- SYNTHETIC: sample page written for shidian, not an official document -->\n<meta name=\"generator\" content=\"shidian SYNTHETIC sample\">\n"
}
function footer(c) {
	return "<div class=\"footer\"><p>版权所有：" name[c] (level[c] != "national" && level[c] != "province" ? "人民政府" : "") "　主办单位：" name[c] "办公室</p><p>网站标识码：" site_code "　备案序号：00000000号-1　Copyright &copy; 2008-2022</p>" \
		"<p>合成样本 SYNTHETIC</p></div>\n"
}
function keyword_links(n,    i, s) {
	for (i = 0; i < n; i++)
		s = s "<li><a href=\"/synthetic/list" i ".html\">" name[anywhere[r(nanywhere)]] "推进中国制造2025" (r(2) ? "试点示范城市建设" : "城市试点取得新成效") "</a><span>" (2016 + r(5)) "-0" (1 + r(9)) "-1" r(9) "</span></li>\n"
	return s
}
function neutral_links(n,    i, s) {
	for (i = 0; i < n; i++) s = s "<li><a href=\"/synthetic/list" i ".html\">" name[anywhere[r(nanywhere)]] "加强" pick("civil") "工作</a></li>\n"
	return s
}
function nav(keywords) {
	return "<div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk/\">政务公开</a></li><li><a href=\"/bsfw/\">办事服务</a></li><li><a href=\"/hdjl/\">互动交流</a></li>" \
		(keywords ? "<li><a href=\"/zt/zgzz/\">中国制造2025</a></li><li><a href=\"/zt/sd/\">改革试点专题</a></li>" : "") "</ul></div>\n"
}
function crumbs() { return "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">" crumb "</a> &gt; " column_name "</div>\n" }
function charset_meta() { return declared ? "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=" declared "\">\n" : "" }
function meta(n, v, reversed) {
	return reversed ? "<meta content=\"" v "\" name=\"" n "\" />\n" : "<meta name=\"" n "\" content=\"" v "\">\n"
}
function metas(c, reversed) {
	return meta("SiteName", name[c] "人民政府网", reversed) meta("SiteDomain", page_host, reversed) meta("SiteIDCode", site_code, reversed) \
		meta("ColumnName", column_name, reversed) meta("ColumnType", column_type, reversed) meta("ArticleTitle", title, reversed) \
		meta("PubDate", published " 0" (8 + r(2)) ":" (10 + r(49)), reversed) meta("ContentSource", meta_source, reversed) \
		meta("Keywords", subject, reversed) meta("Author", "", reversed)
}
function head(c, m, extra) {
	return "<html>\n<head>\n" charset_meta() tag_synthetic() "<title>" title (r(3) ? "_" column_name "_" name[c] "人民政府" : "") "</title>\n" (m == 1 ? metas(c, 0) : m == 2 ? metas(c, 1) : "") extra "</head>\n<body>\n"
}
# Paragraphs of the text, with the number line before and the signature behind it where the shape has no table for them.
function paragraphs(style, numberline, zero,    i, s, a, z) {
	if (style == "p") { a = "<p style=\"text-indent: 2em;\">"; z = "</p>\n" }
	else if (style == "unclosed") { a = "<p>　　"; z = "\n" }
	else if (style == "br") { a = "　　"; z = "<br>\n" }
	else if (style == "nbsp") { a = "&nbsp;&nbsp;&nbsp;&nbsp;"; z = "<br />\n<br />\n" }
	else if (style == "div") { a = "<div>"; z = "</div>\n" }
	else { a = "<p class=\"MsoNormal\" style=\"text-indent:32pt\"><span style=\"font-family:仿宋_GB2312;font-size:16pt\">"; z = "<o:p></o:p></span></p>\n" }
	if (numberline && docno) s = a shown_number() z
	for (i = 0; i < np; i++) {
		if (i == sigpos) s = s signature(a, z, zero)
		s = s a dress(P[i], style) z
	}
	if (rare) s = s a "联系人：王䶮，联系电话：000-00000000。" z # a character that takes four bytes in GB 18030
	if (sigpos < 0) s = s signature(a, z, zero)
	return s
}
function signature(a, z, zero) {
	if (!shows_issued) return ""
	split(issuer, signed, " ")
	return a signed[1] z (signed[2] ? a signed[2] z : "") a (zero ? chinese(issued, zero) : fullwidth ? wide(western(issued)) : western(issued)) z (r(3) ? "" : a "（此件公开发布）" z)
}
function shown_number(    s, x) {
	s = docno
	if (fullwidth) return wide(s)
	x = r(12)
	if (x == 0) { sub(/〔/, "[", s); sub(/〕/, "]", s) }
	else if (x == 1) { sub(/〔/, "［", s); sub(/〕/, "］", s) }
	return s
}
# Inline tags inside words, and entities, as word processors leave them.
function dress(s, style) {
	if (style == "word") {
		gsub(/中国制造2025/, "中国制造<span lang=\"EN-US\">2025</span>", s)
		gsub(/“/, "\\&ldquo;", s); gsub(/”/, "\\&rdquo;", s)
	}
	return s
}
function broken(s) { # a title over two lines
	sub(/关于/, "<br>关于", s)
	return s
}
function header_table(spaced,    i, a) {
	split(spaced ? "索 引 号：|主 题 分 类：|发 文 机 关：|成 文 日 期：|标　　　题：|发 文 字 号：|发 布 日 期：" : "索引号：|主题分类：|发文机关：|成文日期：|标题：|发文字号：|发布日期：", a, "|")
	return "<table class=\"bd1\" width=\"100%\">\n<tr><td class=\"lab\">" a[1] "</td><td>" (100000 + r(800000)) "-0/" substr(issued, 1, 4) "-0" (1000 + r(8000)) "</td><td class=\"lab\">" a[2] "</td><td>工业、交通\\其他</td></tr>\n" \
		"<tr><td class=\"lab\">" a[3] "</td><td>" shown_issuer "</td><td class=\"lab\">" a[4] "</td><td>" western(issued) "</td></tr>\n" \
		"<tr><td class=\"lab\">" a[5] "</td><td colspan=\"3\">" title "</td></tr>\n" \
		"<tr><td class=\"lab\">" a[6] "</td><td>" shown_number() "</td><td class=\"lab\">" a[7] "</td><td>" western(published) "</td></tr>\n</table>\n"
}
function info_line() { return "<div class=\"info\"><span>发布时间：" published " 09:" (10 + r(49)) "</span> <span>来源：" source "</span> <span>字体：【大 中 小】</span></div>\n" }

function shape_metas_table(c) {
	return "<!DOCTYPE html>\n" head(c, 1, "<link rel=\"stylesheet\" href=\"/css/style.css\">\n") nav(r(3) == 0) crumbs() (shows_issued ? header_table(0) : "") "<h1>" title "</h1>\n" info_line() \
		"<div class=\"pages_content\" id=\"UCAP-CONTENT\">\n" paragraphs("p", r(2), "") "</div>\n<div class=\"xgbd\"><h3>相关报道</h3><ul>" (r(2) ? neutral_links(3) : keyword_links(3)) "</ul></div>\n" footer(c) "</body>\n</html>\n"
}
function shape_metas_reversed(c) {
	return "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n" head(c, 2, "") nav(0) crumbs() \
		"<div class=\"xl_title\">" title "</div>\n" info_line() "<div class=\"TRS_Editor\"><div class=\"Custom_UnionStyle\">\n" paragraphs("div", 1, "") "</div></div>\n" footer(c) "</body></html>\n"
}
function shape_spaced_labels(c) {
	return "<!DOCTYPE html>\n" head(c, 0, "") nav(1) crumbs() (shows_issued ? header_table(1) : info_line()) "<h2 class=\"title\">" title "</h2>\n<div id=\"zoom\">\n" paragraphs("p", 0, "") "</div>\n" \
		"<div class=\"sidebar\"><h4>热门</h4><ul>" keyword_links(4) "</ul></div>\n" footer(c) "</body></html>\n"
}
function shape_text_only(c) {
	return head(c, 0, "") "<center><b>" title "</b></center>\n<div class=\"main\"><div class=\"con\">\n" paragraphs("p", 1, zero) "</div></div>\n" footer(c) "</body></html>\n"
}
function shape_nested_tables(c) {
	return "<HTML>\n<HEAD>\n" charset_meta() tag_synthetic() "<TITLE>" title "</TITLE>\n</HEAD>\n<BODY BGCOLOR=#FFFFFF>\n<TABLE WIDTH=960 BORDER=0 ALIGN=center><TR><TD>\n<TABLE WIDTH=100%><TR><TD><A HREF=\"/\">首页</A></TD><TD><A HREF=\"/zwgk/\">政务公开</A></TD><TD><A HREF=\"/zt/\">中国制造2025试点专栏</A></TD></TR></TABLE>\n" \
		"<TABLE WIDTH=100%><TR><TD WIDTH=200 VALIGN=top><TABLE><TR><TD>" neutral_links(3) "</TD></TR></TABLE></TD>\n<TD><TABLE WIDTH=100%><TR><TD>您的位置：<A HREF=\"/\">首页</A> &gt; " crumb " &gt; " column_name "</TD></TR>\n<TR><TD ALIGN=center><FONT SIZE=5><B>" title "</B></FONT></TD></TR>\n" \
		"<TR><TD ALIGN=center>发布时间：" published "　来源：" source "</TD></TR>\n<TR><TD CLASS=bt_content><FONT FACE=宋体>\n" paragraphs("br", 1, zero) "</FONT></TD></TR></TABLE></TD></TR></TABLE>\n</TD></TR></TABLE>\n" footer(c) "</BODY></HTML>\n"
}
function shape_two_ends(c) {
	return "<!DOCTYPE html>\n" head(c, 1, "") nav(0) crumbs() "<div class=\"article\"><h1>" title "</h1>\n" info_line() "<div class=\"article_con\" id=\"zoomcon\">\n" paragraphs("nbsp", 1, "") "</div></div>\n" footer(c) "</body>\n</html>\n" \
		"<script type=\"text/javascript\">var pageDeep = 0;</script>\n<div style=\"display:none\"><a href=\"/tj/\">统计</a></div>\n</body>\n</html>\n"
}
function shape_scripts(c) {
	return "<!DOCTYPE html>\n" head(c, 2, "<style type=\"text/css\">.a:before{content:\"中国制造2025试点\"}</style>\n<script>var hot = \"<p>中国制造2025</p><p>试点示范</p>\"; if (1 < 2 && 3 > 2) { document.write('<div>' + hot + '</div>'); }</script>\n") \
		nav(0) "<script language=\"javascript\">/* 试点 中国制造2025 */ function doZoom(size) { return size; }</script>\n" crumbs() "<h1 id=\"title\">" title "</h1>\n" info_line() \
		"<div class=\"wp_articlecontent\"><style>p{margin:0}</style>\n" paragraphs("p", 1, "") "<script>document.write(\"试点\")</script></div>\n<noscript>请启用脚本浏览中国制造2025试点专题</noscript>\n" footer(c) "</body></html>\n"
}
function shape_keyword_nav(c) {
	return "<!DOCTYPE html>\n" head(c, 1, "<meta name=\"renderer\" content=\"webkit\">\n") nav(1) "<div class=\"search\"><input type=\"text\" value=\"中国制造2025\"><div class=\"hot\">热搜词：<a href=\"#\">中国制造2025</a> <a href=\"#\">试点</a></div></div>\n" crumbs() \
		"<h1>" title "</h1>\n" info_line() "<div class=\"article-content\">\n" paragraphs("unclosed", 1, "") "</div>\n<div class=\"related\"><h3>相关文档</h3><ul>\n" keyword_links(8) "</ul></div>\n" \
		"<div class=\"prevnext\"><p>上一篇：<a href=\"#\">中国制造2025试点城市名单公布</a></p><p>下一篇：<a href=\"#\">试点经验交流会召开</a></p></div>\n" footer(c) "</body></html>\n"
}
function shape_word(c) {
	return "<!DOCTYPE html>\n" head(c, 2, "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->\n") crumbs() "<div class=\"bt\">" broken(title) "</div>\n" info_line() \
		"<div class=\"Section1 TRS_PreAppend\">\n" paragraphs("word", 1, "") "</div>\n" footer(c) "</body></html>\n"
}
function shape_list(c) {
	return "<!DOCTYPE html>\n" head(c, 0, "") nav(1) "<div class=\"content-box\">\n<ul class=\"info-list\"><li><b>索引号：</b>" (10000000 + r(9000000)) "</li><li><b>分类：</b>" column_name "</li>" \
		(shows_issued ? "<li><b>发布机构：</b>" shown_issuer "</li><li><b>成文日期：</b>" issued "</li><li><b>文号：</b>" shown_number() "</li>" : "<li><b>来源：</b>" source "</li>") "<li><b>发布日期：</b>" published "</li></ul>\n<h3 class=\"zw-title\">" title "</h3>\n" \
		"<div class=\"zw\">\n" paragraphs("p", 0, "") "</div></div>\n<div class=\"fr\"><ul>" keyword_links(3) "</ul></div>\n" footer(c) "</body></html>\n"
}
function render(c, shape) {
	if (shape == "metas-table") return shape_metas_table(c)
	if (shape == "metas-reversed") return shape_metas_reversed(c)
	if (shape == "spaced-labels") return shape_spaced_labels(c)
	if (shape == "text-only") return shape_text_only(c)
	if (shape == "nested-tables") return shape_nested_tables(c)
	if (shape == "two-ends") return shape_two_ends(c)
	if (shape == "scripts") return shape_scripts(c)
	if (shape == "keyword-nav") return shape_keyword_nav(c)
	if (shape == "word") return shape_word(c)
	if (shape == "list") return shape_list(c)
	fail("no shape " shape)
}
function shell_page(c) {
	return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n" tag_synthetic() "<title></title>\n<script src=\"/static/js/chunk-vendors.js\"></script>\n</head>\n<body>\n<noscript>We're sorry but this page doesn't work properly without JavaScript enabled.</noscript>\n<div id=\"app\"></div>\n<script src=\"/static/js/app.js\"></script>\n</body>\n</html>\n"
}
