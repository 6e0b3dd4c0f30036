load common

# The sample's pages, opened in a browser: see browser.js.
setup_file() {
	export ROOT=$BATS_TEST_DIRNAME/..
	command -v chromium >/dev/null || return 0
	command -v node >/dev/null || return 0
	cd "$ROOT"
	export BASE=$BATS_FILE_TMPDIR/base
	make -s -f pipelines/report.mk BIN="$BIN" STUDY=samples/mic2025 SCALE=10 OUT="$BASE" report >"$BATS_FILE_TMPDIR/printed" 2>&1 ||
		{ cat "$BATS_FILE_TMPDIR/printed" >&2; return 1; }
}
setup() {
	command -v chromium >/dev/null || skip 'no chromium'
	command -v node >/dev/null || skip 'no node'
	cd "$BATS_TEST_TMPDIR" || return
}
in_browser() { # SCENARIO [AXE]
	run node "$BATS_TEST_DIRNAME/browser.js" "${FOLDER:-$BASE}" "$@"
}

@test "page: desktop, tablet, phone, dark and print; nothing is wider than the screen" {
	in_browser layout
	assert_output ''
	assert_success
}

@test "page: either language is shown, by mouse and keyboard, and kept on the next page" {
	in_browser language
	assert_output ''
	assert_success
}

@test "page: it is whole without scripts, its language can be chosen" {
	in_browser scriptless
	assert_output ''
	assert_success
}

@test "page: tables are sorted and filtered, totals stay" {
	in_browser sort
	assert_output ''
	assert_success
}

@test "page: from a figure to its cell, a sentence, its paragraph in the archived copy, and back" {
	in_browser trail
	assert_output ''
	assert_success
}

@test "page: axe finds nothing: the report, a cell, the list of cells, a copy; both languages, light and dark" {
	axe=$ROOT/build/npm/node_modules/axe-core/axe.min.js
	[ -e "$axe" ] || skip 'no axe-core: ./packages.sh full installs it'
	in_browser axe "$axe"
	assert_output ''
	assert_success
}

@test "page: what is wrong would be seen: a request, a script's error, a missing match, a fault of access" {
	FOLDER=$BATS_TEST_TMPDIR/bad
	cp -r "$BASE" "$FOLDER"
	sed -i -e '/Content-Security-Policy/d' -e 's/<main>/<main><img src="http:\/\/127.0.0.1:9\/x"><script>nothing.at.all()<\/script>/' \
		-e 's/<mark class="focus">/<mark>/g' "$FOLDER"/index.html "$FOLDER"/cells/province-*.html
	in_browser trail
	assert_failure
	assert_line --partial 'request: http://127.0.0.1:9/x'
	assert_line --partial 'exception: '
	axe=$ROOT/build/npm/node_modules/axe-core/axe.min.js
	[ -e "$axe" ] || return 0
	in_browser axe "$axe"
	assert_line --partial 'image-alt'
}
