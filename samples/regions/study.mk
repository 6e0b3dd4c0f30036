# What pilots are about in three provinces: themes within the sentences of pilots. The export is SYNTHETIC.
TITLE = Themes of pilots in Jiangsu, Liaoning and Gansu (SYNTHETIC sample)
TITLE_ZH = 江苏、辽宁、甘肃三省试点的主题（合成样本 SYNTHETIC）
SYNTHETIC = yes
GENERATE = generate.sh
GENERATED = export
PRESET = strict
POPULATION = pilot
POPULATION_LABEL = pilots
POPULATION_LABEL_ZH = 试点
# A theme counts where it stands in a sentence that speaks of a pilot.
SCOPES = smart.pilot.sentence,platform.pilot.sentence,cloud.pilot.sentence,green.pilot.sentence,fdi.pilot.sentence,cluster.pilot.sentence
FOCUS = smart.pilot.sentence
FOCUS_PUBLISHED = smart
FOCUS_LABEL = smart manufacturing in the same sentence
FOCUS_LABEL_ZH = 同句提及智能制造
SCHEME = database
CLOCK = issued
FROM = 2013-01-01
TO = 2021-12-31
TABLES = themes
TABLE_themes = --by level,province --focus $(SCOPES)
TABLE_themes_TITLE = Themes of the sentences that speak of pilots, by level and province
TABLE_themes_TITLE_ZH = 试点语句中的主题：按层级和省份统计
# The words around each theme, by place: concordances/province-320000.txt ...
KWIC = 24
KWIC_TAGS = $(SCOPES)
