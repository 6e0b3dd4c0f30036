load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	header=$'id\turl\terror\tsha256\ttitle\tlevel\tprovince\tmic2025\tpilot\tfamily'
	row() { printf '%s\thttp://%s/1\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
	{
		echo "$header"
		row a www.a.cn '' aa 甲 province 340000 1 1 a
		row b www.a.cn '' bb 乙 province 340000 2 0 b
		row c www.b.cn '' cc 丙 city 340000 1 1 c
		row d www.b.cn '' dd 丁 city 340000 1 0 d
	} >old.tsv
}
new() { { echo "$header"; cat; } >new.tsv; }

@test "docdiff: equal runs differ in nothing, status 0 even with every threshold at 0" {
	run_apart docdiff --alarm new=0,vanished=0,changed=0,site=0,cell=0 old.tsv old.tsv
	assert_success
	[ "$output" = 'documents     4 before, 4 now' ]
	[ -z "$stderr" ]
	run_apart docdiff --format tsv old.tsv old.tsv
	assert_success
	[ "$(cut -f 1 <<<"$output" | sort -u)" = $'subject\ntotal' ]
}

@test "docdiff: each kind of difference, in the stream for machines" {
	{
		row a www.a.cn timeout '' 甲 province 340000 '' '' a
		row b www.a.cn '' b2 乙二 province 320000 2 3 a
		row d www.b.cn '' dd 丁 city 340000 1 0 d
		row e www.c.cn '' ee 戊 city 330000 1 1 e
	} | new
	run_apart docdiff --format tsv --where mic2025 --focus pilot old.tsv new.tsv
	assert_success
	[ "$(grep '^document' <<<"$output")" = "$(printf 'document\t%s\t%s\t%s\t%s\t%s\n' a unread error '' timeout \
		b changed sha256 bb b2 b reattributed province 340000 320000 b redescribed title 乙 乙二 b reclassified pilot 0 3 \
		b regrouped family b a c vanished title 丙 '' e new title '' 戊)" ]
	[ "$(grep -E '^(cell|cause)' <<<"$output")" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\n' \
		cell province/320000 moved population 0 1 cell province/320000 moved focus 0 1 \
		cause province/320000 changed population 0 1 cause province/320000 changed focus 0 1 \
		cell province/340000 moved population 2 0 cell province/340000 moved focus 1 0 \
		cause province/340000 unread population 1 0 cause province/340000 changed population 1 0 cause province/340000 unread focus 1 0 \
		cell city/330000 moved population 0 1 cell city/330000 moved focus 0 1 \
		cause city/330000 new population 0 1 cause city/330000 new focus 0 1 \
		cell city/340000 moved population 2 1 cell city/340000 moved focus 1 0 \
		cause city/340000 vanished population 1 0 cause city/340000 vanished focus 1 0)" ]
	[ "$(grep '^site' <<<"$output" | cut -f 2,4-)" = "$(printf '%s\t%s\t%s\t%s\n' www.a.cn read 2 1 www.a.cn placed 2 1 \
		www.a.cn population 2 1 www.b.cn documents 2 1 www.b.cn read 2 1 www.b.cn placed 2 1 www.b.cn population 2 1 \
		www.c.cn documents 0 1 www.c.cn read 0 1 www.c.cn placed 0 1 www.c.cn population 0 1)" ]
}

@test "docdiff: cells equal docaggregate's counts of both runs, and what came and left is what moved" {
	awk 'BEGIN { srand(7); OFS = "\t"
		for (run = 0; run < 2; run++) {
			file = run ? "new.tsv" : "old.tsv"
			print "id", "error", "level", "province", "mic2025", "pilot" >file
			for (i = 1000; i < 3000; i++) if (rand() < 0.9)
				print "x" i, (rand() < 0.1 ? "timeout" : ""), "province", (rand() < 0.5 ? 340000 : 320000), int(rand() * 2), int(rand() * 3) >file
		} }'
	sed -i '2,$s/\(timeout.*\)\t.*\t.*/\1\t\t/' old.tsv new.tsv
	docdiff --format tsv --where mic2025 --focus pilot old.tsv new.tsv >diff
	for file in old new; do
		docaggregate --by level,province --where mic2025 --focus pilot $file.tsv |
			awk -F'\t' -v OFS='\t' 'NR > 1 { print $1 "/" $2, "population", $3; print $1 "/" $2, "focus", $4 }' >$file.want
	done
	awk -F'\t' -v OFS='\t' '$1 == "cell" { print $2, $4, $5 }' diff | cmp - old.want
	awk -F'\t' -v OFS='\t' '$1 == "cell" { print $2, $4, $6 }' diff | cmp - new.want
	awk -F'\t' -v OFS='\t' '$1 == "cell" { moved[$2, $4] = $6 - $5 } $1 == "cause" { explained[$2, $4] += $6 - $5; n++ }
		END { for (k in moved) if (moved[k] != explained[k]) exit 1; exit n < 8 }' diff
	run grep rest diff
	assert_failure 1
	# the documents, against comm
	cut -f 1 old.tsv >ids.old
	cut -f 1 new.tsv >ids.new
	[ "$(awk '$3 == "vanished" && $1 == "document"' diff | wc -l)" -eq "$(comm -23 ids.old ids.new | wc -l)" ]
	[ "$(awk '$3 == "new" && $1 == "document"' diff | wc -l)" -eq "$(comm -13 ids.old ids.new | wc -l)" ]
}

@test "docdiff: two folders: their counts are compared, withdrawn pages come from fetched.tsv, the rest is told" {
	{
		row a www.a.cn '' aa 甲 province 340000 1 1 a
		row b www.a.cn '' bb 乙 province 340000 2 0 b
		row c www.b.cn '' cc 丙 city 340000 0 1 c
		row d www.b.cn '' dd 丁 city 340000 1 0 d
	} | new
	for run in old new; do
		mkdir $run
		cp $run.tsv $run/documents.tsv
		docaggregate --by level,province --grid --where mic2025 --focus pilot $run.tsv >$run/counts.tsv
	done
	printf 'id\twithdrawn\nd\t2020-01-01T00:00:00Z\na\t\n' >old/fetched.tsv
	printf 'id\twithdrawn\nd\t2020-01-01T00:00:00Z\na\t2020-01-02T00:00:00Z\n' >new/fetched.tsv
	run_apart docdiff --where mic2025 --focus pilot old new
	assert_success
	[ "$output" = "$(cat <<-'END'
		documents     4 before, 4 now
		withdrawn     1
		reclassified  1

		withdrawn
		  a  甲

		reclassified
		  c  丙; mic2025: 1 > 0

		cells that moved (population, focus, share)
		  city 340000  2 > 1  1 > 0  50.0 > 0.0
		    population: -1 reclassified
		    focus: -1 reclassified
		  city total  2 > 1  1 > 0  50.0 > 0.0
		    population: -1 reclassified
		    focus: -1 reclassified

		sites that drifted
		  www.b.cn  population 2 > 1
	END
	)" ]
	sed -i 's/^province\t340000\t2/province\t340000\t5/' new/counts.tsv
	run_apart docdiff --where mic2025 --focus pilot old new
	assert_output --partial $'province 340000  2 > 5  1 > 1  50.0 > 20.0\n    population: +3 not by these documents'
}

@test "docdiff: a folder with a study.tsv needs no options; options of one's own replace all of the study's" {
	row a www.a.cn '' aa 甲 province 340000 1 1 a | new
	for run in old new; do
		mkdir $run
		cp $run.tsv $run/documents.tsv
		printf 'key\tvalue\npreset\tstrict\nfocus\tpilot\nclock\tissued\nunit\tfamily\ncondition\tmic2025>=2\n' >$run/study.tsv
	done
	run docdiff --list 0 old new
	assert_output --partial $'  province 340000  1 > 0  0 > 0  0.0 > -\n    population: -1 vanished'
	refute_output --partial city
	docdiff old new >as-study
	docdiff --where 'mic2025>=2' --focus pilot --unit family old.tsv new.tsv | cmp - as-study
	run docdiff --list 0 --where mic2025 old new
	assert_output --partial '  city 340000  2 > 0'
	printf 'focus_column\tpilot_literal\n' >>new/study.tsv
	run_apart docdiff old new
	assert_failure 2
	[ "$stderr" = 'docdiff: old/documents.tsv:1: no column "pilot_literal"' ]
	printf 'x\n' >new/study.tsv
	run_apart docdiff old new
	assert_failure 2
	[ "$stderr" = 'docdiff: new/study.tsv:1: no column "key"' ]
}

@test "docdiff: a threshold is passed by more than it, in documents or per cent; status 1" {
	{
		row a www.a.cn '' aa 甲 province 340000 1 1 a
		row d www.b.cn '' dd 丁 city 340000 1 0 d
	} | new
	for alarm in vanished=1 vanished=49% site=0 site=49% cell=0 cell=49% new=0,vanished=1; do
		run_apart docdiff --alarm $alarm old.tsv new.tsv
		[ "$status" -eq 1 ] || { echo "$alarm: $status"; return 1; }
		assert_output --partial $'\nalarm\n'
	done
	for alarm in vanished=2 vanished=50% site=1 site=50% cell=1 cell=50% new=0 read=0%; do
		run_apart docdiff --alarm $alarm old.tsv new.tsv
		[ "$status" -eq 0 ] || { echo "$alarm: $status"; return 1; }
		refute_output --partial alarm
	done
	run_apart docdiff --format tsv --alarm vanished=1,site=0 old.tsv new.tsv
	[ "$status" -eq 1 ]
	[ "$(grep '^alarm' <<<"$output")" = "$(printf 'alarm\t%s\t%s\t\t%s\t%s\n' vanished vanished 4 2 www.a.cn site 2 1 www.b.cn site 2 1)" ]
}

@test "docdiff: a family is taken for its representative" {
	{
		row a www.a.cn '' aa 甲 province 340000 1 1 a
		row b www.a.cn '' bb 乙 province 340000 2 0 a
		row c www.b.cn '' cc 丙 city 340000 1 1 c
		row d www.b.cn '' dd 丁 city 340000 1 0 d
	} | new
	run_apart docdiff --unit family --where mic2025 --list 0 old.tsv new.tsv
	[ "$(tail -n +4 <<<"$output" | head -3)" = $'cells that moved (population, focus, share)\n  province 340000  2 > 1  0 > 0  0.0 > 0.0\n    population: -1 regrouped' ]
}

@test "docdiff: columns that one run alone has are told once; parts of a page stand behind their parent" {
	printf 'id\tparent\tx\na\t\t1\nz\ta\t1\nb\t\t1\n' >old.tsv
	printf 'id\tparent\ty\na\t\t1\nz\ta\t1\nb\t\t1\n' >new.tsv
	run_apart docdiff --by parent old.tsv new.tsv
	assert_success
	[ "$output" = $'documents     3 before, 3 now\ncolumn x: gone\ncolumn y: added' ]
}

@test "docdiff: a stream that is not sorted, a missing id, a bad option: status 2 and one line" {
	printf 'id\nb\na\n' >unsorted.tsv
	printf 'id\na\na\n' >twice.tsv
	printf 'x\na\n' >noid.tsv
	for bad in unsorted twice; do
		run_apart docdiff --by id old.tsv $bad.tsv
		assert_failure 2
		[ "$stderr" = "docdiff: $bad.tsv:3: not in the order of parent or id, then id (is it a documents.tsv?)" ]
	done
	run_apart docdiff --by id old.tsv noid.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: noid.tsv:1: no column "id"' ]
	run_apart docdiff old.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: needs two runs: OLD NEW' ]
	run_apart docdiff --alarm lost=1 old.tsv old.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: --alarm: "lost" is neither a difference nor site nor cell' ]
	run_apart docdiff --alarm new=x old.tsv old.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: --alarm: new: give a number, or a number and %' ]
	run_apart docdiff --list 1001 old.tsv old.tsv
	assert_failure 2
	run_apart docdiff --focus none old.tsv old.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: old.tsv:1: no column "none"' ]
	run_apart docdiff none old.tsv
	assert_failure 2
	[ "$stderr" = 'docdiff: none: No such file or directory' ]
}

@test "docdiff: memory is the same for 20 times the documents; a full disk is a failure in both formats" {
	for n in 5000 100000; do
		awk -v n=$n 'BEGIN { OFS = "\t"; print "id", "level", "province", "title"
			for (i = 0; i < n; i++) print sprintf("%08d", i), "province", 340000, "关于开展试点工作的通知" }' >$n.tsv
		sed 's/关于/再次关于/' $n.tsv >$n.new
		/usr/bin/time -f %M -o $n.kb docdiff --format tsv $n.tsv $n.new >$n.diff
		[ "$(grep -c '^document' $n.diff)" -eq $n ]
	done
	[ "$(cat 100000.kb)" -lt "$(($(cat 5000.kb) + 1000))" ]
	for format in text tsv; do
		run bash -c "docdiff --format $format 5000.tsv 5000.new >/dev/full"
		assert_failure 2
		assert_output --partial 'No space left on device'
	done
}
