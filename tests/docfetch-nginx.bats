load common
load fetching

# Against a real server: nginx, on loopback.
setup() {
	cd "$BATS_TEST_TMPDIR"
	no_proxies
	nginx=$(PATH=$PATH:/usr/sbin type -P nginx) || skip 'no nginx'
	mkdir -p www/p temp
	for i in {1..60}; do printf '<title>关于开展第%d批试点的通知</title><p>%s</p>\n' "$i" "$(printf '各有关单位要认真贯彻落实。%.0s' {1..60})" >www/p/$i.html; done
	printf 'User-agent: *\nDisallow: /p/13.html\n' >www/robots.txt
}
teardown() {
	[ ! -s nginx.pid ] || kill "$(cat nginx.pid)"
}
# The first free port from a random one on.
serve() {
	local try
	for try in $(seq 20); do
		port=$((20000 + RANDOM % 20000))
		printf '%s\n' "$([ "$(id -u)" -ne 0 ] || echo 'user root;')" 'daemon on; pid nginx.pid; error_log error.log; worker_processes 1; events { worker_connections 256; }' \
			"http { access_log access.log; types { text/html html; } default_type text/plain; gzip on; gzip_min_length 100; client_body_temp_path temp;" \
			'proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;' \
			"server { listen 127.0.0.1:$port; root www; location = /old.html { return 301 /p/1.html; } location = /closed.html { return 403; } } }" >nginx.conf
		"$nginx" -p "$PWD" -c "$PWD/nginx.conf" -e error.log 2>/dev/null && break
	done
	for _ in $(seq 50); do [ -s nginx.pid ] && break; sleep 0.1; done
	web=http://127.0.0.1:$port
}
fetch_web() { docfetch --store store --allow-private --delay 0 --per-host 8 --tries 1 "$@"; }

@test "docfetch and nginx: pages, gzip, robots.txt, redirects; a refresh that sends no body; wget sees the same pages" {
	serve
	{ printf 'url\n'; printf "$web/p/%d.html\n" {1..60}; printf '%s\n' "$web/old.html" "$web/closed.html" "$web/none.html"; } >src.tsv
	fetch_web src.tsv >out.tsv
	[ "$(columns out.tsv error | sed 1d | sort | uniq -c | tr -s ' \n' ' ')" = ' 60 1 forbidden 1 not-found 1 robots ' ]
	node "$BATS_TEST_DIRNAME/warc.js" store out.tsv >records
	zcat store/00001.warc.gz | grep -a -c '^Content-Encoding: gzip' | grep -qx 62 # an error page and robots.txt are short
	columns out.tsv url sha256 | awk -F'|' 'NR > 1 && $2 { n = split($1, p, "/"); print $2 "  www/p/" (p[n] == "old.html" ? "1.html" : p[n]) }' | sha256sum --quiet -c
	: >access.log
	fetch_web --refresh src.tsv >again.tsv
	[ "$(awk '$9 == 200 { n++ } END { print n + 0 }' access.log)" -eq 0 ]
	[ "$(awk '$9 == 304 { n++ } END { print n + 0 }' access.log)" -eq 60 ]
	diff <(columns out.tsv url sha256 record fetched error | grep "|$") <(columns again.tsv url sha256 record fetched error | grep "|$")
	docwarc check store/*.warc.gz
	# The same site by another client's hand gives the same documents.
	type -P wget >/dev/null || skip 'no wget'
	sed 1d src.tsv | grep -v -e /13.html -e old -e closed -e none >list
	mkdir theirs
	wget -q --no-warc-compression --warc-file theirs/site -i list -P got >/dev/null 2>&1
	docwarc import theirs/site.warc >theirs.tsv
	diff <(columns out.tsv url sha256 media | grep '/p/' | grep -v -e 'p/13.html' | sort) <(columns theirs.tsv url sha256 media | grep '/p/' | sort)
	docextract --store store out.tsv >a.tsv
	docextract --store theirs theirs.tsv >b.tsv
	diff <(columns a.tsv url title text | grep '/p/' | grep -v 13.html | sort) <(columns b.tsv url title text | grep '/p/' | sort)
}
