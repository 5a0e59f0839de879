// The canvas's surroundings: the buttons over it, the note that follows the mouse, the legend's place.

const ICONS = {
  closer: "M12 5v14M5 12h14",
  farther: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  again: "M20 11a8 8 0 1 0-2.3 6.3M20 4v7h-7",
  picture: "M12 4v11M7 11l5 5 5-5M5 20h14",
};

function button(name, title, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "dt-tool";
  made.dataset.tool = name;
  made.title = title;
  made.setAttribute("aria-label", title);
  made.innerHTML = `<svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
  made.addEventListener("click", act);
  return made;
}

export function frame(root, words, acts) {
  root.replaceChildren();
  const make = (className) => {
    const box = document.createElement("div");
    box.className = className;
    root.append(box);
    return box;
  };
  const stage = make("dt-stage");
  const tools = make("dt-tools");
  const note = make("dt-note");
  const empty = make("dt-empty");
  const key = make("dt-legend");
  Object.keys(ICONS).forEach((name) => tools.append(button(name, words.tools[name], acts[name])));
  note.hidden = true;
  empty.hidden = true;
  return { stage, note, empty, key };
}

export function save(cy, look, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(cy.png({ full: true, scale: 2, bg: look.ground, output: "blob" }));
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function follow(cy, note, stage) {
  const show = (event) => {
    const text = event.target.data("title");
    if (!text) return;
    note.textContent = text;
    note.hidden = false;
    const { x, y } = event.renderedPosition;
    note.style.left = `${Math.max(8, Math.min(x + 14, stage.clientWidth - note.offsetWidth - 8))}px`;
    note.style.top = `${Math.max(8, Math.min(y + 16, stage.clientHeight - note.offsetHeight - 8))}px`;
  };
  cy.on("mouseover mousemove", "node, edge", show);
  cy.on("mouseout", "node, edge", () => (note.hidden = true));
  stage.addEventListener("mouseleave", () => (note.hidden = true));
  cy.on("pan zoom drag", () => (note.hidden = true));
}
