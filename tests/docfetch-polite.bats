load common
load fetching

# How docfetch treats the sites that it asks: robots.txt, pauses, more tries.
setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	start_server
}
teardown() { stop_server; }
fetch_web() { docfetch --store store --allow-private --delay 0 --backoff 0.05 "$@"; }

@test "docfetch: pages that robots.txt forbids are not asked for, nor is a redirect to one followed" {
	printf '%s\n' 200 'User-agent: *' 'Disallow: /' '' 'User-agent: DocFetch' 'Disallow: /page2' 'Disallow: /plain?' >robots
	sources $web/page1 $web/page2 $web/page2?x $web/moved $web/plain >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv status final_url bytes record error | sed "1d; s#$web/##; s#00001[^|]*#r#")" = '200|page1|89|r|
|page2|||robots
|page2?x|||robots
|plain?x=1|||robots
200|plain|89|r|' ]
	[ "$(asked | sort | tr '\n' ' ')" = '/moved /page1 /plain ' ]
	doccheck --stage fetch out.tsv
	# It is kept, and for a day not asked for again: neither for new pages nor for those that failed.
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | grep -cx "response $web/robots.txt" | grep -x 1
	: >log
	printf '404\n' >robots
	sources $web/page2 $web/page3 >more.tsv
	fetch_web --retry more.tsv >more.out
	[ "$(columns more.out status error)" = $'status|error\n|robots\n200|' ]
	[ "$(cut -d' ' -f4 log)" = /page3 ]
	# A day later it is.
	sed -i '/robots.txt/s/\t20[0-9-]*T[0-9:]*Z\t/\t2020-01-01T00:00:00Z\t/' store/rows.tsv
	fetch_web --retry more.tsv >more.out
	[ "$(columns more.out status error)" = $'status|error\n200|\n200|' ]
	[ "$(cut -d' ' -f4 log | tr '\n' ' ')" = '/page3 /robots.txt /page2 ' ]
}

@test "docfetch: what an answer for robots.txt means" {
	sources $web/page1 >src.tsv
	means() { # ERROR FIRST-LINE [LINE ...]
		local error=$1 first=$2
		shift
		printf '%s\n' "$@" >robots
		rm -rf store
		fetch_web --tries 1 src.tsv >out.tsv
		[ "$(columns out.tsv error | tail -n 1)" = "$error" ] || { echo "$first: $(columns out.tsv error)"; return 1; }
	}
	means '' 200
	means '' 200 'User-agent: *' 'Disallow: /page2'
	means robots 200 'User-agent: *' 'Disallow: /page1'
	means '' 404 'User-agent: *' 'Disallow: /'
	means '' 401
	means '' 403
	means '' 410
	means robots 500
	means robots 503
	means robots 429
	# Five redirects are followed, wherever they lead; after more there is none.
	printf '%s\n' 'User-agent: *' 'Disallow: /page1' >rules
	means robots '302 /hops/4/rules'
	means robots "301 http://localhost:$port/rules"
	means '' '302 /hops/5/rules'
	means '' '302 /robots.txt'
	means '' 302
}

@test "docfetch: where a site doesn't answer for its robots.txt, its pages are not asked for" {
	kill "$server" && wait "$server" || true
	sources $web/page1 $web/page2 http://nowhere.invalid/x >src.tsv
	docfetch --store store --allow-private --tries 1 src.tsv >out.tsv
	[ "$(columns out.tsv error | tr '\n' ' ')" = 'error unreachable unreachable unresolved ' ]
	# Nothing lasting was learnt: the next run asks again.
	rm port
	PORT=$port start_server
	fetch_web --retry --tries 1 src.tsv >out.tsv
	[ "$(columns out.tsv status error)" = $'status|error\n200|\n200|\n|unresolved' ]
}

@test "docfetch: Crawl-delay is honoured where it is longer" {
	printf '%s\n' 200 'User-agent: *' 'Crawl-delay: 0.5' >robots
	sources $web/page1 $web/page2 $web/page3 >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv status | tr '\n' ' ')" = 'status 200 200 200 ' ]
	awk 'NR > 1 && $1 - last < 490 { exit 1 } { last = $1 } END { exit NR != 4 }' log
}

@test "docfetch: what fails for a reason that may pass is tried again, and only that" {
	sources $web/flaky $web/cut $web/missing $web/broken $web/secret $web/garbage $web/hangup >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv status error | tr '\n' ' ')" = 'status|error 200| 200| 404|not-found 500|server-error 403|forbidden |no-head |connection ' ]
	# (A connection that was kept and turns out closed is no try: the request is sent again at once on a new one.)
	[ "$(asked | grep -v -e /cut -e /hangup | sort | uniq -c | tr -s ' \n' ' ')" = ' 1 /broken 3 /flaky 1 /garbage 1 /missing 1 /secret ' ]
	[ "$(asked | grep -c /hangup)" -ge 3 ]
	# The answers in between are kept, too.
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv | grep -cx "response $web/flaky" | grep -x 3
	rm -r store
	: >log
	fetch_web --tries 1 src.tsv >once.tsv
	[ "$(asked | grep -c /flaky)" -eq 1 ]
	[ "$(asked | grep -c /hangup)" -le 2 ]
}

@test "docfetch: more tries come after longer and longer pauses" {
	sources $web/hangup >src.tsv
	fetch_web --backoff 0.4 --tries 4 src.tsv >out.tsv
	# 0.4, 0.8 and 1.6 seconds, each by half of it more or less.
	grep -v robots log | awk 'NR == 1 { last = $1; pause = 400; n = 1; next }
		{ took = $1 - last; last = $1; if (took < 50) next } # a kept connection that was closed
		{ if (took < pause / 2 - 50 || took > pause * 1.5 + 300) { print NR, took; exit 1 } pause *= 2; n++ } END { exit n != 4 }'
	# Not more than --max-wait in all.
	rm -r store
	: >log
	fetch_web --backoff 0.4 --tries 9 --max-wait 0.7 src.tsv >out.tsv
	[ "$(asked | wc -l)" -le 4 ]
}

@test "docfetch: a host that says Retry-After is left alone for as long, by seconds and by date" {
	for page in busy busydate; do
		rm -rf store
		: >log
		sources $web/$page $web/page1 >src.tsv
		fetch_web src.tsv >out.tsv
		[ "$(columns out.tsv status error | tr '\n' ' ')" = 'status|error 200| 200| ' ]
		# Not even its other page is asked for meanwhile.
		awk -v page=/$page '$4 == "/robots.txt" { next } NR > 2 && busy && $1 - last < 950 { print $0; exit 1 }
			{ last = $1; busy = $4 == page && ++n < 3 } END { exit n != 3 }' log
	done
}

@test "docfetch: a host that wants to be left alone for longer is, and its pages say why; others go on" {
	sources $web/closed $web/page1 $web/page2 "http://localhost:$port/page3" >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv status error | tr '\n' ' ')" = 'status|error 429|rate-limited |rate-limited |rate-limited 200| ' ]
	[ "$(asked | sort | tr '\n' ' ')" = '/closed /page3 ' ]
	# Next time, it gets its chance.
	sources $web/page1 >src.tsv
	fetch_web --retry src.tsv >out.tsv
	[ "$(columns out.tsv status | tail -n 1)" = 200 ]
}

@test "docfetch: a slow host doesn't hold another" {
	sources $web/slow $web/slow?2 "http://localhost:$port/page"{1..20} >src.tsv
	fetch_web --max-time 2 --min-rate 0 --tries 1 --parallel 2 src.tsv >out.tsv
	[ "$(columns out.tsv error | sed 1d | sort | uniq -c | tr -s ' \n' ' ')" = ' 20 2 timeout ' ]
	# All of the other's pages came while the first slow one was awaited.
	awk '$4 == "/slow" { from = $1 } $4 ~ /page/ { n++; last = $1 } END { exit !(n == 20 && last - from < 1500) }' log
}

@test "docfetch: --contact is part of the user agent" {
	sources $web/agent >src.tsv
	fetch_web --no-compress --contact 'mailto:crawl@example.org' src.tsv >out.tsv
	grep -a -c '^User-Agent: docfetch/[0-9.]* (shidian; mailto:crawl@example.org)' store/00001.warc | grep -x 2
	for contact in '' 'a(b' $'a\nb' '試' "$(printf '%0201d' 0)"; do
		run_apart fetch_web --contact "$contact" src.tsv
		assert_failure 2
		[[ $stderr == 'docfetch: --contact '*': must be 1 to 200 characters of ASCII, none of ( ) \' ]]
	done
}

@test "docfetch: a host that stopped answering is given up after eight pages, and asked again by --retry" {
	sources $web/page1 $web/hangup?{1..30} $web/page2 "http://localhost:$port/page3" >src.tsv
	fetch_web --tries 1 src.tsv >out.tsv
	[ "$(columns out.tsv error | sed 1d | sort | uniq -c | tr -s ' \n' ' ')" = ' 2 31 connection ' ]
	[ "$(asked | grep hangup | sort -u | wc -l)" -eq 8 ]
	sources $web/page2 >src.tsv
	fetch_web --retry src.tsv >out.tsv
	[ "$(columns out.tsv status | tail -n 1)" = 200 ]
}
