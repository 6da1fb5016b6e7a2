// Where the page's news come from: one stream of seconds, and the state asked for beside it.

const STALLED_AFTER = 4_000;
const DEAD_AFTER = 12_000;
const RETRY_AFTER = 1_500;
/// How often the state is asked for while nothing moves.
const QUIET_STATE = 2_000;
const HISTORY_SECONDS = 2 * 3600;
const CHUNK_SECONDS = 1800;
/// A connection that died silently would otherwise keep its question open for minutes.
const ANSWER_WITHIN = 15_000;

export async function getJson(path) {
  const response = await ask(path, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error((await problemOf(response)).detail);
  return response.json();
}

/// Like `fetch`; where nobody answers, the error is a sentence for people.
async function ask(path, request) {
  try {
    return await fetch(path, { ...request, signal: AbortSignal.timeout(ANSWER_WITHIN) });
  } catch {
    throw new Error('The controller does not answer.');
  }
}

/// Sends something that changes something; throws the server's sentence if it is refused.
export async function send(method, path, body) {
  const response = await ask(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    throw Object.assign(new Error(problem.detail), { parameter: problem.parameter, status: response.status });
  }
  return response.status === 204 ? undefined : response.json();
}

async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return { detail: `The controller answered ${response.status}.` };
  }
}

export class Feed {
  /// @param listeners `point()`, `state(state)`, `health(kind, words)`
  constructor(series, listeners) {
    this.series = series;
    this.listeners = listeners;
    this.lastNews = performance.now();
    this.stateAskedAt = -Infinity;
    this.busy = false;
  }

  async start() {
    this.askForState();
    await this.fill('last=5m');
    this.connect();
    setInterval(() => this.watch(), 1_000);
    await this.fillBack();
  }

  connect() {
    this.stream?.close();
    const since = this.series.last;
    this.stream = new EventSource(since > 0 ? `/api/live?since=${since}` : '/api/live');
    this.openedAt = performance.now();
    this.stream.onmessage = (message) => this.hear(JSON.parse(message.data));
    this.stream.onerror = () => {
      // A stream that was refused is not opened again by the browser.
      if (this.stream.readyState === EventSource.CLOSED) setTimeout(() => this.connect(), RETRY_AFTER);
    };
  }

  hear(point) {
    const before = this.series.last;
    this.lastNews = performance.now();
    this.series.append(point);
    this.listeners.health('live', 'live');
    this.listeners.point(point);
    if (point.t - before > 2) this.fill(`from=${before}&to=${point.t}&points=7200`);
    const moving = point.targetRate > 0 || point.desired !== point.ready || (point.marks ?? []).length > 0;
    this.askForState(moving ? 900 : QUIET_STATE);
  }

  watch() {
    const silence = performance.now() - this.lastNews;
    if (silence < STALLED_AFTER) return;
    const words = `no news for ${Math.round(silence / 1000)} s, trying again`;
    this.listeners.health('lost', words);
    this.askForState();
    // A connection may be dead without an error: one that lies between may have forgotten it.
    if (silence > DEAD_AFTER && performance.now() - this.openedAt > DEAD_AFTER) this.connect();
  }

  async askForState(atMostEvery = QUIET_STATE) {
    const now = performance.now();
    if (this.busy || now - this.stateAskedAt < atMostEvery) return;
    this.busy = true;
    this.stateAskedAt = now;
    try {
      this.listeners.state(await getJson('/api/state'));
    } catch {
      // The stream tells that nothing comes.
    } finally {
      this.busy = false;
    }
  }

  async fill(query) {
    try {
      this.series.merge(await getJson(`/api/history?${query}`));
      this.listeners.point();
    } catch {
      // What is missing stays a gap.
    }
  }

  /// The rest of the history, newest first, in pieces small enough not to stop the page.
  async fillBack() {
    const now = Math.floor(Date.now() / 1000);
    for (let to = this.series.first || now; to > now - HISTORY_SECONDS; to -= CHUNK_SECONDS) {
      await this.fill(`from=${Math.floor(to - CHUNK_SECONDS)}&to=${Math.floor(to)}&points=${CHUNK_SECONDS + 1}`);
      await new Promise((resume) => { setTimeout(resume, 120); });
    }
  }
}
