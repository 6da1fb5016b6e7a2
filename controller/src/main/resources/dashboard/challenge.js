// The guided challenge. Which rounds are done follows from what the bench has recorded, nothing is
// noted anywhere: a reload or another browser sees the same.

import { element } from './format.js';
import { isAttack } from './lanes.js';
import { endOf, isChaos } from './load.js';

export const ROUNDS = [
  {
    id: 'light', title: 'Light load', facts: '30 %, 1 min', profile: 'light', action: 'Start light load',
    task: 'Offer a light load and wait for the first new pod.',
    notice: 'The CPU target counts against the request, so a pod that uses 100m of its 100m request is at 100 %, twice its target of 50 %.',
  },
  {
    id: 'heavy', title: 'Heavy load', facts: '70 %, 2 min', profile: 'heavy', action: 'Start heavy load',
    task: 'Offer a heavy load until four or more pods are ready.',
    notice: 'Pods go 1, 2, 4, 8: the policy allows 100 % more per 30 s, whatever the metric asks for.',
  },
  {
    id: 'chaos', title: 'Chaos attack', facts: '150 %, 5 min', profile: 'chaos', action: undefined,
    task: 'Press the red button and see the autoscaler reach its maximum.',
    notice: 'At the maximum the autoscaler is out of moves: look for ScalingLimited, and at what latency and failures do then.',
  },
  {
    id: 'down', title: 'Scale-down', facts: 'about 5 min', profile: undefined, action: undefined,
    task: 'Stop all load and wait until the pods are back at the minimum.',
    notice: 'Going down is slow on purpose: the highest recommendation of the window binds, so a short pause does not cost pods that are needed again.',
  },
];

/// Which rounds have been seen: each by its id.
///
/// @param state as `/api/state` tells it
export function seen(series, state) {
  const runs = recorded(series, state);
  const { min, max } = state.workload;
  const light = runs.find((run) => run.level >= 5 && run.level < 50 && highest(series, 'ready', run.from, run.to + 60) >= min + 1);
  const heavy = runs.find((run) => run.level >= 50 && highest(series, 'ready', run.from, run.to + 60) >= Math.min(4, max));
  const chaos = runs.find((run) => run.chaos && highest(series, 'desired', run.from, run.to + 60) >= max);
  const peak = chaos ?? heavy;
  const down = peak !== undefined && chaos !== undefined && backAtMinimum(series, chaos.to, min);
  return { light: light !== undefined, heavy: heavy !== undefined, chaos: chaos !== undefined, down };
}

/// Runs from the state and, of those that it has forgotten, from the marks.
function recorded(series, state) {
  const known = new Map();
  const open = new Map();
  for (const mark of series.marks) {
    if (mark.kind === 'run-started') {
      const percent = Number(/(\d+(?:\.\d+)?) ?%/.exec(mark.text)?.[1] ?? NaN);
      const chaos = isAttack(mark.text);
      open.set(mark.object, { from: mark.time, to: series.last, level: Number.isNaN(percent) ? 50 : percent, chaos });
      known.set(mark.object.replace(/^run\//, ''), open.get(mark.object));
    } else if (mark.kind === 'chaos') {
      (open.get(mark.object) ?? [...open.values()].at(-1) ?? {}).chaos = true;
    } else if (mark.kind === 'run-ended' && open.has(mark.object)) {
      open.get(mark.object).to = mark.time;
    }
  }
  for (const run of state.runs ?? []) {
    const from = Date.parse(run.startedAt) / 1000;
    const ended = run.state === 'RUNNING' ? series.last : endOf(run);
    known.set(run.id, { from, to: Math.min(ended, series.last), level: run.intensity, chaos: isChaos(run) });
  }
  return [...known.values()].sort((a, b) => a.from - b.from);
}

function highest(series, column, from, to) {
  let most = -Infinity;
  for (let row = Math.max(0, series.rowAt(from)); row < series.length && series.time[row] <= to; row += 1) {
    most = Math.max(most, series.columns[column][row]);
  }
  return most;
}

function backAtMinimum(series, after, min) {
  for (let row = series.rowAt(after) + 1; row < series.length; row += 1) {
    if (series.columns.targetRate[row] === 0 && series.columns.ready[row] <= min && series.columns.desired[row] <= min) return true;
  }
  return false;
}

export class Challenge {
  constructor(panel, toggle, close, rounds, start) {
    this.panel = panel;
    this.toggle = toggle;
    this.items = ROUNDS.map((round) => {
      const button = round.action && element('button', '', round.action);
      button?.addEventListener('click', () => start(round.profile));
      const status = element('span', 'unseen', 'open');
      const item = element('li', '', element('span', 'tick', status),
        element('h3', '', round.title, ' ', element('small', '', round.facts)),
        element('p', '', round.task), element('p', 'notice', round.notice), button);
      rounds.append(item);
      return { item, status };
    });
    toggle.addEventListener('click', () => this.open(panel.hidden));
    close.addEventListener('click', () => {
      this.open(false);
      toggle.focus();
    });
    if (new URLSearchParams(location.search).has('challenge')) this.open(true);
  }

  open(open) {
    this.panel.hidden = !open;
    this.toggle.setAttribute('aria-expanded', String(open));
    this.panel.closest('main').classList.toggle('guided', open);
  }

  show(series, state) {
    if (this.panel.hidden || series.length === 0) return;
    const done = seen(series, state);
    const next = ROUNDS.findIndex((round) => !done[round.id]);
    this.items.forEach(({ item, status }, i) => {
      const ticked = done[ROUNDS[i].id];
      item.className = ticked ? 'seen' : i === next ? 'next' : '';
      status.textContent = ticked ? 'done' : 'open';
    });
  }
}
