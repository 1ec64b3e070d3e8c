const NEEDS_A_YES = new Set(['stop', 'restart', 'pause']);

/**
 * Sends the forms of the table without leaving the page: those that take something away after a question. Until an action has
 * ended those of its container do nothing.
 */
export class Actions {
  #live;
  #notice;
  #dialog = document.getElementById('confirm');
  #underWay = new Map();

  /**
   * @param live updates the page
   * @param notice the element that says how an action ended
   */
  constructor(live, notice) {
    this.#live = live;
    this.#notice = notice;
  }

  start() {
    document.addEventListener('submit', (event) => {
      if (event.target.dataset.action !== undefined) {
        event.preventDefault();
        this.#wanted(event.target);
      }
    });
  }

  async #wanted(form) {
    const { action, container } = form.dataset;
    if (this.#underWay.has(container)) {
      return;
    }
    if (NEEDS_A_YES.has(action) && !(await this.#confirmed(action, container))) {
      return;
    }
    const path = form.action;
    const body = new URLSearchParams(new FormData(form));
    this.#underWay.set(container, action);
    this.#mark(document);
    this.#say(`${action} ${container} …`, false);
    try {
      await this.#send(path, body, `${action} ${container}`);
    } finally {
      this.#underWay.delete(container);
      this.#mark(document);
      this.#live.now();
    }
  }

  #confirmed(action, container) {
    document.getElementById('confirm-question').textContent = `${action[0].toUpperCase()}${action.slice(1)} ${container}?`;
    document.getElementById('confirm-yes').textContent = action;
    this.#dialog.returnValue = 'no';
    this.#dialog.showModal();
    return new Promise((resolve) => {
      this.#dialog.addEventListener('close', () => resolve(this.#dialog.returnValue === 'yes'), { once: true });
    });
  }

  async #send(path, body, what) {
    try {
      const answer = await fetch(path, { method: 'POST', body, headers: { Accept: 'application/json' } });
      if (answer.ok) {
        await answer.text();
        this.#say(`Done: ${what}.`, false);
      } else {
        const problem = await answer.json();
        this.#say(`Not done: ${what}. ${problem.detail}.`, true);
      }
    } catch {
      this.#say(`${what}: the agent did not answer. It may have been done all the same.`, true);
    }
  }

  #say(text, bad) {
    this.#notice.textContent = text;
    this.#notice.classList.toggle('bad', bad);
    this.#notice.hidden = false;
  }

  /** Keeps the buttons of an update switched off where an action is under way. */
  prepare(update) {
    this.#mark(update);
  }

  #mark(root) {
    for (const form of root.querySelectorAll('form[data-action]')) {
      // not disabled: that would take the focus away
      form.querySelector('button').ariaDisabled = this.#underWay.has(form.dataset.container) ? 'true' : null;
    }
  }
}
