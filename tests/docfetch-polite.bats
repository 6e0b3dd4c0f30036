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
