# Loaded by the tests of docfetch: sources, columns, and the test server (tests/server.js).
no_proxies() { unset http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY ALL_PROXY NO_PROXY; }
sources() { printf 'url\n'; printf '%s\n' "$@"; }
# Columns of a stream by name.
columns() { # FILE NAME ...
	local file=$1
	shift
	awk -F'\t' -v names="$*" 'BEGIN { n = split(names, want, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		{ line = ""; for (i = 1; i <= n; i++) line = line (i > 1 ? "|" : "") $at[want[i]]; print line }' "$file"
}
await_port() {
	for _ in $(seq 100); do
		[ ! -s port ] || break
		sleep 0.1
	done
	read -r port secure_port <port || true
}
start_server() {
	node "$BATS_TEST_DIRNAME/server.js" port log 3>&- &
	server=$!
	await_port
	web=http://127.0.0.1:$port
}
stop_server() {
	[ -z "${server-}" ] || { kill "$server" && wait "$server" || true; }
	server=
}
# What was asked for, robots.txt left out, in the order of the requests.
asked() { awk '$4 != "/robots.txt" { print $4 }' log; }
