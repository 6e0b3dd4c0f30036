# Writes SYNTHETIC hostile pages: broken, or out of all proportion, after what is met in the wild and what parsers fear. No text is anybody's.
# usage: awk -v out=FOLDER [-v scale=N] -f pages.awk    scale: 1 (default) is full size, 20 a twentieth
# Each page holds sentences that begin with 留存 and a number and that a reader would see; FOLDER/kept.tsv lists each page and how many.

function page(name) { file = out "/" name ".html"; kept = 0; printf "" > file; put("<html><head><meta charset=\"utf-8\"><title>某市关于甲的通知</title></head><body><div>") }
function put(text) { printf "%s", text > file }
function keep() { put(kept_text()) }
function kept_text() { return "留存" (++kept) "号文字，各单位应当认真组织实施，并及时报告情况。" }
function done() { close(file); name = file; sub(/.*\//, "", name); print name "\t" kept > (out "/kept.tsv") }
function ending() { put("</div></body></html>"); done() }
function times(n, text,    i) { n = int(n / scale); for (i = 0; i < n; i++) printf "%s", text > file }
function around(name, n, text) { page(name); put("<p>"); keep(); put("</p>"); times(n, text); put("<p>"); keep(); put("</p>"); ending() }
# What a heading or 相关链接 divides from the document is rightly left out.
function behind(name, n, text) { page(name); times(n, text); put("<p>"); keep(); put("</p>"); ending() }
function before(name, n, text) { page(name); put("<p>"); keep(); put("</p>"); times(n, text); ending() }

BEGIN {
	scale = scale ? scale : 1
	print "page\tkept" > (out "/kept.tsv")

	# ---- broken ----
	page("two-html"); put("<p>"); keep(); put("</p></body></html><html><body><p>"); keep(); put("</p></html><p>"); keep(); put("</p>"); done()
	page("behind-body"); put("<p>"); keep(); put("</p></div></body>"); keep(); put("</html>"); keep(); done()
	page("unclosed-tables"); for (i = 0; i < 5; i++) { put("<table><tr><td>"); keep(); put("<tr><td>"); keep() } done()
	page("p-in-p"); for (i = 0; i < 50; i++) { put("<p>"); keep() } ending()
	page("unquoted"); put("<p class=a title=b>c id=d align=center>"); keep(); put("<p class=\"x\"y='z' w=v/>"); keep(); ending()
	page("conditional"); put("<!--[if IE]><p>不看的文字</p><![endif]--><![if !IE]><p>"); keep(); put("</p><![endif]><!--[if !IE]><!--><p>"); keep(); put("</p><!--<![endif]-->"); ending()
	page("bare-entities"); put("<p>A&ampB&nbsp甲&lt乙&gt丙&copy2015&#30002甲&#x4E00乙&zzz;&#0;&#xD800;&#99999999;&"); keep(); put("&"); ending()
	page("nul"); put("<p>甲"); printf "%c", 0 > file; keep(); put("</p><p"); printf "%c", 0 > file; put(">"); keep(); put("</p>"); ending()
	page("crossed"); put("<b><p>"); keep(); put("</b>"); keep(); put("<i><a href=/x><div>"); keep(); put("</i></a>"); keep(); put("</div><font><table><tr></font><td>"); keep(); put("</b></table>"); keep(); ending()
	page("unclosed-comment"); put("<p>"); keep(); put("</p><!-- 没有结束 <p>"); keep(); put("</p>"); ending()
	page("unclosed-script"); put("<p>"); keep(); put("</p><script>var a = 1; <p>"); keep(); put("</p>"); ending()
	page("unclosed-style"); put("<p>"); keep(); put("</p><style>a { } <p>"); keep(); put("</p>"); ending()
	page("unclosed-cdata"); put("<p>"); keep(); put("</p><![CDATA[ 没有结束 ><p>"); keep(); put("</p>"); ending()
	page("unclosed-quote"); put("<p>"); keep(); put("</p><p title=\"没有结束><b>"); keep(); put("</b></p>"); ending()
	page("unclosed-svg"); put("<p>"); keep(); put("</p><svg><path d=\"M0\"><p>"); keep(); put("</p><svg></svg><p>"); keep(); put("</p>"); ending()
	page("unclosed-title"); put("</div><title>没有结束的标题<div><p>"); keep(); put("</p>"); ending()
	page("unclosed-tag"); put("<p>"); keep(); put("</p><p>"); keep(); put("<p"); done()
	page("stray-ends"); put("</p></div></td></table></li></b></form><p>"); keep(); put("</span></h1></p>"); keep(); ending()
	page("form-in-table"); put("<table><form><tr><td>"); keep(); put("</form><td>"); keep(); put("</table><p>"); keep(); put("</p>"); ending()
	page("lists"); put("<ul><li>"); keep(); put("<ul><li>"); keep(); put("<li>"); keep(); put("</ul><li><dl><dt>"); keep(); put("<dd>"); keep(); put("<dt>"); keep(); put("</dl></ul>"); ending()

	# ---- out of proportion ----
	around("nested-inline", 20000, "<b>"); around("nested-div", 20000, "<div>"); around("nested-tables", 5000, "<table><tr><td>")
	around("nested-nav", 20000, "<div class=\"nav\">"); around("nested-lists", 20000, "<ul><li>")
	page("attributes"); put("<p>"); keep(); put("</p><p"); for (i = 0; i < 100000 / scale; i++) put(" a" i "=\"x\""); put(">"); keep(); put("</p>"); ending()
	page("attribute"); put("<p>"); keep(); put("</p><p title=\""); times(1000000, "很长的值"); put("\">"); keep(); put("</p>"); ending()
	page("classes"); put("<p>"); keep(); put("</p>"); for (i = 0; i < 100000 / scale; i++) put("<p class=\"c" i " d" i "-share\" id=\"e" i "\">"); keep(); put("</p>"); ending()
	around("lone-marks", 500000, "<"); around("ends", 500000, "</p>"); around("divs", 1000000, "<div></div>"); around("breaks", 500000, "<br>")
	around("spans", 300000, "<span>甲</span>"); around("options", 200000, "<select><option>甲<option>乙</select>")
	around("comments", 200000, "<!-- 甲"); around("svgs", 200000, "<svg><path>"); around("scripts", 200000, "<script>"); around("quotes", 200000, "<a b=\"")
	around("references", 500000, "&zzzz;&#30002;&a"); around("titles", 100000, "<title>甲"); around("forms", 200000, "<form><table>"); around("crossings", 100000, "<a href=\"/x\"><div></a>")
	around("anchors", 100000, "<li><a href=\"/x.pdf\">某市关于甲的通知</a></li>"); behind("headings", 100000, "<h1>某市关于甲的通知"); before("tails", 100000, "<p>相关链接</p>")
	around("labels", 100000, "<p>索引号：</p><p>发文机关： 成文日期： 标题：</p><p>甲</p>"); around("dates", 100000, "<p>2015年5月8日 2016-01-02 二〇一五年</p>")
	around("brackets", 300000, "《（〔"); around("numbers", 100000, "<p>某政发〔2015〕8号关于</p>"); around("files", 100000, "<p>附件：甲.doc</p>")
	around("rows", 100000, "<tr><td>甲<td>乙<td>3"); around("metas", 100000, "<meta name=\"PubDate\" content=\"2015\">"); around("signatures", 50000, "<p>某市人民政府</p><p>2015年5月8日</p>")
	page("text"); put("<p>"); keep(); put("</p><p>"); times(500000, "各地要抓好落实，"); put("</p><p>"); keep(); put("</p>"); ending()
	page("word"); put("<p>"); keep(); put("</p><p>"); times(10000000, "a"); put("</p><p>"); keep(); put("</p>"); ending()
	page("lines"); put("<p>"); keep(); put("</p><pre>"); times(300000, "甲\n"); put("</pre><p>"); keep(); put("</p>"); ending()
	page("blanks"); put("<p>"); keep(); put("</p><p>"); times(3000000, " \n"); put("</p><p>"); keep(); put("</p>"); ending()
	page("json"); put("<script type=\"application/ld+json\">"); times(500000, "[{\"a\":"); put("</script><p>"); keep(); put("</p>"); ending()
	page("traditional"); put("<p>"); keep(); put("</p><p>"); times(100000, "乾縣與瀋陽市開展試點，"); put("</p><p>"); keep(); put("</p>"); ending()
}
