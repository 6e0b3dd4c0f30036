load common
load fetching

# Pages below ./root, their addresses in ./src.tsv.
setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	mkdir -p root/www.a.gov.cn/art
	printf '<p>试点</p>\n' >root/www.a.gov.cn/art/1.html
	printf '%%PDF-1.4\n' >root/www.a.gov.cn/art/2.do
	printf 'plain\n' >"root/www.a.gov.cn/art/通知 3.txt"
	printf '<html>x' >root/www.a.gov.cn/index.html
	: >root/www.a.gov.cn/empty.html
}
teardown() {
	stop_server
	[ ! -d disk ] || ! mountpoint -q disk || umount disk
}
fetch_files() { docfetch --store store --file-root root "$@"; }
many_pages() { # COUNT
	mkdir -p root/www.m.gov.cn
	seq -f '<html><title>page %04g of many</title><p>关于开展试点工作的通知，各有关单位要认真贯彻落实，积极推进。</p></html>' "$1" | (cd root/www.m.gov.cn && split -l 1 -a 4 - p)
	{ printf 'url\tkind\n'; (cd root && printf 'file:///%s\tpage\n' www.m.gov.cn/p*); } >many.tsv
}
# What of a fetched stream may not differ between two runs.
lasting() { columns "$1" url kind id status final_url media declared bytes sha256 error refresh withdrawn; }

@test "docfetch: files become rows: id, media type, size, digest, place; unknown columns stay in front" {
	printf 'n\turl\tkind\n' >src.tsv
	printf '%s\n' $'1\tfile:///www.a.gov.cn/art/1.html\tpage' $'2\tfile:///www.a.gov.cn/art/2.do\t' \
		$'3\tfile:///www.a.gov.cn/art/%E9%80%9A%e7%9f%a5%203.txt\t' $'4\tfile:///www.a.gov.cn/\t' >>src.tsv
	run_apart fetch_files src.tsv
	assert_success
	[ -z "$stderr" ]
	printf '%s\n' "$output" >out.tsv
	[ "$(head -n 1 out.tsv)" = $'n\turl\tkind\tid\tstatus\tfinal_url\tfetched\tmedia\tdeclared\tbytes\tsha256\trecord\terror\tfirst_seen\tlast_seen\trefresh\twithdrawn' ]
	run columns out.tsv n status media declared bytes error
	assert_output $'n|status|media|declared|bytes|error\n1||text/html||14|\n2||application/pdf||9|\n3||text/plain||6|\n4||text/html||7|'
	id=$(printf 'file:///www.a.gov.cn/art/1.html' | sha256sum)
	digest=$(sha256sum <root/www.a.gov.cn/art/1.html)
	[ "$(columns out.tsv id sha256 | sed -n 2p)" = "${id:0:20}|${digest%% *}" ]
	run columns out.tsv fetched
	[[ ${lines[1]} =~ ^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z$ ]]
	doccheck --stage fetch out.tsv
	run node "$BATS_TEST_DIRNAME/warc.js" store out.tsv
	assert_success
	assert_output $'warcinfo\nresource file:///www.a.gov.cn/art/1.html\nresource file:///www.a.gov.cn/art/2.do\nresource file:///www.a.gov.cn/art/%E9%80%9A%e7%9f%a5%203.txt\nresource file:///www.a.gov.cn/'
}

@test "docfetch: what isn't there, or lies outside of the root, is not found; nothing leads out" {
	printf 'secret\n' >secret
	ln -s ../secret root/out
	ln -s "$PWD/secret" root/absolute
	ln -s . root/www.a.gov.cn/same
	mkfifo root/fifo
	sources file:///www.a.gov.cn/none.html file:///../secret file:///www.a.gov.cn/%2e%2e/%2E./secret file:///out \
		file:///absolute file:///fifo file:///www.a.gov.cn file:///www.a.gov.cn/art/1.html/x file:///www.a.gov.cn/same/art/1.html \
		file:///x/../www.a.gov.cn/art/1.html?q=1 file:///www.a.gov.cn/empty.html file:///a%00b file:///a%zz \
		file://other/x file:/x 'no address' ftp://www.a.gov.cn/x http:///x >src.tsv
	run_apart fetch_files src.tsv
	assert_success
	printf '%s\n' "$output" >out.tsv
	run columns out.tsv bytes record error
	assert_output "$(printf '%s\n' 'bytes|record|error' '||not-found' '||not-found' '||not-found' '||not-found' '||not-found' '||not-found' \
		'||not-found' '||not-found' "$(columns out.tsv bytes record | sed -n 10p)|" "$(columns out.tsv bytes record | sed -n 11p)|" \
		'||empty' '||address' '||address' '||address' '||address' '||address' '||scheme' '||address')"
	[ "$(columns out.tsv bytes | sed -n 10,11p | sort -u)" = 14 ]
	zcat store/*.warc.gz >text
	run grep -a 'secret$' text
	assert_failure 1
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv
	doccheck --stage fetch out.tsv
}

@test "docfetch: a file that may not be read is forbidden" {
	chmod 000 root/www.a.gov.cn/art/1.html
	chmod 755 . && mkdir -m 777 open && cp -R root open/root
	chmod 000 open/root/www.a.gov.cn/art/1.html
	sources file:///www.a.gov.cn/art/1.html >src.tsv
	local as=()
	[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	run_apart "${as[@]}" docfetch --store open/store --file-root open/root <src.tsv
	[ "$status" -eq 0 ] || skip "another user can't reach this folder: $stderr"
	printf '%s\n' "$output" >out.tsv
	[ "$(columns out.tsv error | tail -n 1)" = forbidden ]
}

@test "docfetch: a second run fetches what has no row, --retry also what failed" {
	sources file:///www.a.gov.cn/art/1.html file:///www.a.gov.cn/late.html >src.tsv
	fetch_files src.tsv >first.tsv
	rm root/www.a.gov.cn/art/1.html
	printf 'late' >root/www.a.gov.cn/late.html
	sources file:///www.a.gov.cn/late.html file:///www.a.gov.cn/ file:///www.a.gov.cn/art/1.html >more.tsv
	fetch_files more.tsv >second.tsv
	[ "$(columns second.tsv bytes error)" = $'bytes|error\n|not-found\n7|\n14|' ]
	[ "$(sed -n 2p first.tsv)" = "$(sed -n 4p second.tsv)" ]
	fetch_files --retry more.tsv >third.tsv
	[ "$(columns third.tsv bytes error)" = $'bytes|error\n4|\n7|\n14|' ]
	fetch_files src.tsv >fourth.tsv
	[ "$(columns fourth.tsv bytes error)" = $'bytes|error\n14|\n4|' ]
	run node "$BATS_TEST_DIRNAME/warc.js" store third.tsv
	assert_output $'warcinfo\nresource file:///www.a.gov.cn/art/1.html\nmetadata file:///www.a.gov.cn/late.html\nresource file:///www.a.gov.cn/\nresource file:///www.a.gov.cn/late.html'
}

@test "docfetch: bad input ends with one line that names file and line, status 2, and no store" {
	printf 'url\tn\nfile:///a\t1\nfile:///b\t2\nfile:///a\t3\n' >twice.tsv
	printf 'url\tn\nfile:///a\t1\n\t2\n' >empty.tsv
	printf 'address\nx\n' >column.tsv
	printf 'url\nfile:///a\tx\n' >ragged.tsv
	sources file:///a >good.tsv
	check() { # WHAT ARG ...
		local what=$1
		shift
		run_apart docfetch "$@"
		assert_failure 2
		[ -z "$output" ]
		[ "$stderr" = "docfetch: $what" ] || { echo "$stderr"; return 1; }
	}
	check 'twice.tsv:4: url stands twice: file:///a' --store store --file-root root twice.tsv
	check 'empty.tsv:3: empty url' --store store --file-root root empty.tsv
	check 'column.tsv:1: no column "url"' --store store --file-root root column.tsv
	check 'ragged.tsv:2: 2 fields where the header has 1' --store store --file-root root ragged.tsv
	check 'none.tsv: No such file or directory' --store store --file-root root none.tsv
	check 'needs --store DIR' --file-root root good.tsv
	check 'file:///a: a file address needs --file-root DIR' --store store good.tsv
	check 'nowhere: No such file or directory' --store store --file-root nowhere good.tsv
	check '--parallel 0: must be a number from 1 to 1000' --store store --parallel 0 good.tsv
	check '--max-bytes 1x: must be a number from 1 to 67108864' --store store --max-bytes 1x good.tsv
	for delay in '' . 1. .5 0.1234 -1 1e3 90000 1.-2; do
		check "--delay $delay: must be seconds, such as 2 or 0.5" --store store --delay "$delay" good.tsv
	done
	[ ! -e store ]
	check 'none/store: No such file or directory' --store none/store --file-root root good.tsv
	check 'good.tsv: Not a directory' --store good.tsv --file-root root good.tsv
}

@test "docfetch: the store has one writer" {
	sources file:///www.a.gov.cn/ >src.tsv
	mkdir store
	exec 8<store
	flock 8
	run_apart fetch_files src.tsv
	assert_failure 2
	[ "$stderr" = 'docfetch: store: in use by another docfetch' ]
	exec 8<&-
	fetch_files src.tsv >out.tsv
}

@test "docfetch: kill -9 at any moment: nothing lost, nothing torn, same rows" {
	many_pages 1500
	for page in root/www.m.gov.cn/*; do printf '%016000d' 0 >>"$page"; done # several batches
	docfetch --store calm --no-compress --file-root root many.tsv >calm.tsv
	# A limit on the size of files strikes surely, wherever the run has come to: in the middle of a write.
	for round in 1 2 3 4; do
		size=$(stat -c %s store/00001.warc 2>/dev/null || echo 0)
		limit=$((size / 1024 + 1 + RANDOM % 4900))
		code=0
		(ulimit -c 0 -f $limit && exec docfetch --store store --no-compress --sync 200 --file-root root many.tsv) >torn.tsv 2>>notes || code=$?
		[ "$code" -eq $((128 + $(kill -l XFSZ))) ] || { echo "round $round: limit $limit KiB, status $code"; return 1; }
		[ ! -s torn.tsv ]
	done
	grep -qE '^docfetch: store: (cut [0-9]+ bytes off|removed) 00001.warc' notes # there was something to put right
	# And at moments taken at random, which on a busy machine may come too early or too late for anything.
	for round in 1 2 3 4 5 6; do
		timeout -s KILL "0.$(printf '%03d' $((RANDOM % 300 + 10)))" docfetch --store store --no-compress --sync 100 --file-root root --segment-bytes 3000000 \
			many.tsv >torn.tsv 2>>notes || true
	done
	run_apart docfetch --store store --no-compress --file-root root --segment-bytes 3000000 many.tsv
	assert_success
	printf '%s\n' "$output" >out.tsv
	[ "$(wc -l <out.tsv)" -eq 1501 ]
	diff <(lasting calm.tsv) <(lasting out.tsv)
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | grep '^resource' | sort >held
	[ "$(wc -l <held)" -eq 1500 ]
	[ "$(uniq held | wc -l)" -eq 1500 ]
	[ "$(ls store/*.warc | wc -l)" -ge 2 ]
}

@test "docfetch: records are synced before their rows are written, and the rows before anything is printed" {
	many_pages 30
	strace -o /dev/null true 2>/dev/null || skip 'no strace, or it may not trace'
	ASAN_OPTIONS=detect_leaks=0 strace -f -y -o calls -e trace=write,pwrite64,fdatasync,fsync docfetch --store store --file-root root --segment-bytes 3000 many.tsv >out.tsv
	# s, S: a segment written, synced; r, R: the journal; F: the folder; o: standard output.
	sed -E 's/^[0-9]+ +//' calls | awk '/warc\.gz>/ { printf "%s", /^write/ ? "s" : "S"; next } /rows\.tsv>/ { printf "%s", /^pwrite/ ? "r" : "R"; next }
		/^fsync/ { printf "F"; next } /^write\(1</ { printf "o" }' >order
	grep -qxE 'rRF(FsSrR){3,}o' order || { cat order; return 1; }
}

@test "docfetch: what a crash left is put right and told: a torn row, records and segments without a row" {
	many_pages 40
	docfetch --store store --file-root root many.tsv >out.tsv
	cp -R store whole
	size=$(stat -c %s store/00001.warc.gz)
	printf 'half a record' >>store/00001.warc.gz
	printf 'more' >store/00002.warc.gz
	printf '0123456789abcdef0123\t\tfile' >>store/rows.tsv
	run_apart docfetch --store store --file-root root many.tsv
	assert_success
	[ "$stderr" = "docfetch: store: dropped a torn last row (26 bytes) of rows.tsv
docfetch: store: cut 13 bytes off 00001.warc.gz that were not journalled
docfetch: store: removed 00002.warc.gz, of which the journal knows nothing" ]
	[ "$output" = "$(cat out.tsv)" ]
	diff -r store whole
	# The last row lost: its record goes, and is fetched again.
	sed -i '$d' store/rows.tsv
	head -c -1 store/rows.tsv >cut && cp cut store/rows.tsv
	run_apart docfetch --store store --file-root root many.tsv
	assert_success
	printf '%s\n' "$output" >again.tsv
	diff <(lasting out.tsv) <(lasting again.tsv)
	node "$BATS_TEST_DIRNAME/warc.js" store again.tsv >records
	[ "$(grep -c '^resource' records)" -eq 40 ]
	# Even the header torn.
	rm store/*.warc.gz
	printf 'id\tsta' >store/rows.tsv
	run_apart docfetch --store store --file-root root many.tsv
	assert_success
	[ "$stderr" = 'docfetch: store: dropped a torn last row (6 bytes) of rows.tsv' ]
}

@test "docfetch: a store that can't be what the journal says is refused" {
	many_pages 5
	docfetch --store store --file-root root many.tsv >out.tsv
	cp -R store short && truncate -s 100 short/00001.warc.gz
	run_apart docfetch --store short --file-root root many.tsv
	assert_failure 2
	[[ $stderr == 'docfetch: store segment 00001.warc.gz: has 100 bytes where the journal says '* ]]
	cp -R store lost && rm lost/rows.tsv
	run_apart docfetch --store lost --file-root root many.tsv
	assert_failure 2
	[ "$stderr" = 'docfetch: store: 00001.warc.gz stands there without a journal (rows.tsv): move it away' ]
	[ -s lost/00001.warc.gz ]
	cp -R store foreign && printf 'mine' >foreign/00007.warc.gz
	run_apart docfetch --store foreign --file-root root many.tsv
	assert_failure 2
	[ "$stderr" = 'docfetch: store: 00007.warc.gz stands there, of which the journal knows nothing: move it away' ]
	[ "$(cat foreign/00007.warc.gz)" = mine ]
	cp -R store ragged && sed -i '3s/\t//' ragged/rows.tsv
	run_apart docfetch --store ragged --file-root root many.tsv
	assert_failure 2
	[ "$stderr" = 'docfetch: store: rows.tsv:3: 14 fields where the header has 15' ]
}

@test "docfetch: a full disk and a reader that leaves are failures, and what is held stays" {
	many_pages 1000
	run bash -c 'docfetch --store store --file-root root many.tsv >/dev/full'
	assert_failure 2
	assert_output 'docfetch: cannot write: No space left on device'
	docfetch --store store --file-root root many.tsv >out.tsv
	run bash -c 'docfetch --store store --file-root root many.tsv | head -n 1 | cut -c 1-3; exit "${PIPESTATUS[0]}"'
	assert_failure 2
	assert_line url
	assert_line 'docfetch: cannot write: Broken pipe'
	mkdir disk
	mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null || skip 'may not mount a small file system'
	run_apart docfetch --store disk/store --file-root root --no-compress many.tsv
	assert_failure 2
	[ -z "$output" ]
	[[ $stderr == 'docfetch: store'*': No space left on device' ]]
	mount -o remount,size=4m disk
	docfetch --store disk/store --file-root root --no-compress many.tsv >later.tsv
	diff <(lasting out.tsv) <(lasting later.tsv)
	node "$BATS_TEST_DIRNAME/warc.js" disk/store later.tsv | grep -c '^resource' | grep -x 1000
}

@test "docfetch: segments rotate; with and without gzip; docextract reads both" {
	many_pages 50
	docfetch --store store --file-root root --segment-bytes 3000 many.tsv >out.tsv
	[ "$(ls store/*.warc.gz | wc -l)" -gt 5 ]
	docfetch --store plain --file-root root --no-compress many.tsv >plain.tsv
	[ "$(ls plain)" = $'00001.warc\nrows.tsv' ]
	diff <(lasting out.tsv) <(lasting plain.tsv)
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | grep -v warcinfo >a
	node "$BATS_TEST_DIRNAME/warc.js" plain plain.tsv | grep -v warcinfo >b
	diff a b
	docextract --store store out.tsv >a
	docextract --store plain plain.tsv >b
	diff <(columns a id title text error) <(columns b id title text error)
	columns a title | sed -n 2p | grep -q 'page 0001 of many'
	# The two forms side by side in one store.
	head -n 21 many.tsv >some.tsv
	docfetch --store mixed --file-root root --no-compress some.tsv >/dev/null
	docfetch --store mixed --file-root root many.tsv >mixed.tsv
	[ "$(ls mixed)" = $'00001.warc\n00002.warc.gz\nrows.tsv' ]
	node "$BATS_TEST_DIRNAME/warc.js" mixed mixed.tsv
	diff <(lasting out.tsv) <(lasting mixed.tsv)
}

@test "docfetch: answers of a web server, one by one" {
	start_server
	while read -r path rest; do
		[ -z "$path" ] || printf '%s/%s\n' "$web" "$path"
	done >paths <<-'END'
		plain
		gzip
		deflate
		br
		bomb
		gb2312
		untyped
		pdf
		empty
		big
		head
		slow
		short
		hangup
		garbage
		missing
		secret
		broken
		moved
		loop
		tofile
	END
	{ printf 'url\n'; cat paths; printf 'http://127.0.0.1:1/closed\n'; } >src.tsv
	run_apart docfetch --store store --allow-private --delay 0 --per-host 8 --max-time 2 --min-rate 0 --tries 1 --max-bytes 200000 src.tsv
	assert_success
	[ -z "$stderr" ]
	printf '%s\n' "$output" >out.tsv
	columns out.tsv url status final_url media declared bytes error | sed "1d; s#$web/##g; s#http://127.0.0.1:1/##g" >seen
	diff seen - <<-'END'
		plain|200|plain|text/html|utf-8|89|
		gzip|200|gzip|text/html|utf-8|89|
		deflate|200|deflate|text/html|utf-8|89|
		br|200|br||||encoding
		bomb|200|bomb||||inflated
		gb2312|200|gb2312|text/html|GB2312|4|
		untyped|200|untyped|text/html||4|
		pdf|200|pdf|application/pdf||8|
		empty|200|empty||||empty
		big|200|big||||too-large
		head||head||||header-bytes
		slow|200|slow||||timeout
		short|200|short||||cut-short
		hangup||hangup||||connection
		garbage||garbage||||no-head
		missing|404|missing||||not-found
		secret|403|secret||||forbidden
		broken|500|broken||||server-error
		moved|200|plain?x=1|text/html|utf-8|89|
		loop|301|loop||||redirect-loop
		tofile|301|tofile||||scheme
		closed||closed||||unreachable
	END
	doccheck --stage fetch out.tsv
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | sed "s#$web/##" >records
	# The answer and the request of each exchange that was whole; a failure's metadata.
	[ "$(grep -x -e '[a-z]* loop' records)" = $'response loop\nrequest loop\nmetadata loop' ]
	[ "$(grep -x -e '[a-z]* slow' records)" = 'metadata slow' ]
	[ "$(grep -x -e '[a-z]* missing' records)" = $'response missing\nrequest missing\nmetadata missing' ]
	[ "$(grep -e ' moved$' -e ' plain?x=1' records)" = $'response moved\nrequest moved\nresponse plain?x=1\nrequest plain?x=1' ]
	zcat store/00001.warc.gz | grep -a -q '^GET /plain?x=1 HTTP/1.1'
	# A second run asks nothing; --retry asks what failed.
	: >log
	docfetch --store store --allow-private --delay 0 src.tsv >again.tsv
	cmp out.tsv again.tsv
	[ ! -s log ]
	docfetch --store store --allow-private --delay 0 --per-host 8 --max-time 2 --min-rate 0 --tries 1 --retry src.tsv >again.tsv
	[ "$(cut -d' ' -f4 log | sort -u | tr '\n' ' ')" = '/big /bomb /br /broken /empty /garbage /hangup /head /loop /missing /secret /short /slow /tofile ' ]
	[ "$(columns again.tsv bytes error | sed -n 11p)" = '200001|' ]
}

@test "docfetch: a network that is not public is refused, also behind a redirect's cap; a proxy is exempt" {
	start_server
	sources "$web/plain" "http://localhost:$port/plain" "http://[::1]:$port/plain" "http://0.0.0.0:$port/plain" \
		"http://2130706433:$port/plain" "http://[::ffff:127.0.0.1]:$port/plain" >src.tsv
	docfetch --store store --delay 0 src.tsv >out.tsv
	[ "$(columns out.tsv error | sed 1d | sort | uniq -c | tr -s ' ')" = ' 6 private' ]
	[ ! -e log ]
	sources http://www.a.gov.cn.invalid/plain >src.tsv
	http_proxy=$web docfetch --store store --delay 0 src.tsv >out.tsv
	[ "$(columns out.tsv status error | tail -n 1)" = '200|' ]
	http_proxy=$web no_proxy=gov.cn.invalid docfetch --store other --delay 0 src.tsv >out.tsv
	[ "$(columns out.tsv status error | tail -n 1)" = '|unresolved' ]
}

@test "docfetch: a host's name beyond ASCII is asked for and archived in its ASCII form, a path as UTF-8" {
	start_server
	sources 'http://www.例子.测试/page通知?题=1' 'http://%E4%BE%8B子。测试/plain' 'http://例子＠测试/plain' >src.tsv
	http_proxy=$web docfetch --store store --delay 0 src.tsv >out.tsv
	page='http://www.xn--fsqu00a.xn--0zwm56d/page%E9%80%9A%E7%9F%A5?%E9%A2%98=1'
	run columns out.tsv status final_url error
	assert_line -n 1 "200|$page|"
	assert_line -n 2 '200|http://xn--fsqu00a.xn--0zwm56d/plain|'
	[[ ${lines[3]} == '|'*'|address' ]]
	[ "$(columns out.tsv url | sed -n 2p)" = 'http://www.例子.测试/page通知?题=1' ]
	grep -qF " www.xn--fsqu00a.xn--0zwm56d GET $page" log
	grep -qF ' www.xn--fsqu00a.xn--0zwm56d GET http://www.xn--fsqu00a.xn--0zwm56d/robots.txt' log
	docwarc ls store | cut -f 4 | grep -qxF "$page"
	cmp <(docwarc cat store "$page") <(docwarc cat store 'http://www.例子.测试/page通知?题=1')
}

@test "docfetch: https: an unknown certificate is refused; HTTP/2 is stored as HTTP/1.1" {
	start_server
	sources "https://localhost:$secure_port/gzip" "https://localhost:$secure_port/moved" "https://localhost:$port/plain" >src.tsv
	docfetch --store store --allow-private --delay 0 src.tsv >out.tsv
	[ "$(columns out.tsv status error)" = $'status|error\n|tls\n|tls\n|tls' ]
	[ ! -e log ]
	# Trusted for once, in a name space of its own, by lying over the machine's list of authorities.
	trusted() {
		unshare -m bash -c 'mount --bind "$0" /etc/ssl/certs/ca-certificates.crt && exec "$@"' "$BATS_TEST_DIRNAME/server.pem" "$@"
	}
	trusted true 2>/dev/null || skip 'may not trust a certificate for a test'
	trusted docfetch --store store --allow-private --delay 0 --retry src.tsv >out.tsv
	[ "$(columns out.tsv status final_url bytes error | sed "s#https://localhost:##")" = "status|final_url|bytes|error
200|$secure_port/gzip|89|
200|$secure_port/plain?x=1|89|
|$port/plain||tls" ]
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv >records
	zcat store/00001.warc.gz >text
	[ "$(grep -a -c '^GET /[a-z?=1]* HTTP/1.1' text)" -eq 3 ]
	[ "$(grep -a -c '^HTTP/1.1 [23]' text)" -eq 3 ]
	run grep -a 'HTTP/2' text
	assert_failure 1
}

@test "docfetch: one request to a host at a time, apart by the delay; hosts in turn" {
	start_server
	sources $web/page1 $web/page2 $web/page3 "http://localhost:$port/page4" "http://localhost:$port/page5" >src.tsv
	docfetch --store store --allow-private --delay 0.4 src.tsv >out.tsv
	[ "$(columns out.tsv status | sed 1d | sort | uniq -c | tr -s ' ')" = ' 5 200' ]
	awk '{ if ($2 in last && $1 - last[$2] < 380) { print "too soon: " $0; exit 1 } last[$2] = $1 }
		END { if (NR != 7) exit 1 }' log
	# The two hosts ran side by side: the last request came after three pauses, not after six (each has a robots.txt).
	awk 'NR == 1 { first = $1 } END { exit !($1 - first < 2000) }' log
}

@test "docfetch: kill -9 of a web run keeps what was journalled" {
	start_server
	{ printf 'url\n'; seq -f "$web/page%g" 40; } >src.tsv
	timeout -s KILL 3.5 docfetch --store store --allow-private --delay 0.1 src.tsv >torn.tsv || true
	[ ! -s torn.tsv ]
	held=$(($(wc -l <store/rows.tsv) - 2)) # and robots.txt has a row, too
	[ "$held" -ge 10 ]
	: >log
	docfetch --store store --allow-private --delay 0 --per-host 4 src.tsv >out.tsv
	[ "$(wc -l <log)" -eq "$((40 - held))" ]
	[ "$(columns out.tsv status | sed 1d | sort | uniq -c | tr -s ' ')" = ' 40 200' ]
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | grep -c '^response.*/page' | grep -x 40
}

@test "docfetch: many addresses cost offsets, not their text" {
	time=$(type -P time) || skip 'no time(1) to measure with'
	! ldd "$(command -v docfetch)" | grep -q asan || skip 'a sanitizer has its own need of memory'
	# Refused at once, for they aren't public; 200,000 of them with 200 bytes each.
	awk 'BEGIN { print "url\tlink_text"; for (i = 0; i < 200000; i++) printf "http://127.0.0.%d:1/art/2020/5/%d/art_%d.html\t%0150d\n", i % 200 + 1, i % 31, i, i }' >src.tsv
	"$time" -f %M -o kib docfetch --store store --no-compress --delay 0 src.tsv >out.tsv
	[ "$(tail -n 1 kib)" -lt 40000 ]
	[ "$(wc -l <out.tsv)" -eq 200001 ]
	diff <(cut -f 1,2 out.tsv) src.tsv
}

@test "docfetch: an error at any write or sync is a failure, and what was held stays" {
	strace -o /dev/null true 2>/dev/null || skip 'no strace, or it may not trace'
	many_pages 12
	head -n 6 many.tsv >some.tsv
	docfetch --store first --file-root root --segment-bytes 1500 --sync 2 some.tsv >some.out
	docfetch --store whole --file-root root --segment-bytes 1500 --sync 2 many.tsv >whole.out
	export ASAN_OPTIONS=detect_leaks=0
	for call in write pwrite64 fdatasync fsync; do
		for n in $(seq 40); do
			rm -rf store && cp -R first store
			code=0
			strace -f -qq -o calls -e trace=$call -e inject=$call:error=ENOSPC:when=$n \
				docfetch --store store --file-root root --segment-bytes 1500 --sync 2 many.tsv >torn.tsv 2>err || code=$?
			grep -q INJECTED calls || break # it has no so many
			[ "$code" -eq 2 ] || { echo "$call $n: status $code"; cat err; return 1; }
			[ "$(wc -l <err)" -eq 1 ] && grep -q '^docfetch: .*: No space left on device$' err || { cat err; return 1; }
			docfetch --store store --file-root root --segment-bytes 1500 many.tsv >out.tsv 2>notes
			diff <(lasting whole.out) <(lasting out.tsv)
			node "$BATS_TEST_DIRNAME/warc.js" store out.tsv >records
			# What was held before is where it was.
			diff <(columns some.out id record) <(columns out.tsv id record | head -n 6)
		done
		[ "$n" -gt 1 ] && [ "$n" -lt 40 ] || { echo "$call: $n"; return 1; }
	done
}
