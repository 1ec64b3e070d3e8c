import { eventsOf } from "./events.js";
import { visible } from "./text.js";

const SETTLED_MILLIS = 300;
const LONGEST_WAIT_SECONDS = 15;
const REFUSED = { 401: "session", 403: "forbidden", 404: "unknown", 503: "unavailable" };
const FOR_GOOD = ["session", "forbidden"];

/**
 * Follows a log by the events that the agent sends, and goes on at the next line when it was cut off, however that came. It reads
 * the stream itself: EventSource neither says why it was refused nor lets its reader be slower than the log.
 */
export class Connection {
  #url;
  #listener;
  #lastId = null;
  #failures = 0;
  #stopped = new AbortController();

  /**
   * The listener has lines(lines, wanted), which is waited for, wanted() being false once this was stopped; restarted(), when all lines are about to come again; and said(kind, seconds,
   * detail): connecting, live, ended, away, session, forbidden, unknown or unavailable, and when it tries again.
   */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
  }

  stop() {
    this.#stopped.abort();
  }

  async run() {
    this.#listener.said("connecting");
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt++) {
      const outcome = await this.#read(attempt > 0);
      if (this.#stopped.signal.aborted) {
        return;
      }
      const seconds = Math.max(Math.min(LONGEST_WAIT_SECONDS, 2 ** this.#failures++), outcome.seconds ?? 0);
      this.#listener.said(outcome.kind, seconds, outcome.detail);
      if (FOR_GOOD.includes(outcome.kind)) {
        return;
      }
      await this.#wait(seconds);
    }
  }

  #wait(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      const stop = () => (clearTimeout(timer), resolve());
      this.#stopped.signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** One request, to its end. One that no person made is said to be so, since it does not keep the session alive. */
  async #read(unattended) {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    this.#stopped.signal.addEventListener("abort", end);
    try {
      const headers = new Headers({ Accept: "text/event-stream" });
      if (this.#lastId !== null) {
        headers.set("Last-Event-ID", this.#lastId);
      }
      if (unattended) {
        headers.set("X-Status-Unattended", "true");
      }
      const answer = await fetch(this.#url, { headers, signal: attempt.signal });
      return answer.ok ? await this.#follow(answer, end) : await this.#refused(answer);
    } catch {
      return { kind: "away" };
    } finally {
      this.#stopped.signal.removeEventListener("abort", end);
      end();
    }
  }

  async #follow(answer, end) {
    const settled = setTimeout(() => this.#isLive(), SETTLED_MILLIS);
    try {
      for await (const events of eventsOf(answer, end)) {
        const last = await this.#take(events);
        if (last !== null) {
          return outcomeOf(JSON.parse(last.data).reason);
        }
      }
      return { kind: "away" };
    } finally {
      clearTimeout(settled);
    }
  }

  /** Passes the lines on; returns the event that ends the log, if it is there. */
  async #take(events) {
    const lines = events.filter((event) => event.type === "message" && event.data !== "");
    if (lines.length > 0) {
      this.#isLive();
      await this.#listener.lines(lines.map((event) => lineOf(JSON.parse(event.data))), () => !this.#stopped.signal.aborted);
      this.#lastId = lines[lines.length - 1].id;
    }
    return events.find((event) => event.type === "end") ?? null;
  }

  #isLive() {
    this.#failures = 0;
    this.#listener.said("live");
  }

  /** An id that the agent does not understand is not sent again: then all lines come anew. */
  async #refused(answer) {
    if (answer.status === 400 && this.#lastId !== null) {
      this.#lastId = null;
      this.#listener.restarted();
    }
    const problem = await answer.json().catch(() => ({}));
    const seconds = Number(answer.headers.get("Retry-After") ?? 0);
    return { kind: REFUSED[answer.status] ?? "away", seconds, detail: problem.detail };
  }
}

const ENDS = { "log-ended": "ended", "session-ended": "session" };

function outcomeOf(reason) {
  return { kind: ENDS[reason] ?? "away" };
}

function lineOf({ stream, at, text }) {
  return { stream, at, text: visible(text), height: 0, epoch: -1 };
}
