# What the generators of synthetic database exports share: words, dates and numbers, and the row of a document.
# Run with mic2025/chance.awk before a study's generate.awk with: out (the folder of export.tsv and truth.tsv). UTF-8 bytes (LC_ALL=C), POSIX awk.

function export_begin(truth) {
	export_file = out "/export.tsv"
	truth_file = out "/truth.tsv"
	print "code\ttitle\tdocno\tissuer\tissued\tcategory\ttext" > export_file
	print "code\t" truth > truth_file
}

# ---- words and shares -------------------------------------------------------------------------------------------------
function list(name, words,    a, i, n) { # a list of words with blanks between
	n = split(words, a, " ")
	for (i = 1; i <= n; i++) L[name, i - 1] = a[i]
	L[name] = n
}
function pick(name) { return L[name, r(L[name])] }
# Is the i-th of n (from 0) among `hits` that are spread evenly?
function spread(i, hits, n) { return int((i + 1) * hits / n) > int(i * hits / n) }
function hits_of(n, percent) { return int(n * percent / 100 + 0.5) }

# ---- documents -------------------------------------------------------------------------------------------------------
# A number begins at 201 in each year of a prefix, above what real ones reach, so that none is a real document's.
function number_of(prefix, year) { return prefix "〔" year "〕" (201 + used[prefix, year]++) "号" }
function date_of(year) { return sprintf("%04d-%02d-%02d", year, 1 + r(12), 1 + r(28)) }
function in_chinese(date,    f, digits, y, i) { # 二〇一七年三月二十四日
	split(date, f, "-")
	split("〇 一 二 三 四 五 六 七 八 九", digits, " ")
	for (i = 1; i <= 4; i++) y = y digits[substr(f[1], i, 1) + 1]
	return y "年" tens(f[2] + 0, digits) "月" tens(f[3] + 0, digits) "日"
}
function tens(n, digits) {
	return (n >= 20 ? digits[int(n / 10) + 1] : "") (n >= 10 ? "十" : "") (n % 10 ? digits[n % 10 + 1] : "")
}
# One document, its body's paragraphs parted by LF. Every text says in its last line that it is synthetic.
function export_document(title, docno, issuer, issued, category, body, truth,    code, text) {
	code = sprintf("SYNTHETIC.%d", ++ndocs)
	text = body "\n" issuer "\n" in_chinese(issued) "\n（合成样本 SYNTHETIC，非真实文件）"
	gsub("\n", "\\n", text)
	print code "\t" title "\t" docno "\t" issuer "\t" issued "\t" category "\t" text > export_file
	print code "\t" truth > truth_file
	return code
}
