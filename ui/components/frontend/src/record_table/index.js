// A table of records: sorts, is walked by keyboard, tells which row is picked, mirrors itself. A Streamlit component, version 2.

import { sample, theme } from "../shared/look.js";

const LONG = 30; // characters; a longer cell may be cut off and then shows its whole text under the pointer
const tables = new WeakMap();

const make = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
};

const DRAW = {
  text: (value) => make("bdi", "", value),
  number: (value) => make("span", "", value),
  date: (value) => make("span", "", value),
  id: (value) => make("code", "", value),
  sentence: (value) => {
    const box = make("div", "dt-cell-sentence", value);
    box.dir = "auto";
    return box;
  },
  line: (value, look) => {
    const box = make("span", "dt-cell-line");
    const colour = look.quads[value.quad] || look.kinds.edge;
    box.innerHTML = sample(value.factuality, colour, { attributed: value.attributed, directed: value.directed });
    return box;
  },
};

function order(kind, left, right) {
  const absent = (value) => value === null || value === undefined || value === "";
  if (absent(left) || absent(right)) return absent(left) - absent(right);
  if (kind === "number") return left - right;
  if (kind === "line") return order("text", left.factuality + left.quad, right.factuality + right.quad);
  return String(left).localeCompare(String(right), undefined, { numeric: true });
}

class Table {
  constructor(root) {
    this.root = root;
    this.sorted = { column: null, step: 1 };
    root.addEventListener("click", (event) => this.pick(event));
    root.addEventListener("keydown", (event) => this.key(event));
  }

  pick(event) {
    const row = event.target.closest("tr[data-id]");
    if (!row || !this.data.pickable || getSelection().toString()) return;
    this.mark(row.dataset.id);
    this.component.setTriggerValue("picked", row.dataset.id);
  }

  key(event) {
    const row = event.target.closest("tr[data-id]");
    if (!row) return;
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (next) next.focus();
    else if (event.key === "Enter" || event.key === " ") this.pick(event);
    else return;
    event.preventDefault();
  }

  sort(key) {
    const again = this.sorted.column === key;
    if (again && this.sorted.step < 0) this.sorted = { column: null, step: 1 };
    else this.sorted = { column: key, step: again ? -1 : 1 };
    this.draw();
  }

  rows() {
    const { column, step } = this.sorted;
    const kind = this.data.columns.find((each) => each.key === column)?.kind;
    if (!kind) return this.data.rows;
    return [...this.data.rows].sort((left, right) => step * order(kind, left[column], right[column]));
  }

  mark(id) {
    this.root.querySelectorAll("tr[data-id]").forEach((row) => row.setAttribute("aria-selected", String(row.dataset.id === id)));
  }

  head() {
    const row = make("tr");
    this.data.columns.forEach((column) => {
      const cell = make("th", `dt-${column.kind}`);
      const button = make("button", "", column.label);
      button.type = "button";
      button.title = this.data.words.sort;
      button.addEventListener("click", () => this.sort(column.key));
      const sorted = this.sorted.column === column.key;
      cell.scope = "col";
      cell.setAttribute("aria-sort", !sorted ? "none" : this.sorted.step > 0 ? "ascending" : "descending");
      cell.append(button);
      row.append(cell);
    });
    return row;
  }

  body(record) {
    const row = make("tr");
    row.dataset.id = record.id;
    if (this.data.pickable) row.tabIndex = 0;
    this.data.columns.forEach(({ key, kind }) => {
      const cell = make("td", `dt-${kind}`);
      const value = record[key];
      if (value !== null && value !== undefined && value !== "") cell.append(DRAW[kind](value, this.look));
      if (kind === "text" && String(value ?? "").length > LONG) cell.title = value;
      row.append(cell);
    });
    return row;
  }

  draw() {
    const table = make("table", this.data.pickable ? "dt-pickable" : "");
    const columns = make("colgroup");
    this.data.columns.forEach(({ width }) => {
      const column = make("col");
      if (width) column.style.width = width;
      columns.append(column);
    });
    const head = make("thead");
    head.append(this.head());
    const body = make("tbody");
    body.append(...this.rows().map((record) => this.body(record)));
    table.append(columns, head, body);
    const at = this.root.scrollTop;
    this.root.replaceChildren(table);
    this.root.scrollTop = at;
    this.mark(this.data.picked);
  }

  show(component) {
    const before = this.data;
    this.component = component;
    this.data = component.data;
    const look = theme(this.root, this.data.palette);
    const same = before && JSON.stringify(before) === JSON.stringify(this.data) && look.shade === this.look.shade;
    this.look = look;
    this.root.dir = getComputedStyle(this.root.parentElement).direction;
    this.root.style.maxHeight = this.data.height;
    if (!same) this.draw();
    if (this.data.picked && before?.picked !== this.data.picked) this.reveal();
  }

  reveal() {
    const row = this.root.querySelector(`tr[data-id="${CSS.escape(this.data.picked)}"]`);
    if (!row) return;
    const top = row.offsetTop - this.root.querySelector("thead").offsetHeight;
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (row.offsetTop + row.offsetHeight > this.root.scrollTop + this.root.clientHeight) {
      this.root.scrollTop = row.offsetTop + row.offsetHeight - this.root.clientHeight;
    }
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".dt-records");
  if (!tables.has(root)) tables.set(root, new Table(root));
  tables.get(root).show(component);
}
