load common
load fetching

setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	start_server
	mkdir -p root/www.a.gov.cn
	printf '<p>试点</p>\n' >root/www.a.gov.cn/1.html
	sources $web/page1 $web/page2 $web/missing $web/broken $web/secret "http://localhost:$port/missing" file:///www.a.gov.cn/1.html \
		file:///www.a.gov.cn/2.html nowhere >src.tsv
}
teardown() { stop_server; }
fetch_web() { docfetch --store store --allow-private --delay 0 --tries 1 --file-root root "$@"; }

@test "docfetch --summary: what became of each host's pages, and one line about the run" {
	run_apart fetch_web --summary sum.tsv src.tsv
	assert_success
	[ "$stderr" = 'docfetch: 9 asked for, 3 got, 0 unchanged, 6 failed (address 1, forbidden 1, not-found 3, server-error 1), 548 bytes' ]
	[ "$(cut -f 1-7 sum.tsv)" = "$(printf '%s\n' host,asked,got,unchanged,failed,errors,bytes '*,9,3,0,6,address=1;forbidden=1;not-found=3;server-error=1,548' \
		'-,1,0,0,1,address=1,0' 127.0.0.1,5,2,0,3,'forbidden=1;not-found=1;server-error=1,445' localhost,1,0,0,1,not-found=1,89 www.a.gov.cn,2,1,0,1,not-found=1,14 |
		tr ',;' '\t,')" ] || { cat sum.tsv; return 1; }
	[ "$(cut -f 8 sum.tsv | sed 1d | grep -c -x '[0-9]*\.[0-9][0-9][0-9]')" -eq 5 ]
	# Nothing left to ask for.
	run_apart fetch_web --summary sum.tsv src.tsv
	[ "$stderr" = 'docfetch: 0 asked for, 0 got, 0 unchanged, 0 failed, 0 bytes' ]
	[ "$(wc -l <sum.tsv)" -eq 2 ]
	run_apart fetch_web --refresh --summary sum.tsv src.tsv
	[[ $stderr == 'docfetch: 9 asked for, 0 got, 3 unchanged, 6 failed '* ]]
	# Without it, silence.
	run_apart fetch_web src.tsv
	[ -z "$stderr" ]
}

@test "docfetch --max-failed: status 1 where more failed, the rows complete" {
	run_apart fetch_web --max-failed 67% src.tsv
	assert_success
	[ "$(wc -l <<<"$output")" -eq 10 ]
	run_apart fetch_web --retry --max-failed 67 src.tsv # now all of what is asked for fails
	assert_failure 1
	[ "$(wc -l <<<"$output")" -eq 10 ]
	run_apart fetch_web --max-failed 0% src.tsv # nothing was asked for
	assert_success
	for percent in '' % 101 x -1 1.5; do
		run_apart fetch_web --max-failed "$percent" src.tsv
		assert_failure 2
		[ "$stderr" = "docfetch: --max-failed $percent: must be 0% to 100%" ]
	done
}

@test "docfetch --summary: a file that can't be written is a failure" {
	run_apart fetch_web --summary none/sum.tsv src.tsv
	assert_failure 2
	[ "$stderr" = 'docfetch: none/sum.tsv: No such file or directory' ]
	[ ! -e store ]
	run_apart fetch_web --summary /dev/full src.tsv
	assert_failure 2
	[[ $stderr == *'docfetch: /dev/full: cannot write: No space left on device' ]]
}

@test "docfetch --sync: a batch has at most so many pages" {
	strace -o /dev/null true 2>/dev/null || skip 'no strace, or it may not trace'
	rm -rf root/*
	mkdir root/www.m.gov.cn
	for i in {1..30}; do echo "$i" >root/www.m.gov.cn/$i; done
	{ printf 'url\n'; printf 'file:///www.m.gov.cn/%s\n' {1..30}; } >src.tsv
	syncs() { ASAN_OPTIONS=detect_leaks=0 strace -f -y -e trace=fdatasync -o calls docfetch --store "store$1" --sync "$1" --file-root root src.tsv >out.tsv && grep -c 'rows.tsv' calls; }
	[ "$(syncs 1)" -ge 30 ]
	[ "$(syncs 10)" -le 6 ]
}
