// How values are written for people. What is not known is an en dash.

const UNKNOWN = '–';

export const isKnown = (value) => value !== null && value !== undefined && !Number.isNaN(value);

/// With `hour12: false` some browsers write midnight as 24:00:00.
const DAYTIME = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/// The time of day of an epoch second.
export function clock(seconds) {
  return isKnown(seconds) ? DAYTIME.format(seconds * 1000) : UNKNOWN;
}

/// Whole where it is large, one digit after the point where it is small.
export function figure(value) {
  if (!isKnown(value)) return UNKNOWN;
  const rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return rounded.toLocaleString('en');
}

/// A latency: milliseconds, seconds from one on.
export function latency(milliseconds) {
  if (!isKnown(milliseconds)) return UNKNOWN;
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s` : `${figure(milliseconds)} ms`;
}

export function millicores(value) {
  return isKnown(value) ? `${Math.round(value)}m` : UNKNOWN;
}

/// A length of time: `4:05`, `1:04:05`.
export function duration(seconds) {
  if (!isKnown(seconds)) return UNKNOWN;
  const whole = Math.max(0, Math.round(seconds));
  const pad = (part) => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/// An amount of money; small ones keep the digits that tell them apart.
export function money(value, currency = '') {
  if (!isKnown(value)) return UNKNOWN;
  const size = Math.abs(value);
  const digits = size === 0 || size >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(size)));
  return `${value.toFixed(digits)}${currency ? `\u00a0${currency}` : ''}`;
}

/// An element with a class and children; strings become text, never markup.
export function element(tag, className, ...children) {
  const created = document.createElement(tag);
  if (className) created.className = className;
  created.append(...children.filter((child) => child !== null && child !== undefined));
  return created;
}
