// Earlier runs: a table, one run opened, two side by side.

import { clock, duration, element, figure, latency } from './format.js';
import { getJson } from './feed.js';
import { endOf, nameOf } from './load.js';
import { Lanes } from './lanes.js';
import { Series } from './series.js';

/// What a run causes is seen before and after it, too.
const LEAD = 15;
const TRAIL = 120;
const MOST_SHOWN = 12;

export class Runs {
  /// @param slo of a run, in milliseconds
  constructor(body, compare, dialog, slo) {
    this.body = body;
    this.compare = compare;
    this.dialog = dialog;
    this.slo = slo;
    this.chosen = new Set();
    this.runs = [];
    this.rows = new Map();
    this.lanes = [];
    compare.addEventListener('click', () => this.open([...this.chosen]));
    dialog.addEventListener('close', () => this.lanes.splice(0).forEach((lanes) => lanes.destroy()));
  }

  show(runs) {
    this.runs = runs;
    const listed = runs.slice(0, MOST_SHOWN);
    this.forget(listed);
    // A row stays the same element, so that who stands on one of its buttons keeps standing there.
    const rows = listed.map((run) => this.rows.get(run.id) ?? this.row(run));
    this.rows = new Map(listed.map((run, i) => [run.id, rows[i]]));
    listed.forEach((run, i) => update(rows[i], run));
    const shown = rows.length ? rows : [this.none ??= element('tr', '', cell('No run yet: press Light.', 8))];
    if (shown.length !== this.body.children.length || shown.some((row, i) => row !== this.body.children[i])) {
      const { activeElement } = document;
      this.body.replaceChildren(...shown);
      if (this.body.contains(activeElement)) activeElement.focus({ preventScroll: true });
    }
  }

  row(run) {
    const choose = element('input');
    choose.type = 'checkbox';
    choose.checked = this.chosen.has(run.id);
    choose.setAttribute('aria-label', `Choose run ${run.id} to compare`);
    choose.addEventListener('change', () => this.choose(run.id, choose));
    const open = element('button', 'quiet', 'Open');
    open.type = 'button';
    open.setAttribute('aria-label', `Open run ${run.id}`);
    open.addEventListener('click', () => this.open([run.id]));
    return element('tr', '', element('td', '', choose), element('td', '', '', element('small', '', clock(Date.parse(run.startedAt) / 1000))),
      ...Array.from({ length: 5 }, () => element('td')), element('td', '', open));
  }

  /// One that is not listed any more could not be given up either.
  forget(listed) {
    const gone = [...this.chosen].filter((id) => !listed.some((run) => run.id === id));
    gone.forEach((id) => this.chosen.delete(id));
    if (gone.length > 0) this.offer();
  }

  choose(id, box) {
    if (box.checked) this.chosen.add(id);
    else this.chosen.delete(id);
    this.offer();
  }

  offer() {
    this.compare.disabled = this.chosen.size !== 2;
    this.compare.textContent = this.chosen.size > 2 ? 'Choose only two' : 'Compare two';
  }

  async open(ids) {
    const runs = ids.map((id) => this.runs.find((run) => run.id === id)).filter(Boolean);
    const title = element('h2', '', runs.length === 2 ? 'Two runs side by side' : `Run ${runs[0]?.id ?? ''}`);
    title.id = 'runs-dialog-title';
    const close = element('button', '', 'Close');
    close.type = 'button';
    close.addEventListener('click', () => this.dialog.close());
    const sides = element('div', 'side-by-side');
    this.dialog.className = runs.length === 2 ? 'wide-dialog' : '';
    this.dialog.replaceChildren(element('div', 'body', element('div', 'head', title, close), sides));
    this.dialog.showModal();
    // The same span for both, so that a second is as wide on either side.
    const span = Math.max(...runs.map((run) => bounds(run)[1] - bounds(run)[0]));
    await this.draw(runs.map((run) => ({ run, from: bounds(run)[0], chart: this.side(run, sides) })), span);
  }

  side(run, sides) {
    const [from, to] = bounds(run);
    const chart = element('div');
    const report = element('a', '', 'Report');
    report.href = `/api/reports?from=${from}&to=${to}`;
    report.download = `bellows-${run.id}.html`;
    report.setAttribute('aria-label', `Report of run ${run.id}`);
    const head = element('div', 'head', element('h2', '', `${nameOf(run)}, ${clock(Date.parse(run.startedAt) / 1000)}`), report);
    sides.append(element('div', 'stack', head, figures(run), chart));
    return chart;
  }

  /// Where there are two, their axes count from the begin of the run, and whoever points or zooms
  /// in one does so in both.
  async draw(sides, span) {
    const drawn = [];
    const show = (left, right) => drawn.forEach(({ lanes, from }) => lanes.show(from + left, from + right));
    const histories = await Promise.all(sides.map(({ from }) =>
      getJson(`/api/history?from=${from}&to=${from + span}&points=1200`).catch((refused) => refused)));
    if (!this.dialog.open) return;
    sides.forEach(({ run, from, chart }, i) => {
      if (histories[i] instanceof Error) {
        chart.append(element('p', 'faint', `Its seconds are not recorded any more: ${histories[i].message}`));
        return;
      }
      const others = () => drawn.filter((each) => each.run !== run);
      const lanes = new Lanes(chart, Series.of(histories[i]), {
        slo: () => this.slo(run),
        sentence: () => 'Point at an instant to read what was decided then.',
        onZoom: (left = from, right = from + span) => show(left - from, right - from),
        origin: sides.length > 1 ? from + LEAD : undefined,
        beside: () => others().map((other) => other.lanes),
        onPoint: (instant) => others().forEach((other) => other.lanes.follow(instant - from + other.from)),
      });
      drawn.push({ run, lanes, from });
      this.lanes.push(lanes);
    });
    show(0, span);
  }
}

function update(row, run) {
  const [, name, state, ...figures] = row.cells;
  name.firstChild.data = `${nameOf(run)} `;
  state.className = run.state === 'INVALID' ? 'invalid' : '';
  state.title = run.invalidBecause ?? '';
  [run.state.toLowerCase(), figure(run.achievedRate), figure(run.answered), figure(run.failed), latency(run.latency?.corrected?.p95)]
    .forEach((text, i) => { [state, ...figures][i].textContent = text; });
}

function bounds(run) {
  return [Math.floor(Date.parse(run.startedAt) / 1000) - LEAD, Math.ceil(endOf(run)) + TRAIL];
}

function figures(run) {
  const { corrected = {} } = run.latency ?? {};
  const rows = [
    ['State', [run.state.toLowerCase(), run.invalidBecause].filter(Boolean).join(': ')],
    ['Load', `${figure(run.intensity)} % ${run.shape ?? ''}, ${duration((Date.parse(run.endsAt) - Date.parse(run.startedAt)) / 1000)}`],
    ['Requests/s offered · achieved', several(figure, run.targetRate, run.achievedRate)],
    ['Answered · failed · dropped', several(figure, run.answered, run.failed, run.dropped)],
    ['Latency p50 · p95 · p99', several(latency, corrected.p50, corrected.p95, corrected.p99)],
    ['Pods that answered', figure(Object.keys(run.pods ?? {}).length)],
  ];
  return element('table', 'figures', element('tbody', '', ...rows.map(([name, value]) => element('tr', '', cell(name), cell(value)))));
}

/// Not with commas: those stand within figures already.
function several(write, ...values) {
  return values.map(write).join(' · ');
}

function cell(text, span) {
  const created = element('td', '', text);
  if (span) created.colSpan = span;
  return created;
}

const VERDICTS = { PASS: 'passed', SLO_MISSED: 'SLO missed', ELASTICITY_MISSED: 'elasticity missed', COST_MISSED: 'cost missed', INVALID: 'invalid', INTERRUPTED: 'interrupted' };

/// The newest trials with their verdicts and reports; nothing where there was none.
export async function showTrials(place) {
  try {
    const trials = await getJson('/api/trials?limit=5');
    place.hidden = trials.length === 0;
    place.querySelector('ul').replaceChildren(...trials.map((trial) => {
      const report = element('a', '', 'Report');
      report.href = `/api/reports/${encodeURIComponent(trial.id)}.html`;
      // This page stays open beside it.
      report.target = '_blank';
      report.setAttribute('aria-label', `Report of ${trial.name}`);
      const file = element('a', '', 'Download');
      file.href = report.href;
      file.download = `bellows-${trial.id}.html`;
      file.setAttribute('aria-label', `Download the report of ${trial.name}`);
      return element('li', '', element('b', '', trial.name),
        element('span', 'faint', VERDICTS[trial.verdict] ?? String(trial.state).toLowerCase()), ...(trial.verdict ? [report, file] : []));
    }));
  } catch {
    place.hidden = true;
  }
}
