// Writes a ZIP file, its members not compressed, to standard output.
// usage: node zip.js NAME FILE [NAME FILE ...]
"use strict";
const fs = require("fs");

function crc32(data) {
	let crc = ~0;
	for (const b of data) {
		crc ^= b;
		for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}
// A record of `length` bytes with [offset, number, size] in it.
function record(signature, length, numbers) {
	const b = Buffer.alloc(length);
	b.writeUInt32LE(signature, 0);
	for (const [at, n, size] of numbers) b["writeUInt" + size * 8 + "LE"](n, at);
	return b;
}

const words = process.argv.slice(2);
const locals = [], centrals = [];
let at = 0;
for (let i = 0; i < words.length; i += 2) {
	const name = Buffer.from(words[i]), data = fs.readFileSync(words[i + 1]);
	const sums = (from) => [[from, crc32(data), 4], [from + 4, data.length, 4], [from + 8, data.length, 4], [from + 12, name.length, 2]];
	const local = Buffer.concat([record(0x04034b50, 30, [[4, 20, 2], ...sums(14)]), name, data]);
	centrals.push(record(0x02014b50, 46, [[4, 20, 2], [6, 20, 2], ...sums(16), [42, at, 4]]), name);
	locals.push(local);
	at += local.length;
}
const central = Buffer.concat(centrals), count = words.length / 2;
const end = record(0x06054b50, 22, [[8, count, 2], [10, count, 2], [12, central.length, 4], [16, at, 4]]);
process.stdout.write(Buffer.concat([...locals, central, end]));
