# Titles of national documents, 1978 to 2021. In each year documents on economic reform, of which as many speak of experimentation
# as the published reference level of that period says; others of their category that aren't policy; other categories; provinces.

BEGIN {
	export_begin("year\tlevel\tcategory\tgenre\texperiment\tliteral\tfamily")
	list("topic", "国有企业改革 价格改革 外贸体制改革 财税体制改革 金融体制改革 农村综合改革 投资体制改革 住房制度改革 社会保险制度改革 要素市场化配置改革 流通体制改革 行政审批制度改革")
	list("policy", "若干意见 指导意见 实施方案 工作方案 管理办法 若干规定")
	list("purpose", "进一步深化改革，完善体制机制，激发市场活力。 坚持问题导向，积极稳妥推进各项任务。 明确责任分工，加强督促检查，确保各项措施落到实处。 统筹兼顾各方利益，处理好改革发展稳定的关系。")
	list("plain", "考试行为规范 临床试验机构管理规定 试验室安全规定 短暂行车延误处置规定")
	for (year = 1978; year <= 2021; year++) one_year()
	exit
}

# The level that the published study names for the period, in per cent; 1998 to 2002 "about 13", before "about 30".
function reference(y) { return y <= 1997 ? 30 : y <= 2002 ? 13 : y <= 2014 ? 23 : 8 }

function one_year(    n, i, hits) {
	n = 20 + int((year - 1978) / 2)
	hits = hits_of(n, reference(year))
	seed(year)
	for (i = 0; i < n; i++) national_policy(spread(i, hits, n), i)
	explainer()
	repeal()
	for (i = 0; i < 6; i++) other_category(i)
	provincial()
	copy_of_last()
}

function issuer_of_year() { # the State Council, and whoever led economic reform then
	if (r(3)) { prefix = "国发"; return "国务院" }
	if (year >= 1982 && year <= 1997) { prefix = "体改生"; return "国家经济体制改革委员会" }
	if (year >= 2003) { prefix = "发改体改"; return "国家发展和改革委员会" }
	prefix = "国办发"
	return "国务院办公厅"
}
function experiment_title(i,    topic) {
	topic = pick("topic")
	if (i % 4 == 0) return "关于印发《" topic "试点方案》的通知"
	if (i % 4 == 1) return topic "管理暂行办法"
	if (i % 4 == 2) return "关于" topic "若干问题的规定（试行）"
	return "关于设立" topic "试验区的批复"
}
function plain_title(i) {
	if (i % 9 == 8) return "关于印发《" pick("plain") "》的通知"
	return "关于" pick("topic") "的" pick("policy")
}
function body(    i, s) {
	for (i = 0; i < 3; i++) s = s pick("purpose")
	return "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" s "\n" pick("purpose")
}
function put(title, issuer, docno, issued, category, level, genre, hit, literal, family,    code) {
	code = export_document(title, docno, issuer, issued, category, body(), \
		year "\t" level "\t" category "\t" genre "\t" hit "\t" literal "\t" family)
	return code
}
function national_policy(hit, i,    issuer, title, literal) {
	issuer = issuer_of_year()
	title = issuer (hit ? experiment_title(i) : plain_title(i))
	literal = hit || index(title, "试行") || index(title, "暂行") || index(title, "试验")
	put(title, issuer, number_of(prefix, year), date_of(year), "经济体制改革", "national", "policy", hit + 0, literal + 0, "")
}
function explainer(    topic) { # of the category, but no policy
	topic = pick("topic")
	put("《" topic "试点方案》解读", "国务院办公厅", "", date_of(year), "经济体制改革", "national", "explainer", 1, 1, "")
}
function repeal() { # ends an experiment; its title only names it
	put("国务院关于废止《" pick("topic") "暂行规定》的决定", "国务院", number_of("国发", year), date_of(year), "经济体制改革", "national", "policy", 0, 1, "")
}
function other_category(i,    hit, issuer) {
	hit = i < 2
	issuer = "国务院"
	put(issuer (hit ? experiment_title(i) : plain_title(i)), issuer, number_of("国发", year), date_of(year), "文化教育", "national", "policy", hit, hit || 0, "")
}
function provincial() {
	put("浙江省人民政府关于" pick("topic") "试点的意见", "浙江省人民政府", number_of("浙政发", year), date_of(year), "经济体制改革", "province", "policy", 1, 1, "")
}
function copy_of_last(    issuer, title, docno, issued, first) { # one document under two titles' spellings
	issuer = "国务院"
	title = "国务院关于" pick("topic") "的决定"
	docno = number_of("国发", year)
	issued = date_of(year)
	first = put(title, issuer, docno, issued, "经济体制改革", "national", "policy", 0, 0, "")
	put(title "（全文）", issuer, docno, issued, "经济体制改革", "national", "policy", 0, 0, first)
}
