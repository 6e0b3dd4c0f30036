# shellcheck shell=bash
# Killing a pipeline's make at a random moment: used by pipeline.bats (small) and soak.sh (full size).

# The results of a study, without the columns that tell when and where a page was fetched.
results() { # OUT
	awk 'BEGIN { FS = OFS = "\t"; split("fetched record first_seen last_seen", names, " "); for (i in names) drop[names[i]] }
		FNR == 1 { n = 0; for (i = 1; i <= NF; i++) if (!($i in drop)) kept[++n] = i }
		{ line = $kept[1]; for (i = 2; i <= n; i++) line = line OFS $kept[i]; print line }' "$1/documents.tsv"
	cat "$1"/{hits,counts,steps,table}.tsv
	sed -e '/^Archived /d' -e '/^Documents, SHA-256 /d' "$1/report.txt"
	sed -e 's/[0-9]*\.warc\.gz:[0-9:]*//' -e 's/[0-9-]*T[0-9:]*Z//' "$1"/cells/*.html
}

descendants() { # PID
	local child
	for child in $(pgrep -P "$1"); do
		echo "$child"
		descendants "$child"
	done
}

# Starts the command, waits, and kills every make of it without its other children. Status 0 if there was something to kill.
kill_make_after() { # SECONDS COMMAND [ARG ...]
	local seconds=$1 pid all one
	shift
	"$@" >/dev/null 2>&1 &
	pid=$!
	sleep "$seconds"
	all="$pid $(descendants "$pid")"
	local killed=1
	for one in $all; do
		case $(cat "/proc/$one/comm" 2>/dev/null) in
		make | flock) kill -9 "$one" 2>/dev/null && killed=0 ;;
		esac
	done
	wait "$pid" 2>/dev/null
	return "$killed"
}
