#!/usr/bin/env bash
# An independent reader of WARC files, warcio for Node, reads what docfetch and docwarc wrote: it must list the records that docwarc
# lists, at the same places, find no digest wrong, and give back each payload that a row tells of. Needs npm, and a registry
# to have warcio from; where they are lacking it says so and tests nothing.
# usage: BIN=folder tests/warcio.sh
set -eu -o pipefail
export LC_ALL=C PATH=$BIN:$PATH
tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-warcio.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund warcio@2 >npm.log 2>&1 || {
	printf 'warcio: skipped: it cannot be installed here\n'
	exit 0
}

node "$tests/server.js" port log &
server=$!
for ((i = 0; i < 100; i++)); do
	[ ! -s port ] || break
	sleep 0.1
done
port=$(cut -d " " -f 1 port)
unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
{
	echo url
	for page in plain document gzip deflate br gb2312 untyped pdf empty missing moved short 'page?x=y'; do
		printf 'http://127.0.0.1:%d/%s\n' "$port" "$page"
	done
} | docfetch --store store --delay 0 --allow-private >fetched.tsv
docfetch --store plain --no-compress --delay 0 --allow-private <(cut -f 1 fetched.tsv) >plain.tsv
docwarc import --copy --store copied store plain >copied.tsv
docwarc check store plain copied

cat >read.mjs <<'END'
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { WARCParser } from 'warcio';
let records = 0, payloads = 0, wrong = 0;
const tell = (...what) => { wrong++; console.log(...what); };
const read = async stream => { const pieces = []; for await (const p of stream) pieces.push(p); return Buffer.concat(pieces); };
for (const [store, table] of [['store', 'fetched.tsv'], ['plain', 'plain.tsv'], ['copied', 'copied.tsv']]) {
	const [names, ...rows] = readFileSync(table, 'utf8').trimEnd().split('\n').map(line => line.split('\t'));
	const digests = new Map(rows.map(row => [row[names.indexOf('record')], row[names.indexOf('sha256')]]));
	const listed = new Set(readFileSync(store + '.ls', 'utf8').trimEnd().split('\n').slice(1).map(line => line.split('\t').slice(0, 2).join(' ')));
	for (const file of readdirSync(store).filter(name => /warc(.gz)?$/.test(name)).sort()) {
		const parser = new WARCParser(createReadStream(`${store}/${file}`));
		for await (const record of parser) {
			records++;
			const body = await read(record);
			await record.skipFully();
			const length = parser.recordLength + (file.endsWith('.gz') ? 0 : 4); // it doesn't count a plain record's last line ends
			const place = `${file}:${parser.offset}:${length}`;
			if (!listed.delete(`${place} ${record.warcType}`)) tell(store, place, record.warcType, 'is not listed by docwarc');
			if (!digests.has(place)) continue;
			payloads++;
			if (createHash('sha256').update(body).digest('hex') !== digests.get(place)) tell(store, place, 'has another payload');
			digests.delete(place);
		}
	}
	digests.delete('');
	for (const place of listed) tell(store, place, 'is not read by warcio');
	for (const place of digests.keys()) tell(store, place, 'has a row, but warcio finds no record there');
}
console.log(`warcio: ${records} records, ${payloads} payloads, ${wrong} wrong`);
process.exit(wrong === 0 && payloads > 0 ? 0 : 1);
END
for store in store plain copied; do docwarc ls "$store" >"$store.ls"; done
node read.mjs
