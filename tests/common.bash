# Loaded by every .bats file: `load common`.
bats_load_library bats-support
bats_load_library bats-assert
export LC_ALL=C
export BIN=${BIN:-$BATS_TEST_DIRNAME/../build/bin}
export PATH=$BIN:$PATH
SHARED=$BATS_TEST_DIRNAME/../../shared/data # real documents; users don't have them

# Runs a command with status, stdout and stderr kept apart: $status, $output (stdout), $stderr.
run_apart() { # COMMAND [ARG ...]
	bats_require_minimum_version 1.5.0
	run --separate-stderr "$@"
}
need_shared() {
	[ -d "$SHARED" ] || skip "no folder of real documents at $SHARED"
}
# One field of the row of out.tsv whose url ends in /NAME.
field() { # NAME COLUMN
	awk -F'\t' -v name="/$1" -v column="$2" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		substr($c["url"], length($c["url"]) - length(name) + 1) == name { print $c[column] }' out.tsv
}
# A ZIP file on standard output, of files under other names.
zip_of() { # NAME FILE [NAME FILE ...]
	local folder names=()
	folder=$(mktemp -d "$BATS_TEST_TMPDIR/zip.XXXXXX")
	for (( ; $#; )); do
		mkdir -p "$folder/$(dirname "$1")"
		cat "$2" >"$folder/$1"
		names+=("$1")
		shift 2
	done
	(cd "$folder" && node "$BATS_TEST_DIRNAME/zip.js" "$folder.zip" "${names[@]}")
	cat "$folder.zip"
	rm -r "$folder" "$folder.zip"
}
