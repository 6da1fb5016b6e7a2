// The controls of load: intensity, shape, profiles, chaos and stop.

import { duration, figure } from './format.js';
import { send } from './feed.js';

const PATCH_EVERY = 300;
const byId = (id) => document.getElementById(id);

/// Every shape: what the load tester is asked for, and the share of the intensity at a share of
/// the time, for the preview.
export const SHAPES = {
  constant: { query: () => ({}), level: () => 1 },
  ramp: { query: () => ({ from: 0, to: 100 }), level: (x) => x },
  steps: {
    query: (seconds) => ({ steps: [25, 50, 75, 100].map((level) => `${level}@${Math.round(seconds / 4)}s`).join(',') }),
    level: (x) => Math.min(4, Math.floor(x * 4) + 1) / 4,
  },
  spike: {
    query: (seconds) => ({ base: 30, peak: 100, at: `${Math.round(seconds * 0.35)}s`, for: `${Math.round(seconds * 0.3)}s` }),
    level: (x) => (x >= 0.35 && x < 0.65 ? 1 : 0.3),
  },
  sine: {
    query: (seconds) => ({ mean: 55, amplitude: 45, period: `${Math.round(seconds / 2)}s` }),
    level: (x) => 0.55 + 0.45 * Math.sin(4 * Math.PI * x),
  },
  sawtooth: {
    query: (seconds) => ({ low: 10, high: 100, period: `${Math.round(seconds / 3)}s` }),
    level: (x) => 0.1 + 0.9 * ((x * 3) % 1),
  },
};

export class LoadControls {
  /// @param refused is told why something was refused, and '' when the next thing is tried
  /// @param changed is told that the load is another one now
  constructor(refused, changed) {
    this.refused = refused;
    this.changed = changed;
    this.run = undefined;
    this.sliding = false;
    this.patchedAt = 0;
    this.form = byId('load-form');
    this.slider = byId('intensity');
    this.slider.addEventListener('input', () => this.slide());
    this.slider.addEventListener('change', () => { this.patch(true); this.sliding = false; });
    ['shape', 'duration'].forEach((id) => byId(id).addEventListener('change', () => this.preview()));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.start(this.query());
    });
    document.querySelectorAll('[data-profile]').forEach((button) => {
      button.addEventListener('click', () => this.start({ profile: button.dataset.profile }));
    });
    byId('chaos').addEventListener('click', () => this.ask(true));
    byId('chaos-no').addEventListener('click', () => this.ask(false));
    byId('chaos-question').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.ask(false);
    });
    byId('chaos-yes').addEventListener('click', () => {
      this.ask(false);
      this.start({ profile: 'chaos' });
    });
    byId('stop').addEventListener('click', () => this.attempt(() => send('DELETE', '/api/load/runs')));
    this.preview();
  }

  query() {
    const seconds = Number(byId('duration').value);
    const shape = byId('shape').value;
    return {
      intensity: this.slider.value, duration: seconds, type: byId('type').value,
      ...(shape === 'constant' ? {} : { shape, ...SHAPES[shape].query(seconds) }),
    };
  }

  start(query) {
    return this.attempt(() => send('POST', `/api/load?${new URLSearchParams(query)}`));
  }

  async attempt(action) {
    try {
      this.refused('');
      await action();
      this.changed();
    } catch (refusal) {
      this.refused(refusal.message);
    }
  }

  ask(open) {
    byId('chaos').hidden = open;
    byId('chaos-question').hidden = !open;
    (open ? byId('chaos-yes') : byId('chaos')).focus();
  }

  slide() {
    this.sliding = true;
    this.preview();
    this.patch(false);
  }

  /// The slider moves the run that is on: now and then while it is dragged, surely at the end. One
  /// after the other, or an earlier value might arrive last.
  patch(last) {
    const now = performance.now();
    if (!this.run || (!last && now - this.patchedAt < PATCH_EVERY)) return;
    this.patchedAt = now;
    const path = `/api/load/runs/${encodeURIComponent(this.run.id)}?intensity=${this.slider.value}`;
    this.patched = (this.patched ?? Promise.resolve()).then(() => this.attempt(() => send('PATCH', path)));
  }

  preview() {
    const intensity = Number(this.slider.value);
    byId('intensity-value').value = `${intensity} %`;
    const { level } = SHAPES[byId('shape').value];
    const points = [];
    for (let i = 0; i <= 260; i += 1) {
      points.push(`${i} ${(54 - (50 * intensity * level(Math.min(i / 260, 0.9999))) / 200).toFixed(1)}`);
    }
    const curve = `M${points.join('L')}`;
    document.querySelector('#preview .curve').setAttribute('d', curve);
    document.querySelector('#preview .area').setAttribute('d', `${curve}L260 56L0 56Z`);
    byId('preview').setAttribute('aria-label', `${byId('shape').selectedOptions[0].text} load with its peak at ${intensity} % of full load`);
  }

  show(state) {
    const reachable = state.loadTester?.reachable !== false;
    const running = (state.runs ?? []).filter((run) => run.state === 'RUNNING');
    const run = running[0];
    const changed = run?.id !== this.run?.id;
    this.run = run;
    document.querySelectorAll('#load .profiles button, #chaos, #load-form button').forEach((button) => {
      button.disabled = !reachable;
    });
    byId('stop').disabled = running.length === 0;
    byId('running').hidden = !run;
    const chaotic = running.find(isChaos);
    byId('load').classList.toggle('chaotic', chaotic !== undefined);
    byId('chaos').textContent = chaotic ? `Chaos: ${duration(left(chaotic, state.time))} left` : 'Chaos attack!';
    byId('chaos').disabled = !reachable || chaotic !== undefined;
    byId('intensity-hint').textContent = run
      ? 'moves the load that is on now' : 'of what 10 pods carry at their CPU target';
    if (!run) return;
    if ((changed || !this.sliding) && document.activeElement !== this.slider && run.intensity) {
      this.slider.value = Math.round(run.intensity);
      this.preview();
    }
    const whole = (Date.parse(run.endsAt) - Date.parse(run.startedAt)) / 1000;
    byId('running-name').textContent = running.length > 1 ? `${running.length} runs` : nameOf(run);
    byId('running-rest').textContent = `${duration(left(run, state.time))} left, ${figure(run.targetRate)} req/s`;
    byId('running-progress').value = whole > 0 ? 1 - left(run, state.time) / whole : 0;
  }
}

export function isChaos(run) {
  return run.profile === 'chaos' || (!run.profile && run.intensity > 120);
}

/// When a run ends or, of one that was stopped before its time, ended: epoch seconds.
export function endOf(run) {
  const planned = Date.parse(run.endsAt) / 1000;
  if (run.state === 'RUNNING' || run.elapsedSeconds === undefined) return planned;
  return Math.min(planned, Date.parse(run.startedAt) / 1000 + run.elapsedSeconds);
}

export function nameOf(run) {
  const profile = run.profile ?? { 30: 'light', 70: 'heavy', 150: 'chaos' }[Math.round(run.intensity)];
  return profile ? profile[0].toUpperCase() + profile.slice(1) : `${figure(run.intensity)} %`;
}

function left(run, now) {
  return Math.max(0, (Date.parse(run.endsAt) - Date.parse(now)) / 1000);
}
