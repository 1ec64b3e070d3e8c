import { indexOf } from "./lines.js";
import { shortTime } from "./text.js";

const OVERSCAN = 400;
const NEAR = 4;
const MOST_HITS = 100;
const MOST_BESIDE = 4096;
const MARGIN_LINES = 500;
const SETTLING_MILLIS = 400;
const KEYS_UP = ["ArrowUp", "PageUp", "Home"];

/**
 * Draws the lines that are in sight, and a little more, into a list that is as high as if all were there. It follows the newest
 * line until the person scrolls up or selects text; from then on it stays where it is, whatever comes and goes.
 */
export class View {
  following = true;
  /** How many wanted lines have come since it does not follow any more. */
  unseen = 0;
  #scroller;
  #rows;
  #lines;
  #told;
  /** Where each line that is laid out begins, and where the last of them ends; and its number. Newer lines may have come, older ones gone. */
  #tops = new Float64Array(1);
  #numbers = new Float64Array(0);
  #laidOut = 0;
  #drawn = new Map();
  #stale = false;
  #anchor = { n: 0, offset: 0 };
  #expected = 0;
  #sentAt = -SETTLING_MILLIS;
  #due = false;
  #wrap = false;
  #epoch = 0;
  #rowHeight = 20;
  #columns = 80;

  /** The last is called when it begins or ends to follow. */
  constructor(scroller, rows, lines, told) {
    this.#scroller = scroller;
    this.#rows = rows;
    this.#lines = lines;
    this.#told = told;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    scroller.addEventListener("wheel", (event) => event.deltaY < 0 && this.#pause(), { passive: true });
    // A line that comes before the browser has scrolled would send it back to the end: the key itself says what is wanted.
    scroller.addEventListener("keydown", (event) => KEYS_UP.includes(event.key) && this.#pause());
    document.addEventListener("selectionchange", () => this.#isSelecting() && this.#pause());
    new ResizeObserver(() => this.restyle(this.#wrap)).observe(scroller);
  }

  /** The height of rows, or what is in them, has changed. */
  restyle(wrap) {
    if (this.#wrap !== wrap) {
      this.#wrap = wrap;
      this.remark();
    }
    this.#epoch++;
    this.#measure();
    this.redraw();
  }

  /** What is looked for has changed. The rows stay until there are others: without any, a key that scrolls would have no effect. */
  remark() {
    this.#stale = true;
    this.redraw();
  }

  follow() {
    this.unseen = 0;
    this.#sentAt = performance.now();
    if (!this.following) {
      this.following = true;
      this.#told();
    }
    this.redraw();
  }

  /** So many wanted lines have come. */
  grown(lines) {
    if (!this.following) {
      this.unseen += lines;
    }
    this.redraw();
  }

  /** Whether the lines in sight would go if more came. */
  get isInTheWay() {
    return !this.following && this.#lines.isFull && this.#anchor.n - this.#lines.kept[0].n < MARGIN_LINES;
  }

  redraw() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  #pause() {
    if (this.following && this.#scroller.scrollHeight > this.#scroller.clientHeight) {
      this.following = false;
      this.unseen = 0;
      this.#setAnchor();
      this.#told();
    }
  }

  #isSelecting() {
    const selection = document.getSelection();
    return !selection.isCollapsed && this.#rows.contains(selection.anchorNode);
  }

  /** Tells the person's scrolling from its own, of which events come late; a scroll that glides on when it was sent to the end is none. */
  #scrolled() {
    const top = this.#scroller.scrollTop;
    if (Math.abs(top - this.#expected) <= 1) {
      return;
    }
    const up = top < this.#expected;
    if (up && this.following && performance.now() - this.#sentAt < SETTLING_MILLIS) {
      this.redraw();
      return;
    }
    this.#expected = top;
    if (top >= this.#scroller.scrollHeight - this.#scroller.clientHeight - NEAR) {
      this.follow();
    } else if (up) {
      this.#pause();
    }
    this.#setAnchor();
    this.redraw();
  }

  #setAnchor() {
    const top = this.#scroller.scrollTop;
    const index = this.#indexAt(top);
    this.#anchor = this.#laidOut > 0 ? { n: this.#numbers[index], offset: top - this.#tops[index] } : { n: 0, offset: 0 };
  }

  /** The line that is at that height. */
  #indexAt(height) {
    let low = 0;
    let high = Math.max(0, this.#laidOut - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= height) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  #draw() {
    this.#due = false;
    if (!this.#scroller.classList.contains("scripted")) {
      return;
    }
    this.#layOut();
    let top = this.#wantedTop();
    this.#drawAt(top);
    for (let i = 0; this.#wrap && i < 5 && this.#hasOtherHeights(); i++) {
      this.#layOut();
      top = this.#wantedTop();
      this.#drawAt(top);
    }
    this.#scroller.scrollTop = top;
    this.#expected = this.#scroller.scrollTop;
  }

  #wantedTop() {
    const shown = this.#lines.shown;
    if (this.following) {
      return Math.max(0, this.#tops[shown.length] - this.#scroller.clientHeight);
    }
    const index = indexOf(shown, this.#anchor.n);
    const offset = shown[index]?.n === this.#anchor.n ? this.#anchor.offset : 0;
    return this.#tops[index] + offset;
  }

  #layOut() {
    const shown = this.#lines.shown;
    if (this.#tops.length <= shown.length) {
      this.#tops = new Float64Array(2 * shown.length + 2);
      this.#numbers = new Float64Array(2 * shown.length + 1);
    }
    this.#laidOut = shown.length;
    let top = 0;
    let longest = 0;
    for (let i = 0; i < shown.length; i++) {
      this.#tops[i] = top;
      this.#numbers[i] = shown[i].n;
      top += this.#wrap ? this.#heightOf(shown[i]) : this.#rowHeight;
      longest = Math.max(longest, Math.min(shown[i].text.length, MOST_BESIDE));
    }
    this.#tops[shown.length] = top;
    this.#rows.style.minWidth = this.#wrap ? "" : `${longest + 32}ch`;
  }

  /** As it was measured; until then by the number of its characters. */
  #heightOf(line) {
    return line.epoch === this.#epoch
      ? line.height
      : this.#rowHeight * Math.max(1, Math.ceil(line.text.length / this.#columns));
  }

  #drawAt(top) {
    const shown = this.#lines.shown;
    const first = this.#indexAt(top - OVERSCAN);
    const last = Math.min(shown.length, this.#indexAt(top + this.#scroller.clientHeight + OVERSCAN) + 1);
    this.#rows.style.paddingTop = `${this.#tops[first]}px`;
    this.#rows.style.paddingBottom = `${this.#tops[shown.length] - this.#tops[last]}px`;
    this.#put(shown.slice(first, last));
  }

  /** Rows that stay are not touched, so that what is selected in them stays selected. */
  #put(lines) {
    if (this.#stale) {
      this.#stale = false;
      this.#rows.replaceChildren();
      this.#drawn.clear();
    }
    const wanted = new Set(lines);
    for (const [line, row] of this.#drawn) {
      if (!wanted.has(line)) {
        row.remove();
        this.#drawn.delete(line);
      }
    }
    let next = this.#rows.firstChild;
    for (const line of lines) {
      const row = this.#drawn.get(line);
      if (row) {
        next = row.nextSibling;
      } else {
        this.#drawn.set(line, this.#rows.insertBefore(rowOf(line, this.#lines.hits, this.#wrap), next));
      }
    }
  }

  /** Measures what is drawn; true if anything is not as high as was thought. */
  #hasOtherHeights() {
    let other = false;
    for (const [line, row] of this.#drawn) {
      const height = row.getBoundingClientRect().height;
      other ||= Math.abs(height - this.#heightOf(line)) > 0.01;
      line.height = height;
      line.epoch = this.#epoch;
    }
    return other;
  }

  #measure() {
    const row = rowOf({ stream: "stderr", at: "2026-01-01T00:00:00.000Z", text: "x" }, null, true);
    this.#rows.append(row);
    const text = row.lastChild;
    this.#rowHeight = row.getBoundingClientRect().height;
    const width = text.clientWidth;
    text.style.flex = "none";
    this.#columns = Math.max(1, Math.floor(width / text.getBoundingClientRect().width));
    row.remove();
  }
}

/** Many long lines side by side take the browser long; one that is not wrapped is shown as far as anybody will scroll. */
function rowOf(line, hits, wrapped) {
  const row = document.createElement("div");
  row.className = "row " + line.stream;
  const text = part("text", "");
  const rest = wrapped ? 0 : line.text.length - MOST_BESIDE;
  mark(text, rest > 0 ? line.text.slice(0, MOST_BESIDE) : line.text, hits);
  if (rest > 0) {
    text.append(part("rest", ` … ${rest} more characters: wrap shows them`));
  }
  row.append(part("at", shortTime(line.at) + " "), part("stream", line.stream === "stderr" ? "err " : "out "), text);
  return row;
}

function part(name, text) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

function mark(element, text, hits) {
  let end = 0;
  if (hits !== null) {
    hits.lastIndex = 0;
    for (let hit = hits.exec(text), i = 0; hit !== null && i < MOST_HITS; hit = hits.exec(text), i++) {
      const found = document.createElement("mark");
      found.textContent = hit[0];
      element.append(text.slice(end, hit.index), found);
      end = hits.lastIndex;
    }
  }
  element.append(text.slice(end));
}
