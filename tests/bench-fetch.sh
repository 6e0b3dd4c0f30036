#!/usr/bin/env bash
# Fetches the same pages from an nginx on loopback with docfetch and with what one would use in its place: 64 connections,
# no delay, memory as disk, the server on one core and the client on another. Prints requests per second, medians of three.
# usage: BIN=folder tests/bench-fetch.sh [PAGES]
set -eu -o pipefail
export LC_ALL=C
pages=${1:-20000}
for need in nginx curl wget wget2 aria2c; do
	command -v "$need" >/dev/null || { echo "bench-fetch: no $need (make deps-full)" >&2; exit 2; }
done
work=$(mktemp -d "${WORK:-/dev/shm}/shidian-fetch.XXXXXX")
port=$((20000 + RANDOM % 20000))
leave() {
	[ ! -s "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null || true
	rm -rf "$work"
}
trap leave EXIT
chmod 755 "$work"

mkdir "$work/root"
awk -v pages="$pages" -v root="$work/root" 'BEGIN {
	for (i = 0; i < 400; i++) body = body "<p>各地区各部门要加强组织领导，完善政策措施。</p>\n"
	body = substr(body, 1, 22900)
	for (i = 0; i < pages; i++) {
		file = sprintf("%s/p%d.html", root, i)
		printf "<html><title>%d</title>\n%s</html>\n", i, body >file
		close(file)
	}
}'
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 512; }
http {
	access_log off;
	keepalive_requests 1000000;
	types { text/html html; }
	client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
	uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
	server { listen 127.0.0.1:$port; root $work/root; }
}
CONF
taskset -c 1 nginx -c "$work/nginx.conf"
base=http://127.0.0.1:$port
for ((i = 0; i < pages; i++)); do echo "$base/p$i.html"; done >"$work/urls"
{ echo url; cat "$work/urls"; } >"$work/sources.tsv"
awk '{ printf "url = \"%s\"\noutput = \"p%d.html\"\n", $0, NR }' "$work/urls" >"$work/curl.conf"

run() { # LABEL COMMAND: in an empty folder each time; says how many pages arrived
	local times='' from to
	for _ in 1 2 3; do
		rm -rf "$work/out"
		mkdir "$work/out"
		from=$(date +%s%N)
		(cd "$work/out" && taskset -c 0 bash -c "$2" >/dev/null 2>"$work/stderr") || { echo "$1 failed:" && tail -n 3 "$work/stderr"; }
		to=$(date +%s%N)
		times+="$((to - from)) "
	done
	tr ' ' '\n' <<<"$times" | grep . | sort -n | awk -v l="$1" -v n="$pages" 'NR == 2 { printf "%-46s %8.2f s %9.0f requests/s\n", l, $1 / 1e9, n * 1e9 / $1 }'
}
ask="--delay 0 --per-host 64 --parallel 64 --allow-private $work/sources.tsv"
printf '%d pages of %d bytes, 64 connections\n' "$pages" "$(stat -c %s "$work/root/p1.html")"
run 'docfetch --no-compress (one WARC, digests, sync)' "$BIN/docfetch --store store --no-compress $ask"
run 'docfetch (gzip per record)' "$BIN/docfetch --store store $ask"
run 'curl --parallel (a file a page)' "curl -s --parallel --parallel-max 64 -K $work/curl.conf"
run 'wget2 (a file a page)' "wget2 -q --max-threads=64 -i $work/urls"
run 'aria2c (a file a page)' "aria2c -q -j 64 -x 16 -i $work/urls"
run 'wget --warc-file (gzip), one connection' "wget -q --warc-file=w --delete-after -i $work/urls"
run 'wget --warc-file --no-warc-compression' "wget -q --warc-file=w --no-warc-compression --delete-after -i $work/urls"
