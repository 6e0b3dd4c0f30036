#!/usr/bin/env bash
# kill -9 of docfetch at random moments of a web run, then the run again: nothing is lost, nothing is torn, and nothing is
# asked for twice but what was in flight or in the batch that was not yet synced. The site is nginx on loopback.
# usage: BIN=folder tests/soak-fetch.sh [KILLS [PAGES [SEED]]]
set -eu -o pipefail
export LC_ALL=C
kills=${1:-200} pages=${2:-5000}
RANDOM=${3:-1}
parallel=32 batch=100
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-soak.XXXXXX")
leave() {
	[ ! -s "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null || true
	rm -rf "$work"
}
trap leave EXIT
chmod 755 "$work"
port=$((20000 + RANDOM % 20000))
mkdir "$work/root"
echo url >"$work/sources.tsv"
for ((i = 0; i < pages; i++)); do
	printf '<html><title>%d</title><p>各地区各部门要加强组织领导，完善政策措施。</p></html>\n' "$i" >"$work/root/p$i.html"
	echo "http://127.0.0.1:$port/p$i.html" >>"$work/sources.tsv"
done
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 512; }
http {
	log_format asked "\$uri";
	access_log $work/asked asked;
	keepalive_requests 1000000;
	types { text/html html; }
	client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
	uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
	server { listen 127.0.0.1:$port; root $work/root; }
}
CONF
nginx -c "$work/nginx.conf"
fetch() { # STORE
	exec "$BIN/docfetch" --store "$1" --delay 0 --per-host $parallel --parallel $parallel --sync $batch --allow-private "$work/sources.tsv"
}
from=$(date +%s%N)
(fetch "$work/whole") >"$work/whole.tsv"
took=$((($(date +%s%N) - from) / 1000))
digests() { awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } { print $c["id"], $c["sha256"], $c["error"] }' "$1"; }
digests "$work/whole.tsv" >"$work/wanted"
passed=0 failed=0 twice=0 most=0
while [ $((passed + failed)) -lt "$kills" ]; do
	rm -rf "$work/store"
	: >"$work/asked"
	(fetch "$work/store") >/dev/null 2>&1 &
	pid=$!
	after=$((RANDOM * 32768 + RANDOM))
	after=$((after % took))
	sleep "$(printf '%d.%06d' $((after / 1000000)) $((after % 1000000)))"
	kill -9 "$pid" 2>/dev/null || continue # it was done already
	wait "$pid" 2>/dev/null || true
	(fetch "$work/store") >"$work/again.tsv" 2>"$work/notes"
	sleep 0.05 # nginx writes its log behind its answers
	again=$(grep '^/p' "$work/asked" | sort | uniq -d | wc -l)
	twice=$((twice + again))
	[ "$again" -le "$most" ] || most=$again
	if digests "$work/again.tsv" | cmp -s - "$work/wanted" && "$BIN/docwarc" check "$work/store" >/dev/null 2>"$work/damage" &&
		[ "$again" -le $((parallel + batch)) ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'killed after %d us: %d asked twice; %s\n' "$after" "$again" "$(head -n 1 "$work/damage")"
	fi
done
printf '%d kills of a %d-page run (undisturbed %d ms): asked twice %d in all, %d at most after a kill (%d may be)\n' \
	"$kills" "$pages" $((took / 1000)) "$twice" "$most" $((parallel + batch))
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
