// A small web server for tests. usage: node server.js PORTFILE LOGFILE
// Listens on two free ports of 127.0.0.1: http ($PORT, if it is set), and https that speaks HTTP/2. Writes their numbers to PORTFILE once it serves,
// and a line per request to LOGFILE.
'use strict';
const crypto = require('crypto'), fs = require('fs'), http = require('http'), http2 = require('http2'), zlib = require('zlib');
const [portFile, logFile] = process.argv.slice(2);
const page = '<html><head><title>试点</title></head><body><p>关于试点的通知</p></body></html>\n';
const html = { 'Content-Type': 'text/html; charset=utf-8' };
const counts = {};
const count = (q) => (counts[q.url] = (counts[q.url] || 0) + 1);

const answers = {
	'/plain': (q, r) => { r.writeHead(200, html); r.end(page); },
	'/document': (q, r) => { r.writeHead(200, html); r.write('<html><title>关于开展试点工作的通知</title>'); r.end('<p>各有关单位：现就开展试点工作通知如下，请认真贯彻落实，积极推进。</p>'); },
	'/gzip': (q, r) => { r.writeHead(200, { ...html, 'Content-Encoding': 'gzip' }); r.end(zlib.gzipSync(page)); },
	'/deflate': (q, r) => { r.writeHead(200, { ...html, 'Content-Encoding': 'deflate' }); r.end(zlib.deflateRawSync(page)); },
	'/br': (q, r) => { r.writeHead(200, { ...html, 'Content-Encoding': 'br' }); r.end(zlib.brotliCompressSync(page)); },
	'/bomb': (q, r) => { r.writeHead(200, { ...html, 'Content-Encoding': 'gzip' }); r.end(zlib.gzipSync(Buffer.alloc(300000))); },
	'/gb2312': (q, r) => { r.writeHead(200, { 'Content-Type': 'Text/HTML;charset="GB2312"' }); r.end(Buffer.from('cad4b5e3', 'hex')); },
	'/untyped': (q, r) => { r.writeHead(200); r.end('<p>x'); },
	'/pdf': (q, r) => { r.writeHead(200); r.end('%PDF-1.4'); },
	'/empty': (q, r) => { r.writeHead(200, html); r.end(); },
	'/big': (q, r) => { r.writeHead(200, html); r.end('x'.repeat(200001)); },
	'/head': (q, r) => { r.writeHead(200, { ...html, 'X-Long': 'x'.repeat(70000) }); r.end(page); },
	'/slow': (q, r) => { r.writeHead(200, html); r.write('begun'); },
	'/short': (q, r) => { r.writeHead(200, { ...html, 'Content-Length': 1000 }); r.write('half', () => r.socket.destroy()); },
	'/hangup': (q, r) => { r.socket.destroy(); },
	'/garbage': (q, r) => { r.socket.end('what is this\r\n\r\n'); },
	'/missing': (q, r) => { r.writeHead(404, html); r.end(page); },
	'/secret': (q, r) => { r.writeHead(403, html); r.end(page); },
	'/broken': (q, r) => { r.writeHead(500, html); r.end(page); },
	'/moved': (q, r) => { r.writeHead(302, { Location: 'a/./b/../../plain?x=1#frag' }); r.end(); },
	'/loop': (q, r) => { r.writeHead(301, { Location: '/loop' }); r.end(); },
	'/tofile': (q, r) => { r.writeHead(301, { Location: 'file:///etc/passwd' }); r.end(); },
	'/robots.txt': (q, r) => { robots(q, r); },
	'/rules': (q, r) => { r.writeHead(200); r.end(fs.readFileSync('rules')); },
	// Each of these answers well from the third request on.
	'/flaky': (q, r) => { r.writeHead(count(q) > 2 ? 200 : 503, html); r.end(page); },
	'/cut': (q, r) => { if (count(q) > 2) { r.writeHead(200, html); r.end(page); } else r.socket.destroy(); },
	'/busy': (q, r) => { r.writeHead(count(q) > 2 ? 200 : 429, { ...html, 'Retry-After': '1' }); r.end(page); },
	'/busydate': (q, r) => {
		r.writeHead(count(q) > 2 ? 200 : 503, { ...html, 'Retry-After': new Date(Date.now() + 2000).toUTCString() });
		r.end(page);
	},
	'/closed': (q, r) => { r.writeHead(429, { ...html, 'Retry-After': '86400' }); r.end(page); },
	'/agent': (q, r) => { r.writeHead(200, html); r.end(q.headers['user-agent']); },
};

// The file ./robots says what robots.txt is: its first line is `STATUS [LOCATION]`, the rest is the body. None: 404.
function robots(q, r) {
	const [first, ...rest] = (fs.existsSync('robots') ? fs.readFileSync('robots', 'utf8') : '404\nnone').split('\n');
	const [status, location] = first.split(' ');
	r.writeHead(+status, { 'Content-Type': 'text/plain', ...(location && { Location: location }) });
	r.end(rest.join('\n'));
}

// /hops/3/x redirects to /hops/2/x and so on to /x.
function hop(path, r) {
	const [, , count, ...rest] = path.split('/');
	r.writeHead(302, { Location: count > 1 ? `/hops/${count - 1}/${rest.join('/')}` : `/${rest.join('/')}` });
	r.end();
}

// Pages below ./web: /web/NAME with an ETag and a date, /bare/NAME without; NAME.status, if it is there, holds the status.
function fromFile(q, r, [, kind, name]) {
	if (!fs.existsSync(`web/${name}`)) return r.writeHead(404, html).end(page);
	const body = fs.readFileSync(`web/${name}`), tag = `"${crypto.createHash('md5').update(body).digest('hex')}"`;
	const status = fs.existsSync(`web/${name}.status`) ? +fs.readFileSync(`web/${name}.status`) : 200;
	const fields = kind === 'bare' ? html : { ...html, ETag: tag, 'Last-Modified': 'Sun, 06 Nov 1994 08:49:37 GMT' };
	const held = kind === 'web' && status === 200 && q.headers['if-none-match'] === tag && q.headers['if-modified-since'];
	if (held) return r.writeHead(304, { ETag: tag }).end();
	r.writeHead(status, fields);
	r.end(body);
}

function answer(q, r) {
	r.on('finish', () => fs.appendFileSync(logFile + '.sent', `${r.statusCode} ${q.url}\n`));
	fs.appendFileSync(logFile, `${Date.now()} ${q.headers.host} ${q.method} ${q.url}\n`);
	const path = q.url.replace(/^http:..[^/]*/, '').split('?')[0]; // asked as a proxy, it is sent a whole address
	if (/^\/(web|bare)\//.test(path)) return fromFile(q, r, path.split('/'));
	if (path.startsWith('/hops/')) return hop(path, r);
	if (answers[path]) return answers[path](q, r);
	r.writeHead(path.startsWith('/page') ? 200 : 404, html);
	r.end(page);
}

const pem = fs.readFileSync(`${__dirname}/server.pem`);
const plain = http.createServer(answer), secure = http2.createSecureServer({ key: pem, cert: pem }, answer);
plain.listen(+process.env.PORT || 0, '127.0.0.1', () => secure.listen(0, '127.0.0.1', () => {
	fs.writeFileSync(portFile + '.new', `${plain.address().port} ${secure.address().port}\n`);
	fs.renameSync(portFile + '.new', portFile);
}));
