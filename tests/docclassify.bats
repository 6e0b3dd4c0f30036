load common

RULES=$BATS_TEST_DIRNAME/../samples/mic2025/rules.tsv
SENTENCES=$BATS_TEST_DIRNAME/pilot-sentences.tsv
DICTIONARY=$BATS_TEST_DIRNAME/../lib/data/dictionary.tsv

setup() { cd "$BATS_TEST_TMPDIR"; }
rules() { printf '%b' "tag\tfield\tpattern\tunless\tkeep\tambiguous\tset\tnote\n$1" >rules.tsv; }
stream() { printf '%b' "$1" >in.tsv; }

# The sum of a column, by name.
total() { # FILE COLUMN
	awk -F'\t' -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { n += $c } END { print n + 0 }' "$1"
}

# Rows whose counts are not the ones wanted, and rows whose hits are not flagged as wanted.
differences() { # LEDGER OUTPUT
	awk -F'\t' 'FNR == 1 { for (i = 1; i <= NF; i++) c[FILENAME, $i] = i; next }
		FNR == NR { flagged[$c[FILENAME, "id"]] += $c[FILENAME, "ambiguous"]; next }
		{ for (t = 1; t <= 2; t++) { tag = t == 1 ? "pilot" : "mic2025"
			if ($c[FILENAME, tag] != $c[FILENAME, "want_" tag]) print $1, tag, $c[FILENAME, tag], $c[FILENAME, "text"] }
		  if (flagged[$1] + 0 != $c[FILENAME, "want_ambiguous"]) print $1, "ambiguous", flagged[$1] + 0, $c[FILENAME, "text"] }' "$1" "$2"
}

@test "docclassify: the sample's rules hold on every sentence of the table" {
	[ "$(wc -l <"$SENTENCES")" -gt 100 ]
	run_apart docclassify --rules "$RULES" --hits hits.tsv "$SENTENCES"
	assert_success
	[ -z "$stderr" ]
	printf '%s\n' "$output" >out.tsv
	run differences hits.tsv out.tsv
	assert_output ''
}

@test "docclassify: the table of sentences would notice unguarded rules" {
	grep -v '^pilot	\|^mic2025	' "$RULES" | sed 's/_literal//' >plain.tsv
	docclassify --rules plain.tsv --hits hits.tsv "$SENTENCES" >out.tsv
	run differences hits.tsv out.tsv
	[ "${#lines[@]}" -gt 40 ]
}

@test "docclassify: in a title the same guards hold, and a title repeated in the text is another hit" {
	awk -F'\t' -v OFS='\t' 'NR > 1 { $2 = $3; $3 = "。"; $1 = $1 "t" } 1' "$SENTENCES" >titles.tsv
	docclassify --rules "$RULES" --hits hits.tsv titles.tsv >out.tsv
	run differences hits.tsv out.tsv
	assert_output ''
	stream 'id\ttitle\ttext\na\t关于试点的通知\t关于试点的通知\\n各市：\\n推进试点。\n'
	rules 'pilot\tany\t试点\t\t\t\t\t\nhead\ttitle\t试点\t\t\t\t\t\nbody\ttext\t试点\t\t\t\t\t\n'
	run_apart docclassify --rules rules.tsv --drop title,text in.tsv
	assert_output $'id\tpilot\thead\tbody\tlimits\na\t3\t1\t2\t'
}

@test "docclassify: the dictionary holds on its titles and sentences, in both directions, and has the studies' rules word for word" {
	run_apart docclassify --rules "$DICTIONARY" "$BATS_TEST_DIRNAME/dictionary-titles.tsv"
	assert_success
	[ -z "$stderr" ]
	[ "${#lines[@]}" -eq 38 ]
	run awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["heilmann"] != $c["want"]' <<<"$output"
	assert_output ''
	docclassify --rules "$DICTIONARY" "$BATS_TEST_DIRNAME/dictionary-sentences.tsv" >out.tsv
	run awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c[$c["tag"]] != $c["want"] { print $c["tag"], $c[$c["tag"]], $c["text"] }' out.tsv
	assert_output ''
	[ "$(awk -F'\t' '$NF == 0' "$BATS_TEST_DIRNAME/dictionary-sentences.tsv" | wc -l)" -gt 25 ]
	# A study's rules for a tag of the dictionary are the dictionary's.
	run awk -F'\t' '{ rule = $1; for (i = 2; i <= 8; i++) rule = rule FS $i }
		FNR == NR { have[rule]++; tags[$1]; next }
		FNR > 1 && $1 in tags { n++; if (have[rule] != 1) print FILENAME ":" FNR ": not in the dictionary" }
		END { if (n < 15) print n " rules" }' "$DICTIONARY" "$BATS_TEST_DIRNAME"/../samples/*/rules.tsv
	assert_output ''
}

@test "docclassify: every entry of the dictionary says what it means and whether it is published, reconstructed or ours; its tags are the promised ones" {
	run awk -F'\t' 'NR > 1 && ($9 !~ /^(published|reconstructed|ours): ./ || length($8) < 10 || ($7 != "narrow" && $7 != "broad"))' "$DICTIONARY"
	assert_output ''
	run awk -F'\t' 'NR > 1 && !seen[$1]++ { printf "%s ", $1 }' "$DICTIONARY"
	assert_output 'mic2025 mic2025_literal pilot pilot_literal zone demonstration first-try heilmann top-level-design sector-it sector-machines sector-aerospace sector-ships sector-rail sector-cars sector-power sector-farm sector-materials sector-medicine '
	[ "$(awk -F'\t' '$1 == "heilmann" && $7 == "narrow" { print $3 }' "$DICTIONARY" | sort | paste -sd,)" = "$(printf '%s\n' 试点 试行 暂行 试验区 试验 | sort | paste -sd,)" ]
}

@test "docclassify: the ledger, exact" {
	rules 'pilot\tany\t试点\t考试点\t机考试点\t高考试点\t\t\nzone\ttext\t试验区\t\t\t\tbroad\t\n'
	stream 'id\tsha256\ttitle\ttext\na1\t0f0f\t关于印发《甲试点方案》的通知\t考试点不变。\\n甲\\t乙，机考试点；见《甲试点方案》和《丙试点》！试验区《试点》高考试点\n'
	run_apart docclassify --rules rules.tsv --hits hits.tsv --drop text in.tsv
	assert_success
	assert_output $'id\tsha256\ttitle\tpilot\tzone\tlimits\na1\t0f0f\t关于印发《甲试点方案》的通知\t6\t1\t'
	[ -z "$stderr" ]
	second='甲\t乙，机考试点；见《甲试点方案》和《丙试点》！'
	printf '%s\n' $'id\ttag\trule\tparagraph\toffset\tsentence\tmatch\tcounted\tby\tquoted\tambiguous\tset\tsha256' \
		$'a1\tpilot\t2\t0\t6\t关于印发《甲试点方案》的通知\t试点\t1\t\town\t\tnarrow\t0f0f' \
		$'a1\tpilot\t2\t1\t1\t考试点不变。\t试点\t0\t考试点\t\t\tnarrow\t0f0f' \
		$'a1\tpilot\t2\t2\t6\t'"$second"$'\t试点\t1\t机考试点\t\t\tnarrow\t0f0f' \
		$'a1\tpilot\t2\t2\t12\t'"$second"$'\t试点\t1\t\town\t\tnarrow\t0f0f' \
		$'a1\tpilot\t2\t2\t20\t'"$second"$'\t试点\t1\t\tother\t\tnarrow\t0f0f' \
		$'a1\tzone\t3\t2\t24\t试验区《试点》高考试点\t试验区\t1\t\t\t\tbroad\t0f0f' \
		$'a1\tpilot\t2\t2\t28\t试验区《试点》高考试点\t试点\t1\t\tname\t\tnarrow\t0f0f' \
		$'a1\tpilot\t2\t2\t33\t试验区《试点》高考试点\t试点\t1\t高考试点\t\t1\tnarrow\t0f0f' >want.tsv
	diff want.tsv hits.tsv
	[ ! -e hits.tsv.part ]
}

@test "docclassify: of overlapping hits of a tag the longest counts, and none twice" {
	rules 'x\ttext\t试点\t\t\t\t\t\nx\ttext\t先行试点工作\t\t\t\t\t\nx\ttext\t点工\t\t\t\t\t\nx\ttext\t行试点工作会议\t行试.*\t\t\t\t\ny\ttext\t工作\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t\t先行试点工作会议，试点\n'
	docclassify --rules rules.tsv --hits hits.tsv --drop text in.tsv >out.tsv
	[ "$(tail -n 1 out.tsv)" = $'a\t\t2\t1\t' ]
	run cut -f 2,3,7 hits.tsv
	assert_output $'tag\trule\tmatch\nx\t3\t先行试点工作\ny\t6\t工作\nx\t2\t试点'
}

@test "docclassify: a pattern that asks for a line break matches across one; the hit is in the paragraph where it begins" {
	rules 'x\tany\t试\\\\n?点|甲\t试\\\\n点心\t\t\t\t\nx\ttext\t点乙\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t试\\n点\t一试点\\n二试\\n点乙\\n试\\n点心\\n试\\n\\n点甲\n'
	run_apart docclassify --rules rules.tsv --hits hits.tsv --drop title,text in.tsv
	assert_output $'id\tx\tlimits\na\t5\t'
	run cut -f 3-9 hits.tsv
	assert_output $'rule\tparagraph\toffset\tsentence\tmatch\tcounted\tby
2\t0\t0\t试\\n点\t试\\n点\t1\t
2\t1\t1\t一试点\t试点\t1\t
2\t2\t1\t二试\\n点乙\t试\\n点\t1\t
3\t3\t0\t点乙\t点乙\t1\t
2\t4\t0\t试\\n点心\t试\\n点\t0\t试\\n点心
2\t8\t1\t点甲\t甲\t1\t'
	run_apart docclassify --rules rules.tsv --kwic 3 in.tsv
	[[ ${lines[2]} == ' 二  试 点  乙 '* ]]
}

@test "docclassify: any other match does not cross from one paragraph to the next" {
	rules 'x\ttext\t试\\\\s*点\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t\t试\\n点试 点\n'
	run_apart docclassify --rules rules.tsv --drop text in.tsv
	assert_output $'id\ttitle\tx\tlimits\na\t\t1\t'
}

@test "docclassify: a pattern that explodes leaves its tag empty, names it in limits, and harms no other" {
	rules 'bad\ttext\t(中+)+国$\t\t\t\t\t\npilot\ttext\t试点\t\t\t\t\t\nworse\ttext\t试点\t(中+)+国$\t\t\t\t\n'
	long=$(printf '中%.0s' {1..50})
	stream "id\ttitle\ttext\na\t\t${long}人国人\nb\t\t${long}人国人试点\nc\t\t试点中国\n"
	run_apart docclassify --rules rules.tsv --hits hits.tsv --drop text in.tsv
	assert_success
	assert_output $'id\ttitle\tbad\tpilot\tworse\tlimits\na\t\t\t0\t0\tbad\nb\t\t\t1\t\tbad,worse\nc\t\t1\t1\t1\t'
	[ "$stderr" = 'docclassify: rules.tsv:2: warning: the search was given up in 2 documents; "bad" is empty there, see column limits
docclassify: rules.tsv:4: warning: the search was given up in 1 document; "worse" is empty there, see column limits' ]
	run cut -f 1,2 hits.tsv
	assert_output $'id\ttag\nb\tpilot\nc\tpilot\nc\tworse\nc\tbad'
}

@test "docclassify: rows with an error, and rows without a text, have no counts" {
	rules 'pilot\tany\t试点\t\t\t\t\t\nhead\ttitle\t试点\t\t\t\t\t\n'
	stream 'id\terror\ttitle\ttext\na\ttimeout\t试点\t\nb\tempty\t试点\t试点\nc\t\t试点\t\nd\t\t\t试点\n'
	run_apart docclassify --rules rules.tsv --hits hits.tsv --drop title,text in.tsv
	assert_success
	assert_output $'id\terror\tpilot\thead\tlimits\na\ttimeout\t\t\t\nb\tempty\t\t\t\nc\t\t\t1\t\nd\t\t1\t0\t'
}

@test "docclassify: the ledger sums to the columns, also for rows that have no counts" {
	rules 'pilot\tany\t试点\t考试点\t\t\t\t\nhead\ttitle\t试点\t\t\t\t\t\n'
	stream 'id\terror\ttitle\ttext\na\ttimeout\t试点\t试点\nc\t\t试点\t\nd\t\t试点\t试点考试点\n'
	docclassify --rules rules.tsv --hits hits.tsv in.tsv >out.tsv
	for tag in pilot head; do
		[ "$(total out.tsv $tag)" = "$(awk -F'\t' -v t=$tag '$2 == t { n += $8 } END { print n + 0 }' hits.tsv)" ]
	done
	run cut -f 1,2,8 hits.tsv
	assert_output $'id\ttag\tcounted\nc\thead\t1\nd\tpilot\t1\nd\thead\t1\nd\tpilot\t1\nd\tpilot\t0'
}

@test "docclassify: tag columns are computed anew, in place; what is unknown is kept; --drop leaves columns out" {
	rules 'pilot\tany\t试点\t\t\t\t\t\n'
	stream 'pilot\tid\tx\ttitle\ttext\n9\ta\t\\\\1\t试点\t无\n'
	run_apart docclassify --rules rules.tsv --drop text --drop title in.tsv
	assert_success
	assert_output $'pilot\tid\tx\tlimits\n1\ta\t\\\\1\t'
	run_apart docclassify --rules rules.tsv --drop texts in.tsv
	assert_failure 2
	assert_output ''
	[ "$stderr" = 'docclassify: in.tsv:1: no column "texts" to drop' ]
}

@test "docclassify --scope: co-mention by paragraph and by sentence" {
	rules 'p\tany\t中国制造2025\t\t\t\t\t\nf\tany\t试点\t考试点\t\t\t\t\nbad\ttext\t(中+)+国$\t\t\t\t\t\n'
	long=$(printf '中%.0s' {1..50})
	stream "id\terror\ttitle\ttext\na\t\t试点\t中国制造2025。试点，试点。\\\\n试点\nb\t\t中国制造2025试点\t试点；中国制造2025，考试点！试点\\\\n完\nc\ttimeout\t中国制造2025试点\t\nd\t\t\t${long}人国人\n"
	run_apart docclassify --rules rules.tsv --scope f.p.paragraph,f.p.sentence --scope p.f.sentence,f.bad.sentence,f.p.sentence --drop title,text in.tsv
	assert_success
	assert_output $'id\terror\tp\tf\tbad\tf.p.paragraph\tf.p.sentence\tp.f.sentence\tf.bad.sentence\tlimits
a\t\t1\t4\t0\t2\t0\t0\t0\t
b\t\t2\t3\t0\t3\t2\t2\t0\t
c\ttimeout\t\t\t\t\t\t\t\t
d\t\t0\t0\t\t0\t0\t0\t\tbad,f.bad.sentence'
	for wrong in 'f.p:is not of the form TAG.TAG.UNIT' 'f.q.sentence:rules.tsv has no such tag' 'f.f.sentence:names one tag twice' 'f.p.page:the unit must be paragraph or sentence'; do
		run_apart docclassify --rules rules.tsv --scope "${wrong%%:*}" in.tsv
		assert_failure 2
		assert_output ''
		[[ $stderr == "docclassify: scope \"${wrong%%:*}\""*"${wrong#*:}" ]]
	done
}

@test "docclassify --scope: a text without paragraphs that holds both has no count by paragraph; one that lacks either has none to count" {
	rules 'p\tany\t中国制造2025\t\t\t\t\t\nf\tany\t试点\t考试点\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t\t中国制造2025。试点。\nb\t\t中国制造2025。试点。\\n完\nc\t中国制造2025\t试点。\nd\t中国制造2025试点\t考试点。\ne\t\t中国制造2025考试点。\nf\t\t中国制造2025\\\\n试点\n'
	run_apart docclassify --rules rules.tsv --scope f.p.paragraph,f.p.sentence --drop title,text,p,f,limits in.tsv
	assert_success
	assert_output $'id\tf.p.paragraph\tf.p.sentence
a\t\t0
b\t1\t0
c\t0\t0
d\t1\t1
e\t0\t0
f\t\t1'
}

@test "docclassify --kwic: columns are the terminal's, a context ends with its paragraph, the mark tells what counts" {
	rules 'pilot\tany\t试点\t考试点\t机考试点\t高考试点\t\t\n先行\ttext\tgo first\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na1\t关于试点\t前一段\\nABCDEＦ试点GHIJ。\\n考试点，高考试点\nb\t\te\xcc\x81e\xcc\x81e\xcc\x81 go first x\\ty\n'
	run_apart docclassify --rules rules.tsv --kwic 5 --hits hits.tsv in.tsv
	assert_success
	[ -z "$stderr" ]
	assert_output ' 关于  试点         +  pilot  a1  0
CDEＦ  试点  GHIJ   +  pilot  a1  2
   考  试点  ，高   -  pilot  a1  3
 高考  试点         ?  pilot  a1  3
 ééé   go first   x y   +  先行   b  1'
	[ "$(wc -l <hits.tsv)" -eq 6 ]
	run_apart docclassify --rules rules.tsv --kwic 1000 --kwic-tag 先行 in.tsv
	[ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "docclassify --kwic-sort: by the right context, by the left one from the hit outwards, else as the documents come" {
	rules 'x\ttext\t试点\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\n1\t\tac试点q\n2\t\tbb试点p\n3\t\taa试点q\n4\t\tac试点p\n5\t\tac试点p\n'
	order() { docclassify --rules rules.tsv --kwic 9 --kwic-sort "$1" in.tsv | awk '{ printf "%s", $6 }'; }
	[ "$(order none)" = 12345 ]
	[ "$(order right)" = 24531 ]
	[ "$(order left)" = 32451 ]
}

@test "docclassify --kwic: on real documents every line is in line, sorted or not, and has its row in the ledger" {
	need_shared
	docclassify --rules "$RULES" --kwic 24 --kwic-tag pilot --hits hits.tsv "$SHARED"/documents/*.tsv >plain
	docclassify --rules "$RULES" --kwic 24 --kwic-tag pilot --kwic-sort left "$SHARED"/documents/*.tsv >left
	docclassify --rules "$RULES" --kwic 24 --kwic-tag pilot --kwic-sort right "$SHARED"/documents/*.tsv >right
	[ "$(wc -l <plain)" -gt 1500 ]
	sort plain >sorted
	sort left | cmp - sorted
	sort right | cmp - sorted
	grep -o '[^ ]*  [0-9]*$' plain | sed 's/  / /' >places
	awk -F'\t' '$2 == "pilot" { print $1, $4 }' hits.tsv | cmp - places
	# Where a line has nothing but ASCII and Chinese, its width is bytes and characters taken together.
	run env LC_ALL=C.UTF-8 awk -F'  试点  ' '{ n = split($1, c, ""); w = 0; for (i = 1; i <= n; i++) { if (c[i] ~ /[\x01-\x7f]/) w++; else if (c[i] ~ /[一-龥，。、；：（）《》]/) w += 2; else next }
		seen++; if (w != 24) print } END { if (seen < 900) print "few lines: " seen }' plain
	assert_output ''
}

@test "docclassify --kwic-tag with a scope: the hits that the scope counts, and those of a tag beside them" {
	printf 'tag\tfield\tpattern\tunless\ncloud\tany\t上云\t线上云\npilot\tany\t试点\tX试点\ngreen\tany\t绿色\t\n' >themes.tsv
	printf 'id\ttitle\ttext\na\t上云试点\t推进上云。开展上云、上云试点。线上云试点。\\n上云。\\nX试点上云。绿色\nb\t\t上云；试点\n' >themed.tsv
	docclassify --rules themes.tsv --kwic 4 --kwic-tag cloud.pilot.sentence themed.tsv | awk '{ print $(NF - 2), $(NF - 1), $NF }' >scoped
	[ "$(tr '\n' ' ' <scoped)" = 'cloud a 0 cloud a 1 cloud a 1 cloud b 1 ' ] || { cat scoped; return 1; }
	[ "$(docclassify --rules themes.tsv --scope cloud.pilot.sentence themed.tsv | cut -f 7 | paste -sd ' ')" = 'cloud.pilot.sentence 3 1' ]
	docclassify --rules themes.tsv --kwic 4 --kwic-tag cloud.pilot.paragraph,green themed.tsv | awk '{ print $(NF - 2), $(NF - 1), $NF }' >scoped
	[ "$(sort scoped | uniq -c | awk '{ printf "%s ", $0 }' | tr -s ' ')" = ' 1 cloud a 0 3 cloud a 1 1 cloud b 1 1 green a 3 ' ] || { cat scoped; return 1; }
	run_apart docclassify --rules themes.tsv --kwic 4 --kwic-tag cloud.pilot.page themed.tsv
	[ "$status" -eq 2 ]
	[ "$stderr" = 'docclassify: scope "cloud.pilot.page": the unit must be paragraph or sentence' ]
}

@test "docclassify --kwic: as the documents come it is flat in memory; what there is to sort has a cap, and says so" {
	rules 'x\ttext\t试点\t\t\t\t\t\n'
	awk 'BEGIN { print "id\ttitle\ttext"; printf "a\t\t"; for (i = 0; i < 60000; i++) printf "推进综合改革试点工作"; print "" }' >in.tsv
	local limit='ulimit -v 150000;'
	[ "$(grep -c __asan_init "$BIN/docclassify")" -eq 0 ] || limit= # whose shadow needs more
	run bash -c "$limit docclassify --rules rules.tsv --kwic 1000 in.tsv | wc -l"
	assert_output 60000
	run bash -c 'docclassify --rules rules.tsv --kwic 1000 --kwic-sort left in.tsv 2>&1 >lines'
	assert_failure 2
	assert_output 'docclassify: more than 256 MiB of lines to sort: name one tag, or leave them in the order of the documents'
	[ ! -s lines ]
}

@test "docclassify --kwic: wrong options, and a full disk" {
	rules 'x\ttext\t试点\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t\t试点\n'
	for wrong in '--kwic 0:1 to 1000 columns' '--kwic 1001:1 to 1000 columns' '--kwic x:1 to 1000 columns' '--kwic-sort left:are for --kwic' '--kwic-tag x:are for --kwic' \
		'--kwic 9 --kwic-sort up:left, right or none' '--kwic 9 --drop text:none of --drop, --scope and --chars' '--kwic 9 --chars:none of --drop, --scope and --chars' '--kwic 9 --kwic-tag y:rules.tsv has no tag "y"'; do
		run_apart docclassify --rules rules.tsv ${wrong%%:*} in.tsv
		assert_failure 2
		assert_output ''
		[[ $stderr == 'docclassify: '*"${wrong#*:}" ]]
	done
	for sort in none left; do
		run bash -c "docclassify --rules rules.tsv --kwic 9 --kwic-sort $sort in.tsv >/dev/full"
		assert_failure 2
		assert_output --partial 'No space left on device'
	done
	sed 1s/id/other/ in.tsv >less.tsv
	run_apart docclassify --rules rules.tsv --kwic 9 less.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: less.tsv:1: no column "id"' ]
}

@test "docclassify: faults of rules and streams: one line with file and line, status 2, and no ledger" {
	stream 'id\ttitle\ttext\na\t\t试点\n'
	rules 'pilot\tany\t试点\t\t\t\t\t\nbad\tany\t试点(\t\t\t\t\t\n'
	run_apart docclassify --rules rules.tsv --hits hits.tsv in.tsv
	assert_failure 2
	assert_output ''
	[ "$stderr" = 'docclassify: rules.tsv:3: pattern: missing closing parenthesis, at character 4' ]
	run_apart docclassify --rules none.tsv in.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: none.tsv: No such file or directory' ]
	run_apart docclassify in.tsv
	assert_failure 2
	[[ $stderr == 'docclassify: option --rules FILE is needed'* ]]
	rules 'pilot\tany\t试点\t\t\t\t\t\n'
	for missing in title text; do
		sed "1s/$missing/other/" in.tsv >less.tsv
		run_apart docclassify --rules rules.tsv less.tsv
		assert_failure 2
		[ "$stderr" = "docclassify: less.tsv:1: no column \"$missing\"" ]
	done
	sed 1s/id/other/ in.tsv >less.tsv
	run_apart docclassify --rules rules.tsv --hits hits.tsv less.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: less.tsv:1: no column "id"' ]
	run_apart docclassify --rules rules.tsv --hits none/hits.tsv in.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: none/hits.tsv.part: No such file or directory' ]
	run_apart docclassify --rules rules.tsv --hits '' in.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: the ledger has an empty name' ]
	printf 'b\tragged\n' >>in.tsv
	run_apart docclassify --rules rules.tsv --hits hits.tsv in.tsv
	assert_failure 2
	[ "$stderr" = 'docclassify: in.tsv:3: 2 fields where the header has 3' ]
	[ ! -e hits.tsv ]
	[ ! -e hits.tsv.part ]
}

@test "docclassify: a ledger on a full disk is a failure" {
	rules 'pilot\tany\t试点\t\t\t\t\t\n'
	stream 'id\ttitle\ttext\na\t\t试点\n'
	run_apart docclassify --rules rules.tsv --hits /dev/full in.tsv
	assert_failure 2
	[[ $stderr == 'docclassify: /dev/full: '*'No space left on device' ]]
	run_apart docclassify --rules rules.tsv --hits /dev/null in.tsv
	assert_success
}

@test "docclassify: files and standard input give the same" {
	docclassify --rules "$RULES" "$SENTENCES" >a.tsv
	docclassify --rules "$RULES" <"$SENTENCES" >b.tsv
	cmp a.tsv b.tsv
}

@test "docclassify: the awk classifier keeps the contract and agrees on the plain strings" {
	awk -F'\t' -v OFS='\t' '{ print $1, NR == 1 ? "error" : NR % 7 == 0 ? "timeout" : "", $2, NR % 3 ? $3 : $3 "\\n" $3 }' "$SENTENCES" >in.tsv
	mawk -f "$BATS_TEST_DIRNAME/swap.awk" <in.tsv >awk.tsv
	grep '_literal\|^tag' "$RULES" | sed 's/_literal//' >plain.tsv
	grep _literal "$RULES" >>plain.tsv
	docclassify --rules plain.tsv --drop text in.tsv >ours.tsv
	cmp awk.tsv ours.tsv
	[ "$(total ours.tsv pilot)" -gt 50 ]
}

@test "docclassify: on real documents the literal counts are grep's, and every 试点 is a pilot" {
	need_shared
	docclassify --rules "$RULES" --hits hits.tsv --drop text "$SHARED"/documents/*.tsv >out.tsv
	for f in "$SHARED"/documents/*.tsv; do
		cut -f 3,6 "$f"
	done >words.tsv
	literal=$(total out.tsv pilot_literal)
	guarded=$(total out.tsv pilot)
	[ "$literal" -eq "$(grep -o 试点 words.tsv | wc -l)" ]
	[ "$(total out.tsv mic2025_literal)" -eq "$(grep -o 中国制造2025 words.tsv | wc -l)" ]
	echo "# 试点 in the real documents: $literal plain, $guarded guarded; 中国制造2025: $(total out.tsv mic2025_literal), $(total out.tsv mic2025)" >&3
	[ "$guarded" -eq "$literal" ]
	[ "$literal" -gt 1500 ]
	for tag in mic2025 pilot mic2025_literal pilot_literal; do
		[ "$(total out.tsv $tag)" = "$(awk -F'\t' -v t=$tag '$2 == t { n += $8 } END { print n + 0 }' hits.tsv)" ]
	done
	[ "$(wc -l <out.tsv)" -eq 2062 ]
	# With and without vector instructions, of all the rules that are shipped.
	docclassify --rules "$DICTIONARY" --hits vector --drop text "$SHARED"/documents/*.tsv >a.tsv
	SHIDIAN_PORTABLE=1 docclassify --rules "$DICTIONARY" --hits portable --drop text "$SHARED"/documents/*.tsv >b.tsv
	cmp a.tsv b.tsv
	cmp vector portable
}

@test "docclassify --scope: on real documents the ledger gives the same co-mention by paragraph" {
	need_shared
	rules '试\ttext\t试点\t\t\t\t\t\n新\ttext\t创新\t\t\t\t\t\n'
	docclassify --rules rules.tsv --hits hits.tsv --scope 试.新.paragraph --drop text "$SHARED"/documents/state-council-reports.tsv >out.tsv
	want=$(awk -F'\t' '{ key = $1 "\t" $4 } $2 == "试" { n[key] += $8 } $2 == "新" { held[key] = 1 } END { for (k in n) if (k in held) sum += n[k]; print sum }' hits.tsv)
	[ "$want" -gt 10 ]
	[ "$(total out.tsv 试.新.paragraph)" -eq "$want" ]
}

@test "docclassify: counts do not depend on the ledger, nor on vector instructions, and are grep's" {
	keywords=$BATS_TEST_DIRNAME/bench/keywords.tsv
	awk 'BEGIN { OFS = "\t"; print "tag", "field", "pattern" } NR > 1 { gsub(/[+]/, "\\\\\\\\+"); print "k" NR % 7, "any", $0 }' "$keywords" >many.tsv
	printf 'tag\tfield\tpattern\nt\tany\t互联网\\\\+\nu\ttext\t试点\n' >few.tsv
	# Whole keywords in three rows of four; broken ones, across the borders of fields and paragraphs, in all.
	awk 'BEGIN { OFS = "\t"; print "id", "title", "text" }
		NR > 1 { first = substr($0, 1, 3); rest = substr($0, 4); whole = NR % 4 ? last $0 : "无"; last = $0
			print NR, whole "关于" first, rest "开展" first "\\n" rest "，" whole "。\\n" rest }' "$keywords" >in.tsv
	for rules in many few; do
		docclassify --rules $rules.tsv --drop title,text in.tsv >a.tsv
		docclassify --rules $rules.tsv --hits hits.tsv --drop title,text in.tsv >b.tsv
		SHIDIAN_PORTABLE=1 docclassify --rules $rules.tsv --drop title,text in.tsv >c.tsv
		cmp a.tsv b.tsv
		cmp a.tsv c.tsv
		[ "$(awk -F'\t' 'NR > 1 { n += $8 } END { print n }' hits.tsv)" -gt 5 ]
	done
	sed 1d "$keywords" >list
	docclassify --rules many.tsv --drop title,text in.tsv | awk -F'\t' 'NR > 1 { n = 0; for (i = 2; i < NF; i++) n += $i; rows += n > 0 } END { print rows }' >ours
	sed 1d in.tsv | cut -f 2,3 | grep -cFf list >theirs
	cmp ours theirs
	[ "$(cat ours)" -lt 390 ]
}
