// What a program wrote, as text that does nothing. The class LogText of the agent has the same rules.

// Only whole sequences: one without an end would hide the rest of the line.
const ESCAPE = new RegExp(
  "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]" +
    "|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)" +
    "|\\x1b[PX^_][^\\x1b]*\\x1b\\\\" +
    "|\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]",
  "g",
);
const CONTROL =
  /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const CONTROLS = new RegExp(CONTROL, "g");

export function visible(text) {
  return CONTROL.test(text) ? text.replace(ESCAPE, "").replace(CONTROLS, spellOut) : text;
}

function spellOut(control) {
  const code = control.charCodeAt(0);
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }
  return code === 0x7f ? "\u2421" : "\\u" + code.toString(16).padStart(4, "0");
}

/** Finds the words as they are, in upper or lower case; null for none. */
export function finder(words) {
  return words === "" ? null : new RegExp(words.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"), "gi");
}

/** The time to the millisecond. */
export function shortTime(at) {
  return at.replace(/(\.\d{3})\d+/, "$1");
}
