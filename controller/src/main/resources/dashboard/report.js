// The report: the verdict first, then what it rests on. Everything comes from the JSON in the page.

import { clock, duration, element, figure, latency, money } from './format.js';
import { Series } from './series.js';
import { Lanes } from './lanes.js';

const VERDICTS = {
  PASS: ['pass', 'Passed'],
  SLO_MISSED: ['fail', 'SLO missed'],
  ELASTICITY_MISSED: ['fail', 'Elasticity missed'],
  COST_MISSED: ['fail', 'Cost missed'],
  INVALID: ['open', 'Invalid'],
  INTERRUPTED: ['open', 'Interrupted'],
};
/// What the fields of a scorecard are called, and in what unit; others are named by themselves.
const NAMES = {
  thetaU: ['Replicas missing on average', 'replicas'], thetaO: ['Replicas too many on average', 'replicas'],
  thetaUNormalized: ['Missing, of the demand', 'share'], thetaONormalized: ['Too many, of the demand', 'share'],
  tauU: ['Time with too few', 'share'], tauO: ['Time with too many', 'share'],
  jitterPerMinute: ['Jitter', 'per min'], demandChanges: ['Changes of the demand', 'replicas'], supplyChanges: ['Changes of the supply', 'replicas'],
  flaps: ['Flaps', ''], binding: ['What held each decision', 'decisions'], atMaxShare: ['Share of the time at max', 'share'],
  perThousandAnswered: ['Per 1,000 requests', 'money'], replicaHours: ['Replica-hours', 'h'], overProvisioned: ['Of it, over-provisioned', 'money'],
  windowsMissed: ['Windows that missed the SLO', ''], worstP95Millis: ['p95 of the worst window', 'ms'],
  meanReplicas: ['Replicas on average', ''], maxReplicas: ['Most replicas', ''], costPerThousand: ['Per 1,000 requests', 'money'], cost: ['Cost', 'money'],
  monthProjection: ['Projected for a month', 'money'], potential: ['A perfect autoscaler would save', 'share'],
};
const STAGES = { detect: 'achieved', decide: 'desired', actuate: 'demand', start: 'ready', recover: 'current' };

const report = JSON.parse(document.getElementById('report').textContent);
const page = document.getElementById('page');
const trial = report.trial ?? {};

page.replaceChildren(...[
  head(), figures(), checks(), findings(), changes(), timeline(), scaleUps(), transitions(), scores(), repetitions(), earlier(), fingerprint(),
  element('footer', '', `Written by Bellows${report.writtenAt ? `, ${new Date(report.writtenAt).toLocaleString()}` : ''}. This file needs no network.`),
].filter(Boolean));
drawTimeline();

function head() {
  const verdict = report.verdict ?? trial.verdict;
  const name = trial.name ?? report.title ?? 'Report';
  const when = [trial.startedAt, trial.endedAt].filter(Boolean).map((time) => new Date(time));
  const over = ['Bellows report', trial.id, when[0]?.toLocaleString(),
    when.length === 2 ? duration((when[1] - when[0]) / 1000) : undefined].filter(Boolean).join('  ·  ');
  const [kind, words] = VERDICTS[verdict] ?? ['open', verdict];
  return element('div', 'report-head', element('p', 'over', over), element('h1', '', name),
    report.summary && element('p', 'summary', report.summary),
    verdict && element('div', `verdict ${kind}`, element('b', '', words), element('p', '', report.because ?? trial.because ?? '')));
}

/// The few figures that one asks for first.
function figures() {
  const { elasticity, replicas, requests, slo } = report.scorecard ?? {};
  const tiles = [
    replicas && [`${short(replicas.min)} to ${short(replicas.max)}`, `replicas, ${figure(replicas.mean)} on average`],
    elasticity && [`${figure(elasticity.thetaUNormalized * 100)} %`, 'of the replicas needed were missing, on average'],
    slo?.whole?.worstMillis !== undefined && [latency(slo.whole.worstMillis), `p95 of the worst window; ${short(slo.whole.missed)} of ${short(slo.whole.held + slo.whole.missed)} missed the SLO`],
    requests && [short(requests.lost), `of ${short(requests.scheduled)} requests lost`],
    report.cost?.perThousandAnswered !== undefined && [money(report.cost.perThousandAnswered), `${report.cost.currency ?? ''} for 1,000 requests`],
  ].filter(Boolean);
  return tiles.length ? element('div', 'tiles', ...tiles.map(([value, what]) => element('div', '', element('b', '', value), element('span', '', what)))) : undefined;
}

/// What was demanded, what came out.
function checks() {
  if (!report.checks?.length) return undefined;
  const rows = report.checks.map((check) => element('tr', '', cell(checkName(check.name)), cell(check.limit), cell(check.value),
    cell(check.pass === null || check.pass === undefined ? 'not judged' : check.pass ? 'held' : 'missed', check.pass ? 'ok' : check.pass === false ? 'missed' : 'faint')));
  return section('Verdict', table(['', 'limit', 'measured', ''], rows, 'checks'));
}

function checkName(name) {
  const known = NAMES[name]?.[0];
  return known === undefined || known.toLowerCase() === name ? known ?? name : `${known} (${name})`;
}

function findings() {
  if (!report.findings) return undefined;
  if (report.findings.length === 0) return section('Findings', element('p', 'faint', 'None of the detectors found anything.'));
  return section('Findings', element('ul', 'found', ...report.findings.map((found) => element('li', '',
    element('h3', '', found.sentence), found.evidence && element('p', 'faint', text(found.evidence)),
    found.fix && element('p', 'fix', found.fix)))));
}

function timeline() {
  if (!report.history?.time?.length) return undefined;
  return section('What happened', element('div', 'card', element('div', '')), element('p', 'hint', 'Point at an instant to read it, drag to zoom, double-click to go back.'));
}

function drawTimeline() {
  const place = page.querySelector('.card > div');
  if (!place) return;
  const series = Series.of(report.history);
  const whole = [series.first, series.last];
  const lanes = new Lanes(place, series, {
    slo: () => report.sloMillis ?? undefined,
    sentence: () => `From ${clock(whole[0])} to ${clock(whole[1])}, ${duration(whole[1] - whole[0])} in all.`,
    onZoom: (from = whole[0], to = whole[1]) => lanes.show(Math.max(from, whole[0]), Math.min(to, whole[1])),
  });
  lanes.show(...whole);
  // A browser draws a canvas on paper as it is on the screen: in the light theme, then.
  const root = document.documentElement;
  addEventListener('beforeprint', () => { root.style.colorScheme = 'light'; lanes.restyle(); });
  addEventListener('afterprint', () => { root.style.colorScheme = ''; lanes.restyle(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => lanes.restyle());
}

/// The scorecard, a table for each of its parts.
function scores() {
  const groups = [];
  const { scaleUps: _, slo, ...card } = report.scorecard ?? {};
  if (slo?.whole) card.slo = { promise: slo.promise, ...slo.whole };
  const single = {};
  for (const [name, value] of Object.entries(card)) {
    if (value !== null && typeof value === 'object') groups.push(group(NAMES[name]?.[0] ?? words(name), leaves(value)));
    else single[name] = value;
  }
  if (Object.keys(single).length) groups.unshift(group('Overall', leaves(single)));
  if (report.calibration) {
    const { requestsPerSecond, confidence } = report.calibration;
    groups.unshift(group('Capacity of one replica', [['At its CPU request', `${figure(requestsPerSecond)} requests/s`], ['Confidence', confidence]]));
  }
  if (report.cost) {
    const { currency: __, ...amounts } = report.cost;
    groups.push(group('Cost', leaves(amounts, '', 'money')));
  }
  return groups.length ? section('Scorecard', element('div', 'groups', ...groups)) : undefined;
}

function group(title, rows) {
  return element('div', '', element('h3', '', title), table([], rows.map(([name, value]) => element('tr', '', cell(name), cell(value)))));
}

function leaves(value, prefix = '', unit = undefined) {
  if (Array.isArray(value)) {
    return value.length ? value.flatMap((item, i) => (isObject(item) ? leaves(item, `${prefix}${i + 1}, `, unit) : [[`${prefix}${i + 1}`, text(item)]])) : [[prefix || 'Number', 'none']];
  }
  return Object.entries(value ?? {}).flatMap(([name, item]) => (isObject(item)
    ? leaves(item, `${prefix}${words(name)} `, unit) : [[sentence(`${prefix}${NAMES[name]?.[0] ?? words(name)}`), written(name, item, unit)]]));
}

function written(name, value, otherwise) {
  const unit = NAMES[name]?.[1] ?? otherwise;
  if (typeof value !== 'number') return text(value);
  if (unit === 'share') return `${figure(value * 100)} %`;
  if (unit === 'money') return money(value, report.cost?.currency);
  if (/millis$/i.test(name)) return latency(value);
  if (/seconds$/i.test(name)) return `${figure(value)} s`;
  return `${short(value)}${unit ? `\u00a0${unit}` : ''}`;
}

/// Where the time of each scale-up went, as a bar of its stages.
function scaleUps() {
  const budgets = (report.scorecard?.scaleUps ?? []).filter((budget) => budget.spans?.length);
  if (budgets.length === 0) return undefined;
  const whole = (budget) => budget.spans.reduce((sum, span) => sum + Math.max(0, span.millis), 0);
  const most = Math.max(...budgets.map(whole), 1);
  const bars = budgets.map((budget) => {
    const parts = budget.spans.map((span) => {
      const stages = [span.stages ?? span.stage].flat().map((stage) => String(stage).toLowerCase());
      const part = element('i', '', stages.join(' + '));
      part.style.width = `${(100 * Math.max(0, span.millis)) / most}%`;
      part.style.setProperty('--shade', `var(--${STAGES[stages[0]] ?? 'offered'})`);
      part.title = `${stages.join(' + ')}: ${latency(span.millis)}`;
      return part;
    });
    return element('div', '', element('span', '', `${budget.fromReplicas ?? budget.from} → ${budget.toReplicas ?? budget.to}`), element('div', 'parts', ...parts), element('span', '', latency(whole(budget))));
  });
  return section('Where the time of each scale-up went', element('div', 'budget', ...bars));
}

/// How the SLO fared before, during and after each change of the replicas.
function transitions() {
  const list = report.scorecard?.slo?.transitions ?? [];
  if (list.length === 0) return undefined;
  const windows = (tally) => {
    const judged = (tally?.held ?? 0) + (tally?.missed ?? 0);
    if (judged === 0) return cell('no load', 'faint');
    const worst = tally.worstMillis === undefined ? '' : `, worst ${latency(tally.worstMillis)}`;
    return cell(`${tally.held} of ${judged} held${worst}`, tally.missed ? 'missed' : 'ok');
  };
  const rows = list.map((each) => element('tr', '', cell(`${each.fromReplicas} → ${each.toReplicas}`),
    cell(`${figure(each.beginSeconds)} s to ${figure(each.endSeconds)} s${each.settled ? '' : ', not settled'}`),
    windows(each.before), windows(each.during), windows(each.after)));
  return section('The SLO around each transition', table(['replicas', 'when', 'before', 'during', 'after'], rows, 'checks'));
}

/// What each repetition came to, and the medians with their spread.
function repetitions() {
  const results = report.results ?? [];
  if (results.length < 2) return undefined;
  const spreads = Object.entries(report.figures ?? {}).filter(([, value]) => isObject(value));
  return section('Repetitions',
    table(['', 'verdict', ''], results.map((each) => element('tr', '', cell(each.repetition), verdictCell(each.verdict), element('td', 'because', each.because)))),
    table(['', 'median', 'least', 'most'], spreads.map(([name, value]) => element('tr', '', cell(NAMES[name]?.[0] ?? words(name)),
      ...[value.median, value.min, value.max].map((each) => cell(written(name, each))))), 'checks'));
}

/// The last trials of the same name, newest first, this one on top.
function earlier() {
  if (!report.earlier?.length) return undefined;
  const row = (each) => element('tr', '', cell(each.startedAt ? new Date(each.startedAt).toLocaleString() : ''), verdictCell(each.verdict),
    ...['tauU', 'windowsMissed', 'meanReplicas', 'costPerThousand'].map((name) => {
      const value = each.figures?.[name];
      return cell(value === undefined ? '–' : written(name, isObject(value) ? value.median : value));
    }));
  return section('The last trials of this name',
    table(['started', 'verdict', 'time with too few', 'windows missed', 'replicas on average', 'per 1,000 requests'], [{ ...trial, figures: report.figures }, ...report.earlier].map(row), 'checks'),
    report.regression && element('p', 'hint missed', report.regression));
}

function verdictCell(verdict) {
  const [kind, words] = VERDICTS[verdict] ?? ['open', verdict];
  return cell(words, { pass: 'ok', fail: 'missed' }[kind] ?? '');
}

function changes() {
  const diff = report.hpa?.diff;
  if (!diff) return undefined;
  const lines = diff.split('\n').map((line) => element('span', line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : '', line || ' '));
  return section('What to change', element('pre', 'diff', ...lines));
}

function fingerprint() {
  if (!report.fingerprint) return undefined;
  const rows = leaves(report.fingerprint).map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value)));
  return section('Set-up', element('dl', 'fingerprint', ...rows));
}

function section(title, ...content) {
  return element('section', '', element('h2', '', title), ...content);
}

function table(heads, rows, className = '') {
  const head = heads.length ? [element('thead', '', element('tr', '', ...heads.map((name) => element('th', '', name))))] : [];
  return element('table', className, ...head, element('tbody', '', ...rows));
}

function cell(value, className = '') {
  return element('td', className, text(value));
}

function text(value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'object') return Object.entries(value).map(([name, item]) => `${words(name)} ${text(item)}`).join(', ');
  return typeof value === 'number' ? short(value) : String(value);
}

function short(value) {
  return (Number.isInteger(value) ? value : Number(value.toPrecision(4))).toLocaleString('en');
}

/// A field's name as words, without its unit: the value has that.
function words(name) {
  return sentence(name.replace(/(Millis|Seconds)$/, '').replace(/^slo$/, 'SLO').replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ').replace(/\b(?!SLO)\w+/g, (word) => word.toLowerCase()));
}

function sentence(name) {
  const trimmed = name.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}
