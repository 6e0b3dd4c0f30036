load common

# Writes a WARC record to standard output. usage: record TYPE URL DATE MEDIA BLOCKFILE [FIELD ...]
record() {
	local type=$1 url=$2 date=$3 media=$4 block=$5 field
	shift 5
	printf 'WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: %s\r\n' "$type" "$url" "$date" "$media"
	for field; do printf '%s\r\n' "$field"; done
	printf 'Content-Length: %d\r\n\r\n' "$(wc -c <"$block")"
	cat "$block"
	printf '\r\n\r\n'
}
http='application/http; msgtype=response'
sha1() { sha1sum "$@" | cut -c 1-40; }
raw() { # HEX in, bytes out
	printf "$(sed 's/../\\x&/g')"
}

# three.warc: a plain answer, a request, and one that is chunked and gzip'd; page1 and page2 are their payloads.
setup() {
	cd "$BATS_TEST_TMPDIR"
	body='<p>各有关单位：现就试点工作通知如下，请认真贯彻落实，积极推进。</p>'
	printf '<title>试点</title>%s\n' "$body" >page1
	printf '<title>试点工作</title>%s\n' "$body" >page2
	{ printf 'HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n\r\n'; cat page1; } >block1
	printf 'GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n' >block2
	gzip -nc page2 >page2.gz
	{ printf '%x;x=y\r\n' 10; head -c 10 page2.gz; printf '\r\n%X\r\n' $(($(wc -c <page2.gz) - 10)); tail -c +11 page2.gz; printf '\r\n0\r\n\r\n'; } >chunks
	{ printf 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n'; cat chunks; } >block3
	record response http://a.example/1 2016-03-24T08:00:00Z "$http" block1 "WARC-Block-Digest: sha1:$(sha1 block1)" >1.warc
	record request http://a.example/1 2016-03-24T08:00:00Z 'application/http; msgtype=request' block2 >2.warc
	record response http://a.example/2 2016-03-24T08:00:01.25Z "$http" block3 "WARC-Payload-Digest: sha1:$(sha1 page2.gz)" >3.warc
	cat 1.warc 2.warc 3.warc >three.warc
	for i in 1 2 3; do gzip -nc $i.warc; done >three.warc.gz
	gzip -nc three.warc >whole.warc.gz
}

teardown() {
	[ -z "${server-}" ] || { kill "$server" && wait "$server" || true; }
}
start_server() {
	unset http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY ALL_PROXY NO_PROXY
	node "$BATS_TEST_DIRNAME/server.js" port log 3>&- &
	server=$!
	for _ in $(seq 100); do
		[ ! -s port ] || break
		sleep 0.1
	done
	read -r port _ <port
	web=http://127.0.0.1:$port
}

rows() { # PLACE PLACE PLACE
	printf 'record\ttype\tstatus\turl\tfetched\tmedia\tsize\n'
	printf '%s\tresponse\t200\thttp://a.example/1\t2016-03-24T08:00:00Z\tText/HTML\t%d\n' "$1" "$(wc -c <block1)"
	printf '%s\trequest\t\thttp://a.example/1\t2016-03-24T08:00:00Z\tapplication/http\t%d\n' "$2" "$(wc -c <block2)"
	printf '%s\tresponse\t200\thttp://a.example/2\t2016-03-24T08:00:01Z\t\t%d\n' "$3" "$(wc -c <block3)"
}
size() { wc -c <"$1"; }
places() { # NAME SIZE SIZE SIZE
	printf '%s:0:%d %s:%d:%d %s:%d:%d' "$1" "$2" "$1" "$2" "$3" "$1" "$(($2 + $3))" "$4"
}

@test "docwarc ls: a row for each record; places of plain files and of gzip members, none in a file packed as a whole" {
	run_apart docwarc ls three.warc
	assert_success
	[ -z "$stderr" ]
	assert_output "$(rows $(places three.warc "$(size 1.warc)" "$(size 2.warc)" "$(size 3.warc)"))"
	run_apart docwarc ls three.warc.gz
	assert_success
	assert_output "$(rows $(places three.warc.gz "$(gzip -nc 1.warc | wc -c)" "$(gzip -nc 2.warc | wc -c)" "$(gzip -nc 3.warc | wc -c)"))"
	run_apart docwarc ls whole.warc.gz
	assert_success
	assert_output "$(rows '' '' '')"
	mkdir store
	cp three.warc store/b.warc
	cp three.warc.gz store/a.warc.gz
	echo no >store/rows.tsv
	run_apart docwarc ls store
	assert_success
	[ "$(cut -d: -f1 <<<"$output" | uniq | grep warc)" = $'a.warc.gz\nb.warc' ]
}

@test "docwarc cat: payloads decoded, raw, and whole records, by place and by address, from files of every kind" {
	for file in three.warc three.warc.gz; do
		docwarc ls $file | cut -f 1 | tail -n +2 >places
		cmp page1 <(docwarc cat . "$(sed -n 1p places)")
		cmp block2 <(docwarc cat . "$(sed -n 2p places)")
		cmp page2 <(docwarc cat . "$(sed -n 3p places)")
		cmp chunks <(docwarc cat --raw . "$(sed -n 3p places)")
		cmp <(head -c -4 3.warc) <(docwarc cat . --record "$(sed -n 3p places)") || cmp <(head -c -4 3.warc) <(docwarc --record cat . "$(sed -n 3p places)")
		cmp <(cat page1 page2) <(docwarc cat . "$(sed -n 1p places)" "$(sed -n 3p places)")
	done
	for file in three.warc three.warc.gz whole.warc.gz; do
		cmp page2 <(docwarc cat $file HTTP://a.example/2#part)
		cmp chunks <(docwarc cat --raw $file http://a.example/2)
		cmp <(head -c -4 3.warc) <(docwarc cat --record $file http://a.example/2)
	done
}

@test "docwarc cat: of several captures the newest that succeeded" {
	printf 'HTTP/1.1 404 Not Found\r\n\r\ngone' >block4
	printf 'HTTP/1.1 200 OK\r\n\r\nnew' >block5
	record response http://a.example/1 2020-01-01T00:00:00Z "$http" block4 >4.warc
	record response http://a.example/1 2018-01-01T00:00:00Z "$http" block5 >5.warc
	cat 4.warc 5.warc three.warc >four.warc
	[ "$(docwarc cat four.warc http://a.example/1)" = new ]
	[ "$(docwarc cat 4.warc http://a.example/1)" = gone ]
	run_apart docwarc cat four.warc http://a.example/none
	assert_failure 2
	[ "$stderr" = 'docwarc: http://a.example/none: no capture of it in 1 file(s)' ]
}

@test "docwarc cat: what can't be decoded is told, and printed raw on request" {
	printf 'HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxyz' >block4
	record response http://a.example/4 2020-01-01T00:00:00Z "$http" block4 >4.warc
	run_apart docwarc cat 4.warc http://a.example/4
	assert_failure 2
	assert_output ''
	[ "$stderr" = "docwarc: http://a.example/4: its payload can't be decoded (encoding); --raw prints it as it is" ]
	[ "$(docwarc cat --raw 4.warc http://a.example/4)" = xyz ]
}

@test "docwarc cat: half of a chunked payload is no payload; one that isn't chunked, in spite of the field, is" {
	{ printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'; } >block4
	record response http://a.example/4 2020-01-01T00:00:00Z "$http" block4 >4.warc
	run_apart docwarc cat 4.warc http://a.example/4
	assert_failure 2
	[ "$stderr" = "docwarc: http://a.example/4: its payload can't be decoded (cut-short); --raw prints it as it is" ]
	{ printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>unchunked'; } >block4
	record response http://a.example/4 2020-01-01T00:00:00Z "$http" block4 >4.warc
	[ "$(docwarc cat 4.warc http://a.example/4)" = '<p>unchunked' ]
}

@test "docwarc check: digests in every form are verified; with and without the chunked coding" {
	hex1=$(sha1 block1) hex256=$(sha256sum block1 | cut -c 1-64)
	for label in "sha1:$hex1" "SHA-1:${hex1^^}" "sha1:$(raw <<<"$hex1" | base32)" "sha1:$(raw <<<"$hex1" | base64)" "sha1:$(raw <<<"$hex1" | base64 | tr '+/' '-_' | tr -d =)" \
		"sha256:$hex256" "sha256:$(raw <<<"$hex256" | base32 -w 0)" "sha256:$(raw <<<"$hex256" | base32 -w 0 | tr -d = | tr A-Z a-z)" "md5:$(md5sum block1 | cut -c 1-32)" "sha512:$(sha512sum block1 | cut -c 1-128)"; do
		record response http://a.example/1 2016-03-24T08:00:00Z "$http" block1 "WARC-Block-Digest: $label" "WARC-Payload-Digest: sha1:$(sha1 page1)" >right.warc
		run_apart docwarc check right.warc
		[ "$status" -eq 0 ] || { echo "$label: $stderr"; return 1; }
		assert_output $'file\trecords\tdigests\tunknown\tfaults\nright.warc\t1\t2\t0\t0'
		sed -i "s/关于//; s/试点/试验/" right.warc
		run_apart docwarc check right.warc
		assert_failure 1
		assert_output $'file\trecords\tdigests\tunknown\tfaults\nright.warc\t1\t2\t0\t2'
		[ "$stderr" = "docwarc: right.warc:0: the block's digest is wrong (response http://a.example/1)
docwarc: right.warc:0: the payload's digest is wrong (response http://a.example/1)" ]
	done
	for payload in chunks page2.gz; do
		record response http://a.example/2 2016-03-24T08:00:00Z "$http" block3 "WARC-Payload-Digest: sha1:$(sha1 $payload)" >right.warc
		docwarc check right.warc
	done
	record response http://a.example/2 2016-03-24T08:00:00Z "$http" block3 "WARC-Payload-Digest: sha1:$(sha1 page2)" >wrong.warc
	run_apart docwarc check wrong.warc
	assert_failure 1
	record resource file:///1 2016-03-24T08:00:00Z text/html page1 "WARC-Payload-Digest: sha1:$(sha1 page1)" "WARC-Block-Digest: tiger:abc" >mixed.warc
	run_apart docwarc check mixed.warc
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\nmixed.warc\t1\t1\t1\t0'
}

@test "docwarc check: a revisit's payload digest is another record's; its block's is its own" {
	printf 'HTTP/1.1 200 OK\r\n\r\n' >block4
	record revisit http://a.example/1 2017-01-01T00:00:00Z "$http" block4 "WARC-Payload-Digest: sha1:$(sha1 page1)" "WARC-Block-Digest: sha1:$(sha1 block4)" >4.warc
	run_apart docwarc check 4.warc
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\n4.warc\t1\t1\t0\t0'
}

# Every cut of a file, but between records, is damage; the records before it stay.
cuts() { # FILE BOUNDARY BOUNDARY BOUNDARY
	local n want rows
	for n in $(seq 1 $(($(size "$1") - 1))); do
		head -c "$n" "$1" >cut
		want=1 rows=0
		for boundary in "${@:2}"; do
			[ "$n" -ne "$boundary" ] || want=0
			[ "$n" -lt "$boundary" ] || rows=$((rows + 1))
		done
		status=0
		docwarc ls cut >out 2>told || status=$?
		[ "$status" -eq "$want" ] && [ "$(wc -l <out)" -eq $((rows + 1)) ] || { echo "cut at $n: status $status"; cat out; return 1; }
		[ "$(grep -c '^docwarc: cut:[0-9]*: damaged: ' told)" -eq "$want" ] && [ "$(wc -l <told)" -eq "$want" ] || { echo "cut at $n:"; cat told; return 1; }
	done
}

@test "docwarc: a plain file cut at any byte" {
	cuts three.warc "$(size 1.warc)" "$(cat 1.warc 2.warc | wc -c)"
}

@test "docwarc: a gzip file cut at any byte" {
	cuts three.warc.gz "$(gzip -nc 1.warc | wc -c)" "$(for i in 1 2; do gzip -nc $i.warc; done | wc -c)"
}

@test "docwarc: a byte changed anywhere in a gzip member's data or checksum is found" {
	first=$(gzip -nc 1.warc | wc -c)
	for n in $(seq 10 7 $((first - 1))); do
		cp three.warc.gz flipped
		printf "\\x$(printf %02x $(($(od -An -tu1 -j "$n" -N 1 flipped) ^ 0x55)))" | dd of=flipped bs=1 seek="$n" conv=notrunc status=none
		run_apart docwarc check flipped
		[ "$status" -eq 1 ] || { echo "byte $n: status $status"; return 1; }
		[[ $stderr == *'docwarc: flipped:0: damaged: the gzip member that begins there is '* ]] || { echo "byte $n: $stderr"; return 1; }
	done
}

@test "docwarc: other damage: what and where" {
	head -c 30 /dev/zero | cat three.warc.gz - >zeros.warc.gz
	run_apart docwarc check zeros.warc.gz
	assert_failure 1
	[ "$stderr" = "docwarc: zeros.warc.gz:$(size three.warc.gz): damaged: no gzip member begins there, behind the last one" ]
	for length in 5 $(($(size block1) + 2)) none ''; do
		sed "0,/^Content-Length: .*/s//Content-Length: $length\r/" 1.warc | cat 2.warc - >wrong.warc
		run_apart docwarc check wrong.warc
		assert_failure 1
		[[ $stderr == "docwarc: wrong.warc:"*": damaged: "*"Content-Length"* || $stderr == *"bytes before the record's end" ]] || { echo "$stderr"; return 1; }
		[[ $output == *$'\nwrong.warc\t1\t0\t0\t1' ]]
	done
	sed 's,WARC/1.1,WARC/2.0,' 1.warc >other.warc
	run_apart docwarc ls other.warc
	assert_failure 1
	[ "$stderr" = 'docwarc: other.warc:0: damaged: "WARC/2.0" is another version than WARC/1.0 and WARC/1.1' ]
	echo hello >text
	run_apart docwarc ls text
	assert_failure 1
	[ "$stderr" = 'docwarc: text:0: damaged: no WARC or ARC record begins there' ]
	run_apart docwarc ls text three.warc none.warc
	assert_failure 2
	[ "$stderr" = 'docwarc: none.warc: No such file or directory' ]
}

@test "docwarc: a head without an end, a record of 300 MB, a gzip bomb: in little memory" {
	yes 'X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' | head -c 3000000 | cat <(printf 'WARC/1.1\r\n') - >endless.warc
	{
		printf 'WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/big\r\nWARC-Date: 2016-01-01T00:00:00Z\r\nContent-Length: 300000000\r\n\r\n'
		head -c 300000000 /dev/zero
		printf '\r\n\r\n'
		cat three.warc
	} | gzip -1 >bomb.warc.gz
	limit='ulimit -v 100000;' # KiB
	! grep -q __asan_init "$BIN/docwarc" || limit=
	run_apart bash -c "$limit docwarc ls endless.warc"
	assert_failure 1
	[ "$stderr" = 'docwarc: endless.warc:0: damaged: no record begins there, or one with a head above 1 MiB' ]
	run_apart bash -c "$limit docwarc check bomb.warc.gz"
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\nbomb.warc.gz\t4\t2\t0\t0'
	run_apart bash -c "$limit docwarc cat bomb.warc.gz http://a.example/1"
	assert_success
	assert_output "$(cat page1)"
}

@test "docwarc: ARC files, plain, packed by record and as a whole, with blanks in addresses" {
	printf '1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n' >version
	{ printf 'filedesc://a.arc 0.0.0.0 20140216050221 text/plain %d\n' "$(size version)"; cat version; printf '\n'; } >1.arc
	{ printf 'http://a.example/x?a=b c 192.0.2.1 20140216050222 text/html %d\n' "$(size block1)"; cat block1; printf '\n'; } >2.arc
	cat 1.arc 2.arc >a.arc
	gzip -nc a.arc >whole.arc.gz
	for i in 1 2; do gzip -nc $i.arc; done >a.arc.gz
	for file in a.arc a.arc.gz whole.arc.gz; do
		run_apart docwarc ls $file
		assert_success
		[ "$(cut -f 2- <<<"$output" | tail -n +2)" = $'warcinfo\t\tfiledesc://a.arc\t2014-02-16T05:02:21Z\ttext/plain\t'"$(size version)
response"$'\t200\thttp://a.example/x?a=b c\t2014-02-16T05:02:22Z\tText/HTML\t'"$(size block1)" ]
		cmp page1 <(docwarc cat $file 'http://a.example/x?a=b c')
	done
	for file in a.arc a.arc.gz; do cmp page1 <(docwarc cat . "$(docwarc ls $file | cut -f 1 | tail -n 1)"); done
	head -c -10 a.arc >cut.arc
	run_apart docwarc ls cut.arc
	assert_failure 1
	[ "$(wc -l <<<"$output")" -eq 2 ]
}

@test "docwarc: docfetch's own store is sound, and gives its pages back" {
	mkdir -p site/www.a.example
	cp page1 site/www.a.example/1.html
	cp page2 site/www.a.example/2.html
	printf 'url\nfile:///www.a.example/1.html\nfile:///www.a.example/2.html\nfile:///www.a.example/none.html\n' >sources.tsv
	docfetch --store store --file-root site sources.tsv >fetched.tsv
	run_apart docwarc check store
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\nstore/00001.warc.gz\t4\t6\t0\t0\nstore/rows.tsv\t3\t2\t0\t0'
	cmp page2 <(docwarc cat store file:///www.a.example/2.html)
	column=$(head -n 1 fetched.tsv | tr '\t' '\n' | grep -nx record | cut -d: -f1)
	cmp page2 <(docwarc cat store "$(sed -n 3p fetched.tsv | cut -f "$column")")
	[ "$(docwarc ls store | cut -f 2 | tail -n +2 | sort | uniq -c | tr -s ' ')" = $' 1 metadata\n 2 resource\n 1 warcinfo' ]
}

@test "docwarc: others' files, the damaged ones too" {
	need_shared
	ln -s "$SHARED/warc" files
	run_apart docwarc check files/*
	assert_failure 1
	[ "$(cut -f 1,2,3,5 <<<"$output" | tail -n +2 | sed 's,files/,,' | tr '\t' ' ')" = "bad.arc 0 0 1
example-bad-non-chunked.warc.gz 6 3 1
example-bad.warc.gz.bad 6 2 0
example-digest.warc 4 8 1
example-iana.org-chunked.warc 3 3 0
example-resource.warc.gz 3 2 0
example-space-in-target-uri.warc.gz 2 1 0
example-space-in-url.arc 1 0 1
example-trunc.warc 2 0 1
example-wget-bad-target-uri.warc.gz 6 7 0
example-wrong-chunks.warc.gz 0 0 1
example.arc 2 0 0
example.arc.gz 2 0 0
example.warc 6 3 0
example.warc.gz 6 7 0
post-test.warc.gz 6 9 0" ]
	for told in "bad.arc:0: damaged: the ARC record's length \"-1\" is no number" "example-bad-non-chunked.warc.gz:0: the block's digest is wrong (revisit http://example.com/)" \
		"example-digest.warc:0: the payload's digest is wrong (request http://example.com/)" "example-space-in-url.arc:1873: damaged: the file ends there, 12 bytes before the record's end" \
		'example-trunc.warc:1197: damaged: two line ends are missing behind the record that begins there: it is cut off, or its Content-Length 973 is wrong' \
		'example-wrong-chunks.warc.gz:0: damaged: two line ends are missing behind the record that begins there: it is cut off, or its Content-Length 1613 is wrong'; do
		grep -qxF "docwarc: files/$told" <<<"$stderr" || { echo "not told: $told"; echo "$stderr"; return 1; }
	done
	[ "$(wc -l <<<"$stderr")" -eq 6 ]
	for file in example.warc example.warc.gz example-bad-non-chunked.warc.gz example-wget-bad-target-uri.warc.gz example.arc example.arc.gz; do
		[ "$(docwarc cat files/$file http://example.com/ | grep -c '<title>Example Domain</title>')" -eq 1 ]
	done
}

@test "docwarc: wrong usage is told; a full disk too" {
	while IFS='|' read -r arguments told; do
		run_apart docwarc $arguments
		assert_failure 2
		[ "$stderr" = "docwarc: $told" ] || { echo "$arguments: $stderr"; return 1; }
	done <<-'END'
		|needs ls, check, index, import or cat (see docwarc --help)
		list three.warc|needs ls, check, index, import or cat (see docwarc --help)
		ls|ls needs a file
		cat three.warc|cat needs a store and a record
		ls --raw three.warc|--raw and --record are for cat
		check --copy three.warc|--copy, --store and --media are for import
		import --copy three.warc|--copy and --store DIR go together
		import --store store three.warc|--copy and --store DIR go together
		import|import needs a file
		ls --no-such three.warc|unknown option --no-such (see docwarc --help)
		ls none.warc|none.warc: No such file or directory
		cat . three.warc|"three.warc" is no record: file:offset:length
		cat . ../three.warc:0:10|"../three.warc:0:10" is no record: file:offset:length
		cat . three.warc:0:10|record three.warc:0:10: the record's head doesn't end
		cat . three.warc:9:100|record three.warc:9:100: no WARC or ARC record begins there
		cat none http://a.example/|none: No such file or directory
	END
	for subcommand in 'ls three.warc' 'check three.warc' 'cat three.warc http://a.example/1'; do
		run bash -c "docwarc $subcommand >/dev/full"
		assert_failure 2
		assert_output --partial 'cannot write: No space left on device'
	done
	mkdir empty
	run_apart docwarc ls empty
	assert_failure 2
	[ "$stderr" = 'docwarc: empty: no file there whose name ends in .warc, .warc.gz, .arc or .arc.gz' ]
}

# ---- import ----

columns=$'id\turl\tstatus\tfinal_url\tfetched\tmedia\tdeclared\tbytes\tsha256\trecord\terror\tfirst_seen\tlast_seen\trefresh\twithdrawn'
answer() { # FILE STATUS BODY [FIELD]: writes a block
	{ printf 'HTTP/1.1 %s\r\n' "$2"; [ -z "${4-}" ] || printf '%s\r\n' "$4"; printf '\r\n%s' "$3"; } >"$1"
}
capture() { # TYPE URL YEAR BLOCK [FIELD ...]: prints a record of New Year's Day
	record "$1" "$2" "$3-01-01T00:00:00Z" "$http" "${@:4}"
}
row() { # ID URL CELL ...: a row whose other cells are given as NAME=VALUE
	local name cell found line="$1"$'\t'"$2"
	for name in $(cut -f 3- <<<"$columns"); do
		found=
		for cell in "${@:3}"; do [ "${cell%%=*}" != "$name" ] || found=${cell#*=}; done
		line+=$'\t'$found
	done
	printf '%s\n' "$line"
}
id() { printf %s "$1" | sha256sum | cut -c 1-20; }
sha256() { sha256sum "$@" | cut -c 1-64; }
day() { echo "$1-01-01T00:00:00Z"; }

@test "docwarc import: a fetched stream whose records stay where they are, which the next stages read" {
	for file in three.warc three.warc.gz; do
		docwarc ls $file | cut -f 1 | tail -n +2 >places
		run_apart docwarc import $file
		assert_success
		[ -z "$stderr" ]
		first=2016-03-24T08:00:00Z second=2016-03-24T08:00:01Z
		assert_output "$columns
$(row "$(id http://a.example/1)" http://a.example/1 status=200 final_url=http://a.example/1 fetched=$first media=text/html declared=utf-8 bytes="$(size page1)" sha256="$(sha256 page1)" record="$(sed -n 1p places)" first_seen=$first last_seen=$first)
$(row "$(id http://a.example/2)" http://a.example/2 status=200 final_url=http://a.example/2 fetched=$second media=text/html bytes="$(size page2)" sha256="$(sha256 page2)" record="$(sed -n 3p places)" first_seen=$second last_seen=$second)"
		docwarc import $file >fetched.tsv
		doccheck --stage fetch fetched.tsv
		docextract --store . fetched.tsv >extracted.tsv
		column=$(head -n 1 extracted.tsv | tr '\t' '\n' | grep -nx title | cut -d: -f1)
		[ "$(cut -f "$column" extracted.tsv)" = $'title\n试点\n试点工作' ]
	done
}

@test "docwarc import: the newest capture that can be read wins, whatever the files' order; failures behind it are told" {
	answer old '200 OK' old; answer new '200 OK' new; answer gone '404 Not Found' x; answer broken '500 Sorry' x; answer moved '302 Found' '' 'Location: /b'
	capture response http://a.example/ 2015 old >1
	capture response http://a.example/ 2016 new >2
	capture response http://a.example/ 2017 gone >3
	capture response http://a.example/ 2018 broken >4
	capture response http://a.example/ 2019 gone >5
	capture response http://a.example/ 2020 moved >6
	best="status=200 final_url=http://a.example/ fetched=$(day 2016) media=application/octet-stream bytes=3 sha256=$(sha256 <(printf new)) first_seen=$(day 2015)"
	cat 6 5 4 3 2 1 >back.warc
	run_apart docwarc import back.warc
	assert_success
	assert_output "$columns
$(row "$(id http://a.example/)" http://a.example/ $best record="$(docwarc ls back.warc | sed -n 6p | cut -f 1)" last_seen="$(day 2016)" refresh=not-found withdrawn="$(day 2017)")"
	cat 3 1 5 2 >forth.warc
	cp 4 other.warc
	docwarc import forth.warc other.warc | cut -f 3- >one
	docwarc import other.warc forth.warc | cut -f 3- >two
	cmp one two
	capture response http://a.example/ 2021 new >7
	cat 7 3 2 1 >again.warc
	run_apart docwarc import again.warc
	assert_output "$columns
$(row "$(id http://a.example/)" http://a.example/ $best fetched="$(day 2021)" record="$(docwarc ls again.warc | sed -n 2p | cut -f 1)" last_seen="$(day 2021)")"
	cat 3 4 6 >failed.warc
	run_apart docwarc import failed.warc
	assert_output "$columns
$(row "$(id http://a.example/)" http://a.example/ status=500 final_url=http://a.example/ fetched="$(day 2018)" error=server-error)"
	run_apart docwarc import 6
	assert_success
	assert_output "$columns"
}

@test "docwarc import: revisits stand for their originals: by digest, by address and date, by the server's word" {
	answer page '200 OK' page; answer other '200 OK' other; answer head '200 OK' ''; answer same '304 Not Modified' ''
	uri=http://netpreserve.org/warc/1.1/revisit
	capture response http://a.example/1 2015 page 'WARC-Payload-Digest: sha1:PAGE' >1
	capture revisit http://a.example/1 2016 head 'WARC-Payload-Digest: sha1:PAGE' "WARC-Profile: $uri/identical-payload-digest" >2
	capture revisit http://b.example/1 2017 head 'WARC-Payload-Digest: sha1:PAGE' "WARC-Profile: $uri/identical-payload-digest" >3
	capture response http://a.example/2 2015 other >4
	capture revisit http://c.example/ 2018 head 'WARC-Payload-Digest: sha1:OTHER' 'WARC-Refers-To-Target-URI: <http://a.example/2>' "WARC-Refers-To-Date: $(day 2015)" "WARC-Profile: $uri/identical-payload-digest" >5
	capture revisit http://a.example/2 2019 same "WARC-Profile: $uri/server-not-modified" >6
	capture revisit http://d.example/ 2019 head 'WARC-Payload-Digest: sha1:NONE' "WARC-Profile: $uri/identical-payload-digest" >7
	cat 6 5 3 2 1 4 7 >revisits.warc
	run_apart docwarc import revisits.warc
	assert_success
	docwarc ls revisits.warc | cut -f 1 >places
	page="status=200 fetched=$(day 2015) media=application/octet-stream bytes=4 sha256=$(sha256 <(printf page)) record=$(sed -n 6p places)"
	other="status=200 fetched=$(day 2015) media=application/octet-stream bytes=5 sha256=$(sha256 <(printf other)) record=$(sed -n 7p places)"
	assert_output "$columns
$(row "$(id http://a.example/2)" http://a.example/2 $other final_url=http://a.example/2 first_seen="$(day 2015)" last_seen="$(day 2019)")
$(row "$(id http://c.example/)" http://c.example/ $other final_url=http://c.example/ first_seen="$(day 2018)" last_seen="$(day 2018)")
$(row "$(id http://b.example/1)" http://b.example/1 $page final_url=http://b.example/1 first_seen="$(day 2017)" last_seen="$(day 2017)")
$(row "$(id http://a.example/1)" http://a.example/1 $page final_url=http://a.example/1 first_seen="$(day 2015)" last_seen="$(day 2016)")
$(row "$(id http://d.example/)" http://d.example/ final_url=http://d.example/ fetched="$(day 2019)" error=no-original)"
}

@test "docwarc import: what can't be read is a row with an error" {
	answer empty '200 OK' ''; answer br '200 OK' x 'Content-Encoding: br'; answer cut '200 OK' $'5\r\nab' 'Transfer-Encoding: chunked'; answer page '200 OK' page
	{ printf 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'; head -c 20971521 /dev/zero | gzip -1; } >large
	printf 'no HTTP' >none
	for i in empty br cut large none; do capture response http://a.example/$i 2015 $i; done >errors.warc
	capture response http://a.example/truncated 2015 page 'WARC-Truncated: length' >>errors.warc
	capture resource dns:a.example 2015 none >>errors.warc
	capture response http://a.example/robots.txt 2015 page >>errors.warc
	run_apart docwarc import errors.warc
	assert_success
	[ "$(cut -f 2,11 <<<"$output" | tail -n +2)" = 'http://a.example/empty	empty
http://a.example/br	encoding
http://a.example/cut	cut-short
http://a.example/large	too-large
http://a.example/truncated	cut-short' ]
	doccheck --stage fetch <(docwarc import errors.warc)
}

@test "docwarc import --copy: files of every kind become a store; importing again changes nothing" {
	printf '1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n' >version
	{ printf 'filedesc://a.arc 0.0.0.0 20140216050221 text/plain %d\n' "$(size version)"; cat version; printf '\nhttp://b.example/ 192.0.2.1 20140216050222 text/html %d\n' "$(size block1)"; cat block1; printf '\n'; } | gzip >a.arc.gz
	mkdir there
	cp whole.warc.gz there
	run_apart docwarc import --copy --store store there/whole.warc.gz a.arc.gz
	assert_success
	[ -z "$stderr" ]
	[ "$(cut -f 2,5,9 <<<"$output" | tail -n +2)" = "http://a.example/1	2016-03-24T08:00:00Z	$(sha256 page1)
http://a.example/2	2016-03-24T08:00:01Z	$(sha256 page2)
http://b.example/	2014-02-16T05:02:22Z	$(sha256 page1)" ]
	echo "$output" >fetched.tsv
	rm -r there
	cut -f 10 fetched.tsv | tail -n +2 >places
	cmp <(cat page1 page2 page1) <(docwarc cat store $(cat places))
	cmp <(head -c -4 3.warc) <(docwarc cat --record store "$(sed -n 2p places)")
	run_apart docwarc check store
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\nstore/00001.warc.gz\t4\t5\t0\t0\nstore/rows.tsv\t3\t3\t0\t0'
	docwarc cat --record store "$(sed -n 3p places)" | grep -q '^WARC-IP-Address: 192.0.2.1'
	sha256sum store/* >sums
	docwarc import --copy --store store whole.warc.gz a.arc.gz | cmp - fetched.tsv
	sha256sum --quiet -c sums
	printf 'url\nhttp://a.example/2\n' | docfetch --store store | grep -q "$(sha256 page2)"
}

@test "docwarc import --copy: a store's own row gives way to a newer capture or to the first that can be read, not to an older one or a failure" {
	answer old '200 OK' old; answer new '200 OK' new; answer gone '404 Not Found' x
	capture response http://a.example/ 2015 old >old.warc
	capture response http://a.example/ 2016 new >new.warc
	capture response http://a.example/ 2017 gone >gone.warc
	held() { docwarc import --copy --store store "$1" | tail -n +2 | cut -f 5,8,11; }
	[ "$(held gone.warc)" = "$(day 2017)"$'\t\tnot-found' ]
	[ "$(held old.warc)" = "$(day 2015)"$'\t3\t' ]
	[ "$(held new.warc)" = "$(day 2016)"$'\t3\t' ]
	[ "$(held old.warc)" = "$(day 2016)"$'\t3\t' ]
	[ "$(held gone.warc)" = "$(day 2016)"$'\t3\t' ]
	[ "$(docwarc cat store http://a.example/)" = new ]
	[ "$(wc -l <store/rows.tsv)" -eq 4 ]
	docwarc check store
}

@test "docwarc import: what can't be read in place asks for --copy; a damaged file gives what stands before, and status 1" {
	run_apart docwarc import whole.warc.gz
	assert_failure 2
	[ "$stderr" = 'docwarc: whole.warc.gz:0: a record within a gzip member can'"'t be read in place: use --copy" ]
	mkdir there
	cp three.warc there/b.warc
	run_apart docwarc import three.warc there/b.warc
	assert_failure 2
	[ "$stderr" = 'docwarc: three.warc, there/b.warc: not in one folder, where records could stay: use --copy' ]
	head -c -10 three.warc.gz >cut.warc.gz
	run_apart docwarc import cut.warc.gz
	assert_failure 1
	[[ $stderr == 'docwarc: cut.warc.gz:'*': damaged: the gzip member that begins there is cut off at the file'"'s end, byte $(size cut.warc.gz)" ]]
	[ "$(cut -f 2 <<<"$output")" = $'url\nhttp://a.example/1' ]
	run_apart docwarc import --copy --store store cut.warc.gz
	assert_failure 1
	[ "$(cut -f 2 <<<"$output")" = $'url\nhttp://a.example/1' ]
	docwarc check store
	run bash -c 'docwarc import three.warc >/dev/full'
	assert_failure 2
	assert_output --partial 'cannot write: No space left on device'
	exec 8<store
	flock 8
	run_apart docwarc import --copy --store store three.warc
	assert_failure 2
	[[ $stderr == *'store: in use by another'* ]]
	[ -z "$output" ] || [ "$output" = "$columns" ]
}

@test "docwarc import: wget's WARC and docfetch's store of the same site give the same documents" {
	command -v wget >/dev/null || skip "no wget"
	start_server
	printf '%s\n' "$web/plain" "$web/gzip" "$web/deflate" "$web/gb2312" "$web/pdf" "$web/untyped" "$web/document" "$web/page2?x=y" >addresses
	{ echo url; cat addresses; } | docfetch --store ours --delay 0 --allow-private >ours.tsv
	mkdir theirs
	wget -q --warc-file=theirs/site --delete-after -i addresses
	wget -q --warc-file=theirs/plain --no-warc-compression --delete-after "$web/missing" "$web/moved" || true
	docwarc check theirs
	docwarc import theirs >theirs.tsv
	what() { awk -F'\t' 'BEGIN { OFS = FS } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } { print $at["url"], $at["id"], $at["status"], $at["media"], $at["declared"], $at["bytes"], $at["sha256"], $at["title"], $at["text"], $at["error"] }' | sort; }
	docextract --store ours ours.tsv | what >one
	docextract --store theirs theirs.tsv | what >two
	[ "$(wc -l <one)" -eq 9 ]
	grep -q '关于开展试点工作的通知.*积极推进' one
	zgrep -qa 'Transfer-Encoding: chunked' theirs/site.warc.gz
	diff one <(grep -v -e /missing -e 'plain?x=1' two)
	[ "$(grep -c -e "/missing.*not-found" -e 'plain?x=1' two)" -eq 2 ]
	docwarc import --copy --store both theirs | cut -f 2,9 | sort | cmp - <(cut -f 2,9 theirs.tsv | sort)
	docwarc check both
}

@test "docwarc import --media: only captures of these types, revisits judged by what they stand for" {
	answer page '200 OK' '<p>' 'Content-Type: text/html'; answer image '200 OK' x 'Content-Type: image/png'; answer pdf '200 OK' '%PDF' 'Content-Type: application/pdf'
	answer head '200 OK' ''; answer gone '404 Not Found' x 'Content-Type: text/html'; answer late '404 Not Found' x 'Content-Type: image/png'
	{
		capture response http://a.example/page 2015 page
		capture response http://a.example/image 2015 image 'WARC-Payload-Digest: sha1:IMAGE'
		capture response http://a.example/pdf 2015 pdf
		capture revisit http://a.example/again 2016 head 'WARC-Payload-Digest: sha1:IMAGE'
		capture response http://a.example/gone 2015 gone
		capture response http://a.example/late 2015 late
	} >mixed.warc
	taken() { docwarc import "$@" mixed.warc | tail -n +2 | cut -f 2 | sed 's,.*/,,' | tr '\n' ' '; }
	[ "$(taken)" = 'page image pdf again gone late ' ]
	[ "$(taken --media text/html)" = 'page gone ' ]
	[ "$(taken --media 'text/html, application/pdf')" = 'page pdf gone ' ]
	[ "$(taken --media image/)" = 'image again late ' ]
	[ "$(taken --media image)" = '' ]
	[ "$(taken --copy --store store --media text/,application/pdf)" = 'page pdf gone ' ]
	[ "$(docwarc ls store | grep -c response)" -eq 2 ]
}

@test "docwarc check: a store's journal is checked against what its records hold" {
	docwarc import --copy --store store three.warc >/dev/null
	run_apart docwarc check store
	assert_success
	assert_output $'file\trecords\tdigests\tunknown\tfaults\nstore/00001.warc.gz\t3\t3\t0\t0\nstore/rows.tsv\t2\t2\t0\t0'
	cp store/rows.tsv good.tsv
	for fault in "s/$(sha256 page2)/$(sha256 page1)/|its payload has another sha256 than the row says" "s/\t$(size page2)\t/\t1\t/|its payload has another size than the row says" \
		's/00001.warc.gz:[0-9]*:/none.warc.gz:0:/|store segment none.warc.gz: No such file or directory' 's/:[0-9]*\t\t/:7\t\t/|damaged (its gzip data is unsound)'; do
		sed "3${fault%%|*}" good.tsv >store/rows.tsv
		run cmp good.tsv store/rows.tsv
		assert_failure 1
		run_apart docwarc check store
		assert_failure 1
		[[ $stderr == "docwarc: store/rows.tsv:3: "*"${fault#*|}" && $(wc -l <<<"$stderr") -eq 1 ]] || { echo "$fault: $stderr"; return 1; }
		[[ $output == *$'\nstore/rows.tsv\t2\t2\t0\t1' ]]
	done
	head -c -5 good.tsv >store/rows.tsv
	run_apart docwarc check store
	assert_failure 1
	[[ $stderr == 'docwarc: store/rows.tsv:3: '* ]]
}

@test "docwarc index: a sorted line for each capture, with the places that cat reads the records from" {
	printf 'HTTP/1.1 304 Not Modified\r\n\r\n' >head
	printf '{}' >object
	{
		record revisit http://www.a.example/2/ 2017-01-01T00:00:00Z "$http" head 'WARC-Payload-Digest: sha1:SAME'
		record resource 'file:///a b/试"点\' 2017-01-01T00:00:00Z application/json object
		record metadata http://a.example/2 2017-01-01T00:00:00Z application/json object
	} >more.warc
	gzip -nc 3.warc >3.warc.gz
	run_apart docwarc index three.warc.gz more.warc three.warc.gz
	assert_success
	[ -z "$stderr" ]
	assert_output "$(cat <<-EOF
		example,a)/1 20160324080000 {"url": "http://a.example/1", "mime": "Text/HTML", "status": "200", "length": "$(gzip -nc 1.warc | wc -c)", "offset": "0", "filename": "three.warc.gz"}
		example,a)/2 20160324080001 {"url": "http://a.example/2", "status": "200", "digest": "sha1:$(sha1 page2.gz)", "length": "$(size 3.warc.gz)", "offset": "$(($(size three.warc.gz) - $(size 3.warc.gz)))", "filename": "three.warc.gz"}
		example,a)/2 20170101000000 {"url": "http://www.a.example/2/", "mime": "warc/revisit", "status": "304", "digest": "sha1:SAME", "length": "$(record revisit http://www.a.example/2/ 2017-01-01T00:00:00Z "$http" head 'WARC-Payload-Digest: sha1:SAME' | wc -c)", "offset": "0", "filename": "more.warc"}
		file:///a%20b/试"点\\ 20170101000000 {"url": "file:///a b/\\u8bd5\\"\\u70b9\\\\", "mime": "application/json", "length": "$(record resource 'file:///a b/试"点\' 2017-01-01T00:00:00Z application/json object | wc -c)", "offset": "$(record revisit http://www.a.example/2/ 2017-01-01T00:00:00Z "$http" head 'WARC-Payload-Digest: sha1:SAME' | wc -c)", "filename": "more.warc"}
	EOF
	)"
	docwarc index . | LC_ALL=C sort -cu
	count=0
	while read -r key time json; do
		place=$(node -e 'const o = JSON.parse(process.argv[1]); console.log(`${o.filename}:${o.offset}:${o.length}`)' "$json")
		url=$(node -e 'console.log(JSON.parse(process.argv[1]).url)' "$json")
		docwarc cat --record . "$place" >whole
		grep -qaxF "WARC-Target-URI: $url"$'\r' whole
		[[ $(grep -am 1 ^WARC-Date: whole | tr -cd 0-9) == "$time"* ]]
		count=$((count + 1))
	done < <(docwarc index three.warc three.warc.gz more.warc)
	[ "$count" -eq 6 ]
}

@test "docwarc index: captures that can't be found again are counted, damage is told, and the rest stays in the index" {
	printf 'HTTP/1.1 200 OK\r\n\r\nx' >block
	{ record response http://a.example/a then "$http" block; record response http://a.example/b 2020-01-01T00:00:00Z "$http" block; } >dateless.warc
	run_apart docwarc index dateless.warc whole.warc.gz
	assert_failure 1
	[ "$(wc -l <<<"$output")" -eq 1 ]
	[[ $output == 'example,a)/b 20200101000000 {'* ]]
	[ "$stderr" = 'docwarc: dateless.warc: 1 capture(s) left out: without a date, an address that fits, or a gzip member of their own
docwarc: whole.warc.gz: 2 capture(s) left out: without a date, an address that fits, or a gzip member of their own' ]
	head -c -10 three.warc >cut.warc
	run_apart docwarc index cut.warc
	assert_failure 1
	[ "$(wc -l <<<"$output")" -eq 1 ]
	[[ $stderr == 'docwarc: cut.warc:'*': damaged: '* ]]
	run_apart docwarc index
	assert_failure 2
	[ "$stderr" = 'docwarc: index needs a file' ]
	run_apart docwarc index --raw three.warc
	assert_failure 2
	[ "$stderr" = 'docwarc: --raw and --record are for cat' ]
	run_apart docwarc index none.warc
	assert_failure 2
	assert_output ''
}
