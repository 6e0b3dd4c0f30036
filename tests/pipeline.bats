load common
load interrupt

# The sample study at a small scale: its pages are written, fetched and counted once; every test works on a copy.
setup_file() {
	export SCALE=40
	export ROOT=$BATS_TEST_DIRNAME/..
	cd "$ROOT"
	export BASE=$BATS_FILE_TMPDIR/base
	study "$BASE" report >"$BATS_FILE_TMPDIR/printed" 2>&1 || { cat "$BATS_FILE_TMPDIR/printed" >&2; return 1; }
}
setup() {
	cd "$ROOT"
	out=$BATS_TEST_TMPDIR/out
}

teardown() {
	! mountpoint -q "$BATS_TEST_TMPDIR/disk" || umount "$BATS_TEST_TMPDIR/disk"
}

study() { # OUT [make's words ...]
	local folder=$1
	shift
	make -s -f pipelines/report.mk BIN="$BIN" STUDY="${STUDY:-samples/mic2025}" SCALE="$SCALE" OUT="$folder" "$@"
}
# Every file with inode and time: a target that was made again has a new one.
files() { find "$1" -type f ! -name '*.tmp' -printf '%P %i %T@\n' | sort; }
remade() { # BEFORE AFTER: names of the files that were made (again)
	comm -13 "$1" "$2" | cut -d ' ' -f 1 | sed -e 's/^shards-[0-9]*\/[0-9]*/SHARD/' -e 's/^cells\/.*/CELLS/' -e 's/^archived\/.*/ARCHIVED/' | sort -u | tr '\n' ' '
}

@test "pipeline: every truth of the sample's pages is met" {
	run awk -f tests/truth.awk "$BASE/sample/truth.tsv" "$BASE/documents.tsv"
	echo "$output"
	assert_success
}

@test "pipeline: the printed report is the report's file, says SYNTHETIC, and names the page" {
	grep -q SYNTHETIC "$BASE/report.txt"
	grep -q SYNTHETIC "$BASE/index.html"
	grep -qF "$BASE/index.html" "$BATS_FILE_TMPDIR/printed"
}

@test "pipeline: every figure of the page leads to the documents that were counted, as many as it says" {
	cd "$BASE"
	grep -oE 'href="cells/[^"#]*' index.html | cut -d '"' -f 2 | sort -u >"$BATS_TEST_TMPDIR/links"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/links")" -gt 40 ]
	while read -r page; do [ -e "$page" ] || fail "$page"; done <"$BATS_TEST_TMPDIR/links"
	awk -F'\t' 'BEGIN { print "cells/index.html" } NR > 1 && $1 ~ /^(national|province|city)$/ && $2 != "total" && $3 > 0 { print "cells/" $1 ($2 == "" ? "" : "-" $2) ".html" }' counts.tsv |
		sort | diff - "$BATS_TEST_TMPDIR/links"
	for page in cells/*.html; do grep -qF "\"$(basename "$page")\"" cells/index.html || [ "$page" = cells/index.html ]; done
	awk -F'\t' 'NR > 1 && $2 != "total" && $3 > 0 { print $1 ($2 == "" ? "" : "-" $2), $4 + 0, $3 - $4 }' counts.tsv | sort >"$BATS_TEST_TMPDIR/want"
	for page in cells/*.html; do
		awk -v page="$(basename "$page" .html)" '/<h2 id="/ { section = $0; sub(/.* id="/, "", section); sub(/".*/, "", section) }
			/<article/ { n[section]++ } END { if (n["both"] + n["topic"]) print page, n["both"] + 0, n["topic"] + 0 }' "$page"
	done | sort >"$BATS_TEST_TMPDIR/got"
	diff "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "pipeline: timing.tsv has each province's and city's first document on the plan, and 0 lag is the plan's day" {
	cd "$BASE"
	awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		{ level = $c["level"]; place = level == "province" ? $c["province"] : level == "city" ? $c["city"] : ""; date = $c["issued"] == "" ? $c["published"] : $c["issued"] }
		place != "" && $c["error"] == "" && $c["mic2025"] > 0 && $c["genre"] == "policy" && date >= "2015-05-08" && date <= "2021-12-31" && (!(place in first) || date < first[place]) { first[place] = date }
		END { for (place in first) print place, first[place] }' documents.tsv | sort >"$BATS_TEST_TMPDIR/want"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/want")" -gt 60 ]
	awk -F'\t' -v OFS='\t' '$2 == "mention" && $3 != "national" && $6 == "event" { print $4, $7 }' timing.tsv | sort | diff "$BATS_TEST_TMPDIR/want" -
	awk -F'\t' 'NR > 1 && $6 == "event" && $9 != "" { "date -ud " $7 " +%s" | getline s; close("date -ud " $7 " +%s"); if ((s - 1431043200) / 86400 != $9) bad = 1; n++ } END { exit bad || n < 60 }' timing.tsv
	[ "$(awk -F'\t' '$2 == "adopt" && $6 == "event"' timing.tsv | wc -l)" -gt 20 ]
	grep -q '^anchor    2015-05-08, 国发〔2015〕28号' timing.txt
}

@test "pipeline: the ledger's digests are those of the payloads, the rules' digest is in the report, and a cell has its concordance" {
	cd "$BASE"
	run awk -F'\t' 'FNR == 1 { for (i = 1; i <= NF; i++) c[FILENAME, $i] = i; next }
		FILENAME == "fetched.tsv" { sum[$c[FILENAME, "id"]] = $c[FILENAME, "sha256"]; next }
		$c[FILENAME, "sha256"] !~ /^[0-9a-f]+$/ || $c[FILENAME, "sha256"] != sum[$c[FILENAME, "id"]]' fetched.tsv hits.tsv
	assert_output ''
	rules=$(sha256sum "$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv" | cut -c 1-64)
	for file in study.tsv report.txt index.html; do grep -q "$rules" "$file"; done
	# Anhui, as docclassify(1) tells to take it from the streams that still have their texts.
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } NR == 1 || (FNR > 1 && $c["province"] == "340000")' shards-*/*.attributed.tsv |
		docclassify --rules "$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv" --kwic 20 --kwic-sort right --kwic-tag pilot >"$BATS_TEST_TMPDIR/anhui"
	awk -F'\t' 'FNR == 1 { for (i = 1; i <= NF; i++) c[FILENAME, $i] = i; next }
		FILENAME == "documents.tsv" { if ($c[FILENAME, "province"] == "340000") here[$c[FILENAME, "id"]] = 1; next }
		$1 in here && $2 == "pilot" { print $1, $c[FILENAME, "paragraph"] }' documents.tsv hits.tsv | sort >"$BATS_TEST_TMPDIR/ledger"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/anhui")" -gt 10 ]
	awk '{ print $(NF - 1), $NF }' "$BATS_TEST_TMPDIR/anhui" | sort | diff "$BATS_TEST_TMPDIR/ledger" -
}

@test "pipeline: the other formats, made when they are asked for, and once" {
	cp -a "$BASE" "$out"
	study "$out" formats >/dev/null
	for file in table.csv report.md report.tex report.xlsx study.sqlite datapackage.json; do [ -s "$out/$file" ]; done
	jq -e '.resources | length == 6' "$out/datapackage.json"
	run sqlite3 "$out/study.sqlite" "select count(*) from hits"
	assert_output "$(($(wc -l <"$out/hits.tsv") - 1))"
	run jq -r '[.resources[].schema.fields[] | select(.description == null).name] | join(" ")' "$out/datapackage.json"
	assert_output ''
	files "$out" >"$BATS_TEST_TMPDIR/before"
	study "$out" formats >/dev/null
	files "$out" | diff "$BATS_TEST_TMPDIR/before" -
}

@test "pipeline: a second run makes nothing" {
	cp -a "$BASE" "$out"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/before"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/after"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "pipeline: one job or four, one shard, four or sixteen: equal bytes" {
	for how in '-j1 SHARDS=1' '-j4 SHARDS=4' '-j4 SHARDS=16' '-j1 SHARDS=16' '-j2 SHARDS=300'; do
		rm -rf "$out"
		mkdir "$out"
		cp -a "$BASE"/{sample,store,fetched.tsv,commands} "$out"
		study "$out" $how report >/dev/null
		for file in fetched.tsv documents.tsv hits.tsv counts.tsv steps.tsv table.tsv study.tsv report.txt index.html; do
			cmp "$BASE/$file" "$out/$file"
		done
		diff -r "$BASE/cells" "$out/cells"
	done
}

@test "pipeline: a changed rule makes classification and what follows, and nothing before" {
	cp -a "$BASE" "$out"
	cp -a samples/mic2025 "$BATS_TEST_TMPDIR/study"
	STUDY=$BATS_TEST_TMPDIR/study
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/before"
	printf 'zone\tany\t试验区\t\t\t\tnarrow\tsynthetic\n' >>"$STUDY/rules.tsv"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/after"
	run remade "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	assert_output 'ARCHIVED CELLS SHARD.classified.tsv SHARD.hits.tsv cascade.tsv charts/years.svg citations.tsv classified.tsv compare.tsv counts.tsv curve.tsv documents.tsv hits.tsv index.html length.tsv numbers.tsv otherwise-gb.tsv otherwise-joint-each.tsv regions.tsv report.txt sensitivity.tsv steps.tsv study.tsv study/rules.tsv table.tsv timing.tsv timing.txt types.tsv years.tsv '
	[[ $(head -n 1 "$out/documents.tsv") == *zone* ]]
}

@test "pipeline: a replaced stage makes that stage and what follows; an awk classifier gives the published preset's table" {
	cp -a "$BASE" "$out"
	study "$out" PRESET=published report >/dev/null
	cp "$out/table.tsv" "$BATS_TEST_TMPDIR/table"
	run cmp "$BASE/table.tsv" "$out/table.tsv"
	assert_failure 1
	files "$out" >"$BATS_TEST_TMPDIR/before"
	study "$out" PRESET=published CLASSIFY='awk -f tests/swap.awk' report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/after"
	run remade "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	assert_output 'ARCHIVED CELLS SHARD.classified.tsv SHARD.hits.tsv cascade.tsv charts/years.svg citations.tsv classified.tsv commands/classify compare.tsv counts.tsv curve.tsv documents.tsv hits.tsv index.html numbers.tsv otherwise-gb.tsv otherwise-joint-each.tsv regions.tsv report.txt sensitivity.tsv steps.tsv study.tsv table.tsv timing.tsv timing.txt types.tsv years.tsv '
	diff "$BATS_TEST_TMPDIR/table" "$out/table.tsv"
	[ "$(wc -l <"$out/hits.tsv")" -eq 1 ] # a stage that writes no ledger has an empty one
	[ "$(head -n 1 "$out/hits.tsv")" = "$(head -n 1 "$BASE/hits.tsv")" ]
	[ "$(wc -l <tests/swap.awk)" -le 20 ]
}

@test "pipeline: a rebuilt program makes its stage again, and fetches nothing" {
	cp -a "$BASE" "$out"
	mkdir "$BATS_TEST_TMPDIR/own"
	cp -a "$BIN" "$BATS_TEST_TMPDIR/own/bin"
	ln -s "$(readlink -f "$BIN/../share")" "$BATS_TEST_TMPDIR/own/share"
	BIN=$BATS_TEST_TMPDIR/own/bin
	study "$out" report >/dev/null
	touch "$BIN/docattribute"
	files "$out" >"$BATS_TEST_TMPDIR/before"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/after"
	run remade "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	assert_output 'ARCHIVED CELLS SHARD.attributed.tsv SHARD.classified.tsv SHARD.gb.tsv SHARD.hits.tsv SHARD.joint-each.tsv cascade.tsv charts/years.svg citations.tsv classified.tsv compare.tsv counts.tsv curve.tsv documents.tsv hits.tsv index.html length.tsv numbers.tsv otherwise-gb.tsv otherwise-joint-each.tsv regions.tsv report.txt sensitivity.tsv steps.tsv study.tsv table.tsv timing.tsv timing.txt types.tsv years.tsv '
	touch "$BIN/docfetch"
	files "$out" >"$BATS_TEST_TMPDIR/before"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/after"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "pipeline: a changed document rebuilds its shard only" {
	cp -a "$BASE" "$out"
	study "$out" report >/dev/null
	files "$out" | grep ^shards >"$BATS_TEST_TMPDIR/before"
	# The row of one document changes: another charset was declared.
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "declared") c = i } NR == 9 { $c = "utf-8" } 1' \
		"$BASE/fetched.tsv" >"$out/fetched.tsv"
	study "$out" report >/dev/null
	files "$out" | grep ^shards >"$BATS_TEST_TMPDIR/after"
	run bash -c "comm -13 '$BATS_TEST_TMPDIR/before' '$BATS_TEST_TMPDIR/after' | cut -d ' ' -f 1 | sed 's/.*\///' | cut -d . -f 1 | sort -u"
	[ "$(wc -w <<<"$output")" -eq 2 ] # the shard and the split's stamp
	assert_line split
}

@test "pipeline: make killed at random moments, its children still running, then make again: the same results" {
	RANDOM=7
	from=$(date +%s%N)
	study "$BATS_TEST_TMPDIR/undisturbed" report >/dev/null
	took=$((($(date +%s%N) - from) / 1000000))
	results "$BATS_TEST_TMPDIR/undisturbed" >"$BATS_TEST_TMPDIR/whole"
	killed=0
	for ((round = 1; killed < 10 && round <= 50; round++)); do
		rm -rf "$out"
		after=$((RANDOM * took / 32768))
		kill_make_after "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))" study "$out" report || continue # it was done already
		killed=$((killed + 1))
		study "$out" report >/dev/null
		results "$out" | sed "s|$out|$BATS_TEST_TMPDIR/undisturbed|g" >"$BATS_TEST_TMPDIR/again"
		cmp "$BATS_TEST_TMPDIR/whole" "$BATS_TEST_TMPDIR/again" || { echo "round $round, after $after ms"; return 1; }
	done
	[ "$killed" -eq 10 ] || { echo "only $killed of 50 makes were still running"; return 1; }
}

@test "pipeline: a broken rule stops it with file and line, status 2, and leaves the old tables as they were" {
	cp -a "$BASE" "$out"
	cp -a samples/mic2025 "$BATS_TEST_TMPDIR/study"
	STUDY=$BATS_TEST_TMPDIR/study
	study "$out" report >/dev/null
	cp "$out/documents.tsv" "$BATS_TEST_TMPDIR/old"
	line=$(($(wc -l <"$STUDY/rules.tsv") + 1))
	printf 'bad\tany\t试(点\t\t\t\tnarrow\tsynthetic\n' >>"$STUDY/rules.tsv"
	run_apart study "$out" report
	assert_failure 2
	[[ $stderr == *"docclassify: $STUDY/rules.tsv:$line: "*pattern* ]] || { echo "$stderr"; return 1; }
	cmp "$out/documents.tsv" "$BATS_TEST_TMPDIR/old"
}

@test "pipeline: a stage that breaks the contract is stopped by its check" {
	cp -a "$BASE" "$out"
	run_apart study "$out" CLASSIFY=cat report
	assert_failure 2
	[[ $stderr == *'no column "pilot", a tag of '* ]]
	run_apart study "$out" CLASSIFY=false report
	assert_failure 2
}

@test "pipeline: a folder that is no study, a preset that is none: said at once" {
	STUDY=$BATS_TEST_TMPDIR run_apart study "$out" report
	assert_failure 2
	[[ $stderr == *"$BATS_TEST_TMPDIR/study.mk: no such file"* ]]
	run_apart study "$out" PRESET=loose report
	assert_failure 2
	[[ $stderr == *'PRESET=loose: strict or published'* ]]
}

@test "pipeline: a study may enter with a database's export" {
	STUDY=$BATS_TEST_TMPDIR/own
	mkdir "$STUDY"
	cp samples/mic2025/rules.tsv "$STUDY"
	printf 'TITLE = A study of one%s own\nPOPULATION = mic2025\nFOCUS = pilot\n' "'s" >"$STUDY/study.mk"
	printf '%s\t%s\t%s\t%s\n' title issuer issued text \
		安徽省人民政府关于推进制造业升级的意见 安徽省人民政府 2016-03-01 '各市人民政府：为落实《中国制造2025》，开展试点。' \
		合肥市人民政府关于推进制造业升级的意见 合肥市人民政府 2016-04-01 '各县人民政府：为落实《中国制造2025》，提出如下意见。' \
		安徽省人民政府关于粮食生产的意见 安徽省人民政府 2016-05-01 '各市人民政府：抓好粮食生产。' \
		安徽省人民政府关于一件没有正文的通知 安徽省人民政府 2016-05-02 '' >"$STUDY/export.tsv"
	SCALE=1 study "$out" report >"$BATS_TEST_TMPDIR/printed"
	run awk -F'\t' '$1 == 340000 { print $4, $5, $6, $7 }' "$out/table.tsv"
	assert_output '1 100.0 1 0.0'
	run grep -c no-text "$out/documents.tsv"
	assert_output 1
}

@test "pipeline: a full disk ends it with status 2 and says so; with more room it goes on to the same results" {
	disk=$BATS_TEST_TMPDIR/disk
	mkdir "$disk"
	mount -t tmpfs -o size=3m tmpfs "$disk" 2>/dev/null || skip "may not mount a small disk"
	full=0
	for ((size = 4; size <= 40; size++)); do # MiB: it fills up at one stage after the other
		mount -o remount,size=${size}m "$disk"
		run_apart study "$disk/out" -j1 report
		[ "$status" -ne 0 ] || break
		[ "$status" -eq 2 ]
		[[ $stderr == *'No space left on device'* ]] && full=$((full + 1))
		for file in "$disk"/out/*.tsv "$disk"/out/shards-*/*.tsv; do # what has its name is whole
			stage=''
			[[ $file != *hits.tsv ]] || stage='--stage hits'
			[[ $file == */table.tsv || $file == */compare.tsv || $file == */timing.tsv || ! -e $file ]] || doccheck $stage "$file" # (names for codes; ratios for shares; a place and its state)
		done
	done
	[ "$full" -ge 3 ] || { echo "the disk was full $full times only"; return 1; }
	results "$disk/out" >"$BATS_TEST_TMPDIR/again"
	umount "$disk"
	results "$BASE" | diff -q - "$BATS_TEST_TMPDIR/again"
}

@test "pipeline: the report tells both counts: documents, and documents with their reposts counted once" {
	listed=$(($(wc -l <"$BASE/fetched.tsv") - 1))
	families=$(awk 'BEGIN { FS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["error"] == "" { print $at["family"] }' "$BASE/documents.tsv" | sort -u | wc -l)
	[ "$families" -gt 0 ]
	[ "$families" -lt "$listed" ]
	grep -qE "^Documents listed +$listed\$" "$BASE/report.txt"
	grep -qE "^Documents read, reposts counted once +$families\$" "$BASE/report.txt"
}

@test "pipeline: corrections made by hand are applied, listed, and taken back when their file is gone" {
	cp -a "$BASE" "$out"
	cp -a samples/mic2025 "$BATS_TEST_TMPDIR/study"
	STUDY=$BATS_TEST_TMPDIR/study
	study "$out" report >/dev/null
	cp "$out/documents.tsv" "$BATS_TEST_TMPDIR/before.tsv"
	id=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["level"] == "province" && $at["genre"] == "policy" && $at["pilot"] > 0 && $at["mic2025"] > 0 { print $at["id"]; exit }' "$out/documents.tsv")
	[ -n "$id" ]
	printf 'id\tcolumn\tvalue\tcoder\treason\n%s\tpilot\t0\tanna\ta place of examination\nffff\tpilot\t0\tanna\tas above\n' "$id" >"$STUDY/corrections.tsv"
	run_apart study "$out" report
	assert_success
	[[ $stderr == *"doccorrect: $STUDY/corrections.tsv:3: no document has the id ffff"* ]]
	[ "$(cut -f 1,2,4,7 "$out/corrections.tsv")" = "id	column	value	state
$id	pilot	0	applied
ffff	pilot	0	unknown-id" ]
	# One document changed, in that column alone, and says so.
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["corrected"] != "" { print $at["id"], $at["corrected"] }' "$out/documents.tsv" >"$BATS_TEST_TMPDIR/changed"
	[ "$(<"$BATS_TEST_TMPDIR/changed")" = "$id	pilot" ]
	# The report lists both.
	grep -q 'What was corrected by hand' "$out/report.txt"
	grep -qE "^$id +pilot .*applied" "$out/report.txt"
	grep -qE '^ffff +pilot .*no such document' "$out/report.txt"
	grep -q 'a place of examination' "$out/index.html"
	# A second run makes nothing.
	files "$out" >"$BATS_TEST_TMPDIR/one"
	study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/two"
	diff "$BATS_TEST_TMPDIR/one" "$BATS_TEST_TMPDIR/two"
	rm "$STUDY/corrections.tsv"
	study "$out" report >/dev/null
	cmp "$out/documents.tsv" "$BATS_TEST_TMPDIR/before.tsv"
	[ ! -e "$out/corrections.tsv" ]
	run grep -c 'corrected by hand' "$out/report.txt"
	assert_output 0
}

@test "pipeline: a study may enter with a list as CSV, or with a folder of texts, whose change is seen" {
	STUDY=$BATS_TEST_TMPDIR/own
	mkdir "$STUDY"
	cp samples/mic2025/rules.tsv "$STUDY"
	printf 'POPULATION = mic2025\nFOCUS = pilot\nIMPORT_OPTIONS = --labels\n' >"$STUDY/study.mk"
	printf '标题,制定机关,公布日期,正文\r\n安徽省人民政府关于推进制造业升级的意见,安徽省人民政府,2016.03.01,"各市人民政府：为落实《中国制造2025》，开展试点。"\r\n' >"$STUDY/export.csv"
	SCALE=1 study "$out" report >"$BATS_TEST_TMPDIR/printed"
	run awk -F'\t' '$1 == 340000 { print $4, $5 }' "$out/table.tsv"
	assert_output '1 100.0'
	rm "$STUDY/export.csv"
	mkdir "$STUDY/export"
	text() { # FOCUS, FILE
		printf '%s\n制定机关：安徽省人民政府\n公布日期：2016.03.01\n\n各市人民政府：为落实《中国制造2025》，%s。\n' "$2" "$1" >"$STUDY/export/$2(CLI.$3).txt"
	}
	text 开展试点 安徽省人民政府关于推进制造业升级的意见 1
	text 提出意见 '安徽省人民政府关于 升级 的意见' 2
	SCALE=1 study "$out" report >"$BATS_TEST_TMPDIR/printed"
	run awk -F'\t' '$1 == 340000 { print $4, $5 }' "$out/table.tsv"
	assert_output '2 50.0'
	text 再开试点 '安徽省人民政府关于 升级 的意见' 2
	SCALE=1 study "$out" report >"$BATS_TEST_TMPDIR/printed"
	run awk -F'\t' '$1 == 340000 { print $4, $5 }' "$out/table.tsv"
	assert_output '2 100.0'
	files "$out" >"$BATS_TEST_TMPDIR/one"
	SCALE=1 study "$out" report >/dev/null
	files "$out" >"$BATS_TEST_TMPDIR/two"
	diff "$BATS_TEST_TMPDIR/one" "$BATS_TEST_TMPDIR/two"
}

@test "pipeline: the choices' table begins with the study, the other reading's figure is the report's, cities exceed provinces within provinces" {
	cd "$BASE"
	[ "$(awk -F '\t' '$1 == "study" && $2 == "province" { print $3, $4, $8 }' sensitivity.tsv)" = "$(awk -F '\t' '$1 == "province" && $2 == "total" { print $3, $4, "" }' counts.tsv)" ]
	[ "$(awk -F '\t' '$1 == "published" && $2 == "city" { print $3, $4, $5 }' sensitivity.tsv)" = "$(awk -F '\t' '$1 == "published" && $2 == "city" { print $3, $4, $5 }' steps.tsv)" ]
	[ "$(awk -F '\t' '$1 == "document" && $2 == "city" { print $3, $4 }' sensitivity.tsv)" = "$(awk -F '\t' '$1 == "policy" && $2 == "city" { print $3, $4 }' steps.tsv)" ]
	# the other scheme moves documents between levels, and none out of the study
	[ "$(awk -F '\t' '$1 == "gb" && $2 == "total" { print $3, $4 }' sensitivity.tsv)" = "$(awk -F '\t' '$1 == "study" && $2 == "total" { print $3, $4 }' sensitivity.tsv)" ]
	[ "$(awk -F '\t' '$1 == "common-odds-ratio" { print ($4 > 1) }' compare.tsv)" = 1 ]
	[ "$(awk -F '\t' '$1 == "province" && $2 == "total" { print $3, $4 }' regions.tsv)" = "$(awk -F '\t' '$1 == "province" && $2 == "total" { print $3, $4 }' counts.tsv)" ]
}
