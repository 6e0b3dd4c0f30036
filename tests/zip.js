// Writes a ZIP file of the files named: node zip.js OUT FILE ... (names as given; every second one is deflated, the others are stored)
const fs = require('fs'), zlib = require('zlib')
const table = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? n >>> 1 ^ 0xEDB88320 : n >>> 1; return n >>> 0 })
const crc32 = bytes => { let c = 0xFFFFFFFF; for (const b of bytes) c = table[(c ^ b) & 255] ^ c >>> 8; return (c ^ 0xFFFFFFFF) >>> 0 }
const [out, ...names] = process.argv.slice(2)
const parts = [], directory = []
let at = 0
names.forEach((name, i) => {
	const bytes = fs.readFileSync(name), method = i % 2 ? 8 : 0, packed = method ? zlib.deflateRawSync(bytes) : bytes
	const head = Buffer.alloc(30), entry = Buffer.alloc(46), label = Buffer.from(name)
	head.writeUInt32LE(0x04034B50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(method, 8); head.writeUInt32LE(crc32(bytes), 14)
	head.writeUInt32LE(packed.length, 18); head.writeUInt32LE(bytes.length, 22); head.writeUInt16LE(label.length, 26)
	entry.writeUInt32LE(0x02014B50, 0); entry.writeUInt16LE(20, 4); head.copy(entry, 6, 4, 30); entry.writeUInt16LE(0, 30); entry.writeUInt32LE(at, 42)
	parts.push(head, label, packed); directory.push(entry, label)
	at += 30 + label.length + packed.length
})
const size = directory.reduce((n, b) => n + b.length, 0), end = Buffer.alloc(22)
end.writeUInt32LE(0x06054B50, 0); end.writeUInt16LE(names.length, 8); end.writeUInt16LE(names.length, 10); end.writeUInt32LE(size, 12); end.writeUInt32LE(at, 16)
fs.writeFileSync(out, Buffer.concat([...parts, ...directory, end]))
