const KEY = "status.logs";

/** What the person chose last, here or on another container's page; empty where the browser keeps nothing. */
export function remembered() {
  try {
    const settings = JSON.parse(localStorage.getItem(KEY));
    return settings !== null && typeof settings === "object" ? settings : {};
  } catch {
    return {};
  }
}

export function remember(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing forgets it, and nothing else is lost.
  }
}
