load common
load fetching

# docfetch --refresh: what is held stays unless something better came.
setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	start_server
	mkdir web
	text=$(printf '关于开展试点工作的通知，各有关单位要认真贯彻落实，积极推进。%.0s' {1..40})
	for name in a b c d; do printf '<title>page %s</title><p>%s</p>\n' $name "$text" >web/$name; done
}
teardown() { stop_server; }
fetch_web() { docfetch --store store --allow-private --delay 0 --backoff 0.01 --file-root . "$@"; }
records() { node "$BATS_TEST_DIRNAME/warc.js" store "$1" | sed "s#$web##"; }
# All but the row's history.
held() { columns "$1" url status final_url fetched media declared bytes sha256 record error; }
later() { sleep 1.1; } # times are whole seconds
# The row's date of an earlier day, so that another is seen to come.
age() { sed -i -E 's/\t20[0-9]{2}-[01][0-9]-[0-3][0-9]T/\t2020-02-02T/g' store/rows.tsv; }

@test "docfetch --refresh: pages that did not change: no body is sent, revisits are written, rows stay" {
	sources $web/web/a $web/bare/b file:///web/c $web/web/d $web/hops/1/web/d?x >src.tsv
	fetch_web src.tsv >first.tsv
	[ "$(columns first.tsv error | tr -d '\n')" = error ]
	age
	fetch_web src.tsv >old.tsv
	: >log.sent
	fetch_web --refresh src.tsv >out.tsv
	[ "$(grep -v robots log.sent | sort)" = '200 /bare/b
302 /hops/1/web/d?x
304 /web/a
304 /web/d
304 /web/d' ]
	diff <(held old.tsv) <(held out.tsv)
	[ "$(columns out.tsv first_seen refresh withdrawn | sed '1d; s/T[0-9:]*Z//' | sort -u)" = '2020-02-02||' ]
	run columns out.tsv last_seen
	assert_output --partial last_seen
	refute_output --partial 2020
	records out.tsv | grep revisit | sort >revisits
	[ "$(cat revisits)" = 'revisit /bare/b
revisit /web/a
revisit /web/d
revisit /web/d
revisit file:///web/c' ]
	zcat store/00001.warc.gz | grep -a -c '^WARC-Profile: .*/server-not-modified' | grep -x 3
	zcat store/00001.warc.gz | grep -a -c '^WARC-Profile: .*/identical-payload-digest' | grep -x 2
	docextract --store store out.tsv >pages.tsv
	[ "$(columns pages.tsv title | tr '\n' ' ')" = 'title page a page b page c page d page d ' ]
	doccheck --stage fetch out.tsv
}

@test "docfetch --refresh: a page that changed gets a new record, and keeps when it was first seen" {
	sources $web/web/a file:///web/c $web/web/gone >src.tsv
	fetch_web src.tsv >first.tsv
	age
	printf '<title>new a</title><p>%s</p>\n' "$text" >web/a
	printf '<title>new c</title><p>%s</p>\n' "$text" >web/c
	cp web/b web/gone
	fetch_web --refresh src.tsv >out.tsv
	docextract --store store out.tsv >pages.tsv
	[ "$(columns pages.tsv title error | tr '\n' ',')" = 'title|error,new a|,new c|,page b|,' ]
	columns out.tsv first_seen fetched last_seen | sed 1d | tr '|' ' ' >times
	awk '{ if ($2 ~ /^2020/ || $3 != $2 || ($1 ~ /^2020/) != (NR < 3)) exit 1 }' times # the third had not been there before
	records out.tsv | grep -c '^response /web/a' | grep -x 2
	doccheck --stage fetch out.tsv
}

@test "docfetch --refresh: what failed never replaces a page that is held; the failure and its first date are told" {
	sources $web/web/a >src.tsv
	fetch_web src.tsv >first.tsv
	cp web/a good
	age
	fetch_web src.tsv >old.tsv
	fails() { # ERROR
		fetch_web --refresh --tries 1 --max-time 2 src.tsv >out.tsv
		[ "$(columns out.tsv refresh | tail -n 1)" = "$1" ] || { columns out.tsv refresh status; return 1; }
		diff <(held old.tsv) <(held out.tsv)
		[ "$(columns out.tsv last_seen | tail -n 1)" = "$(columns old.tsv last_seen | tail -n 1)" ]
		[ "$(docextract --store store out.tsv | cut -f 20- | grep -c 试点)" -eq 1 ]
		columns out.tsv withdrawn | tail -n 1 | grep -q -x '20..-..-..T..:..:..Z'
		records out.tsv >records
	}
	rm web/a
	fails not-found
	since=$(columns out.tsv withdrawn | tail -n 1)
	later
	cp good web/a
	for status in 410 500 503 403 429 412 521 304; do
		echo $status >web/a.status
		case $status in
		410) fails not-found ;;
		5?3 | 500) fails server-error ;;
		403) fails forbidden ;;
		429) fails rate-limited ;;
		412 | 521) fails blocked ;;
		esac
	done
	[ "$(columns out.tsv withdrawn | tail -n 1)" = "$since" ]
	rm web/a.status
	printf '<html><head><script src=/app.js></script><title>x</title></head><body><div id=app></div></body>' >web/a
	fails shell-page
	printf '<form><p>请登录</p><input name=u><input type="Password" name=p></form>' >web/a
	fails login
	printf '<script>document.cookie="a=1"; location.reload()</script>' >web/a
	fails blocked
	: >web/a
	fails empty
	kill "$server" && wait "$server" || true
	fails unreachable
	[ "$(columns out.tsv withdrawn | tail -n 1)" = "$since" ]
	# It comes back as it was, or otherwise.
	cp good web/a
	rm port
	PORT=$port start_server
	fetch_web --refresh src.tsv >out.tsv
	[ "$(columns out.tsv refresh withdrawn error | tail -n 1)" = '||' ]
	diff <(held old.tsv) <(held out.tsv)
	run columns out.tsv last_seen
	assert_output --partial last_seen
	refute_output --partial 2020
	doccheck --stage fetch out.tsv
}

@test "docfetch --refresh: a short page may change into another short page, and a page may say that it was withdrawn" {
	sources $web/web/a $web/web/b >src.tsv
	printf '<p>一</p>' >web/a
	fetch_web src.tsv >first.tsv
	printf '<script>count()</script><p>二</p>' >web/a
	printf '<p>本文件已废止。</p>' >web/b # without a script it is what the site says
	fetch_web --refresh src.tsv >out.tsv
	[ "$(columns out.tsv bytes refresh | tr '\n' ' ')" = "bytes|refresh $(wc -c <web/a)| $(wc -c <web/b)| " ]
}

@test "docfetch --refresh: a second run over many unchanged pages sends no body" {
	{ printf 'url\n'; for i in {1..300}; do printf '%s\n' "$web/web/a?$i"; done; } >src.tsv
	fetch_web --per-host 16 src.tsv >first.tsv
	size=$(du -bc store/*.gz | awk 'END { print $1 }')
	: >log.sent
	fetch_web --per-host 16 --refresh src.tsv >out.tsv
	[ "$(cut -d' ' -f1 log.sent | sort | uniq -c | tr -s ' ')" = ' 300 304' ]
	diff <(held first.tsv) <(held out.tsv)
	[ "$(records out.tsv | grep -c revisit)" -eq 300 ]
	# Cut off in the middle, nothing that was held is lost.
	timeout -s KILL 0.2 docfetch --store store --allow-private --delay 0 --per-host 2 --refresh src.tsv >torn.tsv || true
	fetch_web src.tsv >after.tsv
	diff <(held first.tsv) <(held after.tsv)
}

@test "docfetch: --retry and --refresh are two ways" {
	run_apart fetch_web --retry --refresh </dev/null
	assert_failure 2
	[ "$stderr" = 'docfetch: --retry and --refresh: one of them' ]
}
