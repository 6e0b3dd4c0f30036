load common

# Prints the examples of a page as a script's lines: `$ command` and the output expected behind it.
examples() { # PAGE
	awk '/^\.Sh /{on = $2 == "EXAMPLES"} on && /^\.Bd -literal/{block = 1; next} /^\.Ed/{block = 0} block' "$1" |
		sed 's/\\e/\\/g; s/\\&//g; s/\\-/-/g'
}

run_examples() { # PAGE: every command's stdout is exactly what the page shows
	local line command='' expected='' count=0
	check_one() {
		[ -n "$command" ] || return 0
		count=$((count + 1))
		local got
		got=$(bash -euo pipefail -c "$command" 2>"$BATS_TEST_TMPDIR/stderr"; s=$?; echo .; exit $s) || {
			printf '%s: failed: %s\n' "$1" "$command"
			cat "$BATS_TEST_TMPDIR/stderr"
			return 1
		}
		[ "${got%.}" = "$expected" ] || {
			printf '%s: %s\n--- expected\n%s--- got\n%s' "$1" "$command" "$expected" "${got%.}"
			return 1
		}
	}
	while IFS= read -r line; do
		if [[ $line == '$ '* ]]; then
			check_one "$1" || return 1
			command=${line#'$ '} expected=''
			while [[ $command == *\\ ]] && IFS= read -r line; do command=${command%\\}$line; done
		elif [ -n "$command" ]; then
			expected+=$line$'\n'
		fi
	done < <(examples "$1")
	check_one "$1" || return 1
	[ "$count" -gt 0 ] || { printf '%s: no example\n' "$1"; return 1; }
}

@test "pages: every example prints what the page shows" {
	for page in "$BATS_TEST_DIRNAME"/../tools/*.[17]; do
		folder=$BATS_TEST_TMPDIR/$(basename "$page")
		mkdir "$folder"
		cd "$folder"
		run_examples "$page"
	done
}

@test "pages: every program has its page, every page its sections, and they pass the linter" {
	for source in "$BATS_TEST_DIRNAME"/../tools/*.c; do
		page=${source%.c}.1
		[ -e "$page" ] || { echo "no $page"; return 1; }
		for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
			grep -q "^\.Sh $section" "$page" || { echo "$page: no $section"; return 1; }
		done
	done
	command -v mandoc >/dev/null || skip 'no mandoc: the linter is not asked'
	mandoc -T lint -W warning "$BATS_TEST_DIRNAME"/../tools/*.[17]
}

@test "pages: every option of --help stands in the page, and every option of the page in --help" {
	for program in "$BIN"/*; do
		name=$(basename "$program")
		page=$BATS_TEST_DIRNAME/../tools/$name.1
		help=$("$program" --help)
		for option in $(grep -oE '^  (-h, )?(-V, )?--[a-z-]+' <<<"$help" | grep -oE '[a-z][a-z-]+$'); do
			grep -qE -- "Fl -$option( |\$)" "$page" || { echo "$name.1 lacks --$option"; return 1; }
		done
		for option in $(grep -oE '^\.It .*Fl -[a-z-]+' "$page" | grep -oE -- 'Fl -[a-z][a-z-]+' | sed 's/Fl -//' | sort -u); do
			grep -q -- "--$option" <<<"$help" || { echo "$name --help lacks --$option"; return 1; }
		done
	done
}
