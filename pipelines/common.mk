# What every pipeline includes: the shell, where things are, and how a stage runs.

SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-builtin-rules --no-builtin-variables --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
$(if $(V),,.SILENT:)
comma := ,
space := $(subst x,,x x)
export LC_ALL := C

pipelines := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))

# ---- the study -------------------------------------------------------------------------------------------------------
ifeq ($(wildcard $(STUDY)/study.mk),)
$(error $(STUDY)/study.mk: no such file. A study is a folder with study.mk, rules.tsv, and sources.tsv or export.tsv)
endif
SCALE ?= 1
include $(STUDY)/study.mk

study  := $(patsubst %/,%,$(STUDY))
OUT    ?= out/$(notdir $(abspath $(study)))$(if $(filter-out 1,$(SCALE)),-$(SCALE))
SHARDS ?= 16
TITLE  ?= $(notdir $(abspath $(study)))
TITLE_ZH ?= $(TITLE)
PRESET ?= strict
SCHEME ?= database
JOINT  ?= first
CLOCK  ?= issued
PUBLISHED ?= published.tsv
REFERENCE ?= reference.tsv
ATTACHMENTS ?=
ifneq ($(filter-out yes no,$(ATTACHMENTS)),)
$(error ATTACHMENTS=$(ATTACHMENTS): yes or no)
endif
# Pages with archived copies of the documents that were counted: no more than so many.
ARCHIVED ?= 10000
ifeq ($(filter $(PRESET),strict published),)
$(error PRESET=$(PRESET): strict or published)
endif
ifneq ($(if $(POPULATION)$(WHERE),,x)$(if $(FOCUS),,x),)
$(error $(study)/study.mk: set POPULATION and FOCUS to tags of rules.tsv (or WHERE to a condition, where no tag makes the population))
endif
# The plain strings that the published reading looks for have tags of their own.
POPULATION_PUBLISHED ?= $(POPULATION:%=%_literal)
FOCUS_PUBLISHED      ?= $(FOCUS)_literal

# A database's export: a table, or a folder of texts. Their names are not safe in a makefile, so what the folder is known by
# is the digest of a listing with sizes and times. A synthetic one is written by the study's generator.
generated_export := $(if $(filter export,$(GENERATED)),$(OUT)/sample/export.tsv)
export_file   := $(firstword $(generated_export) $(wildcard $(study)/export.tsv $(study)/export.csv $(study)/export.xlsx $(study)/export))
# Attachments and further pages of articles are fetched and read with their documents where the study says so.
joined        := $(if $(export_file),,$(filter yes,$(ATTACHMENTS)))
export_folder := $(filter %/export,$(export_file))
export_state   = export: $(if $(export_folder),$(shell find $(export_folder) -type f -printf '%f %s %T@\n' | sort | sha256sum),$(export_file))
import_form   := $(export_folder) $(if $(filter %.csv,$(export_file)),--format csv) $(if $(filter %.xlsx,$(export_file)),--format xlsx)
corrections   := $(wildcard $(study)/corrections.tsv)
expected      := $(wildcard $(study)/expected.tsv)
correct_state  = $(if $(corrections),$(CORRECT),none)

# ---- programs and tables ---------------------------------------------------------------------------------------------
# BIN: folder of the programs; beside it lies share/shidian, in the build folder as where they are installed.
BIN  ?= $(patsubst %/,%,$(dir $(shell command -v docextract)))
DATA ?= $(wildcard $(BIN)/../share/shidian)
ifeq ($(wildcard $(BIN)/docextract),)
$(error no programs in "$(BIN)": set BIN to the folder that holds docextract)
endif
export PATH  := $(abspath $(BIN)):$(PATH)
export STORE := $(OUT)/store
export RULES := $(study)/rules.tsv
export DATA  := $(abspath $(DATA))

# ---- stages: each is a variable that holds a whole command, stdin to stdout -------------------------------------------
FETCH     ?= docfetch --store "$$STORE" $(if $(FILE_ROOT),--file-root $(FILE_ROOT)) $(FETCH_OPTIONS)
IMPORT    ?= docimport $(IMPORT_OPTIONS) $(import_form)
LINKS     ?= doclinks --store "$$STORE" --attachments
EXTRACT   ?= docextract $(if $(export_file),,--store "$$STORE") $(if $(joined),--attachments)
ATTRIBUTE ?= docattribute --data "$$DATA" --scheme $(SCHEME) $(if $(filter-out first,$(JOINT)),--joint $(JOINT)) $(if $(wildcard $(study)/levels.tsv),--levels $(study)/levels.tsv)
CLASSIFY  ?= docclassify --rules "$$RULES" --hits "$$HITS" --chars $(if $(SCOPES),--scope $(SCOPES)) --drop text
CORRECT   ?= doccorrect --corrections $(corrections) --applied $(OUT)/corrections.tsv.tmp
DEDUP     ?= docdedup
AGGREGATE ?= docaggregate
TIMING    ?= doctiming
REPORT    ?= docreport
EXPECT    ?= docexpect --list $(expected)

# What a command's target depends on: the file that holds the command, and every word of it that is a program of ours or a file.
words_of = $(foreach word,$(1),$(wildcard $(BIN)/$(word)) $(if $(findstring /,$(word))$(findstring .,$(word)),$(wildcard $(word))))
needs    = $(OUT)/commands/$(1) $(call words_of,$($(2)))

# Written only when it differs, while make reads this file, so that an unchanged command is no newer than its targets.
remember = $(if $(call differs,$(strip $(file <$(OUT)/commands/$(1))),$(strip $($(2)))),$(file >$(OUT)/commands/$(1),$($(2))))
differs  = $(subst x$(1)x,,x$(2)x)

# One line of a recipe runs one command to a temporary name; the next ones check and rename it.
run = { $(1); } <$< >$@.tmp
