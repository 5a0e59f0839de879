// The graph canvas: draws what it is given, tells what is clicked, keeps places. A Streamlit component, version 2.

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { theme } from "../shared/look.js";
import { bundle } from "./bundles.js";
import { follow, frame, save } from "./frame.js";
import { keysOf, legend } from "./legend.js";
import { stylesheet } from "./stylesheet.js";
import { arrange, forget, remember } from "./places.js";

cytoscape.use(fcose);

const PADDING = 36;
const CLOSEST = 1.25; // a graph of two nodes is not blown up beyond this
const QUIET_FROM = 45; // links; above it labels show only around what is pointed at

const FONT_PATIENCE = 1000; // milliseconds; after them the canvas is drawn with whatever font there is
const FACES = ["400", "500", "600"].flatMap((weight) => [`${weight} 13px 'IBM Plex Sans'`, `${weight} 13px 'IBM Plex Sans Arabic'`]);

const canvases = new WeakMap();

// A canvas measures and keeps its labels when it draws them: what is drawn before the fonts are there stays wrong.
const fonts = () =>
  Promise.race([
    Promise.allSettled(FACES.map((face) => document.fonts.load(face, "aا"))),
    new Promise((done) => setTimeout(done, FONT_PATIENCE)),
  ]);

class Canvas {
  constructor(root, data) {
    this.root = root;
    this.opened = new Set();
    this.fonts = fonts();
    this.frame = frame(root, data.words, this.acts());
    this.cy = cytoscape({ container: this.frame.stage, minZoom: 0.08, maxZoom: 4, boxSelectionEnabled: false });
    this.listen();
    window.__cy = this.cy;
    new ResizeObserver(() => this.resized()).observe(this.frame.stage);
  }

  // The page may settle after the first drawing; until the reader moves the view, it shows everything.
  resized() {
    this.cy.resize();
    if (!this.moved) this.fit();
  }

  acts() {
    const zoom = (factor) => () => {
      const centre = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
      this.moved = true;
      this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: centre });
    };
    return {
      closer: zoom(1.3),
      farther: zoom(1 / 1.3),
      fit: () => {
        this.moved = false;
        this.fit();
      },
      again: () => this.again(),
      picture: () => save(this.cy, this.look, this.data.name),
    };
  }

  listen() {
    const { cy } = this;
    cy.on("onetap", "node", (event) => this.tell("node", event.target.id()));
    cy.on("dbltap", "node", (event) => this.component.setTriggerValue("expanded", event.target.id()));
    cy.on("tap", "edge", (event) => this.tapEdge(event.target));
    cy.on("tap", (event) => event.target === cy && this.tell("ground", null));
    cy.on("mouseover", "edge", (event) => event.target.addClass("near"));
    cy.on("mouseover", "node", (event) => event.target.connectedEdges().addClass("near"));
    cy.on("mouseout", "node, edge", () => cy.edges().removeClass("near"));
    this.frame.stage.addEventListener("mouseleave", () => cy.edges().removeClass("near"));
    cy.on("mouseover", "node, edge", () => (this.frame.stage.style.cursor = "pointer"));
    cy.on("mouseout", "node, edge", () => (this.frame.stage.style.cursor = ""));
    cy.on("dragpan scrollzoom pinchzoom", () => (this.moved = true));
    cy.on("dragfree", "node", () => remember(this.data.memory, cy));
    follow(cy, this.frame.note, this.frame.stage);
  }

  tapEdge(edge) {
    if (!edge.hasClass("bundle")) return this.tell("edge", edge.id());
    this.opened.add(edge.data("pair"));
    this.tell("pair", [edge.data("source"), edge.data("target")]);
    this.bundles();
  }

  tell(sort, id) {
    if (sort === "ground") {
      if (!this.opened.size && !this.data.picked) return;
      this.opened.clear();
      this.bundles();
    }
    this.component.setTriggerValue("picked", { sort, id });
  }

  toggle(key) {
    if (this.hidden.has(key)) this.hidden.delete(key);
    else this.hidden.add(key);
    this.filter();
    this.component.setStateValue("hidden", [...this.hidden].sort());
  }

  fit() {
    this.cy.resize();
    this.cy.fit(this.cy.elements(":visible"), PADDING);
    if (this.cy.zoom() > CLOSEST) {
      this.cy.zoom(CLOSEST);
      this.cy.center(this.cy.elements(":visible"));
    }
  }

  again() {
    forget(this.data.memory);
    arrange(this.cy, this.data.memory, this.cy.collection());
    remember(this.data.memory, this.cy);
    this.fit();
  }

  bundles() {
    bundle(this.cy, { from: this.data.bundle, opened: this.opened, picked: this.data.picked, look: this.look, words: this.data.words });
    const shown = this.cy.edges().not(".away");
    this.cy.elements().toggleClass("quiet", shown.length > QUIET_FROM);
  }

  filter() {
    const { cy, hidden, look } = this;
    cy.edges().not(".bundle").forEach((edge) => edge.toggleClass("hidden", keysOf(edge.data()).some((key) => hidden.has(key))));
    this.bundles();
    cy.nodes().forEach((node) => node.toggleClass("faint", node.degree() > 0 && node.connectedEdges().not(".away").empty()));
    legend(this.frame.key, { edges: this.data.edges, words: this.data.words, look, hidden, toggle: (key) => this.toggle(key) });
    this.frame.key.hidden = !this.data.edges.some((edge) => edge.quad);
  }

  change() {
    const { cy, data } = this;
    const wanted = new Map([...data.nodes.map((node) => [node.id, { group: "nodes", data: node }]), ...data.edges.map((edge) => [edge.id, { group: "edges", data: edge }])]);
    cy.edges(".bundle").remove();
    cy.elements().filter((one) => !wanted.has(one.id())).remove();
    const kept = cy.nodes();
    const before = cy.elements().length;
    wanted.forEach((made, id) => {
      const one = cy.getElementById(id);
      if (one.nonempty()) one.data(made.data);
      else cy.add(made);
    });
    return { kept, grown: cy.elements().length !== before };
  }

  show(component) {
    this.component = component;
    this.data = component.data;
    const { cy, data } = this;
    this.look = theme(this.root, data.palette);
    this.hidden = new Set(data.hidden);
    this.root.dir = getComputedStyle(this.root.parentElement).direction;
    this.frame.stage.style.height = data.height;
    cy.style(stylesheet(this.look));
    const { kept, grown } = this.change();
    this.filter();
    if (grown) {
      const fresh = arrange(cy, data.memory, kept);
      if (fresh || !this.inView()) this.fit();
      remember(data.memory, cy);
    }
    cy.elements().removeClass("picked");
    if (data.picked) cy.getElementById(data.picked).addClass("picked");
    this.frame.empty.textContent = data.words.empty;
    this.frame.empty.hidden = data.nodes.length > 0;
  }

  inView() {
    const box = this.cy.elements(":visible").boundingBox();
    const view = this.cy.extent();
    return box.x1 >= view.x1 && box.x2 <= view.x2 && box.y1 >= view.y1 && box.y2 <= view.y2;
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".dt-canvas");
  if (!canvases.has(root)) canvases.set(root, new Canvas(root, component.data));
  const canvas = canvases.get(root);
  canvas.component = component;
  canvas.fonts.then(() => canvas.component === component && canvas.show(component));
  return () => {
    if (root.isConnected) return;
    canvas.cy.destroy();
    canvases.delete(root);
  };
}
