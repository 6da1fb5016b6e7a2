// The report: the verdict first, then what it rests on. Everything comes from the JSON in the page.

import { clock, duration, element, figure, isKnown, latency, money } from './format.js';
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
/// What figures are called, and in what unit; others are named by themselves.
const NAMES = {
  thetaU: ['Replicas missing on average', 'replicas'], thetaO: ['Replicas too many on average', 'replicas'],
  thetaUNormalized: ['Replicas missing, of those needed', 'share'], thetaONormalized: ['Replicas too many, of those needed', 'share'],
  tauU: ['Time with too few replicas', 'share'], tauO: ['Time with too many replicas', 'share'],
  jitterPerMinute: ['Moved more than the demand', 'replicas/min'], demandChanges: ['Demand moved by', 'replicas'], supplyChanges: ['Replicas Ready moved by', 'replicas'],
  windowsMissed: ['Windows that missed the SLO', ''], worstP95Millis: ['Latency in the worst window', 'ms'],
  meanReplicas: ['Replicas on average', ''], maxReplicas: ['Most replicas', ''], atMaxSeconds: ['Time at the maximum allowed', ''],
  answered: ['Requests answered', ''], lost: ['Requests lost', ''], costPerThousand: ['Cost of 1,000 requests', 'money'], cost: ['Cost', 'money'],
};
/// What fixed the replicas of a decision.
const CONSTRAINTS = {
  metric: 'The metrics alone', tolerance: 'The tolerance', stabilization: 'The stabilization window', rate: 'The scaling policy',
  minimum: 'The minimum', maximum: 'The maximum', unavailable: 'Missing metrics', disabled: 'Scaling to zero by hand',
};
const SET_UP = { os: 'Operating system', cores: 'Cores', java: 'Java', target: 'Target', service: 'Service', requests: 'Requests of a pod', cpus: 'Cores' };
/// From so many letters on a value is a sentence.
const LONG = 28;
const STAGES = { detect: 'achieved', decide: 'desired', actuate: 'demand', start: 'ready', recover: 'current' };
const MEANING = {
  detect: 'until the metric showed the load', decide: 'until more replicas were asked for', actuate: 'until the pods existed',
  start: 'until they were Ready', recover: 'until the SLO held',
};

const report = JSON.parse(document.getElementById('report').textContent);
const page = document.getElementById('page');
const trial = report.trial ?? {};

page.replaceChildren(...[
  head(), figures(), checks(), findings(), changes(), timeline(), scaleUps(), transitions(), scores(), repetitions(), earlier(), fingerprint(), autoscaler(),
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
    slo?.whole && judged(slo.whole) > 0 && [`${short(slo.whole.held)} of ${short(judged(slo.whole))}`, 'windows of 5 s held the SLO'],
    slo?.whole?.worstMillis !== undefined && [latency(slo.whole.worstMillis), `${percentile(slo.promise)} in the worst window`],
    requests && [short(requests.lost), `of ${short(requests.scheduled)} requests lost`],
    replicas && [`${short(replicas.min)} to ${short(replicas.max)}`, `replicas Ready, ${figure(replicas.mean)} on average`],
    elasticity && [`${figure(elasticity.thetaUNormalized * 100)} %`, 'of the replicas needed were missing, on average'],
    report.cost?.perThousandAnswered !== undefined && [money(report.cost.perThousandAnswered), `${report.cost.currency ?? ''} for 1,000 requests answered`],
  ].filter(Boolean);
  return tiles.length ? element('div', 'tiles', ...tiles.map(([value, what]) => element('div', '', element('b', '', value), element('span', '', what)))) : undefined;
}

function judged(tally) {
  return (tally?.held ?? 0) + (tally?.missed ?? 0);
}

/// The percentile that a promise begins with, such as p95.
function percentile(promise) {
  return `${/\bp[\d.]+/.exec(promise ?? '')?.[0] ?? 'p95'} latency`;
}

/// What was demanded, what came out.
function checks() {
  if (!report.checks?.length) return undefined;
  const rows = report.checks.map((check) => element('tr', '', cell(check.words ?? checkName(check.name)), cell(check.limit), cell(check.value),
    cell(check.pass === null || check.pass === undefined ? 'not judged' : check.pass ? 'held' : 'missed', check.pass ? 'ok' : check.pass === false ? 'missed' : 'faint')));
  return section('What was asked for', table(['', 'limit', 'measured', ''], rows, isVoid() ? 'checks void' : 'checks'),
    isVoid() ? element('p', 'note', 'The trial is void, so none of this is a result.') : undefined);
}

function isVoid() {
  return ['INVALID', 'INTERRUPTED'].includes(report.verdict ?? trial.verdict);
}

function checkName(name) {
  return NAMES[name]?.[0] ?? name;
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
  // A browser puts a canvas on paper as it is on the screen: in the light theme and as wide as a sheet, then.
  const root = document.documentElement;
  const draw = (onPaper) => {
    root.classList.toggle('paper', onPaper);
    lanes.resize();
    lanes.restyle();
  };
  addEventListener('beforeprint', () => draw(true));
  addEventListener('afterprint', () => draw(false));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => lanes.restyle());
}

/// The scorecard, a table for each of its parts.
function scores() {
  const { elasticity, flaps, slo, podStartUp, replicas, binding, requests } = report.scorecard ?? {};
  const { calibration: capacity, cost } = report;
  const currency = cost?.currency;
  const groups = [
    capacity ? ['Capacity of one replica', [['At its CPU request', `${figure(capacity.requestsPerSecond)} requests/s`], ['Confidence', capacity.confidence]]]
      : report.noCapacityBecause && ['Capacity of one replica', [['Not known', report.noCapacityBecause], ['Demand instead', report.demandFrom]]],
    slo?.whole && ['SLO', [['Promised', slo.promise?.replace(/^SLO: /, '').replaceAll('<=', '≤')], ['Windows of 5 s that held', slo.whole.held], ['Windows that missed', slo.whole.missed],
      ['Windows without load', slo.whole.silent], [`Worst ${percentile(slo.promise)}`, isKnown(slo.whole.worstMillis) ? latency(slo.whole.worstMillis) : undefined]]],
    elasticity && ['Elasticity', Object.entries(elasticity).map(([name, value]) => [NAMES[name]?.[0] ?? words(name), written(name, value)])],
    Array.isArray(flaps) && ['Flaps', flaps.length ? flaps.map(flap) : [['Turns without a reason in the demand', 'none']]],
    replicas && ['Replicas that were Ready', [['Fewest', replicas.min], ['On average', figure(replicas.mean)], ['Most', replicas.max],
      ['Time at the maximum allowed', `${figure(replicas.atMaxSeconds)} s, ${figure(replicas.atMaxShare * 100)} %`]]],
    podStartUp && ['From a pod\u2019s creation to Ready', [['Pods that started', podStartUp.count], ['Median', latency(podStartUp.p50Millis)], ['p90', latency(podStartUp.p90Millis)],
      ['p95', latency(podStartUp.p95Millis)], ['p99', latency(podStartUp.p99Millis)], ['Slowest', latency(podStartUp.maxMillis)]]],
    binding && Object.keys(binding).length > 0 && ['What fixed the replicas', Object.entries(binding).map(([name, count]) => [CONSTRAINTS[name.toLowerCase()] ?? words(name), `${short(count)} ${count === 1 ? 'decision' : 'decisions'}`])],
    requests && ['Requests', [['Due', requests.scheduled], ['Answered', requests.answered], ['Failed', requests.failed], ['Never sent', requests.dropped], ['Lost, both of these', requests.lost]]],
    cost && ['Cost', [['This trial', money(cost.run?.total ?? cost.run, currency)], ['1,000 requests answered', isKnown(cost.perThousandAnswered) ? money(cost.perThousandAnswered, currency) : undefined],
      ['Replica-hours', isKnown(cost.run?.replicaHours) ? short(cost.run.replicaHours) : undefined],
      ['Spent on replicas not needed', money(cost.overProvisioned, currency)], ['With the peak\u2019s replicas throughout', money(cost.staticPeak, currency)],
      ['With a perfect autoscaler', money(cost.oracle, currency)], ['It would save', isKnown(cost.potential) ? `${figure(cost.potential * 100)} %` : undefined],
      ['A month of this', isKnown(cost.monthProjection) ? money(cost.monthProjection, currency) : undefined]]],
  ].filter(Boolean);
  return groups.length ? section('Scorecard', element('div', 'groups', ...groups.map(([title, rows]) => group(title, rows)))) : undefined;
}

/// When the replicas turned, and how soon after they had gone the other way.
function flap(each) {
  const [now, before] = each.up ? ['Up', 'down'] : ['Down', 'up'];
  return [instant(each.atSeconds), `${now} again ${figure(each.atSeconds - each.beforeSeconds)} s after going ${before}`];
}

/// An instant of the trial as the timeline shows it.
function instant(seconds) {
  const begin = report.history?.time?.[0];
  return isKnown(begin) ? clock(begin + seconds) : `${duration(seconds)} into it`;
}

function group(title, rows) {
  return element('div', '', element('h3', '', title),
    table([], rows.filter(([, value]) => isKnown(value)).map(([name, value]) => (String(value).length > LONG ? longRow(name, value) : element('tr', '', cell(name), cell(value))))));
}

/// A sentence has the width of both columns.
function longRow(name, value) {
  const both = element('td', 'long', element('span', 'faint', `${name}: `), value);
  both.colSpan = 2;
  return element('tr', '', both);
}

function written(name, value) {
  const unit = NAMES[name]?.[1];
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
      const label = stages.join(' + ');
      const percent = (100 * Math.max(0, span.millis)) / most;
      // A letter takes about one percent; half a word helps nobody.
      const part = element('i', '', percent > 1.5 * label.length + 2 ? label : undefined);
      part.style.width = `${percent}%`;
      part.style.setProperty('--shade', `var(--${STAGES[stages[0]] ?? 'offered'})`);
      part.title = `${label}: ${latency(span.millis)}`;
      return part;
    });
    return element('div', '', element('span', '', `${budget.fromReplicas ?? budget.from} → ${budget.toReplicas ?? budget.to}`), element('div', 'parts', ...parts), element('span', '', latency(whole(budget))));
  });
  const legend = Object.entries(MEANING).map(([stage, meaning]) => {
    const item = element('li', '', element('i'), element('b', '', stage), ` ${meaning}`);
    item.style.setProperty('--shade', `var(--${STAGES[stage]})`);
    return item;
  });
  return section('Where the time of each scale-up went', element('div', 'budget', ...bars), element('ul', 'stages', ...legend));
}

/// How the SLO fared before, during and after each change of the replicas. Those without load have nothing to tell.
function transitions() {
  const list = report.scorecard?.slo?.transitions ?? [];
  const told = list.filter((each) => [each.before, each.during, each.after].some((tally) => judged(tally) > 0));
  if (told.length === 0) return undefined;
  const windows = (tally) => {
    if (judged(tally) === 0) return cell('no load', 'faint');
    const worst = tally.worstMillis === undefined ? '' : `, worst ${latency(tally.worstMillis)}`;
    return cell(`${tally.held} of ${judged(tally)} held${worst}`, tally.missed ? 'missed' : 'ok');
  };
  const rows = told.map((each) => element('tr', '', cell(`${each.fromReplicas} → ${each.toReplicas}`),
    cell(`${instant(each.beginSeconds)} to ${instant(each.endSeconds)}${each.settled ? '' : ', not settled'}`),
    windows(each.before), windows(each.during), windows(each.after)));
  const silent = list.length - told.length;
  return section('The SLO around each change of the replicas',
    scrolled(['replicas', 'when', 'windows before', 'windows during', 'windows after'], rows, 'checks'),
    silent > 0 ? element('p', 'note', `${silent} more ${silent === 1 ? 'change' : 'changes'} without load.`) : undefined);
}

/// What each repetition came to, and the medians with their spread.
function repetitions() {
  const results = report.results ?? [];
  if (results.length < 2) return undefined;
  const spreads = Object.entries(report.figures ?? {}).filter(([, value]) => isObject(value));
  return section('Repetitions',
    table(['', 'verdict', ''], results.map((each) => element('tr', '', cell(each.repetition), verdictCell(each.verdict), element('td', 'because', each.because)))),
    scrolled(['', 'median', 'least', 'most'], spreads.map(([name, value]) => element('tr', '', cell(NAMES[name]?.[0] ?? words(name)),
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
    scrolled(['started', 'verdict', 'time with too few', 'windows missed', 'replicas on average', 'per 1,000 requests'], [{ ...trial, figures: report.figures }, ...report.earlier].map(row), 'checks'),
    report.regression && element('p', 'hint missed', report.regression));
}

function verdictCell(verdict) {
  const [kind, words] = VERDICTS[verdict] ?? ['open', verdict];
  return cell(words, { pass: 'ok', fail: 'missed' }[kind] ?? '');
}

function changes() {
  const diff = report.hpa?.diff;
  if (!diff) return undefined;
  const lines = diff.trimEnd().split('\n').map((line) => element('span', line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : '', line || ' '));
  return section('What to change', element('pre', 'diff', ...lines));
}

function fingerprint() {
  if (!report.fingerprint) return undefined;
  const facts = Object.entries(report.fingerprint).filter(([name]) => name !== 'hpa' || !report.hpa?.spec);
  const rows = facts.map(([name, value]) => element('div', '', element('dt', '', SET_UP[name] ?? words(name)), element('dd', '', text(value))));
  return section('Set-up', element('dl', 'fingerprint', ...rows));
}

/// The autoscaler under test.
function autoscaler() {
  const spec = report.hpa?.spec;
  return isObject(spec) && Object.keys(spec).length > 0 ? section('The autoscaler under test', element('pre', 'diff spec', yaml({ spec }))) : undefined;
}

/// Plain maps, lists and single values as YAML.
function yaml(value, indent = '') {
  return Object.entries(value).map(([name, item]) => {
    const key = Array.isArray(value) ? '-' : `${name}:`;
    if (!isObject(item)) return `${indent}${key} ${item}\n`;
    if (Object.keys(item).length === 0) return `${indent}${key} ${Array.isArray(item) ? '[]' : '{}'}\n`;
    const inner = yaml(item, `${indent}  `);
    return Array.isArray(value) ? `${indent}- ${inner.trimStart()}` : `${indent}${key}\n${inner}`;
  }).join('');
}

function section(title, ...content) {
  return element('section', '', element('h2', '', title), ...content);
}

function table(heads, rows, className = '') {
  const head = heads.length ? [element('thead', '', element('tr', '', ...heads.map((name) => element('th', '', name))))] : [];
  return element('table', className, ...head, element('tbody', '', ...rows));
}

/// One that may be wider than a telephone.
function scrolled(...parts) {
  const place = element('div', 'scroll', table(...parts));
  // The keys scroll what has the focus.
  place.tabIndex = 0;
  return place;
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
