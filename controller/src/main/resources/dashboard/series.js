// The recorded seconds in columns of numbers, oldest first, and the marks beside them.

import { isKnown } from './format.js';

const COLUMNS = ['targetRate', 'achievedRate', 'failedRate', 'droppedRate', 'p50', 'p95', 'p99',
  'desired', 'current', 'ready', 'demand', 'cpuTarget', 'cost'];
/// Of several seconds drawn as one point these keep their mean, the rest its maximum.
const AVERAGED = new Set(['targetRate', 'achievedRate', 'cpuTarget']);
const STEPS = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600];

const number = (value) => (isKnown(value) ? value : NaN);

export class Series {
  /// Holds up to `capacity` seconds; then the oldest tenth is forgotten.
  constructor(capacity = 16_384) {
    this.capacity = capacity;
    this.length = 0;
    this.time = new Float64Array(capacity);
    this.columns = Object.fromEntries(COLUMNS.map((name) => [name, new Float32Array(capacity)]));
    this.pods = new Map();
    this.marks = [];
    this.markIds = new Set();
  }

  static of(history) {
    const series = new Series(Math.max(2, history.time.length));
    series.merge(history);
    return series;
  }

  get first() { return this.length ? this.time[0] : NaN; }

  get last() { return this.length ? this.time[this.length - 1] : NaN; }

  /// Adds one second. One that is not newer than the last is ignored: streams repeat after a gap.
  append(point) {
    this.addMarks(point.marks ?? []);
    if (point.t <= this.last) return;
    if (this.length === this.capacity) this.forget(Math.ceil(this.capacity / 10));
    const row = this.length;
    this.time[row] = point.t;
    for (const name of COLUMNS) this.columns[name][row] = number(point[name]);
    for (const column of this.pods.values()) column[row] = NaN;
    for (const [pod, value] of Object.entries(point.cpu ?? {})) this.pod(pod)[row] = number(value);
    this.length += 1;
  }

  /// Adds a stretch of history before, after or between what is there; seconds that are there stay.
  merge(history) {
    this.addMarks(history.marks ?? []);
    const { time } = history;
    const fresh = [];
    for (let i = 0, row = this.rowAt(time[0]); i < time.length; i += 1) {
      while (row + 1 < this.length && this.time[row + 1] <= time[i]) row += 1;
      if (row < 0 || this.time[row] !== time[i]) fresh.push(i);
    }
    for (const name of Object.keys(history.cpu ?? {})) this.pod(name);
    // One run of missing seconds after the other: each has one place, and what is behind it moves up.
    for (let end = fresh.length; end > 0;) {
      const place = this.rowAt(time[fresh[end - 1]]) + 1;
      let begin = end - 1;
      while (begin > 0 && (place === 0 || time[fresh[begin - 1]] > this.time[place - 1])) begin -= 1;
      this.insert(place, history, fresh.slice(begin, end));
      end = begin;
    }
  }

  insert(place, history, indices) {
    const room = this.capacity - this.length;
    const rows = indices.slice(Math.max(0, indices.length - room));
    const put = (column, values) => {
      column.copyWithin(place + rows.length, place, this.length);
      for (let i = 0; i < rows.length; i += 1) column[place + i] = values ? number(values[rows[i]]) : NaN;
    };
    put(this.time, history.time);
    for (const name of COLUMNS) put(this.columns[name], history[name]);
    for (const [name, column] of this.pods) put(column, history.cpu?.[name]);
    this.length += rows.length;
  }

  /// Row of the last second that is not after `time`; -1 before the first.
  rowAt(time) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time[middle] <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /// When load was offered last.
  lastOffered() {
    let row = this.length - 1;
    while (row > 0 && !(this.columns.targetRate[row] > 0)) row -= 1;
    return this.time[row];
  }

  /// What one row holds, with the CPU by pod.
  read(row) {
    if (row < 0) return undefined;
    const point = { t: this.time[row], cpu: [] };
    for (const name of COLUMNS) point[name] = this.columns[name][row];
    for (const [pod, column] of this.pods) {
      if (isKnown(column[row])) point.cpu.push([pod, column[row]]);
    }
    return point;
  }

  /// The marks of a kind, oldest first.
  marksOf(...kinds) {
    return this.marks.filter((mark) => kinds.includes(mark.kind));
  }

  /// What is to be drawn between two instants, at most about `most` points. Seconds are taken
  /// together by the clock, not by their place in the window, so that a moving picture does not
  /// flicker; where seconds are missing the lines break.
  window(from, to, most) {
    const step = STEPS.find((candidate) => (to - from) / candidate <= most) ?? STEPS.at(-1);
    const begin = Math.max(0, this.rowAt(from));
    const end = Math.min(this.length, this.rowAt(to) + 2);
    const borders = [];
    const time = [];
    let gap = 0;
    for (let row = begin; row < end; row += 1) {
      const slot = Math.floor(this.time[row] / step) * step;
      if (time.length === 0 || slot > time.at(-1)) {
        const usual = Math.max(3 * step, 3 * gap);
        if (time.length > 0 && gap > 0 && slot - time.at(-1) > usual) {
          time.push(time.at(-1) + step);
          borders.push(-1);
        } else if (time.length > 0) {
          gap = gap === 0 ? slot - time.at(-1) : Math.min(gap, slot - time.at(-1));
        }
        time.push(slot);
        borders.push(row);
      }
    }
    borders.push(end);
    const drawn = { time, step, pods: [] };
    for (const name of COLUMNS) {
      drawn[name] = reduce(this.columns[name], borders, time.length, AVERAGED.has(name), end).values;
    }
    for (const [pod, column] of this.pods) {
      const { values, any } = reduce(column, borders, time.length, true, end);
      if (any) drawn.pods.push([pod, values]);
    }
    return drawn;
  }

  pod(name) {
    let column = this.pods.get(name);
    if (!column) {
      column = new Float32Array(this.capacity).fill(NaN);
      this.pods.set(name, column);
    }
    return column;
  }

  addMarks(marks) {
    for (const mark of marks) {
      if (this.markIds.has(mark.id)) continue;
      this.markIds.add(mark.id);
      const at = typeof mark.time === 'number' ? mark.time : Date.parse(mark.time) / 1000;
      let place = this.marks.length;
      while (place > 0 && this.marks[place - 1].time > at) place -= 1;
      this.marks.splice(place, 0, { ...mark, time: at });
    }
  }

  forget(rows) {
    const move = (column) => column.copyWithin(0, rows, this.length);
    move(this.time);
    Object.values(this.columns).forEach(move);
    this.length -= rows;
    this.marks = this.marks.filter((mark) => mark.time >= this.time[0] || !this.markIds.delete(mark.id));
    for (const [name, column] of this.pods) {
      move(column);
      if (!column.subarray(0, this.length).some(isKnown)) this.pods.delete(name);
    }
  }
}

/// One value for each slot: null where nothing is known in it.
function reduce(column, borders, slots, averaged, end) {
  const values = new Array(slots);
  let any = false;
  for (let slot = 0; slot < slots; slot += 1) {
    const begin = borders[slot];
    if (begin < 0) {
      values[slot] = null;
      continue;
    }
    const stop = borders[slot + 1] < 0 ? borders[slot + 2] ?? end : borders[slot + 1];
    let sum = 0;
    let most = -Infinity;
    let known = 0;
    for (let row = begin; row < stop; row += 1) {
      const value = column[row];
      if (value === value) {
        sum += value;
        known += 1;
        if (value > most) most = value;
      }
    }
    values[slot] = known === 0 ? null : averaged ? sum / known : most;
    any ||= known > 0;
  }
  return { values, any };
}
