load common

setup() { cd "$BATS_TEST_TMPDIR"; }
# The published table of the sample as counts: whole documents behind its shares.
published() {
	awk -F'\t' -v OFS='\t' 'NR == 1 { print "level", "province", "population", "focus"; next }
		$1 != "" { print "province", $1, $4, int($4 * $5 / 100 + 0.5); if ($6 != "") print "city", $1, $6, int($6 * $7 / 100 + 0.5) }' \
		"$BATS_TEST_DIRNAME/../samples/mic2025/published.tsv"
}

@test "doccompare: the published table: crude odds ratio 2.16, common 2.06 within provinces" {
	published >counts.tsv
	run_apart doccompare --group level=city --with level=province --stratify province counts.tsv
	assert_success
	[ -z "$stderr" ]
	[ "$(cut -f 1-7 <<<"$output")" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' statistic group value low high p n \
		share level=city 73.8 72.2 75.3 '' 3079 mean level=city 72.8 '' '' '' 28 \
		dp level=city 0.052 '' '' '' 28 dp-norm level=city 0.052 '' '' '' 28 \
		share level=province 56.6 54.8 58.4 '' 2884 mean level=province 57.2 '' '' '' 31 \
		dp level=province 0.060 '' '' '' 31 dp-norm level=province 0.061 '' '' '' 31 \
		difference '' 17.2 14.8 19.5 3e-44 5963 odds-ratio '' 2.157 1.934 2.405 3e-44 5963 \
		common-odds-ratio '' 2.064 1.834 2.323 5.02e-34 28 homogeneity '' 97.646 '' '' 6.25e-10 27)" ]
	# the same by hand: sums over provinces that have both
	awk -F'\t' '{ n[$1, $2] = $3; k[$1, $2] = $4; p[$2] }
		END { for (x in p) { n1 = n["city", x]; n2 = n["province", x]; if (!n1 || !n2) continue
			a = k["city", x]; c = k["province", x]
			r += a * (n2 - c) / (n1 + n2); s += (n1 - a) * c / (n1 + n2) }
			exit !(r / s > 2.0635 && r / s < 2.0645) }' counts.tsv
}

@test "doccompare: one group alone, exact intervals, no strata" {
	printf 'level\tpopulation\tfocus\ncity\t263\t81\nprovince\t20\t0\n' >counts.tsv
	run doccompare --exact --group level=city counts.tsv
	[ "$output" = $'statistic\tgroup\tvalue\tlow\thigh\tp\tn\tmethod\nshare\tlevel=city\t30.8\t25.3\t36.8\t\t263\tclopper-pearson' ]
	run doccompare --group level=city counts.tsv
	[ "${lines[1]}" = $'share\tlevel=city\t30.8\t25.5\t36.6\t\t263\twilson' ]
	run doccompare counts.tsv
	[ "${lines[1]}" = $'share\tall\t28.6\t23.7\t34.1\t\t283\twilson' ]
}

@test "doccompare: totals are passed over, unplaced rows count but in no stratum, empty groups have no figures" {
	printf 'level\tprovince\tpopulation\tfocus\n' >counts.tsv
	printf '%s\t%s\t%s\t%s\n' city 340000 10 5 city unplaced 10 1 city total 20 6 city 110000 '' '' county 340000 0 0 national '' 4 2 >>counts.tsv
	run doccompare --group level=city --with level=county --stratify province counts.tsv
	[ "$(cut -f 1,3,6,7 <<<"$output")" = "$(printf '%s\t%s\t%s\t%s\n' statistic value p n share 30.0 '' 20 mean 50.0 '' 1 dp '' '' 1 dp-norm '' '' 1 \
		share '' '' 0 mean '' '' 0 dp '' '' 0 dp-norm '' '' 0 difference '' '' 20 odds-ratio '' 1 20 common-odds-ratio '' 1 0 homogeneity '' '' 0)" ]
	run doccompare --group level=national counts.tsv
	[ "$(cut -f 3,7 <<<"${lines[1]}")" = $'50.0\t4' ]
}

@test "doccompare: what docaggregate counts is read as it is, the grid's rows too" {
	{
		printf 'id\tlevel\tprovince\tmic\tpilot\n'
		for i in $(seq 40); do printf '%d\t%s\t%s\t1\t%d\n' "$i" "$([ $((i % 2)) = 0 ] && echo city || echo province)" "$((i % 4 < 2 ? 340000 : 350000))" "$((i % 3 == 0))"; done
	} >documents.tsv
	docaggregate --by level,province --grid --where mic --focus pilot documents.tsv |
		doccompare --group level=city --with level=province --stratify province >got
	[ "$(awk -F'\t' '$1 == "share" { print $3, $7 }' got)" = $'30.0 20\n35.0 20' ]
	[ "$(awk -F'\t' '$1 == "common-odds-ratio" { print $7 }' got)" = 2 ]
}

@test "doccompare: bad tables and options: status 2 and one line" {
	bad() { # MESSAGE OPTION ...
		local message=$1
		shift
		run_apart doccompare "$@" counts.tsv
		[ "$status" -eq 2 ] && [ "$stderr" = "doccompare: $message" ] && [ -z "$output" ] || { echo "$* : $status $stderr"; return 1; }
	}
	printf 'level\tpopulation\tfocus\ncity\t2\t1\n' >counts.tsv
	bad 'counts.tsv:1: no column "x"' --group x=1
	bad 'counts.tsv:1: no column "province"' --stratify province
	bad 'counts.tsv:2: belongs to both groups' --group level=city --with population=2
	printf 'level\tpopulation\tfocus\ncity\t2\t3\n' >counts.tsv
	bad 'counts.tsv:2: more focus than population'
	printf 'level\tpopulation\tfocus\ncity\tx\t3\n' >counts.tsv
	bad 'counts.tsv:2: no count, or more than 10000000: x'
	printf 'level\tpopulation\tfocus\ncity\t6000000\t3\ncity\t6000000\t3\n' >counts.tsv
	bad 'counts.tsv:3: a group of more than 10000000'
	printf 'level\tfocus\ncity\t3\n' >counts.tsv
	bad 'counts.tsv:1: no column "population"'
	printf 'level\tpopulation\tfocus\ncity\t2\t1\n' >counts.tsv
	run bash -c 'doccompare counts.tsv >/dev/full'
	assert_failure 2
}
