load common

# A folder of commands without the ones named, as on another system.
system_without() { # COMMAND ...
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	local command
	for command in bash env sed grep cat mktemp rm id; do ln -sf "$(command -v "$command")" "$BATS_TEST_TMPDIR/bin/$command"; done
	for command in "$@"; do rm -f "$BATS_TEST_TMPDIR/bin/$command"; done
}

@test "packages: silent when nothing is missing" {
	dpkg-query -W bats >/dev/null 2>&1 || skip "not a Debian system"
	run_apart "$BATS_TEST_DIRNAME/../packages.sh"
	assert_success
	assert_output ''
	[ -z "$stderr" ]
}

@test "packages: another system gets the list of what is needed, and nothing is tried" {
	system_without
	run_apart env PATH="$BATS_TEST_TMPDIR/bin" bash "$BATS_TEST_DIRNAME/../packages.sh"
	assert_failure 2
	[[ $stderr == 'This system is not Debian.'* ]]
	for package in gcc libpcre2-dev libcurl4-openssl-dev bats; do
		grep -qx "  $package" <<<"$stderr"
	done
}

@test "packages: a Debian that misses one installs that one; what it asks of apt is recorded" {
	system_without
	printf '#!/bin/sh\nshift 3\nfor p; do [ "$p" = bats ] || echo "ii $p"; done\n' >"$BATS_TEST_TMPDIR/bin/dpkg-query"
	printf '#!/bin/sh\necho "$@" >>"%s"\n' "$BATS_TEST_TMPDIR/asked" >"$BATS_TEST_TMPDIR/bin/apt-get"
	ln -sf "$BATS_TEST_TMPDIR/bin/env" "$BATS_TEST_TMPDIR/bin/sudo"
	chmod +x "$BATS_TEST_TMPDIR/bin/"{dpkg-query,apt-get}
	ln -sf "$(command -v sh)" "$BATS_TEST_TMPDIR/bin/sh"
	run_apart env PATH="$BATS_TEST_TMPDIR/bin" bash "$BATS_TEST_DIRNAME/../packages.sh"
	assert_success
	assert_output 'installing: bats'
	[ "$(cat "$BATS_TEST_TMPDIR/asked")" = 'install -y -qq --no-install-recommends bats' ]
}

@test "make: help names every target that a user would call" {
	run make -s -C "$BATS_TEST_DIRNAME/.." help
	assert_success
	for target in all deps report check install clean lint asan fresh bench help; do
		assert_line --regexp "^  make $target +"
	done
}

@test "make: deps with other goals installs first, and then makes each of them once" {
	cd "$BATS_TEST_DIRNAME/.."
	run_apart make -n deps help
	assert_success
	[ "$(grep -c packages.sh <<<"$output")" -eq 1 ]
	[ "$(grep -c 'deps report\|sed -n' <<<"$output")" -ge 1 ]
	run_apart make -s deps help
	assert_success
	[ "$(grep -c '^  make help' <<<"$output")" -eq 1 ]
}
