load common

@test "install: everything lands below DESTDIR and PREFIX, and the installed programs find their tables" {
	cd "$BATS_TEST_DIRNAME/.."
	make -s B="$(cd "$BIN/.." && pwd)" DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr install
	usr=$BATS_TEST_TMPDIR/root/usr
	for source in tools/*.c; do
		name=$(basename "$source" .c)
		[ -x "$usr/bin/$name" ]
		[ -e "$usr/share/man/man1/$name.1" ]
	done
	[ -e "$usr/share/man/man7/shidian.7" ]
	[ -e "$usr/share/shidian/pipelines/report.mk" ]
	printf 'id\tlevel\na1\tregion\n' >"$BATS_TEST_TMPDIR/in.tsv"
	PATH=$usr/bin:/usr/bin:/bin run_apart doccheck "$BATS_TEST_TMPDIR/in.tsv"
	assert_failure 1
	[[ $stderr == *':2: column "level": "region" is no one of '* ]]
}

@test "install: the installed pipeline makes a study's report from any folder" {
	cd "$BATS_TEST_DIRNAME/.."
	make -s B="$(cd "$BIN/.." && pwd)" DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr install
	mkdir -p "$BATS_TEST_TMPDIR/desk/mine"
	cp samples/mic2025/rules.tsv "$BATS_TEST_TMPDIR/desk/mine"
	cd "$BATS_TEST_TMPDIR/desk"
	printf 'POPULATION = mic2025\nFOCUS = pilot\n' >mine/study.mk
	printf 'title\tissuer\tissued\ttext\n%s\n' $'合肥市人民政府关于制造业的意见\t合肥市人民政府\t2016-04-01\t为落实《中国制造2025》，开展试点。' >mine/export.tsv
	unset BIN
	PATH=$BATS_TEST_TMPDIR/root/usr/bin:/usr/bin:/bin
	make -s -f "$BATS_TEST_TMPDIR/root/usr/share/shidian/pipelines/report.mk" STUDY=mine report >printed
	run awk -F'\t' '$1 == 340000 { print $6, $7 }' out/mine/table.tsv
	assert_output '1 100.0'
}
