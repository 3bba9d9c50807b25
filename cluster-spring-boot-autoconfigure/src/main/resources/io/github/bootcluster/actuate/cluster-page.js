'use strict';
(() => {
	const INTERVAL = 2000;
	const OVERDUE = 6000;
	const TIMEOUT = 10000;
	const HISTORY = 120000;
	const WIDTH = 120;
	const HEIGHT = 32;
	const MEBIBYTE = 1024 * 1024;
	const SVG = 'http://www.w3.org/2000/svg';

	const address = location.pathname.replace(/\/+$/, '');
	// a frame could lure people into clicks they do not see
	const writable = document.body.dataset.access === 'unrestricted' && window.top === window.self;
	const id = (name) => document.getElementById(name);
	const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
	const fraction = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

	// text, never markup: reasons and output come from anywhere
	function element(name, properties, ...children) {
		const result = document.createElement(name);
		for (const [key, value] of Object.entries(properties)) {
			if (key in result) {
				result[key] = value;
			}
			else {
				result.setAttribute(key, value);
			}
		}
		result.append(...children);
		return result;
	}

	function setText(target, text) {
		if (target.textContent !== text) {
			target.textContent = text;
		}
	}

	/* Words */

	const plural = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
	const share = (value) => `${(value < 0.0995 ? fraction : number).format(value * 100)} %`;
	const rate = (value) => (value < 9.95 ? fraction : number).format(value);
	const memory = (value) => `${number.format(value / MEBIBYTE)} MiB`;
	const clock = (time) => new Date(time).toLocaleTimeString();

	function duration(milliseconds) {
		const seconds = Math.max(0, Math.floor(milliseconds / 1000));
		const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
		const first = units.findIndex(([size]) => seconds >= size);
		if (first === -1) {
			return '0 s';
		}
		return units.slice(first, first + 2)
			.map(([size, unit], i) => [Math.floor((i ? seconds % units[first][0] : seconds) / size), unit])
			.filter(([count], i) => i === 0 || count > 0)
			.map(([count, unit]) => `${count} ${unit}`)
			.join(' ');
	}

	/* History and charts */

	const METRICS = {
		rate: { label: 'Requests per second', step: 1, text: rate },
		connections: { label: 'Connections', step: 1, text: (value) => number.format(value) },
		cpu: { label: 'CPU', step: 0.01, text: share },
		memory: { label: 'Memory (RSS)', step: MEBIBYTE, text: memory }
	};
	const TOTAL = 'total';
	const histories = new Map();

	function record(key, sample) {
		const samples = histories.get(key) ?? [];
		samples.push(sample);
		histories.set(key, samples.filter(({ time }) => time > sample.time - HISTORY - 2 * INTERVAL));
	}

	// counted between heartbeats, which bring the totals, not between answers
	function rateOf(worker, previous) {
		const total = worker.requests?.total;
		if (total === undefined || previous?.total === undefined || total < previous.total) {
			return undefined;
		}
		const elapsed = Date.parse(worker.lastHeartbeat) - previous.heartbeat;
		return (elapsed > 0) ? (total - previous.total) * 1000 / elapsed : previous.rate;
	}

	function sampleOf(worker, time) {
		return {
			time,
			heartbeat: Date.parse(worker.lastHeartbeat),
			total: worker.requests?.total,
			rate: rateOf(worker, histories.get(worker.pid)?.at(-1)),
			connections: worker.connections ?? undefined,
			cpu: worker.cpu ?? undefined,
			memory: worker.memory?.rss ?? undefined
		};
	}

	function sum(samples, metric) {
		const values = samples.map((sample) => sample[metric]).filter((value) => value !== undefined);
		return values.length ? values.reduce((a, b) => a + b) : undefined;
	}

	function remember(instances, time) {
		const alive = instances.filter(({ pid }) => pid != null);
		const samples = alive.map((worker) => sampleOf(worker, time));
		alive.forEach((worker, i) => record(worker.pid, samples[i]));
		record(TOTAL, Object.fromEntries([['time', time],
			...Object.keys(METRICS).map((metric) => [metric, sum(samples, metric)])]));
		const known = new Set([TOTAL, ...alive.map(({ pid }) => pid)]);
		[...histories.keys()].filter((key) => !known.has(key)).forEach((key) => histories.delete(key));
	}

	// 1, 2 or 5 times a power of ten, in units of the metric
	function scaleOf(metric, keys) {
		const values = keys.flatMap((key) => histories.get(key) ?? []).map((sample) => sample[metric] ?? 0);
		const largest = Math.max(METRICS[metric].step, ...values) / METRICS[metric].step;
		const power = 10 ** Math.floor(Math.log10(largest));
		return [1, 2, 5, 10].find((factor) => factor * power >= largest) * power * METRICS[metric].step;
	}

	function createChart() {
		const svg = document.createElementNS(SVG, 'svg');
		const shape = (name, attributes) => {
			const part = document.createElementNS(SVG, name);
			Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
			svg.append(part);
			return part;
		};
		svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
		svg.setAttribute('preserveAspectRatio', 'none');
		svg.setAttribute('aria-hidden', 'true');
		shape('line', { class: 'base', x1: 0, x2: WIDTH, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5 });
		const area = shape('path', { class: 'area' });
		const line = shape('path', { class: 'line' });
		return { svg, area, line };
	}

	// a gap where nothing is known
	function stretches(samples, metric) {
		const result = [];
		let last;
		for (const sample of samples) {
			if (sample[metric] === undefined) {
				last = undefined;
				continue;
			}
			if (!last || sample.time - last.time > OVERDUE) {
				result.push([]);
			}
			result.at(-1).push(sample);
			last = sample;
		}
		return result;
	}

	function draw(chart, key, metric, scale, now) {
		const x = ({ time }) => Math.max(0, WIDTH * (1 - (now - time) / HISTORY)).toFixed(1);
		const y = (sample) => (HEIGHT - 1 - (HEIGHT - 3) * Math.min(1, sample[metric] / scale)).toFixed(1);
		const lines = stretches(histories.get(key) ?? [], metric).map((stretch) => ({
			line: stretch.map((sample) => `${x(sample)} ${y(sample)}`).join('L'),
			first: x(stretch[0]),
			last: x(stretch.at(-1))
		}));
		chart.line.setAttribute('d', lines.map(({ line }) => `M${line}`).join(''));
		chart.area.setAttribute('d', lines
			.map(({ line, first, last }) => `M${first} ${HEIGHT}L${line}L${last} ${HEIGHT}Z`).join(''));
	}

	/* Overview */

	const tiles = new Map();

	function createTile(label, withChart) {
		const value = element('span', {});
		const hint = element('small', {});
		const chart = withChart ? createChart() : undefined;
		id('tiles').append(element('div', {}, element('dt', {}, label), element('dd', {}, value, ' ', hint),
			...(chart ? [element('dd', {}, chart.svg)] : [])));
		return { value, hint, chart };
	}

	function renderTiles(status, now) {
		if (!tiles.size) {
			tiles.set('workers', createTile('Workers', false));
			Object.entries(METRICS).forEach(([metric, { label }]) => tiles.set(metric, createTile(label, true)));
		}
		const { listening, desired } = status.workers;
		setText(tiles.get('workers').value, `${listening} of ${desired}`);
		tiles.get('workers').value.className = listening < desired ? 'failed' : '';
		setText(tiles.get('workers').hint, 'listening');
		const latest = histories.get(TOTAL).at(-1);
		for (const [metric, { text }] of Object.entries(METRICS)) {
			const { value, chart } = tiles.get(metric);
			setText(value, latest[metric] === undefined ? '–' : text(latest[metric]));
			draw(chart, TOTAL, metric, scaleOf(metric, [TOTAL]), now);
		}
	}

	function renderFacts(status, serverTime) {
		const { primary } = status;
		const facts = [['Generation', `${status.generation}`],
			['Primary', `PID ${primary.pid}, up ${duration(serverTime - Date.parse(primary.startTime))}`],
			['Scheduling', status.schedulingPolicy],
			['Draining', [status.connectionDraining, status.connectionDrainingReason].filter(Boolean).join(': ')],
			['Rolling restart', rolloutFact(status.rollingRestart)]];
		const list = id('facts');
		if (!list.children.length) {
			facts.forEach(([name]) => list.append(element('div', {}, element('dt', {}, name), element('dd', {}))));
		}
		facts.forEach(([, value], i) => setText(list.children[i].lastChild, value));
		list.lastChild.hidden = !id('rollout').hidden;
	}

	/* Rolling restart */

	function rolloutFact(rollout) {
		return rollout ? `${rollout.state.toLowerCase()}, ${plural(rollout.replaced, 'worker')} replaced` : 'none so far';
	}

	function rolloutText({ state, generation, replaced, remaining }) {
		const progress = `${replaced} of ${plural(replaced + remaining, 'worker')} replaced.`;
		return (state === 'FAILED') ? `Generation ${generation} did not come up: ${progress} The others serve on.`
			: `Generation ${generation} is being rolled out: ${progress}`;
	}

	function renderRollout(rollout) {
		id('rollout').hidden = !rollout || rollout.state === 'COMPLETED';
		if (id('rollout').hidden) {
			return;
		}
		setText(id('rollout-heading'), `Rolling restart ${rollout.state.toLowerCase()}`);
		setText(id('rollout-text'), rolloutText(rollout));
		id('rollout').classList.toggle('bad', rollout.state === 'FAILED');
		id('rollout-progress').hidden = rollout.state !== 'RUNNING';
		id('rollout-progress').max = rollout.replaced + rollout.remaining;
		id('rollout-progress').value = rollout.replaced;
		const [reason, ...output] = (rollout.reason ?? '').split('\n');
		setText(id('rollout-reason'), reason);
		setText(id('rollout-output'), output.join('\n'));
		id('rollout-details').hidden = !output.length;
	}

	/* Workers */

	const LOOKS = { LISTENING: 'good', STARTING: 'starting', ONLINE: 'starting', DRAINING: 'stopping', STOPPING: 'stopping',
		KILLING: 'failed', EXITED: 'failed', FAILED: 'failed' };
	const COLUMNS = ['Worker', 'State', 'Process', 'Generation', ...Object.keys(METRICS)];
	const scales = {};
	const rows = new Map();

	function createHeader() {
		const cells = COLUMNS.map((column) => {
			const scale = element('small', {});
			if (METRICS[column]) {
				scales[column] = scale;
			}
			return element('th', { scope: 'col', role: 'columnheader' }, METRICS[column]?.label ?? column, ' ', scale);
		});
		if (writable) {
			cells.push(element('th', { scope: 'col', role: 'columnheader' }, element('span', { className: 'announcements' }, 'Actions')));
		}
		id('table').append(element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...cells)));
	}

	function createRow(workerId) {
		const row = { charts: {}, values: {} };
		const cell = (label, ...children) => element('td', { role: 'cell', 'data-label': label }, ...children);
		const two = (name, className) => [row.values[name] = element('span', { className }), row.values[`${name}-more`] = element('small', {})];
		const cells = [cell('Worker', element('span', { className: 'id' }, `${workerId}`)),
			cell('State', element('div', {}, ...two('state', 'state'))),
			cell('Process', element('div', {}, ...two('process', ''))),
			cell('Generation', element('div', {}, ...two('generation', '')))];
		for (const [metric, { label }] of Object.entries(METRICS)) {
			row.charts[metric] = createChart();
			cells.push(cell(label, element('div', { className: 'figure' },
				element('div', {}, ...two(metric, '')), row.charts[metric].svg)));
		}
		if (writable) {
			cells.push(element('td', { role: 'cell', className: 'actions' }, ...createActions(row, workerId)));
		}
		row.exitText = element('span', {});
		row.output = createOutput(workerId);
		row.exit = element('tr', { role: 'row', className: 'exit', hidden: true },
			element('td', { role: 'cell', colSpan: cells.length }, element('div', {}, row.exitText, row.output)));
		row.body = element('tbody', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...cells), row.exit);
		return row;
	}

	function createActions(row, workerId) {
		const button = (label, action) => {
			const result = element('button', { type: 'button', 'aria-label': `${label} worker ${workerId}` }, label);
			result.addEventListener('click', action);
			return result;
		};
		row.stop = button('Stop', () => askToStop(workerId));
		return [button('Restart', () => askToRestart(workerId)), row.stop];
	}

	function createOutput(workerId) {
		const text = element('pre', { tabIndex: 0 });
		const details = element('details', {}, element('summary', {}, 'Last output'), text);
		details.addEventListener('toggle', async () => {
			if (details.open) {
				text.textContent = 'Loading';
				text.textContent = await findOutput(workerId);
			}
		});
		return details;
	}

	async function findOutput(workerId) {
		try {
			const worker = await request('GET', `${address}/${workerId}`);
			return worker.lastOutput?.join('\n') || 'There is none.';
		}
		catch (error) {
			return error.message;
		}
	}

	function renderRow(row, worker, status, serverTime, now) {
		const texts = {
			state: worker.state.charAt(0) + worker.state.slice(1).toLowerCase(),
			'state-more': stateDetail(worker, serverTime),
			process: worker.pid != null ? `PID ${worker.pid}` : 'No process',
			'process-more': worker.startTime && worker.pid != null
				? `up ${duration(serverTime - Date.parse(worker.startTime))}` : '',
			generation: generationText(worker, status.rollingRestart),
			'generation-more': plural(worker.restarts, 'restart'),
			'rate-more': worker.requests ? `${number.format(worker.requests.active)} active` : '',
			'memory-more': worker.memory
				? `heap ${number.format(worker.memory.heapUsed / MEBIBYTE)} of ${memory(worker.memory.heapMax)}` : ''
		};
		const latest = worker.pid != null ? histories.get(worker.pid)?.at(-1) : undefined;
		for (const [metric, { text }] of Object.entries(METRICS)) {
			texts[metric] = latest?.[metric] === undefined ? '–' : text(latest[metric]);
			draw(row.charts[metric], worker.pid, metric, scales[metric].value, now);
		}
		Object.entries(texts).forEach(([name, text]) => setText(row.values[name], text));
		row.values.state.className = `state ${LOOKS[worker.state] ?? ''}`;
		if (row.stop) {
			row.stop.disabled = status.workers.desired < 2;
		}
		renderExit(row, worker, serverTime);
	}

	function generationText({ generation }, rollout) {
		const next = (rollout?.state === 'RUNNING' && generation < rollout.generation) ? ` → ${rollout.generation}` : '';
		return `${generation}${next}`;
	}

	function stateDetail(worker, serverTime) {
		const silence = serverTime - Date.parse(worker.lastHeartbeat);
		if (worker.pid != null && silence > OVERDUE) {
			return `no heartbeat for ${duration(silence)}`;
		}
		return worker.port != null ? `port ${worker.port}` : '';
	}

	function renderExit(row, { lastExit }, serverTime) {
		row.exit.hidden = !lastExit || (lastExit.planned && !lastExit.reason);
		if (row.exit.hidden) {
			return;
		}
		const age = duration(serverTime - Date.parse(lastExit.time));
		const signal = lastExit.signal ? ` (${lastExit.signal})` : '';
		const reason = lastExit.reason ? `: ${lastExit.reason}` : '';
		setText(row.exitText, `${lastExit.planned ? 'Replaced' : 'Died'} ${age} ago, PID ${lastExit.pid}, `
			+ `code ${lastExit.exitCode}${signal}${reason}`);
		row.output.hidden = lastExit.planned;
		if (row.exitPid !== lastExit.pid) {
			row.exitPid = lastExit.pid;
			row.output.open = false;
		}
	}

	function renderWorkers(status, serverTime, now) {
		const table = id('table');
		if (!table.children.length) {
			createHeader();
		}
		const pids = status.instances.map(({ pid }) => pid).filter((pid) => pid != null);
		for (const [metric, { text }] of Object.entries(METRICS)) {
			scales[metric].value = scaleOf(metric, pids);
			setText(scales[metric], `0 – ${text(scales[metric].value)}`);
		}
		removeRows(new Set(status.instances.map((worker) => worker.id)));
		status.instances.forEach((worker, i) => {
			if (!rows.has(worker.id)) {
				rows.set(worker.id, createRow(worker.id));
			}
			const row = rows.get(worker.id);
			if (table.children[i + 1] !== row.body) {
				table.insertBefore(row.body, table.children[i + 1] ?? null);
			}
			renderRow(row, worker, status, serverTime, now);
		});
	}

	function removeRows(wanted) {
		for (const [workerId, { body }] of rows) {
			if (!wanted.has(workerId)) {
				if (body.contains(document.activeElement)) {
					id('workers-heading').focus();
				}
				body.remove();
				rows.delete(workerId);
			}
		}
	}

	/* Asking before acting */

	let current;
	let confirmed;

	function ask(heading, text, verb, action) {
		setText(id('dialog-heading'), heading);
		setText(id('dialog-text'), text);
		setText(id('confirm'), verb);
		confirmed = action;
		id('dialog').showModal();
	}

	function describe(workerId) {
		const worker = current.instances.find((candidate) => candidate.id === workerId);
		return `worker ${workerId}${worker?.pid != null ? ` (PID ${worker.pid})` : ''}`;
	}

	function askToRestart(workerId) {
		ask(`Restart worker ${workerId}?`, `A new process takes the place of ${describe(workerId)}, which finishes its requests first.`,
			'Restart', () => act('POST', `/${workerId}`, { action: 'restart' }, `Worker ${workerId} is being restarted.`));
	}

	function askToRestartAll() {
		ask('Restart all workers?', `${plural(current.workers.desired, 'worker')} will be replaced one after the other, `
			+ 'with the files that are on disk now.', 'Restart all',
			() => act('POST', '', { action: 'restart' }, 'The rolling restart has begun.'));
	}

	function askToStop(workerId) {
		const left = current.workers.desired - 1;
		ask(`Stop worker ${workerId}?`, `Stop ${describe(workerId)} and have one fewer? `
			+ `${plural(left, 'worker')} will be left.`, 'Stop',
			() => act('DELETE', `/${workerId}`, undefined, `Worker ${workerId} is being stopped.`));
	}

	function askToScale() {
		const input = id('count');
		if (!input.reportValidity()) {
			return;
		}
		const count = input.valueAsNumber;
		const difference = count - current.workers.desired;
		if (difference === 0) {
			notify(`There are ${plural(count, 'worker')} already.`, false);
			return;
		}
		ask(`Scale to ${plural(count, 'worker')}?`, `Have ${plural(count, 'worker')} instead of ${current.workers.desired}? `
			+ `${number.format(Math.abs(difference))} will be ${difference > 0 ? 'started' : 'stopped'}.`, 'Scale',
			() => act('POST', '', { workers: count }, `The cluster is being scaled to ${plural(count, 'worker')}.`));
	}

	async function act(method, path, body, done) {
		try {
			await request(method, address + path, body);
			edited = false;
			notify(done, false);
		}
		catch (error) {
			notify(`Not done. ${error.message}`, true);
		}
		poll();
	}

	function notify(text, bad) {
		id('notice-text').textContent = text;
		id('notice').classList.toggle('bad', bad);
		id('notice').hidden = false;
		announce([text]);
	}

	/* Talking to the endpoint */

	function csrfHeader() {
		const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
		return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token.slice('XSRF-TOKEN='.length)) } : {};
	}

	async function request(method, url, body) {
		const response = await send(method, url, body);
		const type = response.headers.get('Content-Type') ?? '';
		const answer = /\bjson\b/.test(type) ? await response.json().catch(() => undefined) : undefined;
		if (!response.ok) {
			const reason = answer?.error ?? answer?.detail ?? answer?.message ?? 'No reason was given';
			throw new Error(`${response.status}: ${reason.replace(/\.?$/, '.')}`);
		}
		if (!answer) {
			throw new Error('The answer is not JSON. Reload the page to sign in again, if that is needed.');
		}
		serverOffset = (Date.parse(response.headers.get('Date')) || Date.now()) - Date.now();
		return answer;
	}

	async function send(method, url, body) {
		const json = body ? { 'Content-Type': 'application/json' } : {};
		try {
			return await fetch(url, { method, cache: 'no-store', body: body && JSON.stringify(body),
				headers: { Accept: 'application/json', ...json, ...(method === 'GET' ? {} : csrfHeader()) },
				signal: AbortSignal.timeout(TIMEOUT) });
		}
		catch (error) {
			throw new Error(error.name === 'TimeoutError' ? 'No answer in 10 seconds.' : 'There is no connection to the server.');
		}
	}

	/* The loop */

	let serverOffset = 0;
	let edited = false;
	let polling = false;
	let timer;
	let answered;
	let failure;

	async function poll() {
		if (polling) {
			return;
		}
		polling = true;
		clearTimeout(timer);
		try {
			const status = await request('GET', address);
			failure = undefined;
			render(status);
		}
		catch (error) {
			failure = error.message;
		}
		polling = false;
		renderFreshness();
		if (!document.hidden) {
			timer = setTimeout(poll, INTERVAL);
		}
	}

	function render(status) {
		const now = Date.now();
		const serverTime = now + serverOffset;
		remember(status.instances, now);
		renderTiles(status, now);
		renderRollout(status.rollingRestart);
		renderFacts(status, serverTime);
		renderWorkers(status, serverTime, now);
		if (!edited) {
			id('count').value = status.workers.desired;
		}
		document.title = `${status.workers.listening}/${status.workers.desired} Cluster ${location.host}`;
		id('overview').hidden = false;
		id('workers').hidden = false;
		announce(changes(current, status));
		current = status;
		answered = now;
	}

	// never old numbers that look like new ones
	function renderFreshness() {
		const overdue = answered && Date.now() - answered > OVERDUE;
		const stale = failure !== undefined || overdue;
		if (stale !== document.body.classList.contains('stale')) {
			document.body.classList.toggle('stale', stale);
			announce([stale ? 'The cluster does not answer.' : 'The cluster answers again.']);
		}
		id('outage').hidden = !stale;
		const since = answered
			? `What is below is from ${clock(answered)}, ${duration(Date.now() - answered)} ago.` : '';
		setText(id('outage-text'), [failure, since, 'Asking again every 2 seconds.'].filter(Boolean).join(' '));
		if (stale || answered) {
			setText(id('freshness'), stale ? 'No answer' : `Live, ${clock(answered)}`);
		}
	}

	function changes(before, after) {
		if (!before) {
			return [];
		}
		const old = new Map(before.instances.map((worker) => [worker.id, worker]));
		const result = after.instances
			.filter(({ id, state, pid }) => old.get(id)?.state !== state || old.get(id)?.pid !== pid)
			.map(({ id, state }) => `Worker ${id} is ${state.toLowerCase()}.`);
		if (after.rollingRestart && after.rollingRestart.state !== before.rollingRestart?.state) {
			result.push(`Rolling restart ${after.rollingRestart.state.toLowerCase()}.`);
		}
		return result;
	}

	const unsaid = [];

	function announce(sentences) {
		if (sentences.length && !unsaid.length) {
			queueMicrotask(() => id('announcements').textContent = unsaid.splice(0).join(' '));
		}
		unsaid.push(...sentences);
	}

	setText(id('host'), location.host);
	setText(id('command'), `curl ${location.origin}${address}`);
	id('controls').hidden = !writable;
	id('controls').addEventListener('submit', (event) => {
		event.preventDefault();
		askToScale();
	});
	id('count').addEventListener('input', () => edited = true);
	id('restart-all').addEventListener('click', askToRestartAll);
	id('dismiss').addEventListener('click', () => id('notice').hidden = true);
	id('cancel').addEventListener('click', () => id('dialog').close());
	id('confirm').addEventListener('click', () => {
		id('dialog').close();
		confirmed();
	});
	document.addEventListener('visibilitychange', () => {
		renderFreshness();
		if (document.hidden) {
			clearTimeout(timer);
		}
		else {
			poll();
		}
	});
	setInterval(renderFreshness, 1000);
	poll();
})();
