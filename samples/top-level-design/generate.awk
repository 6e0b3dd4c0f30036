# National and provincial policy documents, 2003 to 2021: fewer and fewer speak of pilots, from 2011 on more and more of top-level
# design; some speak of both.

BEGIN {
	export_begin("year\tlevel\tgenre\tpilot\tdesign")
	list("topic", "社会治理 医疗卫生 教育 养老服务 数字政府 生态环境 人才发展 科技创新")
	list("plain", "各地区各部门要加强组织领导。 坚持问题导向和目标导向相统一。 及时总结工作经验。 重大情况及时报告。")
	list("place", "浙江省 广东省 四川省 湖北省 陕西省")
	list("prefix", "浙政发 粤府 川府发 鄂政发 陕政发")
	for (year = 2003; year <= 2021; year++) one_year()
	exit
}
function one_year(    n, i, pilots, designs) {
	n = 40
	pilots = hits_of(n, year < 2012 ? 40 - (year - 2003) : 30 - 2 * (year - 2012))
	designs = hits_of(n, year < 2011 ? 0 : 5 * (year - 2010))
	for (i = 0; i < n; i++) put(i, spread(i, pilots, n), spread((i + 11) % n, designs, n), i % 4 == 3, 0)
	for (i = 0; i < 4; i++) put(100 + i, 1, 0, 0, 1)
}
function put(i, pilot, design, provincial, explainer,    name, prefix, title, body, p) {
	seed(year * 1000 + i)
	p = i % 5
	name = provincial ? L["place", p] "人民政府" : "国务院"
	prefix = provincial ? L["prefix", p] : "国发"
	title = name "关于" pick("topic") "工作的意见（" year "年第" i + 1 "件）"
	if (explainer) title = "《关于" pick("topic") "工作的意见》解读（" i ")"
	body = "各有关单位：\n" pick("plain")
	if (pilot) body = body "\n选择有条件的地方开展试点，取得经验后推开。"
	if (design) body = body "\n加强顶层设计，统筹规划。"
	if (!pilot && i % 10 == 0) body = body "\n各考试点要做好服务。" # a near miss
	export_document(title, explainer ? "" : number_of(prefix, year), name, date_of(year), "综合", body, \
		year "\t" (provincial ? "province" : "national") "\t" (explainer ? "explainer" : "policy") "\t" pilot + 0 "\t" design + 0)
}
