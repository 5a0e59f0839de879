// The key to colours, lines and marks; each entry is a switch that hides or shows its links.

import { LINES, sample } from "../shared/look.js";

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

function entry(key, picture, text, count, hidden, toggle) {
  const button = element("button", "dt-key");
  button.type = "button";
  button.dataset.key = key;
  button.setAttribute("aria-pressed", String(!hidden.has(key)));
  button.disabled = count === 0;
  const image = element("span", "dt-key-picture");
  image.innerHTML = picture;
  button.append(image, element("span", "dt-key-text", text), element("span", "dt-key-count", String(count)));
  button.addEventListener("click", () => toggle(key));
  return button;
}

function group(title, entries) {
  const box = element("div", "dt-key-group");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  box.append(element("span", "dt-key-title", title), ...entries);
  return box;
}

export function keysOf(edge) {
  return [`quad:${edge.quad}`, `factuality:${edge.factuality}`, `attribution:${edge.attributed ? "others" : "document"}`];
}

export function legend(root, { edges, words, look, hidden, toggle }) {
  const counts = new Map();
  edges.forEach((edge) => keysOf(edge).forEach((key) => counts.set(key, (counts.get(key) || 0) + 1)));
  const make = (key, picture, text) => entry(key, picture, text, counts.get(key) || 0, hidden, toggle);
  const swatch = (colour) => `<i class="dt-swatch" style="background:${colour}"></i>`;
  const grey = look.kinds.edge;
  root.replaceChildren(
    group(words.quads, Object.entries(look.quads).map(([quad, colour]) => make(`quad:${quad}`, swatch(colour), words.quad[quad]))),
    group(words.factualities, Object.keys(LINES).map((name) => make(`factuality:${name}`, sample(name, grey), words.factuality[name]))),
    group(words.attributions, [
      make("attribution:document", sample("actual", grey), words.attribution.document),
      make("attribution:others", sample("actual", grey, { attributed: true }), words.attribution.others),
    ]),
  );
}
