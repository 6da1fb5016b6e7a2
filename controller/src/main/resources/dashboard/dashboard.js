// The live page: one stream of states, and the events beside it.

const HISTORY_MILLIS = 10 * 60 * 1000;
const history = [];
const byId = (id) => document.getElementById(id);

function element(tag, text, className) {
  const created = document.createElement(tag);
  if (text !== undefined) created.textContent = text;
  if (className) created.className = className;
  return created;
}

function show(state) {
  const { workload, hpa } = state;
  byId('desired').textContent = workload.desired;
  byId('current').textContent = workload.current;
  byId('ready').textContent = workload.ready;
  byId('allowed').textContent = `${workload.min}–${workload.max}`;
  byId('utilization').textContent = `${hpa.currentUtilization ?? '–'} / ${hpa.targetUtilization ?? '–'} %`;
  byId('decision').textContent = state.lastDecision
    ? `${clock(state.lastDecision.time)} ${state.lastDecision.sentence}` : 'none yet';
  byId('conditions').replaceChildren(...hpa.conditions.map(condition));
  byId('pods').replaceChildren(...state.pods.map(pod));
  byId('runs').replaceChildren(...state.runs.slice(0, 6).map(run));
  byId('tester').hidden = state.loadTester.reachable;
  byId('tester').textContent = state.loadTester.message ?? '';
  document.querySelectorAll('nav button').forEach((button) => {
    button.disabled = !state.loadTester.reachable;
  });
  remember(state);
  drawChart(workload.max);
}

function condition(each) {
  const item = element('li');
  item.append(element('b', `${each.type} ${each.status}`), ` ${each.reason}: ${each.message}`);
  return item;
}

function pod(each) {
  const phase = each.terminating ? 'Terminating' : each.ready ? 'Ready' : each.phase;
  const item = element('li', undefined, [
    each.ready ? 'ready' : '', each.terminating ? 'terminating' : '', each.phase === 'Failed' ? 'failed' : '',
  ].join(' '));
  const meter = element('meter');
  meter.max = 500;
  meter.value = each.cpuMillicores ?? 0;
  meter.title = 'CPU in millicores';
  item.append(element('strong', each.name), `${phase} · ${each.cpuMillicores ?? '–'}m`, meter,
    `${each.requests} requests · ${each.openConnections} open`);
  return item;
}

function run(each) {
  const row = element('tr');
  const latency = each.latency?.corrected ?? {};
  const cells = [each.id, each.invalidBecause ? `${each.state}: ${each.invalidBecause}` : each.state,
    each.intensity ?? '–', rounded(each.achievedRate), each.answered, each.failed,
    rounded(latency.p95), rounded(latency.p99)];
  row.append(...cells.map((cell) => element('td', cell)));
  return row;
}

const rounded = (value) => (value === undefined || value === null ? '–' : Math.round(value * 10) / 10);
const clock = (time) => new Date(time).toLocaleTimeString();

function remember(state) {
  const at = Date.parse(state.time);
  history.push({ at, desired: state.workload.desired, ready: state.workload.ready });
  while (history[0].at < at - HISTORY_MILLIS) history.shift();
}

function drawChart(max) {
  const end = history.at(-1).at;
  const start = Math.min(history[0].at, end - 60_000);
  const x = (at) => (600 * (at - start)) / (end - start);
  const y = (replicas) => 152 - (144 * replicas) / Math.max(max, 1);
  const steps = (key) => history.map((point, i) =>
    (i === 0 ? `M${x(point.at)} ${y(point[key])}` : `H${x(point.at)}V${y(point[key])}`)).join('');
  byId('desired-line').setAttribute('d', steps('desired'));
  byId('ready-line').setAttribute('d', steps('ready'));
  byId('span').textContent = `0–${max} replicas, last ${Math.round((end - start) / 60_000)} min`;
  const lines = [0, max / 2, max].map((value) => {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    line.setAttribute('x1', 0);
    line.setAttribute('x2', 600);
    line.setAttribute('y1', y(value));
    line.setAttribute('y2', y(value));
    return line;
  });
  byId('grid').replaceChildren(...lines);
}

function event(each) {
  const item = element('li', undefined, each.type);
  item.append(element('time', clock(each.time)), element('b', each.reason), element('span', each.object),
    element('div', each.message));
  return item;
}

let lastEvents = '';
async function showEvents() {
  const response = await fetch('/api/events?limit=60');
  const text = await response.text();
  if (response.ok && text !== lastEvents) {
    lastEvents = text;
    byId('events').replaceChildren(...JSON.parse(text).map(event));
  }
}

async function ask(method, path) {
  byId('notice').hidden = true;
  try {
    const response = await fetch(path, { method });
    if (!response.ok) throw new Error((await response.json()).detail);
  } catch (refused) {
    byId('notice').textContent = refused.message;
    byId('notice').hidden = false;
  }
}

function connect() {
  const stream = new EventSource('/api/state/events');
  const link = byId('link');
  stream.onmessage = (message) => {
    link.textContent = 'live';
    link.className = 'live';
    show(JSON.parse(message.data));
    showEvents().catch(() => {});
  };
  stream.onerror = () => {
    link.textContent = 'connection lost, trying again…';
    link.className = 'lost';
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(connect, 2000);
    }
  };
}

document.querySelectorAll('[data-load]').forEach((button) => {
  button.addEventListener('click', () => ask('POST', `/api/load?${button.dataset.load}`));
});
byId('stop').addEventListener('click', () => ask('DELETE', '/api/load/runs'));
connect();
