// Where nodes stand: laid out once, kept afterwards, new ones near what they hang on.

const GAP = 230; // between an actor and its neighbours, in the canvas's own units; a label of four words fits in
const ROOM = 95; // on a ring for one neighbour with one link
const MOST_ROOM = 3; // times as much for one with many
const ONE_RING = 18; // neighbours with one link each; more stand on several rings
const INNER = 200; // the first of several rings
const STEP = 105; // from ring to ring: a node, its label, a gap
const WIDE = 1.35; // screens are wider than high
const DRAFT_FROM = 400; // edges; above it fcose's better quality freezes the tab for seconds

function memory(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`detente.places.${name}`) || "{}");
  } catch {
    return {};
  }
}

// Kept in the tab, not sent to the server: a page that is left and entered again finds its places, without a rerun.
export function remember(name, cy) {
  const places = memory(name);
  cy.nodes().forEach((node) => {
    places[node.id()] = [Math.round(node.position("x")), Math.round(node.position("y"))];
  });
  try {
    sessionStorage.setItem(`detente.places.${name}`, JSON.stringify(places));
  } catch {
    // A full or forbidden storage loses nothing but the places.
  }
}

export function forget(name) {
  try {
    sessionStorage.removeItem(`detente.places.${name}`);
  } catch {
    // As above.
  }
}

function recall(name, nodes) {
  const places = memory(name);
  const known = nodes.filter((node) => places[node.id()]);
  known.forEach((node) => node.position({ x: places[node.id()][0], y: places[node.id()][1] }));
  return known;
}

const weight = (node) => 1 + 0.45 * (node.connectedEdges().not(".away").length - 1);

// The order round the ring: each after the one it is most linked with, so that links between neighbours stay short.
function ring(nodes) {
  const left = nodes.sort((a, b) => b.degree() - a.degree() || (a.id() < b.id() ? -1 : 1)).toArray();
  const placed = [];
  while (left.length) {
    const last = placed.at(-1);
    const ties = (node) => (last ? node.edgesWith(last).length : 0);
    const next = left.reduce((best, node) => (ties(node) > ties(best) ? node : best));
    placed.push(...left.splice(left.indexOf(next), 1));
  }
  return placed;
}

// How far out the rings lie that together hold so many neighbours: one while they fit, else as many as it takes.
function radii(total) {
  if (total <= ONE_RING) return [Math.max(GAP, (total * ROOM) / (2 * Math.PI))];
  const found = [];
  for (let held = 0; held < total; held += (2 * Math.PI * found.at(-1)) / ROOM) found.push(INNER + STEP * found.length);
  return found;
}

// One actor's links: the actor in the middle, the others round it, with more room for those with more links. Those
// that follow each other stand on different rings, each ring with its share. It depends on the graph alone, so that
// the same graph gives the same picture.
function radial(cy, focus) {
  const others = ring(cy.nodes().difference(focus));
  const weights = others.map((node) => Math.min(weight(node), MOST_ROOM));
  const total = weights.reduce((sum, each) => sum + each, 0);
  const rings = radii(total).map((radius) => ({ radius, due: 0 }));
  const girth = rings.reduce((sum, each) => sum + each.radius, 0);
  const { x, y } = focus.position();
  let turned = -Math.PI / 2;
  others.forEach((node, at) => {
    rings.forEach((each) => (each.due += each.radius / girth));
    const next = rings.reduce((best, each) => (each.due > best.due ? each : best));
    next.due -= 1;
    const half = (Math.PI * weights[at]) / total;
    node.position({
      x: x + WIDE * next.radius * Math.cos(turned + half),
      y: y + next.radius * Math.sin(turned + half),
    });
    turned += 2 * half;
  });
}

// A start for the force-directed layout that depends on the graph alone.
function circle(cy) {
  const others = ring(cy.nodes());
  others.forEach((node, at) => {
    const angle = (2 * Math.PI * at) / others.length;
    node.position({ x: WIDE * GAP * Math.cos(angle), y: GAP * Math.sin(angle) });
  });
}

function beside(added, kept) {
  added.forEach((node, at) => {
    const anchor = node.neighborhood("node").intersection(kept).first();
    const from = anchor.nonempty() ? anchor.position() : { x: 0, y: 0 };
    const outwards = Math.atan2(from.y, from.x);
    const angle = outwards + ((at % 2 ? 1 : -1) * Math.ceil(at / 2) * Math.PI) / 8;
    node.position({ x: from.x + GAP * Math.cos(angle), y: from.y + GAP * Math.sin(angle) });
  });
}

function options(cy, kept) {
  const parallel = (edge) => edge.parallelEdges(":visible").length;
  return {
    name: "fcose",
    animate: false,
    randomize: false,
    fit: false,
    quality: cy.edges().length > DRAFT_FROM ? "draft" : "proof",
    nodeRepulsion: () => 22000,
    idealEdgeLength: (edge) => GAP + 16 * Math.min(parallel(edge), 6),
    nodeDimensionsIncludeLabels: true,
    nodeSeparation: 140,
    gravity: 0.12,
    fixedNodeConstraint: kept.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })),
  };
}

// The layout holds its fixed nodes to each other, not to the canvas, and may shift them all: they are put back, and the
// new ones moved with them.
function lay(cy, stay, added) {
  const before = new Map(stay.map((node) => [node.id(), { ...node.position() }]));
  cy.layout(options(cy, stay)).run();
  if (stay.empty()) return;
  const first = stay.first();
  const shift = { x: before.get(first.id()).x - first.position("x"), y: before.get(first.id()).y - first.position("y") };
  stay.forEach((node) => node.position(before.get(node.id())));
  added.forEach((node) => node.shift(shift));
}

// `kept` are the nodes that stood here before; gives true where there were none, so that the view should be fitted.
export function arrange(cy, name, kept) {
  const newcomers = cy.nodes().difference(kept);
  const recalled = recall(name, newcomers);
  const stay = kept.union(recalled);
  const added = newcomers.difference(recalled);
  const focus = cy.nodes("[?focus]");
  if (stay.empty() && focus.length === 1 && focus.closedNeighborhood().nodes().length === cy.nodes().length) {
    focus.position({ x: 0, y: 0 });
    radial(cy, focus);
    return true;
  }
  if (stay.empty()) circle(cy);
  else beside(added, stay);
  if (added.nonempty() && cy.nodes().length > 1) lay(cy, stay, added);
  return kept.empty();
}
