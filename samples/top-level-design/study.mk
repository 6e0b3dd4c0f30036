# Top-level design against pilots, by year. The export is SYNTHETIC.
TITLE = Top-level design and pilots, by year (SYNTHETIC sample)
TITLE_ZH = 顶层设计与试点：分年统计（合成样本 SYNTHETIC）
SYNTHETIC = yes
GENERATE = generate.sh
GENERATED = export
PRESET = strict
# Every document of the window is in the population, whatever it is about.
WHERE = level!=
FOCUS = pilot
POPULATION_LABEL = any topic
POPULATION_LABEL_ZH = 任何主题
FOCUS_LABEL = pilot projects
FOCUS_LABEL_ZH = 试点
CLOCK = issued
FROM = 2003-01-01
TO = 2021-12-31
TABLES = years levels
TABLE_years = --by year --focus pilot,top-level-design
TABLE_years_TITLE = Pilots and top-level design, by year
TABLE_years_TITLE_ZH = 试点与顶层设计：分年统计
TABLE_levels = --by level --focus pilot,top-level-design
TABLE_levels_TITLE = Pilots and top-level design, by level
TABLE_levels_TITLE_ZH = 试点与顶层设计：分层级统计
