# The sample study: a synthetic web whose true counts are those of a published table. generate.sh makes the pages.
TITLE = Made in China 2025 and pilot projects, by province (SYNTHETIC sample)
TITLE_ZH = “中国制造2025”与试点：分省统计（合成样本 SYNTHETIC）
SYNTHETIC = yes
GENERATE = generate.sh
PRESET = strict
POPULATION = mic2025
FOCUS = pilot
POPULATION_LABEL = Made in China 2025
POPULATION_LABEL_ZH = 中国制造2025
FOCUS_LABEL = pilot projects
FOCUS_LABEL_ZH = 试点
SCHEME = database
CLOCK = issued
# 国务院关于印发《中国制造2025》的通知: lags count from its day of issue
ANCHOR = 国发〔2015〕28号
ANCHOR_DATE = 2015-05-08
FROM = 2015-05-08
TO = 2021-12-31
PUBLISHED = published.tsv
PUBLISHED_SOURCE = Made in China 2025 and the Role of Policy Experimentation, R-2022-116E, 24 April 2023
