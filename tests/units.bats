load common

# Every C unit test is a program that ends with 0; one loop, so that adding a file adds its test.
@test "unit tests of the library" {
	[ -n "$(ls "$BATS_TEST_DIRNAME"/unit/*.c)" ]
	for source in "$BATS_TEST_DIRNAME"/unit/*.c; do
		name=$(basename "$source" .c)
		run "${UNITS:-$BATS_TEST_DIRNAME/../build/unit}/$name"
		[ "$status" -eq 0 ] || { printf '%s (status %d):\n%s\n' "$name" "$status" "$output"; return 1; }
	done
}
