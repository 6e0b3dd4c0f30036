#!/usr/bin/env bash
# Packs a study for a journal's archive: settings, rules, results, ledger, codebook and digests, and the texts if they may be given away.
# usage: archive.sh STUDY OUT yes|no ARCHIVE.tar.gz
# Without texts there remain ids, addresses, database codes, digests, and the ledger's sentences; equal input gives equal bytes.
set -eu -o pipefail
study=$1 out=$2 texts=$3 archive=$4
name=$(basename "$archive" .tar.gz)
folder=$out/archive.tmp/$name
rm -rf "$out/archive.tmp"
mkdir -p "$folder/study" "$folder/results"

# Copies a stream without a column; columns are found by name.
without() { # COLUMN FILE
	awk -F '\t' -v OFS='\t' -v column="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) drop = i }
		{
			line = separator = ""
			for (i = 1; i <= NF; i++) if (i != drop) { line = line separator $i; separator = OFS }
			print line
		}' "$2"
}

find "$study" -maxdepth 1 -type f ! -name 'export.*' -exec cp -t "$folder/study" {} +
for file in "$out"/*.tsv; do
	case ${file##*/} in classified.tsv | corrected.tsv | fetched.tsv) continue ;; esac
	cp "$file" "$folder/results"
done
for file in report.txt index.html report.xlsx study.sqlite datapackage.json CITATION.cff; do
	[ ! -e "$out/$file" ] || cp -R "$out/$file" "$folder/results"
done
if [ "$texts" = yes ]; then
	cp "$out/fetched.tsv" "$folder/results"
	cp -R "$out/cells" "$out/archived" "$folder/results"
	[ ! -d "$out/store" ] || cp -R "$out/store" "$folder/results"
	find "$study" -maxdepth 1 -name 'export*' -exec cp -R -t "$folder/study" {} +
else
	without text "$out/fetched.tsv" >"$folder/results/fetched.tsv"
	without text "$out/documents.tsv" >"$folder/results/documents.tsv"
	# Anew, for those of $out lead to the archived texts.
	docreport --cells "$folder/results/cells" "$folder/results"
fi

{
	printf 'Replication archive of a study\n\n'
	awk -F '\t' '$1 == "title" || $1 == "version" { print $1 ": " $2 }' "$out/study.tsv"
	if [ "$texts" = yes ]; then
		printf '\nThe texts are here: results/store holds the pages as they were fetched (WARC), or study/ the export.\n'
		printf 'With shidian installed, "make -f report.mk STUDY=study OUT=results report" counts them again. No page that is\n'
		printf 'in the store is fetched anew.\n'
	else
		printf '\nThe texts are not here: they may not be given away. results/fetched.tsv names each document by address or by the\n'
		printf "database's own code, with the digest of what was read; results/hits.tsv holds the sentence around every match.\n"
	fi
	printf '\nstudy/     settings, rules, and what was corrected by hand\n'
	printf 'results/   one row a document (documents.tsv) and a match (hits.tsv), counts, the report;\n'
	printf '           datapackage.json says what every column means\n'
	printf 'SHA256SUMS digests of all files: sha256sum -c SHA256SUMS\n'
} >"$folder/README.txt"

(cd "$folder" && find . -type f -print0 | sort -z | xargs -0 sha256sum) >"$out/archive.tmp/sums"
mv "$out/archive.tmp/sums" "$folder/SHA256SUMS"
tar -C "$out/archive.tmp" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --format=gnu -cf - "$name" |
	gzip -n >"$archive.tmp"
rm -rf "$out/archive.tmp"
mv "$archive.tmp" "$archive"
