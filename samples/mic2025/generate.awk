# Which pages there are: the documents behind the published table, and what stands around them.
# Run by generate.sh with: scale, here (the folder of the tables), out (where the streams go).

BEGIN {
	init_digits(); init_offices(); init_sections()
	load_places(here "/places.tsv")
	load_phrases(here "/phrases.tsv")
	load_traditional(here "/traditional.tsv")
	nmisled = split("110105 120105 220104 220200 211300 632500 320100 640000 630100", misled, " ")
	for (i = 1; i <= nmisled; i++) misleads[misled[i]] = 1
	nshapes = split("metas-table metas-reversed spaced-labels text-only nested-tables two-ends scripts keyword-nav word list", shapes, " ")
	print "url\tkind\tlink_text" > (out "/sources.tsv")
	print "url\tlevel\tprovince\tcity\tcounty\tgenre\tissued\tpublished\tdocno\tissuer\ttitle\tcharset\tshape\tmic2025\tpilot\tmic2025_literal\tpilot_literal\tfamily\tcounted\treason\terror\tdeclared" > (out "/truth.tsv")
	counted_documents(here "/published.tsv")
	county_documents(share(320))
	township_documents(share(30))
	surroundings()
	copies(share(450))
	reposts(share(300))
	reissues(share(220))
	failures()
	exit
}
END { if (failed) exit 2 }

function share(n) { return int((n + scale - 1) / scale) }

# ---- counted documents --------------------------------------------------------------------------------------------
function hits_of(n, percent,    h) { # the whole number whose share rounds half up to the printed one
	h = int(n * percent / 100 + 0.5)
	if (int((2000 * h + n) / (2 * n)) != int(percent * 10 + 0.5)) fail("no whole number of " n " is " percent " %")
	return h
}
function counted_documents(file,    line, f) {
	while ((getline line < file) > 0) {
		split(line, f, "\t")
		if (f[1] !~ /^[0-9]+$/) continue
		counted_cell(f[1], "province", f[4], f[5])
		if (f[6]) counted_cell(f[1], "city", f[6], f[7])
	}
	close(file)
	counted_cell("000000", "national", 220, 51.8) # 220 is invented: only the share was published
}
function counted_cell(c, lev, n, percent,    hits, m, h, i, k, place) {
	hits = hits_of(n, percent)
	m = share(n)
	h = int(hits * m / n + 0.5)
	for (i = 0; i < m; i++) {
		place = lev == "city" ? city_for(c, i) : c
		# hits spread evenly over the cell
		k = new_document(place, int((i + 1) * h / m) > int(i * h / m))
		emit_page(k, k, place, "")
	}
}
function city_for(c, i,    n, a, b) { # every city once, then the first ones more often
	n = ncities[c]
	if (i < n) return cities[c, i]
	seed(ndocs * 13 + 5)
	a = r(n); b = r(n)
	return cities[c, a < b ? a : b]
}
function new_document(place, hit,    k, x) {
	k = ++ndocs
	place_of[k] = place; genre_of[k] = "policy"; topic_of[k] = "sector"; titleseed[k] = k
	reason_of[k] = "counted"; counted_of[k] = 1
	seed(k * 17 + 9)
	mickind[k] = 1
	if (ndocs % 23 == 7) { mickind[k] = 2; reason_of[k] = "other-spelling" }
	if (hit) {
		pilotkind[k] = 1
		if (++nhit % 9 == 3) { pilotkind[k] = 2; reason_of[k] = "pilot-lookalike" }
	} else if (++nmiss % 8 == 2) { pilotkind[k] = 3; reason_of[k] = "no-pilot" }
	unnumbered[k] = r(25) == 0
	x = level[place] ~ /^(county|township)$/ ? 0 : ndocs % 19
	if (x == 4) { plaintitle[k] = 1; issuerkind[k] = 1; unnumbered[k] = 0 }
	if (x == 5) pair_with(k)
	if (ndocs % 31 == 11 && issuerkind[k] == "") joint[k] = ndocs % 2 ? 7 : 8
	if (place == "500190") reason_of[k] = "new-area"
	if (reason_of[k] == "counted" && misleads[place]) reason_of[k] = "misleading-name"
	if (reason_of[k] == "counted" && ndocs % 149 == 77 || place == "610424" && !nqian++) {
		reason_of[k] = "traditional"
		script_of[k] = ntrad++ % 2 ? "BIG5" : "UTF-8"
		if (mickind[k] == 2) mickind[k] = 1
	}
	return k
}
# Shares the title of an earlier document of the same place, with another number and date.
function pair_with(k,    j) {
	j = lastplain[place_of[k]]
	if (!j) return
	same_title(k, j)
	reason_of[k] = "same-title"
	first_year[k] = last_year[k] = titleyear[j] < 2018 ? 2019 : 2016
	if (mickind[k] == 2) mickind[k] = 1
	if (pilotkind[k] > 1) pilotkind[k] = pilotkind[k] == 2
}
function same_title(k, j) {
	titleseed[k] = titleseed[j]; titleyear[k] = titleyear[j]; issuerkind[k] = 1; plaintitle[k] = 1; unnumbered[k] = 0
}
function county_documents(n,    i, k, c) {
	for (i = 0; i < n || i < ncounties; i++) {
		c = counties[i % ncounties]
		k = new_document(c, i % 2)
		if (reason_of[k] == "counted") reason_of[k] = "county"
		emit_page(k, k, c, "")
	}
}

function township_documents(n,    i, k, c) {
	for (i = 0; i < n; i++) {
		c = townships[i % ntownships]
		k = new_document(c, i % 2)
		reason_of[k] = "township"
		emit_page(k, k, c, "")
	}
}

# ---- what must not count -----------------------------------------------------------------------------------------
function around(reason, genre, topic, mic, pilot, place,    k) {
	k = ++ndocs
	place_of[k] = place; genre_of[k] = genre; topic_of[k] = topic; titleseed[k] = k
	reason_of[k] = reason; mickind[k] = mic; pilotkind[k] = pilot
	return k
}
function somewhere(k,    c) {
	seed(k * 29 + 1)
	if (r(25) == 0) return "000000"
	c = anywhere[r(nanywhere)]
	return c == "500190" ? parent[c] : c # the new area has its two documents and no more
}
function surroundings(    i, k, n, c) {
	n = share(1500)
	for (i = 0; i < n; i++) {
		k = around("other-topic", "policy", "civil", 0, i % 5 < 2 ? 1 : i % 5 == 2 && i % 2 ? 3 : 0, c = somewhere(ndocs))
		emit_page(k, k, c, "")
	}
	n = share(700)
	for (i = 0; i < n; i++) {
		k = around(i % 4 == 3 ? "near-miss-literal" : "near-miss", "policy", "sector", i % 4 == 3 ? 3 : 4, i % 5 < 2, c = somewhere(ndocs))
		emit_page(k, k, c, "")
	}
	n = share(500)
	for (i = 0; i < n; i++) {
		k = around("navigation-only", "policy", i % 2 ? "civil" : "sector", 0, 0, c = somewhere(ndocs))
		emit_page(k, k, c, i % 3 == 0 ? "keyword-nav" : i % 3 == 1 ? "scripts" : "spaced-labels")
	}
	loose("news", 900); loose("explainer", 600); loose("announcement", 300); loose("speech", 120)
	loose("reply", 150); loose("draft", 150); loose("tender", 80); loose("personnel", 60)
}
function loose(genre, n,    i, k, c) {
	n = share(n)
	for (i = 0; i < n; i++) {
		k = around(genre, genre, "sector", genre != "personnel", i % 2, c = somewhere(ndocs))
		emit_page(k, k, c, "")
	}
}
# The same document on a second site of its province: its department's, its portal's or a city's.
function copies(n,    i, j, c, p) {
	for (i = 0; i < n; i++) {
		j = counted_at(i * 41 + 3, "province city")
		p = province_of(place_of[j])
		seed(j * 31 + 7)
		c = place_of[j] == p && ncities[p] ? cities[p, r(ncities[p])] : p
		emit_as = "copy"
		emit_page(j, ndocs + 100000 + i, c, "")
	}
}
function reposts(n,    i, j) {
	for (i = 0; i < n; i++) {
		j = counted_at(i * 7 + 1, "national")
		seed(i * 37 + 5)
		emit_as = "repost-national"
		emit_page(j, ndocs + 200000 + i, i % 3 ? provinces[r(nprovinces)] : anywhere[r(nanywhere)], "")
	}
}
# Counted documents that were shown, by level; index wraps around.
function counted_at(i, levels,    a, lev) {
	split(levels, a, " ")
	lev = a[2] && i % 2 ? a[2] : a[1]
	return shown[lev, int(i / (a[2] ? 2 : 1)) % nshown[lev]]
}
# An older document of the same title; none of them speaks of the later policy.
function reissues(n,    i, j, k) {
	for (i = 0; i < n && i < nplain; i++) {
		j = plain[i]
		k = around("reissue", "policy", "sector", 0, i % 2, place_of[j])
		same_title(k, j)
		first_year[k] = 2010; last_year[k] = 2014
		emit_page(k, k, place_of[k], "")
	}
}
function failures(    i, n) {
	n = share(120); for (i = 0; i < n; i++) failing("not-found")
	n = share(80); for (i = 0; i < n; i++) failing("empty")
	n = share(100); for (i = 0; i < n; i++) failing("shell-page")
}
function failing(error,    c, path) {
	c = somewhere(++ndocs)
	path = "/" host[c] "/synthetic/2019/" error ndocs ".html"
	if (error != "not-found") {
		print "\001" path > (out "/UTF-8.stream")
		if (error == "shell-page") printf "%s", shell_page(c) > (out "/UTF-8.stream")
		folder(host[c] "/synthetic/2019")
	}
	source_row(path, "")
	truth_row(path, c, "", "", "", "", "", "", "", "", "", "", "", "", "", "file://" path, 0, error, error, "")
}

# ---- one page ------------------------------------------------------------------------------------------------------
function folder(path) { if (!(path in folders)) { folders[path] = 1; print path > (out "/folders") } }
function source_row(path, text) { print "file://" path "\tpage\t" text > (out "/sources.tsv") }
function truth_row(path, c, genre, iss, pub, no, who, ttl, cs, shape, m, p, ml, pl, own, family, counted, reason, error, decl,    pr) {
	pr = province_of(c)
	print "file://" path "\t" level[c] "\t" pr "\t" (c == "500190" ? "" : city_of(c)) "\t" county_of(c) "\t" genre "\t" iss "\t" pub "\t" no "\t" who "\t" ttl "\t" cs "\t" shape "\t" m "\t" p "\t" ml "\t" pl "\t" family "\t" counted "\t" reason "\t" error "\t" decl > (out "/truth.tsv")
}

# Writes document k on a site of place c; j seeds how it looks; shape may be given.
function emit_page(k, j, c, shape,    page, path, g) {
	compose(k)
	g = genre_of[k]
	shows_issued = g == "policy"
	seed(j * 11 + 2)
	published = later(issued, r(12) + (r(30) == 0) * (200 + r(500)))
	if (g != "policy" && published > "2021-12-31") published = issued # or it would leave the study's window
	set_site(k, c)
	while (!shape || shape == "text-only" && g != "policy") shape = shapes[1 + r(nshapes)] # that one shows the signature's date only
	set_column(g, c)
	set_look(k, c, shape)
	page = render(c, shape)
	if (charset == "GB2312") gsub(/—/, "―", page) # iconv's name for the same two bytes
	if (script_of[k] && !emit_as) page = to_traditional(page)
	if (charset == "BIG5") { gsub(/［/, "〔", page); gsub(/］/, "〕", page) }

	path = page_host "/synthetic/" substr(published, 1, 4)
	folder(path)
	path = "/" path "/t" substr(100000 + ++npages, 2) ".html"
	print "\001" path > (out "/" charset ".stream")
	printf "%s", (bom ? "\357\273\277" : "") page > (out "/" charset ".stream")
	source_row(path, title)
	tell_truth(k, path, shape)
	remember_page(k, c)
	emit_as = ""
}
function tell_truth(k, path, shape,    i, text, m, p, reason) {
	text = title
	for (i = 0; i < np; i++) text = text "\n" P[i]
	text = narrow(text)
	check_words(k, text)
	m = mickind[k] == 1 || mickind[k] == 2
	p = pilotkind[k] == 1 || pilotkind[k] == 2
	reason = emit_as ? emit_as : reason_of[k]
	if (reason == "counted") reason = shortened ? "short-issuer" : co ? "joint" : transmitted ? "transmits" : "counted"
	if (!emit_as) first_url[k] = "file://" path
	truth_row(path, place_of[k], genre_of[k], shows_issued ? issued : "", shape == "text-only" ? "" : published, docno, \
		genre_of[k] == "policy" && !shortened ? issuer : "*", title, tolower(charset), shape, m, p, index(text, "中国制造2025") > 0, \
		index(text, "试点") > 0, "", first_url[k], counted_of[k] && !emit_as ? 1 : 0, reason, "", declared)
}
# What copies, pairs and older documents are made of.
function remember_page(k, c) {
	if (emit_as || !counted_of[k]) return
	if (docno && !shortened) shown[level[c], nshown[level[c]]++] = k
	if (plaintitle[k]) {
		if (reason_of[k] != "same-title") plain[nplain++] = k
		lastplain[c] = k
	}
}
function set_site(k, c) {
	page_host = host[c]
	if (level[c] == "national") page_host = kindnow < 2 ? "www.gov.cn" : kindnow == 2 ? "www.miit.gov.cn" : kindnow == 3 ? "www.ndrc.gov.cn" : kindnow == 4 ? "www.mof.gov.cn" : "www.most.gov.cn"
	else if (emit_as ? c == place_of[k] && second[c] && kindnow != 2 : level[c] == "province" && kindnow == 2) page_host = second[c]
	if (c == "000000") site_code = kindnow < 2 ? "bm01000001" : kindnow == 2 ? "bm07000001" : kindnow == 3 ? "bm04000007" : kindnow == 4 ? "bm14000001" : "bm06000001"
	else site_code = c == "500190" ? "5000000101" : substr(c, 1, 6) (page_host == second[c] ? "0033" : "0001")
}
# Charset, digits, and how the page names the issuer.
function set_look(k, c, shape) {
	charset = choose_charset()
	fullwidth = r(20) == 0
	if (script_of[k] && !emit_as) { declared = tolower(script_of[k]); charset = script_of[k]; bom = 0 }
	rare = charset == "GB18030"
	zero = charset == "GB2312" || charset == "BIG5" ? "○" : r(4) ? "〇" : "○" # 〇 is not in these two
	meta_source = shape == "metas-table" && r(4) == 0 ? name[c] "人民政府网站" : source
	shown_issuer = issuer
	shortened = 0
	if ((shape == "metas-table" || shape == "list") && genre_of[k] == "policy" && !emit_as && short_issuer(c, kindnow) && r(5) == 0) {
		shown_issuer = short_issuer(c, kindnow)
		shortened = 1
	}
}
function set_column(g, c) {
	crumb = g == "news" ? "新闻动态" : g == "explainer" ? "政策解读" : g == "announcement" || g == "tender" || g == "draft" ? "公示公告" : g == "reply" ? "建议提案办理" : g == "speech" ? "领导讲话" : g == "personnel" ? "人事信息" : "政务公开"
	column_name = g == "policy" ? (r(2) ? "政策文件" : "规范性文件") : g == "news" ? "要闻动态" : g == "draft" ? "意见征集" : g == "tender" ? "政府采购" : crumb
	column_type = column_name
	source = g == "news" ? name[c] "融媒体中心" : emit_as == "repost-national" ? "中国政府网" : emit_as ? name[place_of[now]] "人民政府网站" : issuer
}
function choose_charset(    x) {
	x = r(100)
	bom = 0
	if (x < 55) { declared = "utf-8"; return "UTF-8" }
	if (x < 58) { declared = "utf-8"; bom = 1; return "UTF-8" }
	if (x < 62) { declared = ""; return "UTF-8" }
	if (x < 64) { declared = "gb2312"; return "UTF-8" }
	if (x < 75) { declared = "gb2312"; return index(mic_form, "〇") ? "GBK" : "GB2312" } 
	if (x < 84) { declared = "gbk"; return "GBK" }
	if (x < 91) { declared = "gb18030"; return "GB18030" }
	if (x < 94) { declared = "gb2312"; return "GB18030" }
	if (x < 97) { declared = ""; return "GBK" }
	declared = "utf-8"
	return "GBK"
}
# The text must hold what the truth says: no keyword by accident, none missing.
function check_words(k, text,    m, p) {
	m = index(text, "中国制造2025") > 0; p = index(text, "试点") > 0
	if (m != (mickind[k] == 1 || mickind[k] == 3)) fail("document " k " (" reason_of[k] "): 中国制造2025 is " m ": " text)
	if (p != (pilotkind[k] > 0)) fail("document " k " (" reason_of[k] "): 试点 is " p ": " text)
}
