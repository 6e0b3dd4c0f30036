# Loaded by the tests of docattribute: rows of "site_code issuer docno url title genre issued", and what becomes of them.
place=level,province,city,county
# The rows of the next `attribute`; \t and \n are written so.
stream() { printf 'site_code\tissuer\tdocno\turl\ttitle\tgenre\tissued\n%b' "$1" >"$BATS_TEST_TMPDIR/in.tsv"; }
# The columns (comma-separated, by name), without their header.
attribute() { # COLUMNS [OPTION ...]
	docattribute "${@:2}" "$BATS_TEST_TMPDIR/in.tsv" >"$BATS_TEST_TMPDIR/out.tsv" || return
	awk -F'\t' -v want="$1" 'NR == 1 { n = split(want, w, ","); for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ for (i = 1; i <= n; i++) printf "%s%s", $at[w[i]], i < n ? "|" : "\n" }' "$BATS_TEST_TMPDIR/out.tsv"
}
