load common

# The state of a running process, as the kernel tells it.
state() { sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status"; }

@test "sandbox: docextract is in it before it reads the first row" {
	cd "$BATS_TEST_TMPDIR"
	[ "$(grep -c __asan_init "$BIN/docextract")" -eq 0 ] || skip 'the sandbox is off in a build with AddressSanitizer'
	mkfifo rows
	docextract <rows >out.tsv 3>&- &
	exec 8>rows
	printf 'id\ttext\n' >&8
	for _ in $(seq 50); do
		[ "$(state $! Seccomp)" != 2 ] || break
		sleep 0.1
	done
	seccomp=$(state $! Seccomp) privileges=$(state $! NoNewPrivs)
	printf 'aaaa1\t关于开展试点工作的通知\n' >&8
	exec 8>&-
	wait $!
	[ "$seccomp" = 2 ] # a filter
	[ "$privileges" = 1 ]
	[ "$(wc -l <out.tsv)" -eq 2 ]
}
