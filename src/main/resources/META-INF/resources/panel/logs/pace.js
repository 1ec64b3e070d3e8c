// Long work is done in slices, so that the page answers in between.

const SLICE_MILLIS = 8;

const waiting = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.splice(0).forEach((goOn) => goOn());

/** Comes back after what waits has had its turn. A timer would not come before 4 ms, and in a hidden tab not before a second. */
function breath() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** The pace of one piece of work. */
export class Pace {
  #begun = performance.now();

  /** To be asked often, and waited for where it says so. */
  isUsedUp() {
    return performance.now() - this.#begun > SLICE_MILLIS;
  }

  async rest() {
    await breath();
    this.#begun = performance.now();
  }
}
