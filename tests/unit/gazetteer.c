/* The table that ships is the test's data: what it says about these places is a matter of record. */
#include "tables.h"
#include "gazetteer.h"
#include "issuer.h"
#include "portal.h"
#include "prefix.h"

#include <stdlib.h>
#include <string.h>

static const struct gazetteer *g;

static bool
is(const struct division *d, const char *code)
{
	return d != NULL && view_equal(d->code, view_of(code));
}

static void
codes_have_years(void)
{
	const struct division *chaohu = gazetteer_code(g, VIEW("341400"), 2010);
	CHECK(chaohu != NULL && chaohu->level == DIVISION_CITY && view_equal(chaohu->name, VIEW("巢湖市")));
	CHECK(gazetteer_code(g, VIEW("341400"), 2012) == NULL);
	CHECK(gazetteer_code(g, VIEW("340181"), 2010) == NULL);
	CHECK(gazetteer_code(g, VIEW("340181"), 2012)->level == DIVISION_COUNTY);
	CHECK(gazetteer_code(g, VIEW("371200"), 2018) != NULL);
	CHECK(gazetteer_code(g, VIEW("371200"), 2020) == NULL);
	CHECK(view_equal(gazetteer_code(g, VIEW("420600"), 2009)->name, VIEW("襄樊市")));
	CHECK(view_equal(
	    gazetteer_code(g, VIEW("420600"), 2010)->name, VIEW("襄阳市"))); /* the later of the two */
	CHECK(view_equal(gazetteer_code(g, VIEW("420600"), 0)->name, VIEW("襄阳市")));
	CHECK(gazetteer_code(g, VIEW("999999"), 0) == NULL);
	CHECK(gazetteer_code(g, VIEW(""), 2015) == NULL);
	CHECK(view_equal(gazetteer_last(g, VIEW("371200"))->name, VIEW("莱芜市")));
}

static void
names_hide_in_names(void)
{
	const struct division *found[8];
	CHECK(gazetteer_name(g, VIEW("海南藏族自治州"), VIEW(""), 2015, found, 8) == 1 &&
	      is(found[0], "632500"));
	CHECK(gazetteer_name(g, VIEW("海南"), VIEW(""), 2015, found, 8) == 1 && is(found[0], "460000"));
	CHECK(gazetteer_name(g, VIEW("河北区"), VIEW(""), 2015, found, 8) == 1 && is(found[0], "120105"));
	CHECK(gazetteer_name(g, VIEW("吉林市"), VIEW(""), 2015, found, 8) == 1 && is(found[0], "220200"));
	CHECK(gazetteer_name(g, VIEW("吉林"), VIEW(""), 2015, found, 8) == 1 && is(found[0], "220000"));
	CHECK(gazetteer_name(g, VIEW("朝阳区"), VIEW(""), 2015, found, 8) == 2);
	CHECK(
	    gazetteer_name(g, VIEW("朝阳区"), VIEW("220000"), 2015, found, 8) == 1 && is(found[0], "220104"));
	CHECK(
	    gazetteer_name(g, VIEW("朝阳区"), VIEW("110000"), 2015, found, 8) == 1 && is(found[0], "110105"));
	CHECK(gazetteer_name(g, VIEW("鼓楼区"), VIEW(""), 2018, found, 2) ==
	      4); /* more than there is room for */
	CHECK(gazetteer_name(g, VIEW("巢湖市"), VIEW(""), 2011, found, 8) == 2 && is(found[0], "341400"));
	CHECK(gazetteer_name(g, VIEW("市辖区"), VIEW(""), 0, found, 8) == 0); /* a group is no place */
	CHECK(gazetteer_name(g, VIEW("两江新区"), VIEW(""), 2015, found, 8) == 1);
	CHECK(found[0]->code.len == 0 && found[0]->filed == DIVISION_CITY);
}

static void
longest_name_at(void)
{
	const struct division *found[8];
	size_t len;
	struct view text = VIEW("在海南藏族自治州、河南蒙古族自治县");
	CHECK(gazetteer_at(g, text, 3, VIEW(""), 2015, found, 8, &len) == 1 && is(found[0], "632500"));
	CHECK(len == strlen("海南藏族自治州"));
	CHECK(gazetteer_at(g, text, 27, VIEW(""), 2015, found, 8, &len) == 1 && is(found[0], "632324"));
	CHECK(gazetteer_at(g, text, 0, VIEW(""), 2015, found, 8, &len) == 0 && len == 0);
	CHECK(gazetteer_at(g, text, text.len, VIEW(""), 2015, found, 8, &len) == 0);
	CHECK(gazetteer_at(g, text, 4, VIEW(""), 2015, found, 8, &len) == 0); /* within a character */
}

static size_t
count(enum division_level level, int year)
{
	size_t n = 0;
	for (size_t i = 0; i < gazetteer_count(g); i++)
		n += gazetteer_row(g, i)->code.len > 0 && gazetteer_row(g, i)->level == level &&
		     division_valid(gazetteer_row(g, i), year);
	return n;
}

static void
parents_and_listings(void)
{
	const struct division *jiyuan = gazetteer_code(g, VIEW("419001"), 2015);
	CHECK(jiyuan->level == DIVISION_COUNTY && division_filed(jiyuan, DIVISION_DATABASE) == DIVISION_CITY);
	CHECK(division_filed(jiyuan, DIVISION_GB) == DIVISION_COUNTY);
	CHECK(is(gazetteer_parent(g, jiyuan, 2015), "410000"));
	CHECK(is(gazetteer_parent(g, gazetteer_code(g, VIEW("110105"), 2015), 2015), "110000"));
	CHECK(gazetteer_parent(g, gazetteer_code(g, VIEW("110000"), 2015), 2015) == NULL);
	CHECK(is(gazetteer_province(g, VIEW("632324")), "630000"));
	CHECK(count(DIVISION_PROVINCE, 2015) == 34 && count(DIVISION_PROVINCE, 1990) < 34);
	CHECK(count(DIVISION_CITY, 2020) ==
	      333); /* prefecture-level units at the end of 2020, by the Ministry of Civil Affairs */
	const struct division *anhui = gazetteer_last(g, VIEW("340000"));
	CHECK(
	    view_equal(anhui->name_en, VIEW("Anhui Province")) && view_equal(anhui->region, VIEW("central")));
	CHECK(division_within(VIEW("340181"), VIEW("340100")) &&
	      !division_within(VIEW("340181"), VIEW("341400")));
	CHECK(view_equal(division_level_name(division_level_of(VIEW("county"))), VIEW("county")));
	CHECK(division_level_of(VIEW("region")) == DIVISION_UNKNOWN &&
	      division_level_name(DIVISION_GROUP).len == 0);
}

static void
issuers_are_read(const char *file)
{
	struct error e;
	struct organ o[ISSUER_ORGANS];
	bool rest;
	struct issuers *s = issuers_open(file, g, &e);
	CHECK(s != NULL);
	if (s == NULL)
		return;
	CHECK(
	    issuers_read(s, VIEW("河北省人力资源和社会保障厅河北省财政厅"), VIEW(""), 2020, o, &rest) == 2 &&
	    !rest);
	CHECK(view_equal(o[1].text, VIEW("河北省财政厅")) && is(o[1].place, "130000"));
	CHECK(issuers_read(s, VIEW("工业和信息化部等十部门"), VIEW(""), 2020, o, &rest) == 1 && !rest);
	CHECK(o[0].level == DIVISION_NATIONAL && o[0].place == NULL);
	CHECK(issuers_read(s, VIEW("国家税务总局安徽省税务局"), VIEW(""), 2020, o, &rest) == 1);
	CHECK(is(o[0].place, "340000") && view_equal(o[0].type, VIEW("vertical")));
	CHECK(issuers_read(s, VIEW("湖北省住房和城乡建设厅"), VIEW(""), 2020, o, &rest) == 1);
	CHECK(o[0].level == DIVISION_PROVINCE); /* 城乡 is no township */
	CHECK(issuers_read(s, VIEW("义乌市佛堂镇人民政府"), VIEW(""), 2020, o, &rest) == 1);
	CHECK(o[0].level == DIVISION_TOWNSHIP && is(o[0].place, "330782"));
	CHECK(
	    issuers_read(s, VIEW("中共合肥市委办公室 合肥市人民政府办公室"), VIEW(""), 2020, o, &rest) == 2);
	CHECK(view_equal(o[0].type, VIEW("party")) && view_equal(o[1].type, VIEW("government")));
	CHECK(issuers_read(s, VIEW("朝阳区人民政府"), VIEW(""), 2020, o, &rest) == 1);
	CHECK(o[0].place == NULL && o[0].choice_count == 2);
	CHECK(issuers_read(s, VIEW("朝阳区人民政府"), VIEW("220100"), 2020, o, &rest) == 1 &&
	      is(o[0].place, "220104"));
	CHECK(issuers_read(s, VIEW("市政府"), VIEW(""), 2020, o, &rest) == 1 && o[0].bare);
	CHECK(is(issuer_resolve(g, &o[0], gazetteer_last(g, VIEW("340100")), 2020), "340100"));
	CHECK(is(issuer_resolve(g, &o[0], gazetteer_last(g, VIEW("330782")), 2020),
	    "330782")); /* a city of county level */
	CHECK(is(issuer_resolve(g, &o[0], gazetteer_last(g, VIEW("330326")), 2020),
	    "330300")); /* from a county of it */
	CHECK(issuer_resolve(g, &o[0], gazetteer_last(g, VIEW("340000")), 2020) == NULL);
	CHECK(issuers_read(s, VIEW("新华社"), VIEW(""), 2020, o, &rest) == 0 && rest);
	CHECK(issuers_read(s, VIEW(""), VIEW(""), 0, o, &rest) == 0 && !rest);
	CHECK(issuers_read(s, VIEW("证明人力资源社会保障部财政部"), VIEW(""), 2015, o, &rest) == 2 && rest);
	CHECK(
	    view_equal(o[0].text, VIEW("人力资源社会保障部"))); /* words of the line before are passed over */
	issuers_close(s);
}

static void
prefixes_are_found(const char *file)
{
	struct error e;
	struct prefix p;
	struct prefixes *all = prefixes_open(file, &e);
	CHECK(all != NULL);
	if (all == NULL)
		return;
	CHECK(prefixes_find(all, VIEW("国发"), &p) && view_equal(p.codes, VIEW("000000")) && !p.weak);
	CHECK(prefixes_find(all, VIEW("皖政办"), &p) && view_equal(p.codes, VIEW("340000")) && !p.weak);
	CHECK(prefixes_find(all, VIEW("皖经信规划"), &p) && view_equal(p.codes, VIEW("340000")) && p.weak);
	CHECK(prefixes_find(all, VIEW("宁政发"), &p) && view_equal(p.codes, VIEW("640000 320100")));
	CHECK(!prefixes_find(all, VIEW("发"), &p) && !prefixes_find(all, VIEW(""), &p));
	prefixes_close(all);
}

static void
hosts_are_found(const char *file)
{
	struct error e;
	bool below;
	struct portals *p = portals_open(file, &e);
	CHECK(p != NULL);
	if (p == NULL)
		return;
	CHECK(view_equal(portals_find(p, VIEW("rst.hebei.gov.cn"), &below), VIEW("130000")) && below);
	CHECK(view_equal(portals_find(p, VIEW("www.hebei.gov.cn"), &below), VIEW("130000")) && !below);
	CHECK(view_equal(portals_find(p, VIEW("www.gov.cn"), &below), VIEW("000000")));
	CHECK(portals_find(p, VIEW("www.nowhere.gov.cn"), &below).len ==
	      0); /* gov.cn itself is the State Council's alone */
	CHECK(portals_find(p, VIEW(""), &below).len == 0);
	portals_close(p);
	CHECK(view_equal(portal_host(VIEW("https://u@a.gov.cn:8080/x?y=//z")), VIEW("a.gov.cn")));
	CHECK(view_equal(portal_host(VIEW("file:///www.ah.gov.cn/a.html")), VIEW("www.ah.gov.cn")));
	CHECK(portal_host(VIEW("urn:doc:1")).len == 0 && portal_host(VIEW("")).len == 0);
}

int
main(void)
{
	struct error e;
	char path[4096], areas[4096];
	struct gazetteer *open =
	    gazetteer_open(table_path("divisions.tsv", path), table_path("areas.tsv", areas), &e);
	if (open == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	g = open;
	codes_have_years();
	names_hide_in_names();
	longest_name_at();
	parents_and_listings();
	issuers_are_read(table_path("issuers.tsv", path));
	prefixes_are_found(table_path("prefixes.tsv", path));
	hosts_are_found(table_path("hosts.tsv", path));
	CHECK(gazetteer_overlay(open, "none.tsv", &e) == -1);
	CHECK(strcmp(e.text, "none.tsv: No such file or directory") == 0);
	gazetteer_close(open);
	return check_status();
}
