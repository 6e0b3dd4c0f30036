// Reads a store by its own means and checks every record: node warc.js STORE [ROWS.tsv]
// Prints `type address` for each record. With ROWS, each row's record is read and its body's digest compared with the row's.
'use strict';
const fs = require('fs'), crypto = require('crypto'), zlib = require('zlib');
const [store, rows] = process.argv.slice(2);
const fail = (what) => { console.error(what); process.exit(1); };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function base32(bytes) {
	let bits = '', out = '';
	for (const b of bytes) bits += b.toString(2).padStart(8, '0');
	for (let i = 0; i < bits.length; i += 5) out += letters[parseInt(bits.slice(i, i + 5).padEnd(5, '0'), 2)];
	return out.padEnd(Math.ceil(out.length / 8) * 8, '=');
}
const digest = (bytes) => 'sha256:' + base32(crypto.createHash('sha256').update(bytes).digest());

// One uncompressed record at the start of `bytes`: its fields, block, payload and length.
function parse(bytes, where) {
	const end = bytes.indexOf('\r\n\r\n');
	const lines = bytes.subarray(0, end).toString().split('\r\n');
	if (lines.shift() !== 'WARC/1.1') fail(`${where}: no WARC/1.1 record`);
	const fields = Object.fromEntries(lines.map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 1).trim()]));
	const length = +fields['content-length'], block = bytes.subarray(end + 4, end + 4 + length);
	if (block.length !== length) fail(`${where}: cut short`);
	if (bytes.subarray(end + 4 + length, end + 8 + length).toString() !== '\r\n\r\n') fail(`${where}: no end`);
	if (fields['warc-block-digest'] !== digest(block)) fail(`${where}: block digest`);
	const response = fields['warc-type'] === 'response', revisit = fields['warc-type'] === 'revisit';
	if (revisit && !/^http:..netpreserve.org.warc.1.1.revisit.(server-not-modified|identical-payload-digest)$/.test(fields['warc-profile'])) fail(`${where}: profile`);
	if (revisit && fields['warc-profile'].endsWith('digest') && !fields['warc-payload-digest']) fail(`${where}: no payload digest`);
	const payload = response ? block.subarray(block.indexOf('\r\n\r\n') + 4) : block;
	if (!revisit && fields['warc-payload-digest'] && fields['warc-payload-digest'] !== digest(payload)) fail(`${where}: payload digest`);
	if (!/^<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>$/.test(fields['warc-record-id'])) fail(`${where}: id`);
	const head = response ? block.subarray(0, block.length - payload.length).toString() : '';
	return { fields, payload, head, length: end + 8 + length };
}

const files = fs.readdirSync(store).filter((f) => /\.warc(\.gz)?$/.test(f)).sort();
const ids = new Set();
for (const file of files) {
	let bytes = fs.readFileSync(`${store}/${file}`);
	if (file.endsWith('.gz')) bytes = zlib.gunzipSync(bytes);
	for (let at = 0; at < bytes.length;) {
		const record = parse(bytes.subarray(at), `${file}:${at}`), f = record.fields;
		if (at === 0 && (f['warc-type'] !== 'warcinfo' || f['warc-filename'] !== file)) fail(`${file}: begins with no warcinfo`);
		if (ids.has(f['warc-record-id'])) fail(`${file}:${at}: an id stands twice`);
		ids.add(f['warc-record-id']);
		if (f['warc-type'] === 'revisit' && !ids.has(f['warc-refers-to'])) fail(`${file}:${at}: refers to nothing`);
		if (f['warc-concurrent-to'] && f['warc-type'] === 'metadata' && !ids.has(f['warc-concurrent-to'])) fail(`${file}:${at}: concurrent to nothing`);
		console.log(`${f['warc-type']} ${f['warc-target-uri'] || ''}`.trim());
		at += record.length;
	}
}

if (rows) {
	const [header, ...lines] = fs.readFileSync(rows, 'utf8').split('\n').slice(0, -1).map((l) => l.split('\t'));
	const column = (name) => header.indexOf(name);
	for (const row of lines) {
		if (!row[column('record')]) continue;
		const [file, offset, length] = row[column('record')].split(':');
		let bytes = fs.readFileSync(`${store}/${file}`).subarray(+offset, +offset + +length);
		if (file.endsWith('.gz')) bytes = zlib.gunzipSync(bytes); // must be whole members
		const record = parse(bytes, row[column('record')]);
		if (record.length !== bytes.length) fail(`${row[column('record')]}: more than a record`);
		const coding = (/content-encoding: (\w+)/i.exec(record.head) || [])[1];
		const body = coding === 'gzip' ? zlib.gunzipSync(record.payload) : coding === 'deflate' ? zlib.inflateRawSync(record.payload) : record.payload;
		const hex = crypto.createHash('sha256').update(body).digest('hex');
		if (hex !== row[column('sha256')]) fail(`${row[column('record')]}: not the row's sha256`);
		if (body.length !== +row[column('bytes')]) fail(`${row[column('record')]}: not the row's bytes`);
		if (record.fields['warc-target-uri'] !== row[column('final_url')]) fail(`${row[column('record')]}: not the row's address`);
	}
}
