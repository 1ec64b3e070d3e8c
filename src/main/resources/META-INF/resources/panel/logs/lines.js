import { Pace } from "./pace.js";
import { finder } from "./text.js";

export const MOST_LINES = 20_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/**
 * The lines that are kept, up to a number, and those among them that are wanted. A line is {n, stream, at, text}; its number n
 * is one more than that of the line before.
 */
export class Lines {
  kept = [];
  shown = [];
  /** How many lines have gone, since newer ones came. */
  gone = 0;
  /** What is looked for; null for nothing. */
  hits = null;
  #stream = "";
  #characters = 0;
  #next = 0;
  #search = 0;

  clear() {
    this.kept = [];
    this.shown = [];
    this.gone = 0;
    this.#characters = 0;
  }

  /** Takes new ones; returns how many of them are wanted. */
  add(lines) {
    let wanted = 0;
    for (const line of lines) {
      line.n = this.#next++;
      this.kept.push(line);
      this.#characters += line.text.length;
      if (this.#isWanted(line)) {
        this.shown.push(line);
        wanted++;
      }
    }
    this.#dropOldest();
    return wanted;
  }

  #dropOldest() {
    let excess = Math.max(0, this.kept.length - MOST_LINES);
    for (let i = 0; i < excess; i++) {
      this.#characters -= this.kept[i].text.length;
    }
    while (this.#characters > MOST_CHARACTERS) {
      this.#characters -= this.kept[excess++].text.length;
    }
    if (excess > 0) {
      this.kept.splice(0, excess);
      this.gone += excess;
      this.shown.splice(0, indexOf(this.shown, this.#first()));
    }
  }

  #first() {
    return this.kept.length > 0 ? this.kept[0].n : this.#next;
  }

  get isFull() {
    return this.gone > 0 || this.kept.length >= MOST_LINES;
  }

  #isWanted(line) {
    return isWanted(line, this.#stream, this.hits);
  }

  /** Looks for other lines; true when it is done, false where another search was begun meanwhile. */
  async search(words, stream) {
    const search = ++this.#search;
    const hits = finder(words);
    const found = [];
    const pace = new Pace();
    for (let n = this.#first(); n < this.#next; n = Math.max(n + 1, this.#first())) {
      const line = this.kept[n - this.#first()];
      if (isWanted(line, stream, hits)) {
        found.push(line);
      }
      if (pace.isUsedUp()) {
        await pace.rest();
        if (search !== this.#search) {
          return false;
        }
      }
    }
    this.hits = hits;
    this.#stream = stream;
    this.shown = found.slice(indexOf(found, this.#first()));
    return true;
  }
}

function isWanted(line, stream, hits) {
  if (stream !== "" && stream !== line.stream) {
    return false;
  }
  return hits === null || line.text.search(hits) >= 0;
}

/** Where the first line is that has the number or a greater one. */
export function indexOf(lines, number) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].n < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
