# shidian: measures policy experimentation in official documents. `make help` lists the targets.

SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-builtin-rules --no-builtin-variables
export LC_ALL := C
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

VERSION := 0.1.0
STUDY   ?= samples/mic2025
PREFIX  ?= /usr/local
DESTDIR ?=

# ---- packages first: nothing below may ask pkg-config before they are there ------------------------------------------
deps_goals := $(filter deps deps-full,$(MAKECMDGOALS))
rest_goals := $(filter-out deps deps-full,$(MAKECMDGOALS))

.PHONY: deps deps-full
deps: ## install the Debian packages that build, report and tests need
	@./packages.sh
deps-full: ## and those of browser tests, lint and benchmarks
	@./packages.sh full

ifneq ($(and $(deps_goals),$(rest_goals)),)
.PHONY: $(rest_goals)
$(firstword $(rest_goals)): $(deps_goals)
	@$(MAKE) --no-print-directory $(rest_goals)
$(wordlist 2,99,$(rest_goals)): $(firstword $(rest_goals)) ;
else

# ---- build -----------------------------------------------------------------------------------------------------------
B        ?= build
SANITIZE ?=
WERROR   ?=
WORST    ?=
CC       := $(if $(filter default undefined,$(origin CC)),gcc,$(CC))
AR       := ar
CFLAGS   ?= -O2 -g

PACKAGES := libcurl libidn2 libpcre2-8 uchardet libutf8proc opencc libdeflate zlib libcrypto libseccomp xlsxwriter sqlite3
packages_cflags := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
packages_libs   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wformat=2 -Wwrite-strings -Wcast-qual -Wpointer-arith \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wnull-dereference $(if $(WERROR),-Werror)
sanitize := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
cflags   := -std=c11 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -Ilib -I$(B)/embed -DVERSION='"$(VERSION)"' \
	$(warnings) $(packages_cflags) $(sanitize)
ldflags  := -pie -Wl,--as-needed,-z,relro,-z,now $(sanitize)
ifneq ($(SANITIZE),)
cflags   := $(filter-out -D_FORTIFY_SOURCE=2,$(cflags))
endif

tools := $(patsubst tools/%.c,%,$(wildcard tools/*.c))
bins  := $(tools:%=$(B)/bin/%)
benches := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
units := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
objs  := $(patsubst %.c,$(B)/%.o,$(wildcard lib/*.c))
lib   := $(B)/libshidian.a

.PHONY: all help install clean check check-full lint asan fresh bench bench-extract bench-hostile bench-fetch fuzz-extract soak warcio report formats archive units
all: $(bins) $(B)/share/shidian ## build the programs into build/bin (the default)
units: $(units)

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22
	@printf '%s\n' 'Variables: STUDY=folder PRESET=strict|published TEXT=yes|no SHARDS=n CC CFLAGS PREFIX DESTDIR'

$(B)/packages-found: packages.sh
	@pkg-config --exists --print-errors $(PACKAGES) || { echo 'Libraries are missing: run "make deps" first.' >&2; exit 2; }
	@mkdir -p $(@D)
	@touch $@

# A table that a module holds by itself, since it opens no files.
$(B)/embed/%.h: lib/data/%.tsv lib/embed.awk
	@mkdir -p $(@D)
	@awk -f lib/embed.awk $< >$@
$(B)/lib/docno.o: $(B)/embed/docno-words.h

$(B)/%.o: %.c | $(B)/packages-found
	@mkdir -p $(@D)
	@printf "  CC  %s\n" $<
	@$(CC) $(cflags) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# The names of HTML's character references, from their table.
$(B)/embed/references.inc: lib/data/references.tsv
	@mkdir -p $(@D)
	@awk -F'\t' 'NR > 1 { n = split($$2, code, " "); printf "{ \"%s\", { 0x%s, 0x%s }, %d },\n", $$1, code[1], (n > 1 ? code[2] : "0"), ($$3 == "yes") }' $< >$@
$(B)/lib/reference.o: $(B)/embed/references.inc

$(lib): $(objs)
	@rm -f $@
	@printf "  AR  %s\n" $@
	@$(AR) rcs $@ $^

$(B)/bin/%: $(B)/tools/%.o $(lib)
	@mkdir -p $(@D)
	@printf "  LD  %s\n" $@
	@$(CC) $(ldflags) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(packages_libs) -lm

# Those that measure other libraries beside ours are linked with them.
peers := libxml-2.0 gumbo
$(B)/bench/dom $(B)/bench/trees: packages_libs += $(shell pkg-config --libs $(peers) 2>/dev/null)
$(B)/tests/bench/dom.o $(B)/tests/bench/trees.o: cflags += $(shell pkg-config --cflags $(peers) 2>/dev/null)
$(B)/bench/%: $(B)/tests/bench/%.o $(lib)
	@mkdir -p $(@D)
	@printf "  LD  %s\n" $@
	@$(CC) $(ldflags) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(packages_libs) -lm

$(B)/unit/%: $(B)/tests/unit/%.o $(lib)
	@mkdir -p $(@D)
	@printf "  LD  %s\n" $@
	@$(CC) $(ldflags) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(packages_libs) -lm

# The programs find their tables at ../share/shidian, in the build folder as where they are installed.
$(B)/share/shidian:
	@mkdir -p $(@D)
	ln -sfn $(CURDIR)/lib/data $@

.SECONDARY:
-include $(shell find $(B)/lib $(B)/tools $(B)/tests -name '*.d' 2>/dev/null)

install: all ## install programs, tables, pipelines and pages below PREFIX (DESTDIR)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/shidian/pipelines $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 755 $(bins) $(DESTDIR)$(PREFIX)/bin
	install -m 644 lib/data/* $(DESTDIR)$(PREFIX)/share/shidian
	install -m 644 $(filter-out %.sh,$(wildcard pipelines/*)) $(DESTDIR)$(PREFIX)/share/shidian/pipelines
	install -m 755 $(wildcard pipelines/*.sh) $(DESTDIR)$(PREFIX)/share/shidian/pipelines
	install -m 644 $(wildcard tools/*.1) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(wildcard tools/*.7) $(DESTDIR)$(PREFIX)/share/man/man7

clean: ## remove what was built (out/, the studies' results, stays)
	rm -rf build

# ---- use -------------------------------------------------------------------------------------------------------------
report: all ## make a study's report: STUDY=folder (default: the sample)
	+@$(MAKE) --no-print-directory -f pipelines/report.mk BIN=$(CURDIR)/$(B)/bin STUDY=$(STUDY) report

formats: all ## make a study's report in the other formats too: CSV, Markdown, LaTeX, XLSX, SQLite, datapackage.json
	+@$(MAKE) --no-print-directory -f pipelines/report.mk BIN=$(CURDIR)/$(B)/bin STUDY=$(STUDY) formats

archive: all ## pack a study for a journal's archive: STUDY=folder TEXT=yes|no
	+@$(MAKE) --no-print-directory -f pipelines/report.mk BIN=$(CURDIR)/$(B)/bin STUDY=$(STUDY) archive

# ---- trust -----------------------------------------------------------------------------------------------------------
check: all units $(B)/bench/score $(B)/bench/facts $(B)/bench/tune ## run every test
	@BIN=$(CURDIR)/$(B)/bin UNITS=$(CURDIR)/$(B)/unit BENCH=$(CURDIR)/$(B)/bench tests/run.sh

check-full: check soak warcio ## and the long ones

asan: ## run every test with the address and undefined-behaviour sanitizers
	+@$(MAKE) --no-print-directory B=build/asan SANITIZE=address,undefined CFLAGS='-O1 -g' check

lint: ## check format, scripts and pages
	clang-format --dry-run --Werror $(wildcard lib/*.[ch] tools/*.[ch] tests/unit/*.c)
	shellcheck -x packages.sh .ci/run $(wildcard pipelines/*.sh tests/*.sh samples/*/*.sh)
	shellcheck -i SC2314,SC2315 $(wildcard tests/*.bats)
	mandoc -T lint -W warning $(wildcard tools/*.1 tools/*.7)

bench: all $(benches) ## measure speed beside the tools that one would use instead
	@BIN=$(CURDIR)/$(B)/bin BENCH=$(CURDIR)/$(B)/bench tests/bench.sh

bench-fetch: all ## measure docfetch beside curl, wget2, aria2 and wget, on loopback
	@BIN=$(CURDIR)/$(B)/bin tests/bench-fetch.sh

bench-hostile: all ## measure what hostile pages cost docextract, in seconds per MB
	@BIN=$(CURDIR)/$(B)/bin tests/bench-hostile.sh

bench-extract: all $(B)/bench/score $(B)/bench/facts $(B)/bench/tune ## measure how well the text of pages is found: WORST=n lists the worst pages
	@BIN=$(CURDIR)/$(B)/bin BENCH=$(CURDIR)/$(B)/bench tests/bench-extract.sh $(WORST)

# The whole library is built anew, with the fuzzer's counters; what it finds and what it learnt stay in $(FUZZED).
FUZZ_SECONDS ?= 120
FUZZED := build/fuzz
fuzz-extract: ## read broken pages for FUZZ_SECONDS (needs clang and its fuzzer)
	+@$(MAKE) --no-print-directory B=$(FUZZED) CC=clang SANITIZE=address,undefined,fuzzer-no-link CFLAGS='-O1 -g' $(FUZZED)/fuzz/extract
	@mkdir -p $(FUZZED)/corpus
	SHIDIAN_DATA=$(CURDIR)/lib/data $(FUZZED)/fuzz/extract -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
		-dict=tests/fuzz/html.dict -artifact_prefix=$(FUZZED)/ -print_final_stats=1 $(FUZZED)/corpus tests/fuzz/seeds

$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(lib)
	@mkdir -p $(@D)
	@printf "  LD  %s\n" $@
	@$(CC) $(ldflags) -fsanitize=fuzzer $(CFLAGS) $(LDFLAGS) -o $@ $^ $(packages_libs) -lm

fresh: ## prove the README's two commands in a new, minimal Debian
	tests/fresh.sh

soak: all ## the interrupt test at full size
	BIN=$(CURDIR)/$(B)/bin tests/soak.sh
	BIN=$(CURDIR)/$(B)/bin tests/soak-fetch.sh
	BIN=$(CURDIR)/$(B)/bin tests/soak-extract.sh

warcio: all ## have another WARC reader read ours (needs npm)
	BIN=$(CURDIR)/$(B)/bin tests/warcio.sh

endif
