// Opens a study's pages in headless Chromium, driven through a pipe (DevTools protocol), and checks what a reader sees.
// usage: node browser.js FOLDER SCENARIO [AXE.JS]
// Prints a line for each thing that is wrong, and nothing else; with SHOTS=folder in the environment, pictures go there.
'use strict';
const { spawn } = require('child_process'), fs = require('fs'), os = require('os'), path = require('path');
const [folder, scenario, axeFile] = process.argv.slice(2);
const wrong = [], say = (text) => wrong.push(text);
const check = (is, text) => { if (!is) say(text); };
const page = (name) => 'file://' + path.resolve(folder, name);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Browser {
	constructor() {
		this.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'browser-'));
		const options = ['--headless', '--remote-debugging-pipe', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-dev-shm-usage',
			'--disable-background-networking', `--user-data-dir=${this.profile}`, ...(process.getuid() === 0 ? ['--no-sandbox'] : [])];
		this.process = spawn('chromium', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
		this.ended = new Promise((resolve) => this.process.once('exit', resolve));
		this.waiting = new Map();
		this.listeners = [];
		this.last = 0;
		let rest = '';
		this.process.stdio[4].setEncoding('utf8').on('data', (data) => {
			const parts = (rest + data).split('\0');
			rest = parts.pop();
			for (const part of parts) this.take(JSON.parse(part));
		});
	}

	take(message) {
		if (message.id) {
			const { resolve, reject } = this.waiting.get(message.id);
			this.waiting.delete(message.id);
			return message.error ? reject(new Error(message.error.message)) : resolve(message.result);
		}
		for (const listener of this.listeners.slice()) listener(message);
	}

	send(method, params = {}, sessionId = this.session) {
		const id = ++this.last;
		this.process.stdio[3].write(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }) + '\0');
		return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
	}

	event(method) {
		return new Promise((resolve) => {
			const listener = (message) => {
				if (message.method !== method) return;
				this.listeners.splice(this.listeners.indexOf(listener), 1);
				resolve(message.params);
			};
			this.listeners.push(listener);
		});
	}

	async open() {
		const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
		this.session = (await this.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
		this.listeners.push(({ method, params }) => {
			if (method === 'Runtime.exceptionThrown') say('exception: ' + params.exceptionDetails.text);
			if (method === 'Runtime.consoleAPICalled' && params.type === 'error') say('console: ' + JSON.stringify(params.args));
			if (method === 'Log.entryAdded' && params.entry.level === 'error') say('log: ' + params.entry.text);
			if (method === 'Network.requestWillBeSent' && !/^(file|data):/.test(params.request.url)) say('request: ' + params.request.url);
		});
		for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'DOM']) await this.send(domain + '.enable');
		await this.size(1280, 900);
	}

	size(width, height, mobile = false) {
		return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
	}

	media(scheme, media = '') {
		return this.send('Emulation.setEmulatedMedia', { media, features: [{ name: 'prefers-color-scheme', value: scheme }] });
	}

	async go(name) {
		const loaded = this.event('Page.loadEventFired');
		await this.send('Page.navigate', { url: page(name) });
		await loaded;
	}

	async run(expression) {
		const got = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
		if (got.exceptionDetails) throw new Error(expression + ': ' + JSON.stringify(got.exceptionDetails.exception ?? got.exceptionDetails));
		return got.result.value;
	}

	/* A press of the mouse in the middle of what the selector finds, as a reader does it. */
	async press(selector) {
		const at = await this.run(`(() => { const x = document.querySelector(${JSON.stringify(selector)}); x.scrollIntoView({ block: 'center' });
			const r = x.getClientRects()[0]; return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`);
		for (const type of ['mousePressed', 'mouseReleased']) await this.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
	}

	async follow(selector) {
		const loaded = this.event('Page.loadEventFired');
		await this.press(selector);
		await loaded;
	}

	async key(key, code) {
		for (const type of ['keyDown', 'keyUp']) await this.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code });
	}

	async shot(name) {
		if (!process.env.SHOTS) return;
		const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true });
		fs.writeFileSync(path.join(process.env.SHOTS, name + '.png'), Buffer.from(data, 'base64'));
	}

	async close() {
		await this.send('Browser.close', {}, null).catch(() => 0);
		await this.ended;
		fs.rmSync(this.profile, { recursive: true, force: true });
	}
}

const visible = '[...document.querySelectorAll("SELECTOR")].filter(x => x.checkVisibility()).length';
const count = (selector) => visible.replace('SELECTOR', selector);
const pages = () => {
	const cell = fs.readdirSync(path.join(folder, 'cells')).find((name) => name.startsWith('province-'));
	const copy = fs.readdirSync(path.join(folder, 'archived')).find((name) => name.endsWith('.html'));
	return ['index.html', 'cells/' + cell, 'cells/index.html', 'archived/' + copy];
};

const scenarios = {
	async axe(b) {
		const axe = fs.readFileSync(axeFile, 'utf8');
		for (const name of pages())
			for (const [scheme, language, width] of [['light', 'en', 1280], ['dark', 'en', 1280], ['light', 'zh', 1280], ['dark', 'zh', 390]]) {
				await b.media(scheme);
				await b.size(width, 900);
				await b.go(name);
				await b.run(`document.getElementById("show-${language}").click()`);
				await b.run(axe + ';0');
				const found = await b.run('axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0]?.message ?? "")).join(" | ")))');
				for (const x of found) say(`${name} ${scheme} ${language} ${width}: ${x}`);
			}
	},

	async layout(b) {
		for (const name of pages())
			for (const [width, what] of [[1280, 'desktop'], [768, 'tablet'], [390, 'phone'], [320, 'small']]) {
				await b.size(width, 900, width < 700);
				await b.go(name);
				const wide = await b.run('document.documentElement.scrollWidth');
				check(wide <= width, `${name}: ${wide} px wide on a screen of ${width}`);
				await b.shot(`${what}-${name.replaceAll('/', '-')}`);
			}
		await b.size(1280, 900);
		for (const scheme of ['light', 'dark']) {
			await b.media(scheme);
			await b.go('index.html');
			const colours = await b.run(`[...document.querySelectorAll('.tiles li, .drawing path')].map(x => getComputedStyle(x)).map(s => s.color + s.stroke)`);
			check(new Set(colours).size > 4, `${scheme}: tiles and curves have too few colours`);
			await b.shot('scheme-' + scheme);
		}
		await b.media('light', 'print');
		check(await b.run(count('nav, .languages, .filter')) === 0, 'print: navigation is printed');
		check(await b.run(count('.zh')) === 0, 'print: both languages are printed');
		const { data } = await b.send('Page.printToPDF', { printBackground: true });
		if (process.env.SHOTS) fs.writeFileSync(path.join(process.env.SHOTS, 'print.pdf'), Buffer.from(data, 'base64'));
		check(data.length > 20000, 'print: no pages');
	},

	async language(b) {
		await b.go('index.html');
		check(await b.run(count('.zh')) === 0 && await b.run(count('.en')) > 50, 'English: not the language that is shown');
		await b.press('label[for=show-zh]');
		check(await b.run(count('.en')) === 0 && await b.run(count('.zh')) > 50, 'Chinese: not the language that is shown');
		check(await b.run('document.documentElement.lang') === 'zh-Hans', 'Chinese: the document does not say so');
		check(/分省统计/.test(await b.run('document.querySelector("main").innerText')), 'Chinese: no heading');
		await b.shot('chinese');
		await b.follow('tbody a');
		check(await b.run(count('.en')) === 0, 'the page of a cell forgets the language');
		/* By keyboard: the choice is the first thing that is reached. */
		await b.go('index.html');
		await b.key('Tab', 9);
		check(await b.run('document.activeElement.id') === 'show-zh', 'keyboard: ' + await b.run('document.activeElement.outerHTML'));
		await b.key('ArrowLeft', 37);
		check(await b.run(count('.zh')) === 0, 'keyboard: the language stays');
	},

	async scriptless(b) {
		await b.send('Emulation.setScriptExecutionDisabled', { value: true });
		await b.go('index.html');
		await b.press('label[for=show-zh]');
		check(await b.run(count('.en')) === 0, 'without scripts the language cannot be chosen');
		check(await b.run(count('th button, .filter')) === 0, 'without scripts there are controls that do nothing');
		check(await b.run(count('.tiles li')) >= 62, 'without scripts there is no map');
		await b.follow('tbody a');
		check(await b.run(count('.document')) > 0, 'without scripts the page of a cell is empty');
	},

	async sort(b) {
		await b.go('index.html');
		await b.press('thead tr:nth-child(2) th:nth-child(2) button');
		const shares = '[...document.querySelectorAll("table")[0].tBodies[0].rows].map(r => parseFloat(r.cells[3].innerText))';
		const down = (await b.run(shares)).filter((x) => !isNaN(x));
		check(down.length > 20 && down.every((x, i) => i === 0 || down[i - 1] >= x), 'sort: not from high to low: ' + down);
		check(await b.run('document.querySelector("th[aria-sort]").getAttribute("aria-sort")') === 'descending', 'sort: not said');
		await b.press('thead tr:nth-child(2) th:nth-child(2) button');
		const up = (await b.run(shares)).filter((x) => !isNaN(x));
		check(up.every((x, i) => i === 0 || up[i - 1] <= x), 'sort: not from low to high: ' + up);
		check(await b.run('document.querySelector(".totals th").innerText').then((x) => /All provincial/.test(x)), 'sort: totals were moved');
		await b.press('.filter input');
		await b.send('Input.insertText', { text: 'guang' });
		check(await b.run('[...document.querySelectorAll("table")[0].tBodies[0].rows].filter(r => r.checkVisibility()).length') === 2, 'filter: not Guangdong and Guangxi');
		check(await b.run('document.querySelector(".filter [role=status]").innerText') === '2 / 31', 'filter: it is not said how many');
	},

	async trail(b) {
		await b.go('index.html');
		await b.follow('tbody a[href$="#both"]');
		check(/cells\/.*#both$/.test(await b.run('location.href')), 'no page of the cell: ' + await b.run('location.href'));
		const all = await b.run(count('.document'));
		await b.press('.filter input');
		await b.send('Input.insertText', { text: await b.run('document.querySelector(".document h3").innerText.slice(0, 12)') });
		check(await b.run(count('.document')) >= 1 && await b.run(count('.document')) <= all, 'filter of documents');
		check(await b.run('document.querySelector(".document mark.focus").innerText') === '试点', 'the match is not marked');
		await b.run('document.querySelector("li:has(mark.focus) > a.where[href*=\\"#p\\"]").id = "sentence"');
		const words = await b.run('document.querySelector("#sentence").parentElement.querySelector("q").innerText');
		await b.follow('#sentence');
		check(/archived\/[0-9a-f]{20}\.html#p[0-9]+$/.test(await b.run('location.href')), 'no archived copy: ' + await b.run('location.href'));
		check((await b.run('document.querySelector(":target").innerText')).includes(words), 'the paragraph is not the sentence\'s');
		check(await b.run('document.querySelector(":target mark.focus").innerText') === '试点', 'archived copy: the match is not marked');
		check((await b.run('document.querySelector("pre").innerText')).includes('<'), 'archived copy: no source');
		check(await b.run('document.querySelectorAll("pre *").length') === 0, 'archived copy: the source is markup');
		await b.shot('archived');
		await b.follow('.back a');
		check(/index.html$/.test(await b.run('location.href')), 'no way back');
	},
};

(async () => {
	const b = new Browser();
	const end = setTimeout(() => { console.log('the browser took too long'); b.process.kill('SIGKILL'); process.exit(1); }, 120000);
	try {
		await b.open();
		await scenarios[scenario](b);
		await pause(100);
	} catch (e) {
		say(String(e.stack));
	}
	clearTimeout(end);
	await b.close();
	for (const line of wrong) console.log(line);
	process.exitCode = wrong.length > 0 ? 1 : 0;
})();
