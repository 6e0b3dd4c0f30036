load common

# SYNTHETIC broken and outsized pages (hostile/pages.awk), a twentieth of full size; make bench-hostile measures the full size.
setup() { cd "$BATS_TEST_TMPDIR"; }

@test "hostile pages: each is read to its end, and its sentences are in the text or the row says why not" {
	mkdir web
	awk -v out=web -v scale=20 -f "$BATS_TEST_DIRNAME/hostile/pages.awk"
	(cd web && printf 'url\n' && printf 'file:///%s\n' *.html) >sources.tsv
	docfetch --store store --file-root web sources.tsv >fetched.tsv
	run_apart docextract --store store fetched.tsv
	assert_success
	[ -z "$stderr" ]
	printf '%s\n' "$output" >out.tsv
	awk -F'\t' 'FNR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		FILENAME ~ /kept/ { kept["file:///" $1] = $2; pages++; next }
		{ n = kept[$c["url"]]; seen++
			if (!n) print "nothing is known of " $c["url"]
			if ($c["error"] != "") { said++; next }
			for (k = 1; k <= n; k++) if (index($c["text"], "留存" k "号文字，各单位应当认真组织实施，并及时报告情况。") == 0) print $c["url"] " lost sentence " k }
		END { if (seen != pages || pages < 50) print seen " of " pages " pages"; if (said > 1) print said " pages have an error" }' \
		web/kept.tsv out.tsv >faults
	[ ! -s faults ] || { cat faults; return 1; }
}

@test "hostile pages: what stands in none of them is never read: comments, attributes, scripts" {
	mkdir web
	awk -v out=web -v scale=20 -f "$BATS_TEST_DIRNAME/hostile/pages.awk"
	(cd web && printf 'url\n' && printf 'file:///%s\n' conditional.html attribute.html json.html) >sources.tsv
	docfetch --store store --file-root web sources.tsv | docextract --store store >out.tsv
	[ "$(wc -l <out.tsv)" -eq 4 ]
	refute grep -qE '不看的文字|很长的值|\{"a":' out.tsv
}
