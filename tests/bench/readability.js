// Reads pages with @mozilla/readability in jsdom, a peer of docextract. Run where both are installed.
// usage: node readability.js FOLDER     prints `id` (file name without .html) and `text` of each *.html as a stream
// It gets each page in the charset that its bytes are in (UTF-8 where they are well-formed, else GB 18030), which is better than a browser does
// for pages that declare another one. Its article is written a block a line, and a row of a data table as one line.
'use strict';
const fs = require('fs'), path = require('path'), { createRequire } = require('module');
const need = createRequire(path.join(process.cwd(), 'peers.js'));
const { JSDOM, VirtualConsole } = need('jsdom'), { Readability } = need('@mozilla/readability');

const BLOCK = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE BR CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 ' +
	'HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL').split(' '));

function decode(bytes) {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}
function isData(table) { // two cells or more in most of its rows, and no table within
	const rows = [...table.querySelectorAll('tr')];
	return !table.querySelector('table') && rows.length > 1 && rows.filter(r => r.children.length > 1).length * 2 >= rows.length;
}
function lines(root) {
	const out = [];
	let line = '';
	const end = () => { line = line.replace(/\s+/g, ' ').trim(); if (line) out.push(line); line = ''; };
	function walk(node, inRow, pre) {
		if (node.nodeType === 3) {
			const pieces = pre ? node.data.split('\n') : [node.data];
			pieces.forEach((piece, i) => { if (i) end(); line += piece; });
			return;
		}
		if (node.nodeType !== 1) return;
		const row = inRow || (node.tagName === 'TR' && isData(node.closest('table')));
		const block = BLOCK.has(node.tagName);
		if (block) inRow ? line += ' ' : end();
		for (const child of node.childNodes) walk(child, row, pre || node.tagName === 'PRE');
		if (block) inRow ? line += ' ' : end();
	}
	walk(root, false, false);
	end();
	return out;
}
const escape = s => s.replace(/\0/g, '').replace(/[\\\t\n\r]/g, c => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]);

console.log('id\ttitle\ttext');
for (const file of fs.readdirSync(process.argv[2]).sort()) {
	if (!file.endsWith('.html')) continue;
	let article = null, text = '';
	try {
		const options = { url: 'https://page.example/' + file, virtualConsole: new VirtualConsole() };
		article = new Readability(new JSDOM(decode(fs.readFileSync(path.join(process.argv[2], file))), options).window.document).parse();
		if (article) text = lines(new JSDOM('<body>' + article.content, options).window.document.body).join('\n');
	} catch (error) {
		console.error('readability.js: ' + file + ': ' + error.message);
	}
	console.log([file.slice(0, -5), article ? article.title || '' : '', text].map(escape).join('\t'));
}
