// What holds the autoscaler back now, and until when, in one sentence.

import { clock } from './format.js';

const WORDS = { up: 'scale-up', down: 'scale-down' };

/// @param decisions as `/api/decisions` tells them, newest first
export function insight(decisions) {
  const [last] = decisions;
  if (!last) return undefined;
  const { trace, from, to } = last;
  const asked = trace.proposal;
  const change = to === from ? `stays at ${to}` : `goes from ${from} to ${to}`;
  switch (trace.binding) {
    case 'RATE': {
      const policy = trace.limits?.policies?.find((each) => each.selected);
      const until = policy && freeAgain(decisions, policy, asked > from);
      return policy && `Limited by the ${policy.type} policy (${policy.value}${policy.type === 'Percent' ? ' %' : ''} per ${policy.periodSeconds} s)`
        + `${until ? ` until ${clock(until)}` : ''}: ${asked} wanted, ${change}.`;
    }
    case 'STABILIZATION': {
      const until = trace.stabilization?.bindsUntilMillis;
      const direction = trace.stabilization?.boundTo > asked ? 'down' : 'up';
      return `Held at ${to} by the ${WORDS[direction]} window${until ? ` until ${clock(until / 1000)}` : ''}: ${asked} wanted.`;
    }
    case 'MAXIMUM':
      return asked > to ? `At the maximum of ${to}: ${asked} wanted.` : undefined;
    default:
      return undefined;
  }
}

/// When the oldest change in the policy's period leaves it, and with it makes room.
function freeAgain(decisions, policy, up) {
  const now = Date.parse(decisions[0].time);
  const changes = decisions.filter((each) => (up ? each.to > each.from : each.to < each.from)
    && now - Date.parse(each.time) < policy.periodSeconds * 1000);
  const oldest = changes.at(-1);
  return oldest && Date.parse(oldest.time) / 1000 + policy.periodSeconds;
}
