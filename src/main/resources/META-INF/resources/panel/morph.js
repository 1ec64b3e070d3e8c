/**
 * Makes an element like another one with as few changes as there are differences, so that focus, selection and what is scrolled
 * stay where they are. Children with the attribute data-key are matched by it, others by their place.
 */
export function morph(from, to) {
  matchAttributes(from, to);
  let next = from.firstChild;
  const byKey = keyed(from);
  for (const wanted of [...to.childNodes]) {
    const found = byKey.get(keyOf(wanted)) ?? (isLike(next, wanted) ? next : null);
    if (found === null) {
      from.insertBefore(document.importNode(wanted, true), next);
    } else if (found === next) {
      next = next.nextSibling;
      become(found, wanted);
    } else {
      from.insertBefore(found, next);
      become(found, wanted);
    }
  }
  while (next !== null) {
    const rest = next.nextSibling;
    next.remove();
    next = rest;
  }
}

function keyed(parent) {
  const found = new Map();
  for (const child of parent.children) {
    if (child.dataset.key !== undefined) {
      found.set(child.dataset.key, child);
    }
  }
  return found;
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key : undefined;
}

function isLike(node, wanted) {
  return node !== null && node.nodeName === wanted.nodeName && keyOf(node) === undefined && keyOf(wanted) === undefined;
}

function become(node, wanted) {
  if (node.nodeType === Node.ELEMENT_NODE) {
    morph(node, wanted);
  } else if (node.data !== wanted.data) {
    node.data = wanted.data;
  }
}

function matchAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}
