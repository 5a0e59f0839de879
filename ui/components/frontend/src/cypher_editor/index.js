// The Cypher editor: highlighting, completion from the store's schema, Ctrl+Enter. A Streamlit component, version 2.

import { closeCompletion } from "@codemirror/autocomplete";
import { createCypherEditor } from "@neo4j-cypher/codemirror";
import editorStyle from "@neo4j-cypher/codemirror/css/cypher-codemirror.css";

const PAUSE = 350; // milliseconds without a key before the text is sent, so that typing causes no reruns
const editors = new WeakMap();

function styleOnce() {
  if (document.getElementById("dt-editor-style")) return;
  const style = document.createElement("style");
  style.id = "dt-editor-style";
  style.textContent = `${editorStyle} .cm-tooltip { z-index: 1000000; }`;
  document.head.append(style);
}

function dark(root) {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return red + green + blue < 384;
}

class Editor {
  constructor(root, data) {
    styleOnce();
    const theme = dark(root) ? "dark" : "light";
    const { editor } = createCypherEditor(root, { value: data.value, theme, lint: true, schema: data.schema, autofocus: false, lineWrapping: true, placeholder: data.words.placeholder });
    this.root = root;
    this.editor = editor;
    this.sent = data.value;
    this.given = data.given;
    window.__cypher = editor;
    root.addEventListener("keydown", (event) => this.key(event), true);
    editor.onValueChanged(() => this.changed());
  }

  text() {
    return this.editor.codemirror.state.doc.toString();
  }

  key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    closeCompletion(this.editor.codemirror);
    this.sent = this.text();
    this.component.setTriggerValue("run", this.sent);
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.sent = this.text();
      this.component.setStateValue("value", this.sent);
    }, PAUSE);
  }

  show(component) {
    this.component = component;
    const { data } = component;
    this.editor.setSchema(data.schema);
    this.editor.setTheme(dark(this.root) ? "dark" : "light");
    // Only a query that the page hands over anew replaces the text: what comes back from typing must not.
    if (data.given === this.given) return;
    this.given = data.given;
    this.sent = data.value;
    this.editor.setValue(data.value);
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".dt-editor");
  if (!editors.has(root)) editors.set(root, new Editor(root, component.data));
  const held = editors.get(root);
  held.show(component);
  return () => {
    if (root.isConnected) return;
    held.editor.destroy();
    editors.delete(root);
  };
}
