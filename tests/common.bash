# Loaded by every .bats file: `load common`.
bats_load_library bats-support
bats_load_library bats-assert
export LC_ALL=C
export BIN=${BIN:-$BATS_TEST_DIRNAME/../build/bin}
export PATH=$BIN:$PATH
SHARED=$BATS_TEST_DIRNAME/../../shared/data # real documents; users don't have them

# Runs a command with status, stdout and stderr kept apart: $status, $output (stdout), $stderr.
run_apart() { # COMMAND [ARG ...]
	bats_require_minimum_version 1.5.0
	run --separate-stderr "$@"
}
need_shared() {
	[ -d "$SHARED" ] || skip "no folder of real documents at $SHARED"
}
