import { Connection } from "./logs/connection.js";
import { Lines, MOST_LINES } from "./logs/lines.js";
import { remember, remembered } from "./logs/settings.js";
import { shortTime } from "./logs/text.js";
import { View } from "./logs/view.js";

const HOLD_MILLIS = 200;
const COUNT_MILLIS = 250;
const TYPING_MILLIS = 120;
const ANNOUNCE_MILLIS = 800;
const USE_MILLIS = 60_000;

const byId = (id) => document.getElementById(id);
const log = byId("log");
const controls = byId("controls");
const search = byId("q");
const stream = byId("stream");
const tail = byId("tail");
const timestamps = byId("timestamps");
const wrap = byId("wrap");
const newest = byId("newest");
const name = log.dataset.container;

const lines = new Lines();
const view = new View(log, byId("rows"), lines, tellNewest);
let connection = null;

// The controls

function restore() {
  const settings = remembered();
  const asked = new URLSearchParams(location.search);
  tail.append(new Option(`${MOST_LINES} lines`, MOST_LINES));
  wrap.checked = settings.wrap === true;
  if (!asked.has("tail")) {
    choose(tail, settings.tail);
    choose(stream, settings.stream);
    timestamps.checked = settings.timestamps === true;
  }
  byId("show").hidden = true;
}

/** A value that is none of the options changes nothing. */
function choose(select, value) {
  if ([...select.options].some((option) => option.value === value)) {
    select.value = value;
  }
}

function keep() {
  remember({ wrap: wrap.checked, timestamps: timestamps.checked, stream: stream.value, tail: tail.value });
}

let typing = 0;
let announcing = 0;

async function find() {
  if (await lines.search(search.value, stream.value)) {
    view.unseen = 0;
    view.remark();
    count();
    tellNewest();
    clearTimeout(announcing);
    announcing = setTimeout(() => (byId("found").textContent = search.value === "" ? "" : counted()), ANNOUNCE_MILLIS);
  }
}

controls.addEventListener("submit", (event) => event.preventDefault());
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(find, TYPING_MILLIS);
});
stream.addEventListener("change", () => (keep(), find()));
tail.addEventListener("change", () => (keep(), connect()));
for (const box of [timestamps, wrap]) {
  box.addEventListener("change", () => (keep(), view.restyle(wrap.checked)));
}
newest.addEventListener("click", () => (view.follow(), log.focus()));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const writing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && search.value !== "") {
    event.preventDefault();
    search.value = "";
    find();
  } else if (event.key === "End" && !writing) {
    event.preventDefault();
    view.follow();
  }
});

byId("download").addEventListener("click", (event) => {
  if (!log.classList.contains("scripted")) {
    return; // the link itself has what came with the page
  }
  event.preventDefault();
  const times = timestamps.checked;
  const text = lines.shown.map((line) => (times ? `${line.at} ${line.stream} ${line.text}\n` : `${line.text}\n`));
  const file = document.createElement("a");
  file.href = URL.createObjectURL(new Blob(text, { type: "text/plain" }));
  file.download = `${name}.log`;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
});

// What is said about the log

function counted() {
  return `${lines.shown.length} of ${lines.kept.length} lines`;
}

let counting = 0;

/** Not for each line: numbers that change with each frame cannot be read. */
function countSoon() {
  counting ||= setTimeout(() => {
    counting = 0;
    count();
    tellNewest();
  }, COUNT_MILLIS);
}

function count() {
  byId("count").textContent = counted();
  byId("gone").textContent =
    lines.gone > 0 ? `${lines.gone} older ones are gone: ${MOST_LINES} are kept here at most.` : "";
}

function tellNewest() {
  newest.hidden = view.following;
  const unseen = view.unseen > 0 ? `, ${view.unseen} new lines` : "";
  const waiting = view.isInTheWay ? "; the log waits" : "";
  newest.textContent = `Jump to the newest${unseen}${waiting}`;
}

const WORDS = {
  connecting: () => "Asking for the log.",
  live: () => "Live",
  ended: () => "The log has ended: the container has stopped. It goes on here when the container starts again.",
  away: (seconds) => `The agent does not answer. Trying again in ${seconds} s.`,
  unavailable: (seconds, detail) => `${detail ?? "The log cannot be read"}. Trying again in ${seconds} s.`,
  unknown: (seconds) => `There is no such container now. Looking again in ${seconds} s.`,
  forbidden: () => "You may not read this log.",
  session: () => "Your session has ended. ",
};

function say(kind, seconds, detail) {
  const state = byId("state");
  const text = WORDS[kind](seconds, detail);
  if (state.dataset.kind === kind && state.dataset.said === text) {
    return;
  }
  state.dataset.kind = kind;
  state.dataset.said = text;
  state.textContent = text;
  if (kind === "session") {
    const login = document.createElement("a");
    login.href = "/login?next=" + encodeURIComponent(location.pathname + location.search);
    login.textContent = "Log in again";
    state.append(login);
  }
  if (kind === "live" || kind === "ended") {
    byId("problem")?.remove();
  }
}

// The log itself

/** Takes over from the lines that came with the page, at the first that come by themselves. */
function begin() {
  if (!log.classList.contains("scripted")) {
    log.classList.add("scripted");
    view.remark();
    view.restyle(wrap.checked);
  }
}

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const listener = {
  said: say,
  restarted: () => lines.clear(),
  /** While the person looks at the oldest lines, the log has to wait. */
  async lines(added, wanted) {
    while (view.isInTheWay) {
      tellNewest();
      await sleep(HOLD_MILLIS);
    }
    if (wanted()) {
      begin();
      view.grown(lines.add(added));
      countSoon();
    }
  },
};

function connect() {
  connection?.stop();
  lines.clear();
  view.follow();
  const query = new URLSearchParams({ follow: "true", tail: tail.value });
  connection = new Connection(`/api/v1/containers/${encodeURIComponent(name)}/logs?${query}`, listener);
  connection.run();
}

// What a person does here is a use of the session, which the followed log is not; once a minute is enough to say so.

let saidSo = performance.now();

async function use() {
  if (performance.now() - saidSo > USE_MILLIS) {
    saidSo = performance.now();
    const answer = await fetch("/api/v1/token").catch(() => null);
    if (answer?.status === 401) {
      connection.stop();
      say("session");
    }
  }
}

for (const deed of ["keydown", "pointerdown", "wheel"]) {
  addEventListener(deed, use, { passive: true });
}

addEventListener("pagehide", () => connection?.stop());
addEventListener("pageshow", (event) => event.persisted && connect());

restore();
lines.search(search.value, stream.value);
connect();
