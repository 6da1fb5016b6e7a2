// The page: what is shown of what comes in.

import { clock, element, figure, isKnown, latency, money } from './format.js';
import { Series } from './series.js';
import { Lanes } from './lanes.js';
import { Feed, getJson } from './feed.js';
import { LoadControls, endOf } from './load.js';
import { Pods } from './pods.js';
import { HpaEditor, showAutoscaler } from './hpa.js';
import { Runs, showTrials } from './runs.js';
import { Challenge } from './challenge.js';
import { insight } from './insight.js';

const RECENT = 300;
const TRIALS_EVERY = 15_000;
/// Events come with marks; those that have none are few.
const EVENTS_EVERY = 6_000;
const PRICE_EVERY = 10_000;
const SLO_MILLIS = 250;
const byId = (id) => document.getElementById(id);

const series = new Series();
const view = { range: 'recent', zoom: undefined, pausedAt: undefined };
let state;
let insightNow;
let priceNow = '';
let priceAskedAt = -Infinity;
let decisionShown;
let eventsAskedAt = -Infinity;
let eventsDue = true;

const slo = (run) => SLO_MILLIS + (run?.cpuMillis ?? 0);
const activeRun = () => state?.runs?.find((run) => run.state === 'RUNNING') ?? state?.runs?.[0];

const controls = new LoadControls(notify, () => feed.askForState(0));
const pods = new Pods(byId('pods'), byId('pods-summary'));
const runs = new Runs(byId('runs'), byId('compare'), byId('runs-dialog'), slo);
const challenge = new Challenge(byId('challenge'), byId('challenge-toggle'), byId('challenge-close'), byId('rounds'),
  (profile) => controls.start({ profile }));
new HpaEditor(byId('hpa-dialog'), byId('hpa-edit'), notify);
const lanes = new Lanes(byId('lanes'), series, {
  slo: () => slo(activeRun()),
  sentence: () => insightNow ?? state?.lastDecision?.sentence,
  onZoom: zoom,
});
const feed = new Feed(series, { point: showPoint, state: showState, health: showHealth });

function notify(words) {
  byId('notice').textContent = words;
  byId('notice').hidden = !words;
}

function showHealth(kind, words) {
  const link = byId('link');
  const shown = kind === 'lost' && isKnown(series.last) ? `${words}; what you see is from ${clock(series.last)}` : words;
  if (link.textContent !== shown) link.textContent = shown;
  link.className = `link ${kind}`;
  document.body.classList.toggle('stale', kind === 'lost');
}

function showPoint(news) {
  eventsDue ||= (news?.marks ?? []).length > 0;
  const point = series.read(series.length - 1);
  if (point) {
    showVitals(point);
    showPrice();
  }
  draw();
}

function showState(next) {
  state = next;
  byId('workload').textContent = `${state.workload.name}, ${state.cluster}`;
  showLimits();
  const target = series.read(series.length - 1)?.cpuTarget;
  controls.show(state);
  pods.show(state, target);
  showAutoscaler(state);
  runs.show(state.runs ?? []);
  challenge.show(series, state);
  const { currentUtilization, targetUtilization } = state.hpa;
  figureOf('v-cpu', isKnown(currentUtilization) ? `${currentUtilization} %` : '–', isKnown(targetUtilization) ? `target ${targetUtilization} %` : '');
  showEvents();
  showInsight();
}

/// What is missing or cannot be seen here: without these words a button would just be grey.
function showLimits() {
  const { loadTester, limits = [] } = state;
  const sentences = loadTester?.reachable === false ? [`No load can be started: ${loadTester.message}`, ...limits] : limits;
  const place = byId('limits');
  place.hidden = sentences.length === 0;
  if (place.dataset.shown === sentences.join()) return;
  place.dataset.shown = sentences.join();
  place.replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
}

function showVitals(point) {
  figureOf('v-ready', figure(point.ready), `of ${figure(point.desired)} desired`);
  figureOf('v-rate', figure(point.achievedRate), `of ${figure(point.targetRate)}/s offered`);
  const limit = slo(activeRun());
  figureOf('v-p95', latency(point.p95), `SLO ${latency(limit)}`, point.p95 > limit);
  const lost = (point.failedRate || 0) + (point.droppedRate || 0);
  figureOf('v-lost', figure(lost), 'requests/s', lost > 0);
  figureOf('v-cost', point.cost > 0 && point.cost < 0.001 ? '<0.001' : money(point.cost), priceNow);
}

/// What the bench costs by the hour as it is now; the sum so far comes with every second.
async function showPrice() {
  if (performance.now() - priceAskedAt < PRICE_EVERY) return;
  priceAskedAt = performance.now();
  try {
    const cost = await getJson('/api/cost?last=1m');
    priceNow = `${cost.currency}, ${money(cost.perHourNow)}/h`;
  } catch {
    // The sum stands without it.
  }
}

function figureOf(id, value, rest, bad = false) {
  const node = byId(id);
  if (node.textContent !== value) node.textContent = value;
  if (node.nextElementSibling.textContent !== rest) node.nextElementSibling.textContent = rest;
  node.parentElement.classList.toggle('bad', bad);
}

let eventsShown = '';
async function showEvents() {
  if (!eventsDue && performance.now() - eventsAskedAt < EVENTS_EVERY) return;
  eventsDue = false;
  eventsAskedAt = performance.now();
  try {
    const events = await getJson('/api/events?limit=40');
    const text = JSON.stringify(events);
    if (text === eventsShown) return;
    eventsShown = text;
    byId('events').replaceChildren(...events.map((event) => element('li', event.type,
      element('time', '', clock(Date.parse(event.time) / 1000)),
      element('div', '', element('b', '', event.reason), ` ${event.object}`, element('p', '', event.message)))));
  } catch {
    // The stream tells that nothing comes.
  }
}

/// The decisions are long, so they are asked for only when there is one more.
async function showInsight() {
  const time = state.lastDecision?.time;
  if (time === decisionShown) return;
  decisionShown = time;
  try {
    insightNow = insight(await getJson('/api/decisions?limit=12'));
  } catch {
    insightNow = undefined;
  }
}

/// The run to be shown; of a picture that stands still one that had begun by then.
function runUntil(end) {
  const begun = (run) => Date.parse(run.startedAt) / 1000 <= end;
  const active = activeRun();
  return !active || view.pausedAt === undefined || begun(active) ? active : state.runs.find(begun);
}

function range() {
  if (view.zoom) return view.zoom;
  const end = view.pausedAt ?? series.last;
  if (view.range === 'all') return [Math.min(series.first, end - 60), end];
  if (view.range === 'run') {
    const run = runUntil(end);
    if (run) {
      const from = Date.parse(run.startedAt) / 1000 - 10;
      const to = run.state === 'RUNNING' ? end : Math.min(end, endOf(run) + 120);
      return [from, Math.max(to, from + 60)];
    }
  }
  // A bench that has just started fills the picture from its first minute on.
  return [Math.max(end - RECENT, Math.min(series.first, end - 60)), end];
}

function draw() {
  if (series.length === 0 || document.hidden) return;
  lanes.show(...range());
}

function zoom(from, to) {
  const wide = to - from > 5;
  view.zoom = from === undefined ? undefined : wide ? [from, to] : [(from + to) / 2 - 2.5, (from + to) / 2 + 2.5];
  byId('unzoom').hidden = !view.zoom;
  draw();
}

document.querySelectorAll('[data-range]').forEach((button) => {
  button.addEventListener('click', () => {
    view.range = button.dataset.range;
    document.querySelectorAll('[data-range]').forEach((each) => each.setAttribute('aria-pressed', String(each === button)));
    zoom();
  });
});
byId('unzoom').addEventListener('click', () => zoom());
byId('pause').addEventListener('click', () => {
  view.pausedAt = view.pausedAt === undefined ? series.last : undefined;
  byId('pause').setAttribute('aria-pressed', String(view.pausedAt !== undefined));
  byId('pause').textContent = view.pausedAt === undefined ? 'Pause' : 'Go on';
  draw();
});
byId('theme-toggle').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (!document.documentElement.style.colorScheme && matchMedia('(prefers-color-scheme: dark)').matches);
  const chosen = dark ? 'light' : 'dark';
  document.documentElement.style.colorScheme = chosen;
  try {
    localStorage.setItem('bellows-theme', chosen);
  } catch {
    // It holds for this visit.
  }
  lanes.restyle();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => lanes.restyle());
document.addEventListener('visibilitychange', draw);
feed.start();
showTrials(byId('trials'));
setInterval(() => { if (!document.hidden) showTrials(byId('trials')); }, TRIALS_EVERY);
