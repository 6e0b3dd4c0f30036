load common

# The same hard treatment for every program that reads a stream from standard input or a file.
# Each line: a program, and the options without which it would not run.
filters() {
	printf '%s\n' doccheck doclinks docimport docextract docattribute 'docclassify --rules rules.tsv' docdedup 'docaggregate --by level' 'docsample --tag pilot' \
		'doccorrect --corrections corrections.tsv' 'docexpect --list expected.tsv'
}
setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'tag\tfield\tpattern\tunless\tkeep\tset\tnote\npilot\tany\t试点\t\t\t\t\n' >rules.tsv
	printf 'id\tcolumn\tvalue\tcoder\treason\n' >corrections.tsv
	printf 'title\n关于开展试点工作的通知\n' >expected.tsv
	printf 'id\turl\terror\ttitle\ttext\tlevel\tprovince\tpilot\n' >header.tsv
	{
		cat header.tsv
		for i in $(seq 1000 1999); do
			printf '%020d\thttp://a.example/%d\t\t关于开展试点工作的通知\t各市人民政府：\\n现将试点工作通知如下。\tprovince\t340000\t2\n' "$i" "$i"
		done
	} >good.tsv
}

@test "treatment: an empty input, a missing newline, NUL, CR, a ragged line, a bad escape: status 2 (1 for doccheck), file and line" {
	: >empty.tsv
	printf 'id\ttext\tlevel\tpilot\n%s' 'aaaa1' >unfinished.tsv
	printf 'id\ttext\tlevel\tpilot\naaaa1\tx\0y\tcity\t1\n' >nul.tsv
	printf 'id\ttext\tpilot\tlevel\r\naaaa1\tx\t1\tcity\r\n' >crlf.tsv
	printf 'id\ttext\tlevel\tpilot\naaaa1\tx\tcity\t1\nbbbb2\ty\n' >ragged.tsv
	printf 'id\ttext\tlevel\tpilot\naaaa1\tx\\y\tcity\t1\n' >escape.tsv
	while read -r program; do
		for bad in empty unfinished nul crlf ragged escape; do
			run_apart $program $bad.tsv
			want=2
			[ "$program" != doccheck ] || want=1
			[ "$status" -eq "$want" ] || { echo "$program $bad.tsv: status $status"; return 1; }
			[[ $stderr == *"${program%% *}: $bad.tsv:"* ]] || { echo "$program $bad.tsv: $stderr"; return 1; }
			[ "$(wc -l <<<"$stderr")" -eq 1 ] || { echo "$program $bad.tsv: more than a line: $stderr"; return 1; }
		done
	done < <(filters)
}

@test "treatment: a full disk and a closed standard output are failures" {
	while read -r program; do
		[ "$program" != doccheck ] || continue # it writes nothing
		run bash -c "$program good.tsv >/dev/full"
		assert_failure 2
		assert_output --partial 'cannot write: No space left on device'
		run bash -c "$program good.tsv >&-"
		assert_failure 2
	done < <(filters)
}

@test "treatment: --help and --version go to standard output, and tell of a full disk" {
	for program in "$BIN"/*; do
		run_apart "$program" --help
		assert_success
		[[ $output == "usage: $(basename "$program") "* ]]
		[ -z "$stderr" ]
		run_apart "$program" --version
		assert_success
		[[ $output == "$(basename "$program") (shidian) "* ]]
		run bash -c "$program --help >/dev/full"
		assert_failure 2
	done
}

@test "treatment: an unknown option, an option without its value, an unreadable file: status 2, one line" {
	for program in "$BIN"/*; do
		run_apart "$program" --no-such-option
		assert_failure 2
		[ "$stderr" = "$(basename "$program"): unknown option --no-such-option (see $(basename "$program") --help)" ]
	done
	while read -r program; do
		run_apart $program none.tsv
		assert_failure 2
		[ "$stderr" = "${program%% *}: none.tsv: No such file or directory" ]
	done < <(filters)
}

@test "treatment: a reader that leaves early ends a program quietly" {
	for i in $(seq 30); do tail -n +2 good.tsv; done | awk -F'\t' 'BEGIN { OFS = FS } { $1 = sprintf("%020d", NR); print }' >rows
	cat header.tsv rows >many.tsv
	while read -r program; do
		[ "$program" != doccheck ] || continue
		run_apart bash -c "$program many.tsv | head -n 1 >first; exit \${PIPESTATUS[0]}"
		[ "$status" -eq 141 ] || [ "$status" -eq 0 ] || { echo "$program: status $status: $stderr"; return 1; }
		[ -z "$stderr" ] || { echo "$program: $stderr"; return 1; }
		[ -s first ]
	done < <(filters)
}

@test "treatment: a row of 20 MiB passes, unknown columns stay in place, order stays, twice gives equal bytes" {
	{
		printf 'mine\tid\ttitle\ttext\tlevel\tprovince\tpilot\nkept\taaaa000000\t标题\t'
		yes '开展试点工作。' | head -c 20971500 | tr -d '\n'
		printf '\tprovince\t340000\t1\nalso\tbbbb000000\t标题二\t短文。\tprovince\t340000\t0\n'
	} | iconv -c -f UTF-8 -t UTF-8 >long.tsv
	while read -r program; do
		[ "$program" != doclinks ] || continue # its rows need an address, and it writes sources
		$program long.tsv >one
		$program <long.tsv >two 2>/dev/null || [ "${program%% *}" = docdedup ]
		[ "${program%% *}" = docdedup ] || cmp one two
		case $program in
		doccheck | docaggregate* | docsample* | docexpect*) ;;
		*)
			[ "$(cut -f 1,2 one)" = $'mine\tid\nkept\taaaa000000\nalso\tbbbb000000' ] || { echo "$program"; cut -c 1-80 one; return 1; }
			doccheck one
			;;
		esac
	done < <(filters)
}

@test "treatment: a header alone is a stream without rows" {
	while read -r program; do
		run_apart $program header.tsv
		assert_success
		[ -z "$stderr" ] || { echo "$program: $stderr"; return 1; }
	done < <(filters)
}
