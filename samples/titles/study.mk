# Titles that speak of experimentation among the national documents on economic reform. The export is SYNTHETIC.
TITLE = Experimentation in the titles of national documents on economic reform (SYNTHETIC sample)
TITLE_ZH = 全国性经济体制改革文件标题中的政策试验（合成样本 SYNTHETIC）
SYNTHETIC = yes
GENERATE = generate.sh
GENERATED = export
PRESET = strict
# No tag makes the population: the database's own category and the level do.
WHERE = level=national,category=经济体制改革
FOCUS = heilmann
POPULATION_LABEL = economic reform
POPULATION_LABEL_ZH = 经济体制改革
FOCUS_LABEL = experimentation in their titles
FOCUS_LABEL_ZH = 标题中的试验用语
CLOCK = issued
FROM = 1978-01-01
TO = 2021-12-31
