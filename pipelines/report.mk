# From a study's addresses (or its database export) to its report:
#
#   make -f report.mk STUDY=folder [OUT=folder] [SHARDS=n] [PRESET=strict|published] [CLASSIFY='any command'] report|formats
#
# sources - docfetch - [doclinks - docfetch -] fetched -+- docextract - docattribute - docclassify -+- docdedup - docaggregate - docreport
#                               +- by shard, side by side                   +

.DEFAULT_GOAL := report
include $(dir $(lastword $(MAKEFILE_LIST)))common.mk

# ---- one make at a time ----------------------------------------------------------------------------------------------
# The lock is inherited by every child: a killed make's children still write, and the next make waits for them.
.PHONY: report files formats format-files archive archive-file
report:
	@mkdir -p $(OUT)/commands
	+@flock $(OUT) $(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc)) -f $(firstword $(MAKEFILE_LIST)) files
	@cat $(OUT)/report.txt
	@printf '\nThe report to read and click through: %s\n' $(abspath $(OUT))/index.html

formats:
	@mkdir -p $(OUT)/commands
	+@flock $(OUT) $(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc)) -f $(firstword $(MAKEFILE_LIST)) files format-files

# TEXT=no leaves out the texts, which a database's licence may not allow to give away.
TEXT ?= yes
ifeq ($(filter yes no,$(TEXT)),)
$(error TEXT=$(TEXT): yes or no)
endif
archive_name := $(notdir $(abspath $(OUT)))$(if $(filter no,$(TEXT)),-without-texts)
archive:
	@mkdir -p $(OUT)/commands
	+@flock $(OUT) $(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc)) -f $(firstword $(MAKEFILE_LIST)) files format-files archive-file
	@printf 'The archive: %s\n' $(abspath $(OUT))/$(archive_name).tar.gz

files: $(OUT)/table.tsv $(OUT)/report.txt $(OUT)/index.html $(OUT)/hits.tsv $(OUT)/cells/index.html $(if $(ANCHOR_DATE),$(OUT)/timing.tsv $(OUT)/timing.txt) \
	$(if $(expected),$(OUT)/expected.tsv) $(if $(KWIC),$(OUT)/concordances.stamp)

# The two readings of "contains": what is counted, and as what.
window := $(if $(FROM),$(comma)date>=$(FROM))$(if $(TO),$(comma)date<=$(TO))
all_of               = $(subst $(space),$(comma),$(strip $(1)))
condition_published := $(call all_of,$(POPULATION_PUBLISHED) $(WHERE))$(window)
condition_guarded   := $(call all_of,$(POPULATION) $(WHERE))$(window)
condition_strict    := $(call all_of,$(POPULATION) genre=policy $(WHERE))$(window)
focus_published     := $(FOCUS_PUBLISHED)
focus_strict        := $(FOCUS)
unit_published      := document
unit_strict         := family

study_command = $(TITLE)|$(TITLE_ZH)|$(PRESET)|$(POPULATION)|$(FOCUS)|$(SCHEME)|$(JOINT)|$(CLOCK)|$(FROM)|$(TO)|$(SYNTHETIC)|$(SCALE)|$(PUBLISHED_SOURCE)|$(POPULATION_LABEL)|$(POPULATION_LABEL_ZH)|$(FOCUS_LABEL)|$(FOCUS_LABEL_ZH)|$(condition_$(PRESET))|$(unit_$(PRESET))|$(tag_$(PRESET))|$(focus_$(PRESET))|$(AUTHOR)

chart_state := $(shell gnuplot --version 2>/dev/null)

# Who moved first, where the study names the day of the national document.
tag_published  := $(POPULATION_PUBLISHED)
tag_strict     := $(POPULATION)
timing_command = $(TIMING) --where '$(condition_$(PRESET))' --policy '$(POPULATION)' --clock $(CLOCK) --anchor-date '$(ANCHOR_DATE)' \
	$(if $(ANCHOR),--anchor '$(ANCHOR)') $(if $(FROM),--from $(FROM)) $(if $(TO),--to $(TO))
timing_adopt   = $(timing_command) --event adopt --hits $(OUT)/hits.tsv --tag '$(tag_$(PRESET))'
timing_sited   = $(timing_command) --event sited --hits $(OUT)/hits.tsv --tag '$(focus_$(PRESET))'

KWIC_TAGS ?= $(focus_$(PRESET))
kwic_state = concordances: $(KWIC) $(KWIC_TAGS)

# The study's own tables: TABLES names them, TABLE_name says by what and of which columns, TABLE_name_TITLE what they show.
tables_state = own tables: $(foreach table,$(TABLES),$(table) $(TABLE_$(table)) $(TABLE_$(table)_TITLE) $(TABLE_$(table)_TITLE_ZH))

links_state = $(if $(joined),$(LINKS),none)

ifneq ($(filter files,$(MAKECMDGOALS)),)
$(foreach stage,fetch:FETCH links:links_state import:IMPORT extract:EXTRACT attribute:ATTRIBUTE classify:CLASSIFY correct:correct_state dedup:DEDUP \
	exported:export_state tables:tables_state expect:EXPECT kwic:kwic_state aggregate:AGGREGATE report:REPORT timing:timing_command study:study_command chart:chart_state archived:ARCHIVED,\
	$(call remember,$(firstword $(subst :, ,$(stage))),$(lastword $(subst :, ,$(stage)))))
endif

# ---- what the study brings -------------------------------------------------------------------------------------------
ifneq ($(GENERATE),)
sources := $(if $(generated_export),,$(OUT)/sample/sources.tsv)
$(sources) $(generated_export): $(study)/$(GENERATE) \
		$(filter-out $(RULES) $(corrections) $(expected),$(wildcard $(study)/*.awk $(study)/../*.awk $(study)/*.tsv))
	printf 'writing the synthetic %s\n' $(if $(generated_export),export,pages)
	rm -rf $(OUT)/sample $(OUT)/sample.tmp $(OUT)/store
	SCALE=$(SCALE) $(study)/$(GENERATE) $(OUT)/sample.tmp
	mv $(OUT)/sample.tmp $(OUT)/sample
FILE_ROOT ?= $(OUT)/sample/web
else
sources := $(wildcard $(study)/sources.tsv)
endif
ifeq ($(sources)$(export_file),)
$(error $(study): neither sources.tsv nor export.tsv, export.csv or a folder export)
endif

# Fetching doesn't depend on its program: a rebuild must not crawl again.
ifneq ($(export_file),)
$(OUT)/fetched.tsv: $(export_file) $(call needs,import,IMPORT) $(OUT)/commands/exported
	$(call run,$(IMPORT))
	doccheck --stage import $@.tmp
	mv $@.tmp $@
else
pages := $(OUT)/$(if $(joined),pages,fetched).tsv
$(pages): $(sources) $(OUT)/commands/fetch $(OUT)/commands/links
	printf 'fetching\n'
	$(call run,$(FETCH))
	doccheck --stage fetch $@.tmp
	mv $@.tmp $@
endif

ifneq ($(joined),)
$(OUT)/fetched.tsv: export FETCH := $(FETCH)
$(OUT)/fetched.tsv: export LINKS := $(LINKS)
$(OUT)/fetched.tsv: $(pages) $(OUT)/commands/links $(pipelines)/parts.sh
	printf 'fetching attachments and further pages\n'
	rm -rf $@.tmp*
	$(pipelines)/parts.sh $< $@.tmp
	doccheck --stage fetch $@.tmp
	mv $@.tmp $@
endif

# ---- shards ----------------------------------------------------------------------------------------------------------
dir    := $(OUT)/shards-$(SHARDS)
shards := $(shell seq -f '$(dir)/%04.0f' 0 $$(($(SHARDS) - 1)))

$(dir)/split.stamp: $(OUT)/fetched.tsv $(pipelines)/split.sh
	printf 'extracting, attributing, classifying: %d shards\n' $(SHARDS)
	$(pipelines)/split.sh $< $(dir) $(SHARDS)
	touch $@

# The empty recipe matters: without it a shard that the split has changed is rebuilt only by the next make.
$(shards:%=%.fetched.tsv): $(dir)/split.stamp ;

$(dir)/%.extracted.tsv: $(dir)/%.fetched.tsv $(call needs,extract,EXTRACT) $(wildcard $(addprefix $(DATA)/,containers.tsv genres.tsv))
	$(call run,$(EXTRACT))
	doccheck --stage extract $@.tmp
	mv $@.tmp $@

$(dir)/%.attributed.tsv: $(dir)/%.extracted.tsv $(call needs,attribute,ATTRIBUTE) \
		$(wildcard $(addprefix $(DATA)/,divisions.tsv areas.tsv issuers.tsv prefixes.tsv hosts.tsv page-words.tsv) $(study)/levels.tsv)
	$(call run,$(ATTRIBUTE))
	doccheck --stage attribute $@.tmp
	mv $@.tmp $@

# A stage that writes no ledger has an empty one.
$(dir)/%.classified.tsv $(dir)/%.hits.tsv: $(dir)/%.attributed.tsv $(call needs,classify,CLASSIFY) $(RULES)
	rm -f $(dir)/$*.hits.tmp
	export HITS=$(dir)/$*.hits.tmp; { $(CLASSIFY); } <$< >$(dir)/$*.classified.tmp
	doccheck --stage classify --rules $(RULES) $(dir)/$*.classified.tmp
	[ -e $(dir)/$*.hits.tmp ] || cp $(pipelines)/hits-empty.tsv $(dir)/$*.hits.tmp
	doccheck --stage hits $(dir)/$*.hits.tmp
	mv $(dir)/$*.hits.tmp $(dir)/$*.hits.tsv
	mv $(dir)/$*.classified.tmp $(dir)/$*.classified.tsv

# Gathering is concatenation, one header for all.
gather = awk 'FNR > 1 || NR == 1' $(1) >$@.tmp

$(OUT)/classified.tsv: $(shards:%=%.classified.tsv)
	$(call gather,$^)
	mv $@.tmp $@

$(OUT)/hits.tsv: $(shards:%=%.hits.tsv)
	$(call gather,$^)
	mv $@.tmp $@

# What people set right by hand. What became of each correction is in the folder of results, and in the report.
ifneq ($(corrections),)
$(OUT)/corrected.tsv: $(OUT)/classified.tsv $(corrections) $(call needs,correct,CORRECT)
	$(call run,$(CORRECT))
	doccheck --stage classify --rules $(RULES) $@.tmp
	mv $(OUT)/corrections.tsv.tmp $(OUT)/corrections.tsv
	mv $@.tmp $@
decided := $(OUT)/corrected.tsv
else
decided := $(OUT)/classified.tsv
endif

# ---- documents, counts, report ---------------------------------------------------------------------------------------
$(OUT)/documents.tsv: $(decided) $(call needs,dedup,DEDUP) $(OUT)/commands/correct
	$(if $(corrections),,rm -f $(OUT)/corrections.tsv $(OUT)/corrected.tsv)
	printf 'counting and reporting\n'
	$(DEDUP) $< >$@.tmp
	doccheck --stage dedup $@.tmp
	mv $@.tmp $@

# The two readings, and the steps from one to the other.
guarded := --where '$(condition_guarded)' --focus $(FOCUS)
literal := --where '$(condition_published)' --focus $(FOCUS_PUBLISHED) --unit $(unit_published)
policy  := --where '$(condition_strict)' --focus $(FOCUS)
preset_published := $(literal)
preset_strict    := $(policy) --unit $(unit_strict)

$(OUT)/counts.tsv: $(OUT)/documents.tsv $(call needs,aggregate,AGGREGATE) $(OUT)/commands/study $(DATA)/divisions.tsv
	$(AGGREGATE) --by level,province --grid --clock $(CLOCK) $(preset_$(PRESET)) $< >$@.tmp
	doccheck --stage aggregate $@.tmp
	mv $@.tmp $@

$(OUT)/years.tsv: $(OUT)/documents.tsv $(call needs,aggregate,AGGREGATE) $(OUT)/commands/study
	$(AGGREGATE) --by level,year --clock $(CLOCK) $(preset_$(PRESET)) $< >$@.tmp
	doccheck --stage aggregate $@.tmp
	mv $@.tmp $@

$(OUT)/steps.tsv: $(OUT)/documents.tsv $(call needs,aggregate,AGGREGATE) $(OUT)/commands/study $(pipelines)/step.awk
	$(AGGREGATE) --by level $(literal) $< | awk -f $(pipelines)/step.awk -v step=published >$@.tmp
	$(AGGREGATE) --by level $(guarded) --unit document $< | awk -f $(pipelines)/step.awk -v step=guarded >>$@.tmp
	$(AGGREGATE) --by level $(policy) --unit document $< | awk -f $(pipelines)/step.awk -v step=policy >>$@.tmp
	$(AGGREGATE) --by level $(preset_strict) $< | awk -f $(pipelines)/step.awk -v step=families >>$@.tmp
	mv $@.tmp $@

own_tables  := $(TABLES:%=$(OUT)/table-%.tsv)
own_focus    = $(if $(findstring --focus,$(TABLE_$(1))),$(filter-out --focus $(focus_$(PRESET)),$(preset_$(PRESET))),$(preset_$(PRESET)))

$(own_tables): $(OUT)/table-%.tsv: $(OUT)/documents.tsv $(call needs,aggregate,AGGREGATE) $(OUT)/commands/study $(OUT)/commands/tables \
		$(wildcard $(study)/*.tsv)
	$(AGGREGATE) --clock $(CLOCK) $(call own_focus,$*) $(TABLE_$*) $< >$@.tmp
	mv $@.tmp $@

export OWN_TABLES = $(foreach table,$(TABLES),table-$(table).tsv|$(or $(TABLE_$(table)_TITLE),$(table))|$(or $(TABLE_$(table)_TITLE_ZH),$(TABLE_$(table)_TITLE),$(table))|)
$(OUT)/tables.tsv: $(OUT)/commands/study $(OUT)/commands/tables $(pipelines)/tables.sh
	$(pipelines)/tables.sh >$@.tmp
	mv $@.tmp $@

# The words around every hit of the focus, by place, where the study says how many columns of them it wants.
$(OUT)/concordances.stamp: $(shards:%=%.attributed.tsv) $(call needs,classify,CLASSIFY) $(OUT)/commands/kwic $(RULES) $(pipelines)/concordances.sh
	$(pipelines)/concordances.sh $(RULES) $(KWIC) $(KWIC_TAGS) $(OUT)/concordances $(filter %.attributed.tsv,$^)
	touch $@

# Which of the documents that somebody knows are held.
$(OUT)/expected.tsv: $(OUT)/documents.tsv $(expected) $(call needs,expect,EXPECT)
	$(EXPECT) $< >$@.tmp
	mv $@.tmp $@

# Tables beside the main one.
lengths := $(if $(findstring --chars,$(CLASSIFY)),$(OUT)/length.tsv)
counted := $(addprefix $(OUT)/,sensitivity.tsv regions.tsv compare.tsv) $(lengths)
files: $(counted) $(OUT)/citations.tsv $(if $(ANCHOR_DATE),$(addprefix $(OUT)/,curve.tsv types.tsv cascade.tsv numbers.tsv))

# What hangs on each choice. The other scheme attributes the extracted documents once more; what was set right by hand stays.
other_scheme := $(if $(filter gb,$(SCHEME)),database,gb)
other_joint  := $(if $(filter each,$(JOINT)),first,each)
others       := $(if $(filter file,$(origin ATTRIBUTE)),$(other_scheme) joint-$(other_joint))
level_option := $(if $(wildcard $(study)/levels.tsv),--levels $(study)/levels.tsv)
attribute_$(other_scheme)      := --scheme $(other_scheme) --joint $(JOINT)
attribute_joint-$(other_joint) := --scheme $(SCHEME) --joint $(other_joint)

define attribute_otherwise
$(dir)/%.$(1).tsv: $(dir)/%.attributed.tsv $(dir)/%.extracted.tsv $(call needs,attribute,ATTRIBUTE) $(pipelines)/columns.awk
	docattribute --data "$$$$DATA" $(attribute_$(1)) $(level_option) <$(dir)/$$*.extracted.tsv | \
		awk -f $(pipelines)/columns.awk -v columns=id,level,province,city,county$(if $(filter each,$(JOINT) $(findstring each,$(1))),$(comma)joint) >$$@.tmp
	mv $$@.tmp $$@

$(OUT)/otherwise-$(1).tsv: $(OUT)/documents.tsv $(shards:%=%.$(1).tsv) $(pipelines)/replace.awk
	awk -f $(pipelines)/replace.awk $(shards:%=%.$(1).tsv) $$< >$$@.tmp
	mv $$@.tmp $$@
endef
$(foreach other,$(others),$(eval $(call attribute_otherwise,$(other))))

$(OUT)/sensitivity.tsv: $(OUT)/documents.tsv $(OUT)/hits.tsv $(others:%=$(OUT)/otherwise-%.tsv) $(BIN)/docsensitivity $(DATA)/choices.tsv $(OUT)/commands/study
	docsensitivity --where '$(condition_$(PRESET))' --focus '$(focus_$(PRESET))' --unit $(unit_$(PRESET)) --clock $(CLOCK) \
		--hits $(OUT)/hits.tsv $(foreach other,$(others),--again $(other)=$(OUT)/otherwise-$(other).tsv) $< >$@.tmp
	mv $@.tmp $@

# By region, with totals; and cities against provinces, within provinces.
$(OUT)/regions.tsv: $(OUT)/documents.tsv $(call needs,aggregate,AGGREGATE) $(OUT)/commands/study $(DATA)/divisions.tsv
	$(AGGREGATE) --by level,region --totals cube --clock $(CLOCK) $(preset_$(PRESET)) $< >$@.tmp
	mv $@.tmp $@

# Shares by the length of texts.
$(OUT)/length.tsv: $(OUT)/documents.tsv $(BIN)/doclength $(OUT)/commands/study
	doclength --by level,province --where '$(condition_$(PRESET))' --focus '$(focus_$(PRESET))' --unit $(unit_$(PRESET)) --clock $(CLOCK) $< >$@.tmp
	mv $@.tmp $@

$(OUT)/compare.tsv: $(OUT)/counts.tsv $(BIN)/doccompare
	doccompare --group level=city --with level=province --stratify province $< >$@.tmp
	mv $@.tmp $@

# The three events, one below the other.
timed := $(OUT)/documents.tsv $(OUT)/hits.tsv $(call needs,timing,timing_command) $(addprefix $(DATA)/,divisions.tsv implementing.tsv siting.tsv)
timing_tables := $(addprefix $(OUT)/,timing.tsv curve.tsv types.tsv)
$(OUT)/timing.tsv: timing_format = places
$(OUT)/curve.tsv: timing_format = curve
$(OUT)/types.tsv: timing_format = types

$(timing_tables): $(timed)
	$(timing_command) --format $(timing_format) $< >$@.tmp
	$(timing_adopt) --format $(timing_format) $< | tail -n +2 >>$@.tmp
	$(timing_sited) --format $(timing_format) $< | tail -n +2 >>$@.tmp
	mv $@.tmp $@

# For NetworkInference in R: who mentioned it when. And how complete the issuers' numbers are.
$(OUT)/cascade.tsv: timing_format = cascade
$(OUT)/numbers.tsv: timing_format = numbers
$(OUT)/cascade.tsv $(OUT)/numbers.tsv: $(timed)
	$(timing_command) --format $(timing_format) $< >$@.tmp
	mv $@.tmp $@

# Which document cites which.
$(OUT)/citations.tsv: $(OUT)/documents.tsv $(shards:%=%.attributed.tsv) $(BIN)/doccite $(DATA)/implementing.tsv $(pipelines)/citations.sh
	$(pipelines)/citations.sh $< $(filter %.attributed.tsv,$^) >$@.tmp
	mv $@.tmp $@

$(OUT)/timing.txt: $(timed)
	$(timing_command) $< >$@.tmp
	printf '\n' >>$@.tmp
	$(timing_adopt) $< >>$@.tmp
	printf '\n' >>$@.tmp
	$(timing_sited) $< >>$@.tmp
	mv $@.tmp $@

export STUDY_SETTINGS = $(study_command)
$(OUT)/study.tsv: $(OUT)/commands/study $(RULES) $(OUT)/fetched.tsv $(OUT)/documents.tsv $(BIN)/docextract $(pipelines)/settings.sh
	$(pipelines)/settings.sh $(RULES) $(OUT)/fetched.tsv $(OUT)/documents.tsv >$@.tmp
	mv $@.tmp $@

# The rules, and levels that others published for periods, go along with the results, since the report tells of both.
$(OUT)/study/rules.tsv: $(RULES)
	mkdir -p $(@D)
	cp $< $@.tmp
	mv $@.tmp $@

$(OUT)/study/reference.tsv: $(study)/$(REFERENCE)
	mkdir -p $(@D)
	cp $< $@.tmp
	mv $@.tmp $@

reference := $(wildcard $(study)/$(REFERENCE))
published := $(if $(filter 1,$(SCALE)),$(wildcard $(study)/$(PUBLISHED)))
reported  := $(counted) $(OUT)/counts.tsv $(OUT)/years.tsv $(OUT)/steps.tsv $(OUT)/study.tsv $(OUT)/documents.tsv $(OUT)/hits.tsv \
	$(OUT)/study/rules.tsv $(if $(reference),$(OUT)/study/reference.tsv) $(if $(ANCHOR_DATE),$(OUT)/timing.tsv) \
	$(OUT)/tables.tsv $(own_tables) $(if $(expected),$(OUT)/expected.tsv) \
	$(call needs,report,REPORT) $(addprefix $(DATA)/,divisions.tsv strings.tsv report.css report.js tiles.tsv) $(published)
report = $(REPORT) --format $(1) $(if $(published),--published $(published)) $(OUT) >$@.tmp

$(OUT)/table.tsv: $(reported)
	$(call report,tsv)
	mv $@.tmp $@

$(OUT)/report.txt: $(reported)
	$(call report,text)
	mv $@.tmp $@

$(OUT)/index.html: $(reported)
	$(call report,html --link cells)
	mv $@.tmp $@

# Charts are drawn where gnuplot is; without it the page says that they are missing. (A drawing that isn't there is an empty file.)
charts := $(OUT)/charts/years.svg $(if $(reference),$(OUT)/charts/reference.svg)
$(OUT)/index.html: $(charts)

$(OUT)/charts/reference.svg: $(OUT)/years.tsv $(OUT)/study/reference.tsv $(pipelines)/reference.gp $(pipelines)/draw.sh $(OUT)/commands/chart
	mkdir -p $(@D)
	$(pipelines)/draw.sh $(pipelines)/reference.gp $(OUT)/years.tsv $(OUT)/study/reference.tsv >$@.tmp
	mv $@.tmp $@

$(OUT)/charts/%.svg: $(OUT)/%.tsv $(pipelines)/%.gp $(pipelines)/draw.sh $(OUT)/commands/chart
	mkdir -p $(@D)
	$(pipelines)/draw.sh $(pipelines)/$*.gp $< >$@.tmp
	mv $@.tmp $@

# The archived copies of the documents behind the figures: their texts and sources, as pages. ARCHIVED=0: none.
$(OUT)/archived/made: $(shards:%=%.extracted.tsv) $(filter-out $(published),$(reported)) $(DATA)/copy.css $(OUT)/commands/archived
	rm -rf $(OUT)/archived.tmp $(OUT)/archived.old
	awk 'FNR > 1 || NR == 1' $(filter %.extracted.tsv,$^) | $(REPORT) --copies $(OUT)/archived.tmp --most $(ARCHIVED) $(if $(export_file),,--store $(STORE)) $(OUT)
	touch $(OUT)/archived.tmp/made
	[ ! -e $(OUT)/archived ] || mv $(OUT)/archived $(OUT)/archived.old
	mv $(OUT)/archived.tmp $(OUT)/archived
	rm -rf $(OUT)/archived.old

# The pages behind the figures are one target: they are moved into place together, and the index with them.
$(OUT)/cells/index.html: $(filter-out $(published),$(reported)) $(OUT)/archived/made
	rm -rf $(OUT)/cells.tmp $(OUT)/cells.old
	$(REPORT) --cells $(OUT)/cells.tmp $(OUT)
	[ ! -e $(OUT)/cells ] || mv $(OUT)/cells $(OUT)/cells.old
	mv $(OUT)/cells.tmp $(OUT)/cells
	rm -rf $(OUT)/cells.old

# ---- other formats ---------------------------------------------------------------------------------------------------
$(OUT)/table.csv: format = csv
$(OUT)/report.md: format = markdown
$(OUT)/report.tex: format = latex
$(OUT)/report.xlsx: format = xlsx
$(OUT)/study.sqlite: format = sqlite
$(OUT)/datapackage.json: format = datapackage
$(OUT)/CITATION.cff: format = cff
$(OUT)/datapackage.json: $(OUT)/table.tsv
format_files := $(addprefix $(OUT)/,table.csv report.md report.tex report.xlsx study.sqlite datapackage.json CITATION.cff)
format-files: $(format_files)

$(format_files): $(reported) $(DATA)/columns.tsv
	$(call report,$(format))
	mv $@.tmp $@

# ---- the archive -----------------------------------------------------------------------------------------------------
archive-file: $(OUT)/$(archive_name).tar.gz
$(OUT)/$(archive_name).tar.gz: $(reported) $(format_files) $(OUT)/index.html $(OUT)/report.txt $(OUT)/cells/index.html $(pipelines)/archive.sh \
		$(wildcard $(study)/*)
	$(pipelines)/archive.sh $(study) $(OUT) $(TEXT) $@
