// One time axis for everything: lanes stacked over each other that share the instant under the
// pointer, the stretch that is shown and the marks.

/* global uPlot */
import { clock, duration, element, figure, latency, millicores } from './format.js';

const AXIS_WIDTH = 52;
const MOST_POINTS = 1000;
/// A decision stands until the next one is due; after this many seconds without one nobody knows.
const DECISION_STANDS = 90;

/// Between two splits of an axis that counts from an instant of its own [s].
const AXIS_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

const LINE = 'solid';
const DASHED = 'dashed';
const DOTTED = 'dotted';
const DASHES = { [LINE]: [], [DASHED]: [6, 4], [DOTTED]: [1.5, 3] };

/// Every lane with its lines: where the value comes from, its colour (a name of the palette in the
/// style sheet) and its stroke, so that no line is known by its colour alone.
const LANES = [
  {
    id: 'requests', title: 'Requests', unit: 'per second', height: 118, write: figure,
    lines: [
      { column: 'targetRate', label: 'offered', color: 'offered', stroke: DASHED, width: 1.5 },
      { column: 'achievedRate', label: 'achieved', color: 'achieved', stroke: LINE, width: 1.75, fill: true },
      { column: 'failedRate', label: 'failed', color: 'failed', stroke: LINE, width: 2, rare: true },
      { column: 'droppedRate', label: 'dropped', color: 'dropped', stroke: DOTTED, width: 2, rare: true },
    ],
  },
  {
    id: 'latency', title: 'Latency', unit: 'corrected, log', height: 118, write: latency, logarithmic: true,
    lines: [
      { column: 'p50', label: 'p50', color: 'p50', stroke: LINE, width: 1.5 },
      { column: 'p95', label: 'p95', color: 'p95', stroke: LINE, width: 2 },
      { column: 'p99', label: 'p99', color: 'p99', stroke: DOTTED, width: 1.75 },
      { slo: true, label: 'SLO', color: 'slo', stroke: DASHED },
    ],
  },
  {
    id: 'cpu', title: 'CPU per pod', unit: 'millicores', height: 104, write: millicores,
    lines: [
      { column: 'cpuMean', label: 'mean', color: 'mean', stroke: LINE, width: 2 },
      { most: true, label: 'busiest', color: 'pod', stroke: LINE },
      { column: 'cpuTarget', label: 'target', color: 'target', stroke: DASHED, width: 1.5, stepped: true },
    ],
  },
  {
    id: 'replicas', title: 'Replicas', unit: 'pods', height: 128, write: figure,
    lines: [
      { column: 'ready', label: 'ready', color: 'ready', stroke: LINE, width: 2, stepped: true, fill: true },
      { column: 'current', label: 'current', color: 'current', stroke: LINE, width: 1, stepped: true },
      { column: 'desired', label: 'desired', color: 'desired', stroke: DASHED, width: 2, stepped: true },
      { column: 'demand', label: 'demand', color: 'demand', stroke: DOTTED, width: 2 },
    ],
  },
  { id: 'marks', title: 'Marks', unit: 'what happened', height: 98, lines: [], axis: true },
];

/// In a longer stretch decisions that change nothing would stand so close that they hide the others.
const QUIET_SHOWN_UNTIL = 1200;

/// Rows of the lane of marks, and the sign of each kind.
const MARK_ROWS = ['load', 'scaler', 'pods'];
export const MARKS = {
  'run-started': { row: 0, sign: '▶', color: 'achieved', words: 'run started' },
  'run-ended': { row: 0, sign: '■', color: 'offered', words: 'run ended' },
  chaos: { row: 0, sign: '✸', color: 'chaos', words: 'chaos' },
  decision: { row: 1, sign: '▲', color: 'desired', words: 'decision' },
  'hpa-changed': { row: 1, sign: '◆', color: 'demand', words: 'HPA changed' },
  finding: { row: 1, sign: '?', color: 'failed', words: 'finding' },
  warning: { row: 1, sign: '!', color: 'failed', words: 'warning' },
  'pod-created': { row: 2, sign: '○', color: 'current', words: 'pod created' },
  'pod-ready': { row: 2, sign: '●', color: 'ready', words: 'pod ready' },
  'pod-gone': { row: 2, sign: '×', color: 'offered', words: 'pod gone' },
};

/// From and to of a decision's sentence `4 -> 8: ...`; nothing for one that leaves the count alone.
export function rescale(text) {
  const found = /^(\d+) (?:->|→) (\d+)/.exec(text ?? '');
  return found && { from: Number(found[1]), to: Number(found[2]) };
}

/// Whether a run is an attack, by what its mark says: its name, or more than full load can be.
export function isAttack(text) {
  return /chaos/i.test(text ?? '') || Number(/(\d+(?:\.\d+)?) ?%/.exec(text ?? '')?.[1]) > 120;
}

export class Lanes {
  /// @param root an empty element
  /// @param options `slo()` in milliseconds, `sentence()` for now, `onZoom(from, to)` or `onZoom()`;
  ///   of one that stands beside others also `origin`, the second that its axis counts from,
  ///   `beside()`, the others, whose scales it shares, and `onPoint(instant)` or `onPoint()`
  constructor(root, series, options = {}) {
    this.root = root;
    this.series = series;
    this.options = options;
    this.range = [0, 1];
    this.drawn = undefined;
    this.queue = [];
    this.instant = undefined;
    this.plots = [];
    this.build();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(root);
  }

  destroy() {
    this.observer.disconnect();
    this.plots.forEach((plot) => plot.destroy());
    this.root.replaceChildren();
  }

  /// Shows the stretch between two instants, epoch seconds, as it is recorded now.
  show(from, to) {
    this.range = [from, to];
    this.drawn = this.series.window(from, to, Math.min(MOST_POINTS, Math.max(200, this.width())));
    this.drawn.cpuMean = means(this.drawn);
    // One lane a frame: each is a task of its own, and none of them long.
    const idle = this.queue.length === 0;
    this.queue = this.plots.map((_, i) => i);
    if (idle) requestAnimationFrame(() => this.drawNext());
    this.describe();
  }

  /// Reads the palette again, after the theme has changed. A colour of the style sheet may be a
  /// function of the theme; only as the colour of an element is it a colour that a canvas takes.
  restyle() {
    this.colors = new Proxy({}, {
      get: (known, name) => {
        if (!(name in known)) {
          this.probe.style.color = `var(--${String(name)})`;
          known[name] = getComputedStyle(this.probe).color;
        }
        return known[name];
      },
    });
    this.plots.forEach((plot) => plot.redraw(false, true));
  }

  width() {
    return Math.max(220, this.plotRoots[0].clientWidth);
  }

  resize() {
    const width = this.width();
    this.plots.forEach((plot, i) => {
      if (plot.width !== width) plot.setSize({ width, height: LANES[i].height });
    });
  }

  build() {
    this.time = element('time', 'instant-time', '–');
    this.sentence = element('p', 'instant-sentence', '');
    this.near = element('ul', 'instant-marks');
    const head = element('div', 'instant', this.time, this.sentence, this.near);
    this.spoken = element('p', 'unseen');
    this.spoken.setAttribute('aria-live', 'polite');
    this.stack = element('div', 'lanes');
    this.stack.tabIndex = 0;
    this.stack.setAttribute('role', 'application');
    this.stack.setAttribute('aria-label', 'Timeline of requests, latency, CPU, replicas and marks. '
      + 'Left and right arrow keys move the instant, plus and minus zoom, Escape goes back.');
    this.stack.addEventListener('keydown', (event) => this.press(event));
    this.probe = element('i', 'unseen');
    this.probe.setAttribute('aria-hidden', 'true');
    this.root.replaceChildren(head, this.stack, this.spoken, this.probe);
    this.restyle();
    this.readouts = [];
    this.plotRoots = [];
    for (const lane of LANES) {
      const values = lane.lines.map((line) => {
        const swatch = element('i', `swatch ${line.stroke}`);
        swatch.style.setProperty('--swatch', `var(--${line.color})`);
        const value = element('dd', '', '–');
        this.readouts.push({ lane, line, value });
        return element('div', '', element('dt', '', swatch, line.label), value);
      });
      const title = element('h3', '', lane.title, ' ', element('small', '', lane.unit));
      const side = element('div', 'lane-side', title, element('dl', '', ...values));
      if (lane.id === 'marks') side.append(markLegend());
      const plot = element('div', 'lane-plot');
      this.plotRoots.push(plot);
      this.stack.append(element('section', `lane lane-${lane.id}`, side, plot));
    }
    const sync = `lanes-${Math.random()}`;
    this.plots = LANES.map((lane, i) => new uPlot(this.plotOptions(lane, sync), [[0], ...drawnLines(lane).map(() => [null])], this.plotRoots[i]));
  }

  plotOptions(lane, key) {
    const { origin } = this.options;
    const color = (name) => () => this.colors[name];
    const grid = { stroke: color('grid'), width: 1 };
    const axis = { stroke: color('faint'), font: '11px system-ui, sans-serif', ticks: { show: false } };
    return {
      width: this.width(), height: lane.height, legend: { show: false }, pxAlign: 0,
      padding: [8, 8, lane.axis ? 0 : 4, 0],
      scales: {
        x: { time: true, range: () => this.range },
        y: lane.logarithmic
          ? { distr: 3, range: (_, low, high) => powers(...this.spread(lane, low, high), this.highestSlo()) }
          : { range: (_, low, high) => [0, this.top(lane, this.spread(lane, low, high)[1])] },
      },
      axes: [
        { ...axis, grid, show: true, size: lane.axis ? 26 : 0, gap: 4, space: 84,
          splits: origin === undefined ? undefined : (plot, _, from, to) => splitsSince(origin, from, to, plot.width / 84),
          values: lane.axis ? (_, splits) => axisTimes(splits, origin) : () => [] },
        { ...axis, grid, size: AXIS_WIDTH, gap: 6, space: 26, show: true,
          values: (_, splits) => (lane.id === 'marks' ? [] : splits.map((v) => axisValue(v, lane))),
          splits: lane.id === 'marks' ? () => [] : lane.logarithmic ? (plot) => decades(plot.scales.y) : undefined,
          incrs: lane.id === 'replicas' ? [1, 2, 5, 10, 20] : undefined },
      ],
      series: [{}, ...drawnLines(lane).map((line) => ({
        stroke: color(line.color), width: line.width, dash: DASHES[line.stroke],
        fill: line.fill ? color(`${line.color}-fill`) : undefined,
        paths: line.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
        points: { show: false }, spanGaps: false,
      }))],
      cursor: {
        y: false, points: { size: 7, width: 1.5 }, focus: { prox: -1 },
        drag: { x: true, y: false, setScale: false, dist: 8 },
        sync: { key, setSeries: false, scales: ['x', null] },
        bind: { dblclick: () => () => { this.options.onZoom?.(); return null; } },
      },
      hooks: {
        drawClear: [(plot) => this.shadeRuns(plot)],
        draw: [(plot) => this.drawExtra(plot, lane)],
        setCursor: [(plot) => this.move(plot)],
        setSelect: [(plot) => this.brush(plot)],
      },
    };
  }

  beside() {
    return this.options.beside?.() ?? [];
  }

  highestSlo() {
    return Math.max(...[this, ...this.beside()].map((each) => each.options.slo?.() ?? 0)) || undefined;
  }

  /// Timelines beside each other have the same scales, so that what is higher is drawn higher.
  spread(lane, low, high) {
    return this.beside().flatMap((each) => each.values(lane))
      .reduce(([least, most], value) => [Math.min(least ?? value, value), Math.max(most ?? value, value)], [low, high]);
  }

  values(lane) {
    if (lane.id === 'cpu') return [highest(this.drawn)];
    return drawnLines(lane).flatMap((line) => this.drawn?.[line.column] ?? []).filter((value) => value !== null);
  }

  top(lane, high) {
    if (lane.id === 'replicas') return Math.max(4, (high ?? 0) + 1);
    const most = lane.id === 'cpu' ? Math.max(high ?? 0, highest(this.drawn)) : high ?? 0;
    return Math.max(lane.id === 'cpu' ? 100 : 10, most * 1.15);
  }

  drawNext() {
    const i = this.queue.shift();
    if (i === undefined) return;
    const data = [this.drawn.time, ...drawnLines(LANES[i]).map((line) => (line.rare ? withoutRests(this.drawn[line.column]) : this.drawn[line.column]))];
    const plot = this.plots[i];
    plot.batch(() => {
      plot.setData(data, false);
      plot.setScale('x', { min: this.range[0], max: this.range[1] });
    });
    if (this.queue.length > 0) requestAnimationFrame(() => this.drawNext());
  }

  /// Runs as bands behind the lines, so that the eye links what follows to what was offered.
  shadeRuns(plot) {
    const { ctx, bbox } = plot;
    for (const run of runs(this.series)) {
      const left = Math.max(bbox.left, plot.valToPos(run.from, 'x', true));
      const right = Math.min(bbox.left + bbox.width, plot.valToPos(run.to, 'x', true));
      if (right <= left) continue;
      ctx.fillStyle = run.chaos ? this.colors['chaos-band'] : this.colors['run-band'];
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
  }

  drawExtra(plot, lane) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    if (lane.id === 'cpu') this.drawPods(plot);
    if (lane.id === 'latency') this.drawSlo(plot);
    if (lane.id === 'marks') this.drawMarks(plot);
    ctx.restore();
  }

  drawPods(plot) {
    if (!this.drawn) return;
    const { ctx } = plot;
    ctx.strokeStyle = this.colors.pod;
    ctx.lineWidth = devicePixelRatio;
    const x = this.drawn.time.map((time) => plot.valToPos(time, 'x', true));
    for (const [, values] of this.drawn.pods) {
      ctx.beginPath();
      let pen = false;
      values.forEach((value, i) => {
        if (value === null) {
          pen = false;
          return;
        }
        const y = plot.valToPos(value, 'y', true);
        if (pen) ctx.lineTo(x[i], y);
        else ctx.moveTo(x[i], y);
        pen = true;
      });
      ctx.stroke();
    }
  }

  drawSlo(plot) {
    const slo = this.options.slo?.();
    if (!slo) return;
    const { ctx, bbox } = plot;
    const y = plot.valToPos(slo, 'y', true);
    ctx.strokeStyle = this.colors.slo;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }

  drawMarks(plot) {
    const { ctx, bbox } = plot;
    const row = bbox.height / MARK_ROWS.length;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const mark of this.visibleMarks()) {
      let look = MARKS[mark.kind];
      if (!look) continue;
      const change = mark.kind === 'decision' ? rescale(mark.text) : undefined;
      const quiet = mark.kind === 'decision' && !change;
      if (quiet && this.range[1] - this.range[0] > QUIET_SHOWN_UNTIL) continue;
      // An attack has a sign of its own, in the place of that of a run.
      if (mark.kind === 'run-started' && isAttack(mark.text)) look = MARKS.chaos;
      const sign = quiet ? '·' : change && change.to < change.from ? '▼' : look.sign;
      ctx.font = `${(look === MARKS.chaos ? 15 : 12) * devicePixelRatio}px system-ui, sans-serif`;
      ctx.fillStyle = this.colors[look.color];
      ctx.fillText(sign, plot.valToPos(mark.time, 'x', true), bbox.top + row * (look.row + 0.5));
    }
  }

  visibleMarks() {
    return this.series.marks.filter((mark) => mark.time >= this.range[0] && mark.time <= this.range[1]);
  }

  move(plot) {
    const { left } = plot.cursor;
    // What a whole second becomes on its way over pixels must not fall into the second before.
    const instant = left === undefined || left < 0 ? undefined : Math.round(plot.posToVal(left, 'x') * 1000) / 1000;
    this.point(instant);
  }

  /// Makes one instant the one that is told; none for now.
  point(instant) {
    if (instant === this.instant) return;
    this.instant = instant;
    if (!this.following) this.options.onPoint?.(instant);
    if (this.describing) return;
    this.describing = true;
    requestAnimationFrame(() => {
      this.describing = false;
      this.describe();
    });
  }

  describe() {
    const now = this.instant === undefined;
    const at = now ? Math.min(this.range[1], this.series.last) : this.instant;
    const point = this.series.read(this.series.rowAt(at));
    this.stack.classList.toggle('pointed', !now);
    const { origin } = this.options;
    setText(this.time, !point ? '–' : origin === undefined ? clock(point.t) : `${since(origin, at)}, ${clock(point.t)}`);
    this.time.classList.toggle('now', now);
    setText(this.sentence, (now && at >= this.series.last && this.options.sentence?.()) || this.decisionAt(at)
      || 'No decision is known for this instant.');
    const near = now ? [] : this.marksNear(at);
    if (near.length > 0 || this.near.childElementCount > 0) {
      this.near.replaceChildren(...near.map((mark) =>
        element('li', `mark-${mark.kind}`, element('b', '', `${clock(mark.time)} ${MARKS[mark.kind]?.words ?? mark.kind}`), ` ${mark.text ?? mark.object ?? ''}`)));
    }
    for (const { lane, line, value } of this.readouts) {
      setText(value, lane.write(valueOf(line, point, this.options)));
    }
  }

  decisionAt(time) {
    const decisions = this.series.marks;
    for (let i = decisions.length - 1; i >= 0; i -= 1) {
      const mark = decisions[i];
      if (mark.kind === 'decision' && mark.time <= time + 0.5) {
        return time - mark.time <= DECISION_STANDS || rescale(mark.text) ? `${clock(mark.time)}  ${mark.text}` : undefined;
      }
    }
    return undefined;
  }

  marksNear(time) {
    const reach = Math.max(1, ((this.range[1] - this.range[0]) / this.width()) * 6);
    return this.visibleMarks()
      .filter((mark) => mark.kind !== 'decision' && Math.abs(mark.time - time) <= reach)
      .slice(0, 4);
  }

  brush(plot) {
    const { left, width } = plot.select;
    if (width < 8) return;
    const from = plot.posToVal(left, 'x');
    const to = plot.posToVal(left + width, 'x');
    this.plots.forEach((each) => each.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false));
    this.options.onZoom?.(from, to);
  }

  press(event) {
    const [from, to] = this.range;
    const span = to - from;
    const step = Math.max(1, span / 120) * (event.shiftKey ? 10 : 1);
    const at = this.instant ?? Math.min(to, this.series.last);
    const zoom = (factor) => this.options.onZoom?.(at - (at - from) * factor, at + (to - at) * factor);
    const keys = {
      ArrowLeft: () => this.place(at - step),
      ArrowRight: () => this.place(at + step),
      Home: () => this.place(from),
      End: () => this.place(Math.min(to, this.series.last)),
      '+': () => zoom(0.5),
      '=': () => zoom(0.5),
      '-': () => zoom(2),
      Escape: () => (this.instant === undefined ? this.options.onZoom?.() : this.place(undefined)),
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  }

  /// Points where a timeline beside this one is pointed at.
  follow(time) {
    this.following = true;
    this.lead(time >= this.range[0] && time <= this.range[1] ? time : undefined);
    this.following = false;
  }

  /// Moves the line through all lanes by hand; away for no time.
  lead(time) {
    const [plot] = this.plots;
    plot.setCursor(time === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(time, 'x'), top: 1 }, true, true);
  }

  /// Puts the instant somewhere by hand, and says it aloud.
  place(time) {
    clearTimeout(this.speaking);
    this.lead(time === undefined ? undefined : Math.min(this.range[1], Math.max(this.range[0], time)));
    if (time === undefined) return;
    this.speaking = setTimeout(() => {
      const values = this.readouts.map(({ line, value }) => `${line.label} ${value.textContent}`);
      setText(this.spoken, `${this.time.textContent}. ${values.join(', ')}. ${this.sentence.textContent}`);
    }, 300);
  }
}

function drawnLines(lane) {
  return lane.id === 'marks' ? [{ column: 'ready', color: 'none', stroke: LINE, width: 0 }] : lane.lines.filter((line) => line.column);
}

function valueOf(line, point, options) {
  if (line.slo) return options.slo?.();
  if (!point) return undefined;
  if (line.column === 'cpuMean') return point.cpu.length ? point.cpu.reduce((sum, [, v]) => sum + v, 0) / point.cpu.length : undefined;
  if (line.most) return point.cpu.length ? Math.max(...point.cpu.map(([, v]) => v)) : undefined;
  return point[line.column];
}

/// What seldom is more than nothing would lie on the axis as a line all the time.
function withoutRests(values) {
  return values.map((value, i) => (value || values[i - 1] || values[i + 1] ? value : null));
}

/// Stretches in which load was on, with chaos told apart. One whose end nobody saw, because the
/// controller was away, ends with the last load that was offered; so does one that is still on.
function runs(series) {
  const offeredUntil = series.lastOffered();
  const open = new Map();
  const done = [];
  for (const mark of series.marks) {
    if (mark.kind === 'run-started') open.set(mark.object, { from: mark.time, to: offeredUntil, chaos: isAttack(mark.text) });
    const run = open.get(mark.object);
    if (mark.kind === 'run-ended' && run) {
      done.push({ ...run, to: mark.time });
      open.delete(mark.object);
    }
    if (mark.kind === 'chaos') {
      const struck = run ?? [...open.values()].at(-1);
      if (struck) struck.chaos = true;
    }
  }
  return [...done, ...open.values()];
}

function means(drawn) {
  return drawn.time.map((_, i) => {
    let sum = 0;
    let known = 0;
    for (const [, values] of drawn.pods) {
      if (values[i] !== null) {
        sum += values[i];
        known += 1;
      }
    }
    return known === 0 ? null : sum / known;
  });
}

function highest(drawn) {
  let most = 0;
  for (const [, values] of drawn?.pods ?? []) {
    for (const value of values) if (value > most) most = value;
  }
  return most;
}

/// From a power of ten below the values to a little above them and the SLO.
function powers(low, high, slo) {
  const least = Math.max(0.1, Math.min(low || 1, 1));
  const most = Math.max(high || 1, slo ?? 100, 100) * 1.3;
  return [10 ** Math.floor(Math.log10(least)), most];
}

function decades({ min, max }) {
  const splits = [];
  for (let power = Math.ceil(Math.log10(min) - 1e-9); 10 ** power <= max; power += 1) splits.push(10 ** power);
  return splits;
}

function axisValue(value, lane) {
  if (value === null || value === undefined) return '';
  if (!lane.logarithmic) return lane.id === 'cpu' ? `${figure(value)}m` : figure(value);
  return value >= 1000 ? `${value / 1000} s` : `${Math.round(value * 10) / 10} ms`;
}

/// Splits that count from an instant, so that those of two timelines stand at the same places.
function splitsSince(origin, from, to, most) {
  const step = AXIS_STEPS.find((each) => (to - from) / each <= most) ?? AXIS_STEPS.at(-1);
  const splits = [];
  // At the very border its words would not have room.
  for (let at = origin + Math.ceil((from - origin) / step) * step; at <= to - step / 4; at += step) splits.push(at);
  return splits;
}

function since(origin, time) {
  const seconds = Math.round(time - origin);
  return seconds < 0 ? `−${duration(-seconds)}` : seconds > 0 ? `+${duration(seconds)}` : duration(0);
}

/// Seconds only where the splits are closer than a minute.
function axisTimes(splits, origin) {
  if (origin !== undefined) return splits.map((split) => since(origin, split));
  const close = splits.length > 1 && splits[1] - splits[0] < 60;
  return splits.map((split) => (close ? clock(split) : clock(split).slice(0, 5)));
}

function markLegend() {
  const entry = (sign, words, color) => {
    const shown = element('span', 'sign', sign);
    shown.style.color = `var(--${color})`;
    shown.setAttribute('aria-hidden', 'true');
    return element('li', '', shown, words);
  };
  return element('ul', 'mark-legend', entry('▶', 'load, ✸ attack', 'achieved'), entry('▲', 'decision', 'desired'), entry('●', 'pod ready', 'ready'));
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
