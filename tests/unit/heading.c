#define _GNU_SOURCE
#include "check.h"
#include "heading.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char table[] = "label\tcolumn\tsource\n"
                            "法宝引证码\tcode\tx\n"
                            "制定机关\tissuer\tx\n"
                            "发布部门\tissuer\tx\n"
                            "发文字号\tdocno\tx\n"
                            "文号\tdocno\tx\n"
                            "公布日期\tissued\tx\n"
                            "法规类别\tcategory\tx\n"
                            "正文\ttext\tx\n"
                            "原文链接\t-\tx\n";

/* Compares `title|code|issuer|docno|issued|category|text`. */
static int
reads(const struct heading_labels *l, const char *text, const char *expected)
{
	struct heading h;
	char out[1024];
	heading_read(l, view_of(text), &h);
	size_t n = (size_t)snprintf(out, sizeof out, "%.*s|", VIEW_ARGS(h.title));
	for (size_t i = 0; i + 1 < l->count; i++) /* all but `text`, which is never a statement */
		n += (size_t)snprintf(out + n, sizeof out - n, "%.*s|", VIEW_ARGS(h.values[i]));
	snprintf(out + n, sizeof out - n, "%.*s", VIEW_ARGS(h.text));
	if (strcmp(out, expected) != 0)
		fprintf(stderr, "got %s\n", out);
	return strcmp(out, expected) == 0;
}

static void
heads(const struct heading_labels *l)
{
	CHECK(l->count == 6);
	CHECK(reads(l,
	    "题\n\n【法宝引证码】CLI.1.2\n制定机关：某省政府\n公布日期: 2015.05.08\n\n第一段\n\n第二段\n",
	    "题|CLI.1.2|某省政府||2015.05.08||第一段\n\n第二段"));
	/* Several on a line; in brackets and blanks; a value on the next line; the wide blank. */
	CHECK(reads(l, "题\n发布部门：甲局 发文字号：甲发[2015]4号　公布日期：2015.05.08\n文\n",
	    "题||甲局|甲发[2015]4号|2015.05.08||文"));
	CHECK(reads(l, "题\n【制定机关】甲局【发文字号】 甲发[2015]4号\n文", "题||甲局|甲发[2015]4号|||文"));
	CHECK(reads(l, "题\n法规类别\n工业\n公布日期：\n2015.05.08\n文", "题||||2015.05.08|工业|文"));
	/* Of two names of one thing the first counts; a value may be empty. */
	CHECK(reads(l, "题\n制定机关：甲\n发布部门：乙\n文号：\n\n文", "题||甲||||文"));
	/* A label is one at the beginning of a line, before the text alone. */
	CHECK(
	    reads(l, "题\n文号：1\n第一段\n公布日期：2015.05.08\n", "题|||1|||第一段\n公布日期：2015.05.08"));
	CHECK(reads(l, "题\n公布日期以后施行\n文", "题||||||题\n公布日期以后施行\n文"));
	CHECK(reads(l, "题\n文", "题||||||题\n文"));
	CHECK(reads(l, "制定机关：甲\n文", "||甲||||文"));
	CHECK(reads(l, "题\n制定机关：甲\n文\n\n原文链接：http://a.example/\n\n", "题||甲||||文"));
	CHECK(
	    reads(l, "题\n制定机关：甲\n正文：文号：一\n公布日期：二\n", "题||甲||||文号：一\n公布日期：二"));
	CHECK(reads(l, "题\n【正文】\n\n文\n", "题||||||文"));
	CHECK(reads(l, "", "||||||"));
	CHECK(reads(l, "题\n制定机关：甲\n", "题||甲||||"));
}

static int
named(const char *name, const char *title, const char *code, bool cut)
{
	struct heading_name n = heading_name(view_of(name));
	return view_equal(n.title, view_of(title)) && view_equal(n.code, view_of(code)) && n.cut == cut;
}

static void
names(void)
{
	CHECK(named("标题(FBM-CLI.12.5115678).txt", "标题", "CLI.12.5115678", false));
	CHECK(named("标题（CLI.4.77）.txt", "标题", "CLI.4.77", false));
	CHECK(named("标题(2005修订)(FBM-CLI.10.1).txt", "标题(2005修订)", "CLI.10.1", false));
	CHECK(named("标题(CLI.10.1)(2).txt", "标题", "CLI.10.1", false));
	CHECK(named("标题(2005修订).txt", "标题(2005修订)", "", false));
	CHECK(named("标题(3).txt", "标题(3)", "", false));
	CHECK(named("很长的标题…(CLI.1.2).txt", "很长的标题", "CLI.1.2", true));
	CHECK(named("很长的标题……(CLI.1.2).txt", "很长的标题", "CLI.1.2", true));
	CHECK(named("很长的标题...(CLI.1.2).TXT", "很长的标题", "CLI.1.2", true));
	CHECK(named("(CLI.1.2).txt", "", "CLI.1.2", false));
	CHECK(named("标题(CLI.).txt", "标题(CLI.)", "", false));
	CHECK(named("", "", "", false));
}

int
main(void)
{
	char path[] = "/tmp/heading-test-XXXXXX";
	struct heading_labels l;
	struct error e;
	int fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, table, sizeof table - 1) == (ssize_t)sizeof table - 1);
	CHECK(heading_load(&l, path, &e) == 0);
	heads(&l);
	names();
	CHECK(view_equal(heading_column(&l, VIEW("文号")), VIEW("docno")));
	CHECK(heading_column(&l, VIEW("原文链接")).len == 0 && heading_column(&l, VIEW("无")).len == 0);
	heading_free(&l);
	close(fd);
	unlink(path);
	return check_status();
}
