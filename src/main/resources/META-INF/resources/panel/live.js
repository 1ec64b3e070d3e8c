import { morph } from './morph.js';

const PERIOD_MS = 3000;
const LONGEST_PERIOD_MS = 30000;
const PATIENCE_MS = 15000;

/**
 * Keeps the parts of the page that carry data-live up to date while the page can be seen, and says so where it cannot. What the
 * page asks by itself does not keep the session alive; a person who moves, types or scrolls does.
 */
export class Live {
  #path;
  #prepare;
  #hint;
  #timer = 0;
  #failures = 0;
  #over = false;
  #left = false;
  #asking = false;
  #used = false;
  #updatedAt = Date.now();

  /**
   * @param path where the parts come from
   * @param prepare called with a document before its parts are taken over
   * @param hint the element that says what is wrong
   */
  constructor(path, prepare, hint) {
    this.#path = path;
    this.#prepare = prepare;
    this.#hint = hint;
  }

  start() {
    for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll']) {
      addEventListener(sign, () => { this.#used = true; }, { passive: true, capture: true });
    }
    document.addEventListener('visibilitychange', () => this.now());
    addEventListener('pagehide', () => { this.#left = true; });
    addEventListener('pageshow', () => { this.#left = false; });
    this.#later();
  }

  /** Asks at once. */
  async now() {
    clearTimeout(this.#timer);
    if (this.#over || this.#asking || document.hidden) {
      return;
    }
    this.#asking = true;
    try {
      await this.#update();
    } catch {
      if (!this.#left) {
        this.#failed();
      }
    } finally {
      this.#asking = false;
    }
    this.#later();
  }

  #later() {
    if (!this.#over && !document.hidden) {
      this.#timer = setTimeout(() => this.now(), Math.min(PERIOD_MS * 2 ** this.#failures, LONGEST_PERIOD_MS));
    }
  }

  async #update() {
    const answer = await fetch(this.#path, {
      headers: this.#used ? {} : { 'X-Status-Unattended': 'true' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    this.#used = false;
    if (answer.status === 401) {
      this.#ended();
      return;
    }
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    this.#take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    this.#failures = 0;
    this.#updatedAt = Date.now();
    this.#hint.hidden = true;
    document.documentElement.classList.remove('stale');
  }

  #take(update) {
    this.#prepare(update);
    const focused = document.activeElement;
    for (const part of update.querySelectorAll('[data-live]')) {
      const shown = document.getElementById(part.id);
      if (shown !== null) {
        morph(shown, part);
      }
    }
    if (focused !== document.activeElement && focused.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }

  #failed() {
    this.#failures++;
    const seconds = Math.round((Date.now() - this.#updatedAt) / 1000);
    this.#say(`The agent does not answer. What you see is ${seconds} s old. It is asked again.`);
  }

  #ended() {
    this.#over = true;
    this.#say('Your session has ended. ');
    const login = document.createElement('a');
    login.href = location.pathname + location.search;
    login.textContent = 'Log in again';
    this.#hint.append(login);
  }

  #say(text) {
    this.#hint.textContent = text;
    this.#hint.hidden = false;
    document.documentElement.classList.add('stale');
  }
}
