# Texts of the synthetic pages: tables, titles, bodies, numbers, dates. Run with chance.awk.
# Everything is UTF-8 bytes (LC_ALL=C); nothing here counts characters. Only what POSIX awk has.

function fail(why) {
	print "generate.awk: " why > "/dev/stderr"
	failed = 1
	exit 2
}

# ---- tables -----------------------------------------------------------------------------------------------------------
function load_phrases(file,    line, f, first) {
	while ((getline line < file) > 0) {
		if (!first++) continue
		split(line, f, "\t")
		L[f[1], L[f[1]] + 0] = f[2]
		L[f[1]]++
	}
	close(file)
	if (!L["s"]) fail("no phrases in " file)
}
function pick(kind) { return L[kind, r(L[kind])] }
function pick_new(kind, k,    i) { # one that document k hasn't had
	do i = r(L[kind]); while (had[kind, i] == k && ++tries < 40)
	tries = 0
	had[kind, i] = k
	return L[kind, i]
}
function load_traditional(file,    line, f, first) {
	while ((getline line < file) > 0) {
		if (!first++) continue
		split(line, f, "\t")
		simplified[++ntraditional] = f[1]; traditional[ntraditional] = f[2]
	}
	close(file)
	if (!ntraditional) fail("no characters in " file)
}
function to_traditional(s,    i) {
	for (i = 1; i <= ntraditional; i++) gsub(simplified[i], traditional[i], s)
	return s
}

function load_places(file,    line, f, first) {
	while ((getline line < file) > 0) {
		if (!first++) continue
		split(line, f, "\t")
		c = f[1]
		level[c] = f[2]; parent[c] = f[3]; name[c] = f[4]; host[c] = f[5]; second[c] = f[6]
		prefix[c] = f[7]; short[c] = f[8]; before[c] = f[9]; after[c] = f[10]
		site[f[5]] = c
		if (f[6]) site[f[6]] = c
		if (level[c] == "province") provinces[nprovinces++] = c
		else if (level[c] == "city") cities[parent[c], ncities[parent[c]]++] = c
		else if (level[c] == "township") townships[ntownships++] = c
		else if (level[c] == "county") counties[ncounties++] = c
		if (level[c] == "province" || level[c] == "city") anywhere[nanywhere++] = c
	}
	close(file)
	if (!nprovinces) fail("no places in " file)
}
function province_of(c) {
	while (level[c] == "township" || level[c] == "city" || level[c] == "county") c = parent[c]
	if (level[c] == "" && c != "") fail("no place " c)
	return level[c] == "province" ? c : ""
}
function county_of(c) { return level[c] == "county" ? c : level[c] == "township" ? parent[c] : "" }
function city_of(c) {
	if (level[c] == "township") c = parent[c]
	return level[c] == "city" ? c : level[c] == "county" && level[parent[c]] == "city" ? parent[c] : ""
}

# ---- dates and numbers --------------------------------------------------------------------------------------------
function iso(y, m, d) { return y "-" (m < 10 ? "0" : "") m "-" (d < 10 ? "0" : "") d }
function later(date, days,    y, m, d) { # months of 28 days are near enough for a date of publication
	y = substr(date, 1, 4) + 0; m = substr(date, 6, 2) + 0; d = substr(date, 9, 2) + days
	while (d > 28) { d -= 28; m++ }
	while (m > 12) { m -= 12; y++ }
	return iso(y, m, d)
}
function western(date) { return substr(date, 1, 4) "年" (substr(date, 6, 2) + 0) "月" (substr(date, 9, 2) + 0) "日" }
function numeral(n) { # 1 to 31
	if (n < 10) return digit[n]
	if (n < 20) return "十" (n % 10 ? digit[n % 10] : "")
	return digit[int(n / 10)] "十" (n % 10 ? digit[n % 10] : "")
}
function chinese(date, zero,    i, s, d) {
	for (i = 1; i <= 4; i++) {
		d = substr(date, i, 1)
		s = s (d == "0" ? zero : digit[d])
	}
	return s "年" numeral(substr(date, 6, 2) + 0) "月" numeral(substr(date, 9, 2) + 0) "日"
}
function wide(s,    i) {
	for (i = 0; i < 10; i++) gsub(i, widedigit[i], s)
	return s
}
function narrow(s,    i) {
	if (index(s, "\357\274")) for (i = 0; i < 10; i++) gsub(widedigit[i], i, s)
	return s
}
function init_digits(    i) {
	split("一 二 三 四 五 六 七 八 九", digit, " ")
	split("１ ２ ３ ４ ５ ６ ７ ８ ９", widedigit, " ")
	widedigit[0] = "０"
}

# ---- issuers: name, and prefix of the document numbers -----------------------------------------------------------
# kind: 0 government, 1 its office, 2 industry, 3 reform, 4 finance, 5 science, 6 human resources
function set_issuer(c, kind, year,    n, municipal, first) {
	n = name[c]
	co = ""
	if (level[c] == "national") { national_issuer(kind); return }
	if (n == "重庆两江新区") {
		issuer = "重庆两江新区管理委员会"; number = kind % 2 ? "渝两江管办发" : prefix[c]; body = n; return
	}
	body = n
	if (kind == 0) { issuer = n (n ~ /盟$/ ? "行政公署" : "人民政府"); number = prefix[c]; return }
	if (kind == 7) { # the party committee and the government together
		issuer = "中共" n "委"; co = n "人民政府"; number = short[c] "发"; return
	}
	if (kind == 8) { # two departments
		set_issuer(c, 4, year); first = issuer; set_issuer(c, 2, year); co = issuer; issuer = first
		number = short[c] "财企"; return
	}
	if (kind == 1) { issuer = n (n ~ /盟$/ ? "行政公署办公室" : "人民政府" office(c)); number = office_prefix(prefix[c]); return }
	municipal = level[c] != "province" || n ~ /市$/
	if (kind == 2) {
		issuer = n (level[c] == "province" ? (year < 2019 ? before[c] : after[c]) : (year < 2019 ? "经济和信息化委员会" : "工业和信息化局"))
		number = short[c] (issuer ~ /经济/ ? "经信" : "工信")
	} else if (kind == 3) { issuer = n "发展和改革委员会"; number = short[c] "发改"
	} else if (kind == 4) { issuer = n (municipal ? "财政局" : "财政厅"); number = short[c] "财"
	} else if (kind == 5) { issuer = n (municipal ? "科学技术局" : "科学技术厅"); number = short[c] "科"
		if (level[c] == "province" && municipal) issuer = n "科学技术委员会"
	} else { issuer = n (municipal ? "人力资源和社会保障局" : "人力资源和社会保障厅"); number = short[c] "人社" }
}
# As a site calls its own government, or "" where it would use the whole name.
function short_issuer(c, kind,    what) {
	if (kind > 1 || level[c] !~ /^(province|city)$/) return ""
	what = name[c] ~ /省$/ ? "省" : name[c] ~ /自治区$/ ? "自治区" : name[c] ~ /自治州$/ ? "州" : name[c] ~ /市$/ ? "市" : ""
	return what ? what "政府" (kind ? office(c) : "") : ""
}
function national_issuer(kind) {
	body = "全国"
	if (kind == 0) { issuer = "国务院"; number = "国发" }
	else if (kind == 1) { issuer = "国务院办公厅"; number = "国办发" }
	else if (kind == 2) { issuer = "工业和信息化部"; number = "工信部规" }
	else if (kind == 3) { issuer = "国家发展和改革委员会"; number = "发改产业" }
	else if (kind == 4) { issuer = "财政部"; number = "财建" }
	else { issuer = "科学技术部"; number = "国科发高" }
}
function office(c) { return level[c] == "province" || subprovincial[c] ? "办公厅" : "办公室" }
function office_prefix(p) {
	if (p == "赣府发") return "赣府厅发"
	if (p ~ /发$/) { sub(/发$/, "办发", p); return p }
	sub(/(综|文)$/, "", p)
	return p "办"
}
function init_offices(    a, i, n) {
	n = split("320100 330100 330200 350200 370100 370200 420100 440100 440300 510100 610100 210100 210200 220100 230100", a, " ")
	for (i = 1; i <= n; i++) subprovincial[a[i]] = 1
}

# ---- sentences -----------------------------------------------------------------------------------------------------
function fill(s,    k, v) {
	while (match(s, /\{[a-zM]\}/)) {
		k = substr(s, RSTART + 1, 1)
		if (k == "s") v = r(2) ? subject : pick(topic)
		else if (k == "c") v = pick("civil")
		else if (k == "a") v = pick(topic == "civil" ? "caim" : "aim")
		else if (k == "M") v = mic_form
		else if (k == "n") v = 100 + r(9900)
		else if (k == "m") v = 10 + r(290)
		else if (k == "p") v = 5 + r(93)
		else if (k == "q") v = 2 + r(28)
		else if (k == "y") v = 2018 + r(8)
		else fail("unknown slot in " s)
		s = substr(s, 1, RSTART - 1) v substr(s, RSTART + 3)
	}
	return s
}
function sentence(kind) { return fill(pick_new(kind, now)) }

# ---- titles ------------------------------------------------------------------------------------------------------
# The title depends on the title's seed alone, so that two documents can share one.
function make_title(k,    f, s, place, y) {
	seed(titleseed[k] * 3 + 1)
	place = body
	s = subject = pick(topic)
	y = titleyear[k]
	if (topic == "civil") {
		f = r(4)
		if (f == 0) return issuer "关于印发《" place s pick("cform") "》的通知"
		if (f == 1) return issuer "关于进一步加强" s "工作的意见"
		if (f == 2) return issuer "关于做好" y "年" s "工作的通知"
		return issuer "关于印发" place s pick("cform") "的通知"
	}
	if (plaintitle[k]) return issuer "关于印发" place s "专项资金管理办法的通知"
	f = r(20)
	if (pilotkind[k] == 1 && f < 4) return issuer "关于组织开展" s "试点示范工作的通知"
	if (mickind[k] == 1 && f == 4) return issuer "关于贯彻落实《中国制造2025》加快" s "发展的实施意见"
	if (mickind[k] == 1 && f == 5) return issuer "关于印发《" place "落实〈中国制造2025〉" s "行动方案》的通知"
	if (f < 9) return issuer "关于印发《" place s pick("form") "》的通知"
	if (f < 11) return issuer "关于印发" place s pick("form") "（" y "—" (y + 3) "年）的通知"
	if (f == 11) return issuer "关于加快" s "发展的意见"
	if (f == 12) return issuer "关于促进" s "高质量发展的若干意见"
	if (f == 13) return issuer "关于推进" s "发展的实施意见"
	if (f == 14) return issuer "关于做好" y "年" s "项目申报工作的通知"
	if (f == 15) return issuer "关于同意设立" s "产业园区的批复"
	if (f == 16) return issuer "关于命名" y "年" s "示范企业的决定"
	if (f == 17 && level[place_of[k]] != "national") { transmitted = 1; return issuer "转发工业和信息化部关于推进" s "发展有关工作的通知" }
	if (f == 18) return place s "发展专项资金管理办法"
	return issuer "关于下达" y "年" s "重点项目计划的通知"
}
function other_title(k, g,    s, y) {
	seed(titleseed[k] * 3 + 1)
	s = subject = pick(topic)
	y = titleyear[k]
	if (g == "news") return r(2) ? body s "产业加速迈向中高端" : body "召开" s "工作推进会"
	if (g == "explainer") return r(2) ? "《" body s pick("form") "》政策解读" : "一图读懂《" body s "发展规划》"
	if (g == "announcement") return issuer "关于" y "年" s "拟认定项目名单的公示"
	if (g == "speech") return "在" body s "工作会议上的讲话"
	if (g == "reply") return "对" body "人大第" (100 + r(800)) "号建议（关于推动" s "发展的建议）的答复"
	if (g == "draft") return issuer "关于公开征求《" body s pick("form") "（征求意见稿）》意见的公告"
	if (g == "tender") return body s "公共服务平台采购项目招标公告"
	return issuer "关于" substr("张三李四王五赵六", r(4) * 6 + 1, 6) "等同志任免职的通知"
}

# ---- bodies ------------------------------------------------------------------------------------------------------
function add(s) { P[np++] = s }
function addressee(c) {
	if (level[c] == "national") return "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："
	if (level[c] == "province") return "各市、县人民政府，省级各部门，各直属机构："
	if (level[c] == "city") return "各县（市、区）人民政府，市政府各部门，各有关单位："
	return "各乡镇人民政府、街道办事处，区（县）各有关部门："
}
function init_sections() {
	nheads = split("总体要求|主要目标|重点任务|保障措施|组织实施", heads, "|")
	ncases = split("一、|二、|三、|四、|五、", cases, "|")
}

# Composes document k: title, P[0..np-1], issuer, docno, issued; the signature stands before P[sigpos], or last. Depends on k alone.
function compose(k,    c, g) {
	np = 0; transmitted = 0; sigpos = -1; now = k
	c = place_of[k]; g = genre_of[k]
	topic = topic_of[k]
	seed(k * 7 + 3)
	make_date(k)
	make_issuer(k, c)
	title = g == "policy" ? make_title(k) : other_title(k, g)
	seed(k * 7 + 4)
	mic_form = mickind[k] == 2 ? pick("form_guard") : pick("form_mic")
	if (g == "policy") policy_body(k, c)
	else loose_body(k, g)
}
function make_date(k,    y, m) {
	y = first_year[k] ? first_year[k] + r(last_year[k] - first_year[k] + 1) : 2015 + substr("0011122223334456", r(16) + 1, 1)
	m = y == 2015 ? 6 + r(7) : 1 + r(12)
	issued = iso(y, m, 1 + r(28))
	while (dated[titleseed[k], issued] && dated[titleseed[k], issued] != k) issued = later(issued, 1)
	dated[titleseed[k], issued] = k
	if (!titleyear[k]) titleyear[k] = y
}
function make_issuer(k, c,    kind, x) {
	x = r(20)
	kind = x < 5 ? 0 : x < 11 ? 1 : x < 15 ? 2 : x < 17 ? 3 : x < 18 ? 4 : x < 19 ? 5 : 6
	if (issuerkind[k] != "") kind = issuerkind[k]
	if (topic == "civil" && kind > 1) kind = 1
	if (level[c] == "county") kind %= 2
	if (level[c] == "township") kind = 0
	if (joint[k] && level[c] ~ /^(province|city)$/) kind = joint[k] == 7 && name[c] ~ /(省|市)$/ ? 7 : name[c] ~ /新区$/ ? 1 : 8
	kindnow = kind
	set_issuer(c, kind, substr(issued, 1, 4) + 0)
	if (co) issuer = issuer " " co
	if (genre_of[k] != "policy") { docno = ""; return }
	if (docno_of[k] == "") docno_of[k] = unnumbered[k] ? "-" : number "〔" substr(issued, 1, 4) "〕" (200 + ++numbers[number, substr(issued, 1, 4), c]) "号"
	docno = docno_of[k] == "-" ? "" : docno_of[k]
}

function policy_body(k, c,    i, j, n, s, where, parts, kind) {
	add(addressee(c))
	kind = topic == "civil" ? "c" : "s"
	parts = 3 + r(3)
	where = 1 + r(parts)
	if (transmitted) add("现将《工业和信息化部关于推进" subject "发展有关工作的通知》（工信部规〔" substr(issued, 1, 4) "〕" (20 + r(150)) "号）转发给你们，请认真贯彻落实。")
	add(mickind[k] == 1 || mickind[k] == 2 ? sentence("mention") : sentence("nomention"))
	if (index(title, "印发") && r(5) < 2) {
		add("现将有关文件印发给你们，请认真贯彻执行。")
		sigpos = np
		add(r(2) ? "附件" : subject "工作安排")
	}
	for (i = 1; i <= parts; i++) {
		add(cases[i] heads[i])
		n = 2 + r(3)
		s = ""
		for (j = 0; j < n; j++) s = s sentence(kind)
		if (i == where) s = s special(k) sentence(kind)
		add(s)
		if (r(3) == 0) add("（" substr("一二三", r(3) * 3 + 1, 3) "）" sentence(kind) sentence(kind))
	}
	add(sentence("lead"))
	if (sigpos < 0 && r(4) == 0) add("附件：1." subject "重点任务分工表")
}
# The sentence that decides: pilots true and false, near misses.
function special(k,    s) {
	if (pilotkind[k] == 1) s = sentence("pilot")
	else if (pilotkind[k] == 2) s = sentence("pilottrue")
	else if (pilotkind[k] == 3) s = sentence("pilotfalse")
	if (mickind[k] == 3) s = s sentence("nearliteral")
	else if (mickind[k] == 4) s = s sentence("near")
	return s
}
function loose_body(k, g,    i, n, bank) {
	bank = g == "news" ? "news" : g == "explainer" || g == "reply" ? "explain" : "s"
	if (g == "reply") add("您提出的建议收悉，现答复如下：")
	if (g == "speech") add("同志们：")
	if (mickind[k] == 1) add(fill("围绕{M}，有关工作扎实推进，取得了阶段性成效。"))
	n = 3 + r(4)
	for (i = 0; i < n; i++) {
		add(sentence(bank) sentence(bank))
		if (i == 1) add(sentence(bank) special(k))
	}
	if (g == "announcement") add("公示期为5个工作日，如有异议，请以书面形式反映。")
	if (g == "draft") add("欢迎社会各界提出宝贵意见，意见反馈截止时间为公布之日起三十日内。")
	if (g == "tender") add("投标人须在规定时间内获取招标文件，逾期不予受理。")
}
