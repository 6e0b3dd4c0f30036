#include "tables.h"
#include "implement.h"

int
main(void)
{
	static const struct {
		const char *sentence;
		bool implements;
	} sentences[] = {
		{ "为贯彻落实《中国制造2025》，加快我省制造业发展，制定本方案。", true },
		{ "为深入实施“中国制造2025”战略，提出如下意见。", true },
		{ "各市人民政府：为落实国务院关于印发《中国制造2025》的通知精神，现通知如下。", true },
		{ "经研究，现将落实《中国制造2025》的有关任务分解下达，请抓好落实。", true },
		{ "根据《中国制造2025》的总体部署，结合我市实际，制定本规划。", true },
		{ "近年来，各地各部门深入实施《中国制造2025》，成效明显。", false },
		{ "作为落实《中国制造2025》的试点城市，我市成效明显。", false },
		{ "为扩大就业，我市围绕中国制造2025开展工作。", false },
		{ "根据中国制造2025的统计，全国已有三十个试点。", false },
		{ "中国制造2025提出，为落实好任务，制定时间表。", false },
		{ "为落实规划，制定本方案。", false },
		{ "", false },
	};
	struct words *w = table_words("implementing.tsv");
	for (size_t i = 0; w != NULL && i < sizeof sentences / sizeof *sentences; i++) {
		CHECK(implement_sentence(w, view_of(sentences[i].sentence), VIEW("中国制造2025")) ==
		      sentences[i].implements);
		CHECK(!implement_sentence(w, view_of(sentences[i].sentence), VIEW("")));
	}
	words_free(w);
	return check_status();
}
