import { Pace } from "./pace.js";

const SILENCE_MILLIS = 45_000;

/**
 * The server-sent events of an answer, in lists of those that came together; ends where the answer does. The agent sends at
 * least a comment each 15 seconds, so that silence for longer than 45 means that the connection is dead: it calls silent() then.
 */
export async function* eventsOf(answer, silent) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const pace = new Pace();
  let rest = "";
  for (;;) {
    const { done, value } = await readOf(reader, silent);
    if (done) {
      return;
    }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    yield blocks.map(eventOf);
    if (pace.isUsedUp()) {
      await pace.rest();
    }
  }
}

async function readOf(reader, silent) {
  const timer = setTimeout(silent, SILENCE_MILLIS);
  try {
    return await reader.read();
  } finally {
    clearTimeout(timer);
  }
}

function eventOf(block) {
  const event = { id: null, type: "message", data: "" };
  for (const line of block.split("\n")) {
    if (line.startsWith("data: ")) {
      event.data = line.slice(6);
    } else if (line.startsWith("id: ")) {
      event.id = line.slice(4);
    } else if (line.startsWith("event: ")) {
      event.type = line.slice(7);
    }
  }
  return event;
}
