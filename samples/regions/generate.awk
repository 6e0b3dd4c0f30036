# Documents with pilots from three provinces and their cities, 2013 to 2021. Which themes stand in the sentences of pilots differs by
# province; around them the same themes stand in other sentences, where they don't count.

BEGIN {
	export_begin("province\tlevel\tpilot\tsmart\tplatform\tcloud\tgreen\tfdi\tcluster")
	nthemes = split("smart platform cloud green fdi cluster", theme, " ")
	say["smart"] = "智能制造"; say["platform"] = "工业互联网平台"; say["cloud"] = "企业上云"
	say["green"] = "绿色制造"; say["fdi"] = "外商投资"; say["cluster"] = "新兴产业集群"
	list("plain", "各地要加强组织领导，落实工作责任。 有关部门要做好统计监测和信息报送。 财政资金按规定统筹使用。 加强宣传引导，营造良好氛围。")
	#        code     name  number  how many; per cent of documents whose pilots are of the theme, in the order above
	province("320000", "江苏省", "苏政发", 180, "45 30 25 20 15 35", "320100 南京市 宁政发 320500 苏州市 苏府发 320400 常州市 常政发")
	province("210000", "辽宁省", "辽政发", 90, "30 15 10 15 25 10", "210100 沈阳市 沈政发 210200 大连市 大政发")
	province("620000", "甘肃省", "甘政发", 60, "10 5 15 40 5 10", "620100 兰州市 兰政发 620300 金昌市 金政发")
	exit
}

function province(code, name, prefix, n, percents, cities,    i, p, c, m) {
	split(percents, p, " ")
	for (i = 0; i < n; i++) one(code, "province", name, prefix, i, n, p)
	for (i = 0; i < n / 4; i++) without_pilots(code, "province", name, prefix, i)
	m = split(cities, c, " ")
	for (i = 1; i <= m; i += 3)
		for (k = 0; k < n / 10; k++) one(code, "city", c[i + 1], c[i + 2], k, int(n / 10), p)
}
# Themes are spread evenly, each with a shift of its own, so that their shares are exact.
function one(code, level, name, prefix, i, n, p,    t, hit, body, truth, year, issued) {
	seed(++serial)
	year = 2013 + i % 9
	issued = date_of(year)
	body = "各有关单位：\n" pick("plain")
	truth = code "\t" level "\t1"
	for (t = 1; t <= nthemes; t++) {
		hit = spread((i + 7 * t) % n, hits_of(n, p[t]), n)
		truth = truth "\t" (hit + 0)
		if (hit) body = body "开展" say[theme[t]] "试点，总结推广经验。"
		else if (r(3) == 0) body = body "推进" say[theme[t]] "发展。"
	}
	body = body "\n选择若干地区先行试点。" pick("plain")
	export_document(name "人民政府关于推进产业转型升级的意见（" serial "）", number_of(prefix, year), name "人民政府", issued, "工业", body, truth)
}
function without_pilots(code, level, name, prefix, i,    year, t, body) {
	seed(++serial)
	year = 2013 + i % 9
	body = "各有关单位：\n" pick("plain")
	for (t = 1; t <= nthemes; t++) if (r(2)) body = body "推进" say[theme[t]] "发展。"
	export_document(name "人民政府关于工业运行工作的通知（" serial "）", number_of(prefix, year), name "人民政府", date_of(year), "工业", body, \
		code "\t" level "\t0\t0\t0\t0\t0\t0\t0")
}
