load common
load fetching

# Servers that lie, break off or never end: what the row says, and that it ends.
setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	node "$BATS_TEST_DIRNAME/hostile.js" port 3>&- &
	server=$!
	await_port
	web=http://127.0.0.1:$port
}
teardown() { stop_server; }
fetch_web() { docfetch --store store --allow-private --delay 0 --tries 1 --per-host 32 "$@"; }
# Each line: PATH ERROR; the rows must say so.
expect() { # OPTION ...
	cat >expected
	{ printf 'url\n'; awk -v web="$web" 'NF { print web "/" $1 }' expected; } >src.tsv
	run_apart fetch_web "$@" src.tsv
	assert_success
	[ -z "$stderr" ]
	printf '%s\n' "$output" >out.tsv
	columns out.tsv url error | sed "1d; s#$web/##; s#|# #; s# \$# -#" >seen
	diff expected seen
	doccheck --stage fetch out.tsv
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv >records
}

@test "docfetch: hostile servers: each fault has its word, and good pages among them come" {
	expect --max-bytes 200000 --max-time 20 <<-'END'
		good -
		big too-large
		endless too-large
		inflated inflated
		fields header-count
		longfields header-bytes
		longfield header-bytes
		interim header-count
		nul header-nul
		nulname header-nul
		old no-head
		version protocol
		status protocol
		noend protocol
		cut cut-short
		over length
		lineend -
		nolength length
		minus length
		twolengths length
		sametwice -
		huge length
		untold -
		chunked -
		badchunk chunking
		hugechunk chunking
		cutchunk cut-short
		lastchunk cut-short
		notgzip encoding
		cutgzip encoding
		reset connection
		nothing connection
		s412 blocked
		s521 blocked
		script blocked
		round redirect-loop
		self redirect-loop
		steps redirects
		login credentials
	END
	# Nothing of a page that broke off is in the store, and a good page is whole.
	run grep -e 'response .*/cut$' -e 'response .*/badchunk' -e 'response .*/over' records
	assert_failure 1
	[ "$(columns out.tsv error bytes | sort -u | grep '^|')" = '|50' ]
}

@test "docfetch: 10 MiB that would unpack to 10 GiB end at the cap, in little memory" {
	expect <<-'END'
		bomb inflated
		dense ratio
	END
	rm -r store
	memory=600000
	! ldd "$(command -v docfetch)" | grep -q asan || memory=unlimited # whose shadow needs more than there is
	[ "$(ulimit -v $memory && fetch_web src.tsv | columns /dev/stdin error | tr '\n' ' ')" = 'error inflated ratio ' ]
	# Whoever wants to may have them.
	fetch_web --retry --max-ratio 2000 src.tsv >out.tsv
	[ "$(columns out.tsv bytes error | tr '\n' ' ')" = 'bytes|error |inflated 8388608| ' ]
}

@test "docfetch: servers that take their time: silence, a byte a second, and without an end" {
	begun=$(date +%s)
	expect --max-time 6 <<-'END'
		silent too-slow
		dribble too-slow
		steady timeout
		good -
	END
	[ $(($(date +%s) - begun)) -lt 15 ]
	fetch_web --retry --min-rate 0 --max-time 2 src.tsv >out.tsv
	[ "$(columns out.tsv error | tr '\n' ' ')" = 'error timeout timeout timeout  ' ]
}

@test "docfetch: addresses with credentials, and all ways to write a private one, are refused" {
	sources "http://user@127.0.0.1:$port/good" "http://user:secret@127.0.0.1:$port/good" "http://@127.0.0.1:$port/good" >src.tsv
	docfetch --store store --allow-private --delay 0 src.tsv >out.tsv
	[ "$(columns out.tsv error | sort | uniq -c | tr -s ' \n' ' ')" = ' 3 credentials 1 error ' ]
	for host in 127.0.0.1 127.1 2130706433 017700000001 0177.0.0.1 0x7f000001 0x7f.1 '[::ffff:127.0.0.1]' '[::ffff:7f00:1]' '[::127.0.0.1]' '[64:ff9b::7f00:1]' \
		'[2002:7f00:1::]' LOCALHOST 0 '[::]' 169.254.169.254 '[fe80::1]' '[fd00:ec2::254]' 10.1.2.3 100.64.0.1 192.168.1.1 172.31.0.1; do
		printf 'http://%s:%s/good\n' "$host" "$port"
	done >addresses
	{ printf 'url\n'; cat addresses; } >src.tsv
	docfetch --store other --delay 0 --tries 1 --max-time 5 src.tsv >out.tsv
	[ "$(wc -l <out.tsv)" -eq "$(wc -l <src.tsv)" ]
	run grep -v 'private$' <(columns out.tsv url error)
	assert_output 'url|error'
	# A redirect leads there no more than an address does. (The first step goes through a proxy, which is exempt.)
	sources http://www.a.gov.cn.invalid/inside >src.tsv
	http_proxy=$web no_proxy=169.254.169.254 docfetch --store third --delay 0 --tries 1 --max-time 5 src.tsv >out.tsv
	[ "$(columns out.tsv final_url error | tail -n 1)" = 'http://169.254.169.254/latest/meta-data/|private' ]
}

@test "docfetch: what is no TLS" {
	sources "https://127.0.0.1:$port/good" >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv error | tail -n 1)" = tls ]
}
