load common

# Bytes to text: each charset as it is, whatever a page or a server calls it.
setup() { cd "$BATS_TEST_TMPDIR"; }

extract() { # FOLDER [OPTION ...]: docextract of its files, in out.tsv
	local folder=$1
	shift
	(cd "$folder" && printf 'url\n' && find . -type f | LC_ALL=C sort | sed 's|^\./|file:///|') >sources.tsv
	rm -rf store
	docfetch --store store --file-root "$folder" sources.tsv >fetched.tsv
	docextract --store store "$@" fetched.tsv >out.tsv
}

characters() { # the different Chinese characters of stdin, one a line
	LC_ALL=C.UTF-8 grep -aoP '\p{Han}' | sort -u || true
}

@test "charset: each of the 47 files is decoded as its name says, and the text is found in iconv's reading" {
	need_shared
	extract "$SHARED/charset" --explain 2>explained
	right=0 same=0 number=0
	while IFS='|' read -r id name text; do
		want=${name%%__*}
		got=$(awk -F'\t' -v id="$id" '$1 == id && $2 == "charset" && (NF < 5 || $5 == "taken") { print $3; exit }' explained)
		case $want:$got in
		GB2312:gb18030 | Big5:big5-hkscs | EUC-TW:euc-tw) right=$((right + 1)) ;;
		*) printf '# %s: %s read as %s\n' "$name" "$want" "$got" >&3 ;;
		esac
		# most characters of the text are those of a plain decoder (the others were traditional); a few files hold no Chinese text
		iconv -c -f "$got" -t UTF-8 "$SHARED/charset/$name" >plain || continue
		characters <<<"$text" >these
		characters <plain >those
		found=$(comm -12 these those | wc -l) all=$(wc -l <these)
		if [ $((found * 2)) -ge "$all" ]; then
			same=$((same + 1))
		else
			printf '# %s: %s of %s characters of its text found\n' "$name" "$found" "$all" >&3
		fi
		number=$((number + 1))
		printf '%-58s %-12s %s\n' "$name" "$got" "$all"
	done < <(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { name = $c["url"]; sub(/.*\//, "", name); print $c["id"] "|" name "|" $c["title"] $c["text"] }' out.tsv)
	printf '# charset files: %s of %s decoded as named, text found by iconv in %s\n' "$right" "$number" "$same" >&3
	[ "$number $right $same" = '47 47 47' ]
}

@test "charset: real pages are read in the charset that they are in, also those that declare another one" {
	need_shared
	extract "$SHARED/pages"
	declared=0
	while IFS=$'\t' read -r file _ _ says is _; do
		[ "$file" = file ] || [ -n "$(field "$file" error)" ] || [ "$(field "$file" charset)" = "$is" ] || { echo "$file is $is, says $says, was read as $(field "$file" charset)"; return 1; }
		[ "$file" = file ] || [ "$says" = "$is" ] || declared=$((declared + 1))
	done <"$SHARED/pages/index.tsv"
	printf '# real pages: 62 read in their charset, of which %s declare another one or none\n' "$declared" >&3
	[ "$declared" -ge 5 ]
}

@test "charset: a script's charset is the script's own; bytes outvote every declaration" {
	mkdir -p web
	text='关于印发《某某试点方案》的通知，各市人民政府，省政府各部门：现将方案印发给你们，请认真组织实施。'
	page() { printf '<html><head><script src="a.js" charset="utf-8"></script>%s<title>%s</title></head><body><p>%s</p></body></html>' "$2" 关于印发方案的通知 "$text" >"web/$1"; }
	page decoy.html '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
	iconv -f UTF-8 -t GB18030 web/decoy.html >x && mv x web/decoy.html
	page bare.html '' # nothing but the decoy is declared
	iconv -f UTF-8 -t GB18030 web/bare.html >x && mv x web/bare.html
	page liar.html '<meta charset="gb2312">' # and is UTF-8
	page latin.html '<meta charset="iso-8859-1">'
	iconv -f UTF-8 -t GB18030 web/latin.html >x && mv x web/latin.html
	extract web
	[ "$(field decoy.html charset) $(field bare.html charset) $(field liar.html charset) $(field latin.html charset)" = 'gb18030 gb18030 utf-8 gb18030' ]
	for name in decoy bare liar latin; do [ "$(field $name.html text)" = "$text" ]; done
}

@test "charset: what cannot be decoded is U+FFFD; above one in a hundred characters the page is an error" {
	mkdir -p web
	text=$(for i in {1..50}; do printf '各市人民政府要认真组织实施试点工作，及时报告。'; done) # 1,150 characters
	{ printf '<p>%s' "$text" | iconv -f UTF-8 -t GB18030; printf '\xff\xff\xff\xff\xff'; printf '</p><p>%s</p>' "$text" | iconv -f UTF-8 -t GB18030; } >web/few.html
	{ printf '<p>%s' "$text" | iconv -f UTF-8 -t GB18030; for i in {1..30}; do printf '\xff'; done; printf '</p><p>%s</p>' "$text" | iconv -f UTF-8 -t GB18030; } >web/many.html
	extract web
	[ "$(field few.html charset)|$(field few.html error)" = 'gb18030|' ]
	[ "$(field few.html text | grep -o $'\xEF\xBF\xBD' | wc -l)" -eq 5 ]
	[ "$(field many.html error)|$(field many.html text)" = 'charset|' ]
}

@test "charset: traditional pages become simplified; the gazetteer's names keep the characters that they have" {
	mkdir -p web
	# by a plain conversion 乾縣 would become 干县
	printf '%s\n' 乾縣:乾县 乾安縣:乾安县 鄱陽縣:鄱阳县 瀋陽市:沈阳市 餘姚市:余姚市 餘干縣:余干县 天臺縣:天台县 臺州市:台州市 鬱南縣:郁南县 蘄春縣:蕲春县 \
		濬縣:浚县 懷柔縣:怀柔县 鹽城市:盐城市 澧縣:澧县 黟縣:黟县 婺源縣:婺源县 >names
	while IFS=: read -r old new; do
		awk -F'\t' -v name="$new" '$2 == name { found = 1 } END { exit !found }' "$BIN/../share/shidian/divisions.tsv" || { echo "no division $new"; return 1; }
		printf '<title>%s人民政府關於開展試點工作的通知</title><p>各鄉鎮人民政府：現將有關事項通知如下，請認真貫徹執行，%s各部門應當及時報告，保持倉庫乾燥。</p>' "$old" "$old" >"web/$new.html"
	done <names
	extract web
	while IFS=: read -r old new; do
		[ "$(field "$new.html" title)" = "${new}人民政府关于开展试点工作的通知" ] || { field "$new.html" title; return 1; }
		[ "$(field "$new.html" text)" = "各乡镇人民政府：现将有关事项通知如下，请认真贯彻执行，${new}各部门应当及时报告，保持仓库干燥。" ] || { field "$new.html" text; return 1; }
	done <names
	# the number and the marks of a traditional page stay
	printf '<title>關於開展試點工作的通知</title><p>陝政發〔2017〕3號</p><p>各市：《陝西省試點方案（試行）》已經省政府同意，現印發給你們，請認真執行。①②</p>' >web/number.html
	extract web
	[ "$(field number.html text)" = '陕政发〔2017〕3号\n各市：《陕西省试点方案（试行）》已经省政府同意，现印发给你们，请认真执行。①②' ]
}
