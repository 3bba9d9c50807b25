'use strict';

(() => {
	const POLL_MILLIS = 2000;
	const ANSWER_MILLIS = 8000;
	// two minutes
	const SAMPLES = 60;
	const CHART = { width: 120, height: 28 };
	const SVG = 'http://www.w3.org/2000/svg';

	const base = location.pathname.replace(/\/+$/, '');
	const writable = document.body.dataset.access === 'unrestricted';
	const byId = (id) => document.getElementById(id);

	const workers = new Map();
	let answeredAt = null;
	let timer = null;

	function element(name, properties = {}, ...children) {
		const created = Object.assign(document.createElement(name), properties);
		created.append(...children);
		return created;
	}

	// nothing is touched that stays as it is: screen readers and selections are left in peace
	function setText(target, text) {
		if (target.textContent !== text) {
			target.textContent = text;
		}
	}

	function formatBytes(bytes) {
		const mib = bytes / 1048576;
		return (mib < 1024) ? `${mib.toFixed(0)} MiB` : `${(mib / 1024).toFixed(1)} GiB`;
	}

	function formatDuration(millis) {
		const seconds = Math.max(0, Math.floor(millis / 1000));
		const days = Math.floor(seconds / 86400);
		const pad = (number) => String(number).padStart(2, '0');
		const time = `${Math.floor(seconds / 3600) % 24}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
		return (days > 0) ? `${days} d ${time}` : time;
	}

	function formatTime(time) {
		return new Date(time).toLocaleTimeString();
	}

	function describeState(state) {
		return state.charAt(0) + state.slice(1).toLowerCase();
	}

	// --- charts ---

	class Chart {

		constructor(format, ceiling = 0) {
			this.format = format;
			this.ceiling = ceiling;
			this.samples = [];
			this.value = element('span');
			this.area = document.createElementNS(SVG, 'polygon');
			this.line = document.createElementNS(SVG, 'polyline');
			const svg = document.createElementNS(SVG, 'svg');
			svg.setAttribute('viewBox', `0 0 ${CHART.width} ${CHART.height}`);
			svg.setAttribute('preserveAspectRatio', 'none');
			svg.setAttribute('aria-hidden', 'true');
			svg.append(this.area, this.line);
			this.content = element('div', { className: 'figure' }, this.value, svg);
		}

		add(sample) {
			const known = sample !== null && sample !== undefined;
			setText(this.value, known ? this.format(sample) : '–');
			this.samples.push(known ? sample : 0);
			this.samples.splice(0, this.samples.length - SAMPLES);
			this.draw();
		}

		clear() {
			this.samples.length = 0;
		}

		draw() {
			const highest = Math.max(this.ceiling, ...this.samples, 1e-9);
			const step = CHART.width / (SAMPLES - 1);
			const start = CHART.width - (this.samples.length - 1) * step;
			const points = this.samples.map((sample, index) =>
				`${(start + index * step).toFixed(1)},${(CHART.height - 1 - sample / highest * (CHART.height - 3)).toFixed(1)}`);
			this.line.setAttribute('points', points.join(' '));
			this.area.setAttribute('points', `${start.toFixed(1)},${CHART.height} ${points.join(' ')} ${CHART.width},${CHART.height}`);
		}

	}

	// --- one worker ---

	class WorkerRow {

		constructor(id) {
			this.id = id;
			this.cpu = new Chart((value) => `${(value * 100).toFixed(1)} %`, 0.05);
			this.memory = new Chart(formatBytes);
			this.connections = new Chart((value) => value.toLocaleString(), 4);
			this.rate = new Chart((value) => `${value.toFixed((value < 10) ? 1 : 0)}/s`, 4);
			this.state = element('span');
			this.process = element('div', { className: 'quiet' });
			this.exit = element('div', { className: 'quiet exit' });
			this.output = this.createOutput();
			this.texts = [element('span'), element('span'), element('span')];
			this.heap = element('div', { className: 'quiet figure' });
			this.active = element('div', { className: 'quiet figure' });
			this.row = this.createRow();
		}

		createRow() {
			const row = element('tr', {}, element('th', { scope: 'row', textContent: this.id }));
			this.addCell(row, 'State', [this.state, this.process, this.exit, this.output], 'wide');
			this.addCell(row, 'Generation', [this.texts[0]]);
			this.addCell(row, 'Uptime', [this.texts[1]]);
			this.addCell(row, 'Restarts', [this.texts[2]]);
			this.addCell(row, 'CPU', [this.cpu.content]);
			this.addCell(row, 'Memory', [this.memory.content, this.heap]);
			this.addCell(row, 'Connections', [this.connections.content]);
			this.addCell(row, 'Requests', [this.rate.content, this.active]);
			if (writable) {
				this.addCell(row, 'Actions', [this.createButtons()], 'wide');
			}
			row.firstChild.dataset.label = 'Worker';
			return row;
		}

		addCell(row, label, content, className = '') {
			const cell = element('td', { className }, ...content);
			cell.dataset.label = label;
			row.append(cell);
		}

		createButtons() {
			const restart = element('button', { type: 'button', textContent: 'Restart' });
			restart.setAttribute('aria-label', `Restart worker ${this.id}`);
			restart.addEventListener('click', () => restartWorker(this.id));
			const stop = element('button', { type: 'button', textContent: 'Stop' });
			stop.setAttribute('aria-label', `Stop worker ${this.id}`);
			stop.addEventListener('click', () => stopWorker(this.id));
			return element('div', { className: 'buttons' }, restart, stop);
		}

		createOutput() {
			const lines = element('pre', { tabIndex: 0 });
			const details = element('details', { hidden: true }, element('summary', { textContent: 'Last output' }), lines);
			details.addEventListener('toggle', () => {
				if (details.open) {
					showOutput(this.id, lines);
				}
			});
			return details;
		}

		update(worker, now) {
			this.announce(worker);
			setText(this.state, describeState(worker.state));
			this.state.className = `state ${worker.state}`;
			setText(this.process, describeProcess(worker, now));
			setText(this.exit, describeExit(worker.lastExit));
			this.exit.classList.toggle('bad', Boolean(worker.lastExit && !worker.lastExit.planned));
			this.output.hidden = !(worker.lastExit && !worker.lastExit.planned);
			setText(this.texts[0], String(worker.generation));
			setText(this.texts[1], worker.startTime ? formatDuration(now - Date.parse(worker.startTime)) : '–');
			setText(this.texts[2], String(worker.restarts));
			this.addSamples(worker);
		}

		announce(worker) {
			if (this.lastState && this.lastState !== worker.state) {
				byId('announcements').textContent = `Worker ${this.id}: ${describeState(worker.state)}`;
			}
			this.lastState = worker.state;
		}

		addSamples(worker) {
			const memory = worker.memory;
			this.cpu.add(worker.cpu);
			this.memory.add(memory ? (memory.rss ?? memory.heapUsed) : null);
			setText(this.heap, memory ? `heap ${formatBytes(memory.heapUsed)} of ${formatBytes(memory.heapMax)}` : '');
			this.connections.add(worker.connections);
			this.rate.add(this.computeRate(worker));
			setText(this.active, worker.requests
				? `${worker.requests.total.toLocaleString()} in all, ${worker.requests.active.toLocaleString()} active` : '');
		}

		// by the heartbeat, which is when the worker counted
		computeRate(worker) {
			const counted = worker.requests
				? { pid: worker.pid, at: Date.parse(worker.lastHeartbeat), total: worker.requests.total } : null;
			const last = this.counted;
			if (!counted || !last || counted.pid !== last.pid) {
				this.counted = counted;
				this.lastRate = null;
			}
			else if (counted.at > last.at) {
				this.counted = counted;
				this.lastRate = Math.max(0, counted.total - last.total) * 1000 / (counted.at - last.at);
			}
			return this.lastRate;
		}

		clear() {
			[this.cpu, this.memory, this.connections, this.rate].forEach((chart) => chart.clear());
			this.counted = null;
		}

	}

	function describeProcess(worker, now) {
		const parts = [];
		if (worker.pid) {
			parts.push(`PID ${worker.pid}`);
		}
		if (worker.port) {
			parts.push(`port ${worker.port}`);
		}
		const silence = worker.lastHeartbeat ? now - Date.parse(worker.lastHeartbeat) : 0;
		if (silence >= 3500) {
			parts.push(`no heartbeat for ${Math.floor(silence / 1000)} s`);
		}
		return parts.join(', ');
	}

	function describeExit(exit) {
		if (!exit) {
			return '';
		}
		const signal = exit.signal ? ` (${exit.signal})` : '';
		const reason = exit.reason ? ` because ${exit.reason}` : '';
		return `${exit.planned ? 'Replaced' : 'Exited'} PID ${exit.pid} at ${formatTime(exit.time)}, code ${exit.exitCode}${signal}${reason}`;
	}

	// --- the cluster ---

	function show(status) {
		const beats = status.instances.map((worker) => Date.parse(worker.lastHeartbeat)).filter((time) => time > 0);
		// the clock of the cluster, which need not be that of the browser
		const now = (beats.length > 0) ? Math.max(...beats) : Date.now();
		setText(byId('headline'),
			`${status.workers.listening} of ${status.workers.desired} workers listening, generation ${status.generation}`);
		document.title = `${status.workers.listening}/${status.workers.desired} – Cluster`;
		showOverview(status, now);
		showRollout(status.rollingRestart);
		showWorkers(status.instances, now);
		if (document.activeElement !== byId('scale-workers')) {
			byId('scale-workers').value = status.workers.desired;
		}
	}

	function showOverview(status, now) {
		const total = status.instances.reduce((sum, worker) => sum + (workers.get(worker.id)?.lastRate ?? 0), 0);
		const facts = new Map([
			['Listening', `${status.workers.listening} of ${status.workers.desired}`],
			['Generation', String(status.generation)],
			['Requests per second', total.toFixed((total < 10) ? 1 : 0)],
			['Scheduling', describeState(status.schedulingPolicy).replace('_', ' ')],
			['Connection draining', describeState(status.connectionDraining)
				+ (status.connectionDrainingReason ? `: ${status.connectionDrainingReason}` : '')],
			['Primary', `PID ${status.primary.pid}, up ${formatDuration(now - Date.parse(status.primary.startTime))}`],
		]);
		const overview = byId('overview');
		if (overview.children.length === 0) {
			facts.forEach((value, name) => overview.append(
				element('div', {}, element('dt', { textContent: name }), element('dd'))));
		}
		[...facts.values()].forEach((value, index) => setText(overview.children[index].lastChild, value));
	}

	function showRollout(rollout) {
		byId('rollout').hidden = !rollout;
		if (!rollout) {
			return;
		}
		const total = rollout.replaced + rollout.remaining;
		const progress = byId('rollout-progress');
		progress.max = Math.max(1, total);
		progress.value = rollout.replaced;
		progress.hidden = rollout.state !== 'RUNNING';
		setText(byId('rollout-text'),
			`${describeState(rollout.state)}: generation ${rollout.generation}, ${rollout.replaced} of ${total} workers replaced`);
		byId('rollout-text').className = (rollout.state === 'FAILED') ? 'bad' : '';
		byId('rollout-failure').hidden = !rollout.reason;
		setText(byId('rollout-reason'), rollout.reason ?? '');
	}

	function showWorkers(instances, now) {
		const ids = new Set(instances.map((worker) => worker.id));
		[...workers.keys()].filter((id) => !ids.has(id)).forEach(removeWorker);
		instances.forEach((worker) => getRow(worker.id).update(worker, now));
	}

	function getRow(id) {
		if (!workers.has(id)) {
			const created = new WorkerRow(id);
			workers.set(id, created);
			const next = [...workers.keys()].filter((other) => other > id).sort((left, right) => left - right)[0];
			byId('workers').insertBefore(created.row, next ? workers.get(next).row : null);
		}
		return workers.get(id);
	}

	function removeWorker(id) {
		workers.get(id).row.remove();
		workers.delete(id);
	}

	// --- talking to the endpoint ---

	async function request(path, options = {}) {
		const response = await fetch(base + path, {
			...options,
			headers: { Accept: 'application/json', ...options.headers },
			cache: 'no-store',
			credentials: 'same-origin',
			signal: AbortSignal.timeout(ANSWER_MILLIS),
		});
		if (!response.ok) {
			throw new Error(await describeFailure(response));
		}
		return response.json();
	}

	async function describeFailure(response) {
		const body = await response.json().catch(() => ({}));
		return `HTTP ${response.status}${(body?.error) ? `: ${body.error}` : ''}`;
	}

	async function poll() {
		clearTimeout(timer);
		try {
			const status = await request('');
			answeredAt = Date.now();
			showProblem(null);
			show(status);
			setText(byId('freshness'), `As of ${formatTime(answeredAt)}, every ${POLL_MILLIS / 1000} seconds`);
		}
		catch (ex) {
			showProblem(ex);
		}
		scheduleNext();
	}

	function scheduleNext() {
		clearTimeout(timer);
		if (!document.hidden) {
			timer = setTimeout(poll, POLL_MILLIS);
		}
	}

	function showProblem(ex) {
		const problem = byId('problem');
		const since = answeredAt ? ` What is shown is from ${formatTime(answeredAt)}.` : '';
		problem.hidden = !ex;
		setText(problem, ex ? `The cluster does not answer (${ex.message}).${since} Trying again.` : '');
		document.body.classList.toggle('stale', Boolean(ex && answeredAt));
	}

	async function showOutput(id, target) {
		target.textContent = 'Asking';
		try {
			const worker = await request(`/${id}`);
			target.textContent = worker.lastOutput?.join('\n') || 'There is none';
		}
		catch (ex) {
			target.textContent = ex.message;
		}
	}

	// --- actions ---

	function ask(text, confirm) {
		const dialog = byId('question');
		setText(byId('question-text'), text);
		setText(byId('question-confirm'), confirm);
		dialog.returnValue = 'cancel';
		dialog.showModal();
		return new Promise((resolve) =>
			dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirm'), { once: true }));
	}

	// as Spring Security's CookieCsrfTokenRepository expects it
	function csrfHeaders() {
		const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
		return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token.substring('XSRF-TOKEN='.length)) } : {};
	}

	async function send(what, path, method, body) {
		try {
			await request(path, {
				method,
				headers: { ...csrfHeaders(), ...(body ? { 'Content-Type': 'application/json' } : {}) },
				body: body ? JSON.stringify(body) : undefined,
			});
			showNotice(`${what}: accepted at ${formatTime(Date.now())}`, false);
		}
		catch (ex) {
			showNotice(`${what}: ${ex.message}`, true);
		}
		poll();
	}

	function showNotice(text, failed) {
		byId('notice').className = failed ? 'bad' : '';
		setText(byId('notice'), text);
	}

	async function restartAll() {
		if (await ask('Replace all workers, one after the other? Each replacement serves before its predecessor stops.',
			'Rolling restart')) {
			send('Rolling restart', '', 'POST', { action: 'restart' });
		}
	}

	async function restartWorker(id) {
		if (await ask(`Replace worker ${id}? Its replacement serves before it stops.`, `Restart worker ${id}`)) {
			send(`Restart of worker ${id}`, `/${id}`, 'POST', { action: 'restart' });
		}
	}

	async function stopWorker(id) {
		const left = workers.size - 1;
		if (await ask(`Stop worker ${id} and have one fewer? ${left} will be left.`, `Stop worker ${id}`)) {
			send(`Stop of worker ${id}`, `/${id}`, 'DELETE');
		}
	}

	async function scale(event) {
		event.preventDefault();
		const wanted = byId('scale-workers').valueAsNumber;
		if (await ask(`Change the number of workers from ${workers.size} to ${wanted}?`, `Scale to ${wanted}`)) {
			send(`Scaling to ${wanted}`, '', 'POST', { workers: wanted });
		}
	}

	// --- start ---

	const titles = ['Worker', 'State', 'Generation', 'Uptime', 'Restarts', 'CPU', 'Memory', 'Connections', 'Requests'];
	(writable ? [...titles, 'Actions'] : titles).forEach((title) =>
		byId('columns').append(element('th', { scope: 'col', textContent: title })));
	byId('actions').hidden = !writable;
	byId('scale').addEventListener('submit', scale);
	byId('restart').addEventListener('click', restartAll);
	document.addEventListener('visibilitychange', () => {
		clearTimeout(timer);
		if (!document.hidden) {
			workers.forEach((worker) => worker.clear());
			poll();
		}
	});
	poll();
})();
