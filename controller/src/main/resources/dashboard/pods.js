// The pods as tiles, so that one sees the workload breathe.

import { element, figure, millicores } from './format.js';

const GONE_FOR = 1_500;

export class Pods {
  constructor(list, summary) {
    this.list = list;
    this.summary = summary;
    this.tiles = new Map();
  }

  show(state, target) {
    const seen = new Set();
    for (const pod of state.pods) {
      seen.add(pod.name);
      let tile = this.tiles.get(pod.name);
      if (!tile) {
        tile = build(pod);
        this.tiles.set(pod.name, tile);
        this.list.append(tile.root);
      }
      update(tile, pod, target);
    }
    for (const [name, tile] of this.tiles) {
      if (!seen.has(name)) {
        this.tiles.delete(name);
        tile.root.className = 'pod gone';
        tile.state.textContent = 'gone';
        setTimeout(() => tile.root.remove(), GONE_FOR);
      }
    }
    const count = (kind) => state.pods.filter((pod) => phase(pod) === kind).length;
    const parts = ['starting', 'ready', 'draining', 'failed'].map((kind) => [count(kind), kind]);
    this.summary.textContent = parts.filter(([number]) => number).map(([number, kind]) => `${number} ${kind}`).join(', ');
  }
}

export function phase(pod) {
  if (pod.terminating) return 'draining';
  if (pod.phase === 'Failed') return 'failed';
  return pod.ready ? 'ready' : 'starting';
}

function build(pod) {
  const dot = element('span', 'dot');
  const state = element('span', 'state');
  const bar = element('div', 'bar', element('i'));
  const cpu = element('span');
  const requests = element('span');
  const short = element('span', '', pod.name.split('-').at(-1));
  const root = element('li', 'pod', element('strong', '', dot, short, state), bar, element('p', '', cpu, requests));
  root.title = pod.name;
  return { root, state, bar, cpu, requests };
}

function update(tile, pod, target) {
  const now = phase(pod);
  tile.root.className = `pod ${now}`;
  tile.state.textContent = now;
  // The bar ends at twice the target, so a pod at its target is half full.
  const most = 2 * (target || 50);
  tile.bar.style.setProperty('--part', Math.min(1, (pod.cpuMillicores ?? 0) / most));
  tile.bar.style.setProperty('--goal', 0.5);
  tile.bar.classList.toggle('hot', pod.cpuMillicores > 1.1 * (target || 50));
  tile.cpu.textContent = millicores(pod.cpuMillicores);
  tile.requests.textContent = `${figure(pod.requests)} served`;
}
