// A server for tests that breaks rules byte by byte. usage: node hostile.js PORTFILE
// Listens on a free port of 127.0.0.1 and writes its number to PORTFILE once it serves. The path of a request says what comes back.
'use strict';
const fs = require('fs'), net = require('net'), zlib = require('zlib');
const page = '<title>试点</title><p>关于试点的通知</p>\n', length = Buffer.byteLength(page);
const head = (...fields) => ['HTTP/1.1 200 OK', 'Content-Type: text/html', ...fields, '', ''].join('\r\n');
const whole = (...fields) => head(...fields, `Content-Length: ${length}`) + page;
const packed = (bytes) => Buffer.concat([Buffer.from(head('Content-Encoding: gzip', `Content-Length: ${bytes.length}`)), bytes]);
const zeros = (mib) => zlib.gzipSync(Buffer.alloc(mib << 20), { level: 9 });
const refused = (status) => `HTTP/1.1 ${status} No\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\n\r\n${page}`;
const repeat = (text, times, every) => (socket) => {
	const timer = setInterval(() => { socket.write(text); if (--times === 0) { clearInterval(timer); socket.end(); } }, every);
	socket.on('close', () => clearInterval(timer));
};

const answers = {
	good: whole(),
	// too much
	big: head(`Content-Length: ${300000}`) + 'x'.repeat(300000),
	endless: (socket) => { socket.write(head()); repeat('x'.repeat(10000), 1000, 1)(socket); },
	dense: () => packed(zeros(8)),
	inflated: () => packed(zlib.gzipSync(Buffer.from(Array.from({ length: 300000 }, (_, i) => i * i % 251)))),
	// 160 members of 64 MiB: 10 MiB that unpack to 10 GiB
	bomb: () => packed(Buffer.concat(Array(160).fill(zeros(64)))),
	// heads
	fields: whole(...Array.from({ length: 300 }, (_, i) => `X-${i}: 1`)),
	longfields: whole(...Array.from({ length: 100 }, (_, i) => `X-${i}: ${'x'.repeat(1000)}`)),
	longfield: whole(`X-Long: ${'x'.repeat(500000)}`),
	interim: (socket) => { socket.write('HTTP/1.1 103 Early\r\nX: y\r\n\r\n'.repeat(5000)); socket.end(whole()); },
	nul: whole('X-A: b\0c'),
	nulname: whole('X-\0A: b'),
	old: page,
	version: `HTTP/7.3 200 OK\r\nContent-Length: ${length}\r\n\r\n${page}`,
	status: `HTTP/1.1 abc OK\r\nContent-Length: ${length}\r\n\r\n${page}`,
	noend: head().slice(0, -2),
	// lengths
	cut: head('Content-Length: 1000') + page,
	over: head('Content-Length: 5') + page,
	lineend: whole() + '\r\n',
	nolength: head('Content-Length: many') + page,
	minus: head('Content-Length: -1') + page,
	twolengths: head('Content-Length: 5', `Content-Length: ${length}`) + page,
	sametwice: whole(`Content-Length: ${length}`),
	huge: head('Content-Length: 99999999999999999999999') + page,
	untold: head() + page,
	// chunks
	chunked: head('Transfer-Encoding: chunked') + `${length.toString(16)}\r\n${page}\r\n0\r\n\r\n`,
	badchunk: head('Transfer-Encoding: chunked') + `zz\r\n${page}\r\n0\r\n\r\n`,
	hugechunk: head('Transfer-Encoding: chunked') + `fffffffffffffffffff\r\n${page}\r\n0\r\n\r\n`,
	cutchunk: head('Transfer-Encoding: chunked') + `fff\r\n${page}`,
	lastchunk: head('Transfer-Encoding: chunked') + `${length.toString(16)}\r\n${page}\r\n`,
	// codings
	notgzip: packed(Buffer.from(page)),
	cutgzip: () => packed(zlib.gzipSync(page).subarray(0, 40)),
	// time
	dribble: (socket) => { socket.write(head()); repeat('x', 1000, 1000)(socket); },
	steady: (socket) => { socket.write(head()); repeat('x'.repeat(500), 1000, 200)(socket); },
	silent: () => {},
	reset: (socket) => { socket.resetAndDestroy ? socket.resetAndDestroy() : socket.destroy(); },
	nothing: (socket) => { socket.end(); },
	// walls
	s412: refused(412), s521: refused(521),
	script: head() + '<html><head><script>document.cookie="a=1";location.reload()</script></head><body></body></html>',
	// ways
	round: 'HTTP/1.1 302 Found\r\nLocation: /about\r\nContent-Length: 0\r\n\r\n',
	about: 'HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n',
	self: 'HTTP/1.1 302 Found\r\nLocation: /self\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n',
	inside: 'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n',
	login: 'HTTP/1.1 302 Found\r\nLocation: http://user:secret@127.0.0.1/\r\nContent-Length: 0\r\n\r\n',
	'robots.txt': refused(404),
};

const server = net.createServer((socket) => {
	socket.on('error', () => {});
	socket.once('data', (request) => {
		const path = (String(request).split(' ')[1] || '').replace(/^http:..[^/]*/, ''), name = path.slice(1).split('?')[0];
		let answer = answers[name];
		if (/^steps/.test(name)) answer = `HTTP/1.1 302 Found\r\nLocation: /${name}x\r\nContent-Length: 0\r\n\r\n`;
		if (typeof answer === 'function' && answer.length) return answer(socket);
		if (typeof answer === 'function') answer = answer();
		if (!String(request).startsWith('GET ')) answer = 'HTTP/1.1 400 Bad\r\n\r\n'; // TLS, for one
		if (answer !== undefined) socket.end(answer);
	});
});
server.listen(0, '127.0.0.1', () => {
	fs.writeFileSync(portFile() + '.new', `${server.address().port}\n`);
	fs.renameSync(portFile() + '.new', portFile());
});
function portFile() { return process.argv[2]; }
