// The canvas's stylesheet: shapes by kind of actor, lines by factuality, colours by quad, marks for what others state.

import { LINES } from "../shared/look.js";

const WIDTH = 2.2;

const SHAPES = {
  State: "ellipse",
  Organization: "round-rectangle",
  ArmedGroup: "round-triangle",
  Company: "round-hexagon",
  Media: "round-tag",
  Person: "round-diamond",
  Body: "round-pentagon",
  Item: "barrel",
  Place: "vee",
  Document: "rectangle",
  Claim: "concave-hexagon",
  Judgement: "star",
};

function nodes(look) {
  const family = look.family;
  return [
    {
      selector: "node",
      style: {
        label: "data(name)", width: 30, height: 30, "background-color": look.kinds.fill,
        "border-width": 1.6, "border-color": look.kinds.edge, color: look.text, "font-family": family,
        "font-size": 13, "font-weight": 500, "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap",
        "text-max-width": 130, "text-outline-color": look.ground, "text-outline-width": 2.5, "z-index": 20,
      },
    },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind='${kind}']`, style: { shape } })),
    { selector: "node[kind='Organization']", style: { width: 38, height: 28 } },
    { selector: "node[kind='Media']", style: { width: 34, height: 26 } },
    {
      selector: "node[?focus]",
      style: { width: 40, height: 40, "background-color": look.accent, "border-color": look.accent, "font-size": 15, "font-weight": 600 },
    },
    { selector: "node.picked", style: { "border-color": look.accent, "border-width": 4 } },
  ];
}

function links(look) {
  return [
    {
      selector: "edge",
      style: {
        "line-color": look.kinds.edge, "target-arrow-color": look.kinds.edge, "curve-style": "bezier", "control-point-step-size": 46, width: WIDTH, label: "data(label)", color: look.text,
        "font-family": look.family, "font-size": 11, "text-rotation": "autorotate", "text-background-color": look.ground,
        "text-background-opacity": 0.86, "text-background-padding": 1.5, "text-background-shape": "round-rectangle",
        "text-events": "yes", "min-zoomed-font-size": 6, "arrow-scale": 1.15, "target-distance-from-node": 2,
        "source-distance-from-node": 2, "line-cap": "butt",
      },
    },
    ...Object.entries(look.quads).map(([quad, colour]) => ({
      selector: `edge[quad='${quad}']`,
      style: { "line-color": colour, "target-arrow-color": colour, "source-arrow-color": colour, "mid-target-arrow-color": colour },
    })),
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
    ...Object.entries(LINES).filter(([, line]) => line.dash).map(([factuality, line]) => ({
      selector: `edge[factuality='${factuality}']`,
      style: { "line-style": "dashed", "line-dash-pattern": line.dash, "line-cap": factuality === "possible" ? "round" : "butt" },
    })),
    ...Object.entries(look.quads).map(([quad, colour]) => ({
      selector: `edge[factuality='denied'][quad='${quad}']`,
      style: {
        "line-color": look.ground, "line-outline-width": 1.4, "line-outline-color": colour, width: 3,
        "source-text-rotation": "none", "target-text-rotation": "none", "source-label": "×", "source-text-offset": 44, "target-label": "×", "target-text-offset": 44, "font-size": 12,
      },
    })),
    { selector: "edge[?attributed]", style: { "target-arrow-fill": "hollow", "source-arrow-shape": "circle", "source-arrow-fill": "hollow" } },
    { selector: "edge.close", style: { "control-point-step-size": 34 } },
    {
      selector: "edge.bundle",
      style: {
        width: 6, "line-fill": "linear-gradient", "line-gradient-stop-colors": "data(colours)",
        "line-gradient-stop-positions": "data(stops)", "font-weight": 600, "font-size": 12, "curve-style": "straight",
      },
    },
  ];
}

function states(look) {
  return [
    { selector: "node.quiet", style: { "font-size": 17 } },
    { selector: "edge.quiet", style: { label: "", opacity: 0.5, width: 1.6 } },
    { selector: "edge.quiet.near, edge.quiet.picked", style: { label: "data(label)", opacity: 1, "font-size": 15 } },
    { selector: "edge.near", style: { width: WIDTH + 1, "z-index": 15 } },
    { selector: "edge.picked", style: { width: WIDTH + 1.6, "z-index": 16, "underlay-color": look.accent, "underlay-opacity": 0.25, "underlay-padding": 6, "font-weight": 600 } },
    { selector: "edge.bundle.near, edge.bundle.picked", style: { width: 8 } },
    { selector: ".faint", style: { opacity: 0.22 } },
    { selector: ".away", style: { display: "none" } },
    { selector: "core", style: { "active-bg-opacity": 0.06, "selection-box-opacity": 0 } },
    { selector: "node:active, edge:active", style: { "overlay-opacity": 0 } },
  ];
}

export function stylesheet(look) {
  return [...nodes(look), ...links(look), ...states(look)];
}
