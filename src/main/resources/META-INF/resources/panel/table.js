const KEPT = 'status.overview';
const WHOLE = { sort: 'name', descending: false, filter: '', stopped: true };

/** Sorts and filters the table of containers, and remembers how. */
export class Table {
  #settings = { ...WHOLE, ...remembered() };
  #head = document.querySelector('table.containers thead');
  #filter = document.getElementById('filter');
  #stopped = document.getElementById('stopped');
  #empty = document.getElementById('nothing-left');

  start() {
    for (const column of this.#head.querySelectorAll('th[data-sort]')) {
      this.#makeSortable(column);
    }
    this.#filter.value = this.#settings.filter;
    this.#stopped.checked = this.#settings.stopped;
    this.#filter.addEventListener('input', () => this.#change({ filter: this.#filter.value }));
    this.#stopped.addEventListener('change', () => this.#change({ stopped: this.#stopped.checked }));
    document.getElementById('tools').hidden = false;
    this.#show();
  }

  #makeSortable(column) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = column.textContent;
    button.addEventListener('click', () => {
      const again = this.#settings.sort === column.dataset.sort;
      const descending = again ? !this.#settings.descending : column.hasAttribute('data-most-first');
      this.#change({ sort: column.dataset.sort, descending });
    });
    column.replaceChildren(button);
  }

  #change(settings) {
    Object.assign(this.#settings, settings);
    remember(this.#settings);
    this.#show();
  }

  #show() {
    for (const column of this.#head.querySelectorAll('th[data-sort]')) {
      if (column.dataset.sort === this.#settings.sort) {
        column.setAttribute('aria-sort', this.#settings.descending ? 'descending' : 'ascending');
      } else {
        column.removeAttribute('aria-sort');
      }
    }
    this.#arrange(document.getElementById('rows'), null);
  }

  /** Arranges the rows of an update as the person wants them; while one of the rows is in use they stay where they are. */
  prepare(update) {
    const shown = document.getElementById('rows');
    const rows = update.getElementById('rows');
    if (rows !== null) {
      this.#arrange(rows, shown.matches(':hover, :focus-within') ? shown : null);
    }
  }

  #arrange(rows, fixed) {
    const all = [...rows.children];
    all.sort(fixed === null ? this.#byColumn() : asIn(fixed));
    all.forEach((row) => { row.hidden = !this.#matches(row); });
    rows.replaceChildren(...all);
    this.#empty.hidden = all.length === 0 || all.some((row) => !row.hidden);
  }

  #byColumn() {
    const { sort, descending } = this.#settings;
    const sign = descending ? -1 : 1;
    const value = (row) => row.querySelector(`[data-column="${sort}"]`)?.dataset.value ?? '';
    return (one, other) => sign * compare(value(one), value(other)) || compare(one.dataset.key, other.dataset.key);
  }

  #matches(row) {
    if (!this.#settings.stopped && row.hasAttribute('data-stopped')) {
      return false;
    }
    const text = ['name', 'image', 'state'].map((column) => row.querySelector(`[data-column="${column}"]`).textContent);
    const words = this.#settings.filter.toLowerCase().split(/\s+/);
    return words.every((word) => text.join(' ').toLowerCase().includes(word));
  }
}

function compare(one, other) {
  const difference = Number(one) - Number(other);
  return Number.isNaN(difference) ? one.localeCompare(other, undefined, { numeric: true }) : difference;
}

/** New ones come last. */
function asIn(fixed) {
  const places = new Map([...fixed.children].map((row, index) => [row.dataset.key, index]));
  const place = (row) => places.get(row.dataset.key) ?? places.size;
  return (one, other) => place(one) - place(other);
}

/** Where the browser keeps nothing for pages, or something else is there, the table is as it is for somebody new. */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT)) ?? {};
    return Object.fromEntries(Object.entries(kept).filter(([name, value]) => typeof value === typeof WHOLE[name]));
  } catch {
    return {};
  }
}

function remember(settings) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(settings));
  } catch {
    // a browser that keeps nothing for pages
  }
}
