// Two actors with many links between them get one thick line with a count, opened on a click.

const OPENABLE = 14; // more curves than these between two nodes cannot be told apart
const LOOSE = 6; // more curves than these stand closer together

const pairOf = (edge) => [edge.data("source"), edge.data("target")].sort().join("\u001f");

function gradient(members, quads) {
  const counts = new Map();
  members.forEach((edge) => counts.set(edge.data("quad"), (counts.get(edge.data("quad")) || 0) + 1));
  const colours = [];
  const stops = [];
  let at = 0;
  for (const [quad, colour] of Object.entries(quads)) {
    if (!counts.has(quad)) continue;
    const next = at + (100 * counts.get(quad)) / members.length;
    colours.push(colour, colour);
    stops.push(`${at}%`, `${next}%`);
    at = next;
  }
  return { colours: colours.join(" "), stops: stops.join(" ") };
}

function add(cy, members, look, words) {
  const [source, target] = pairOf(members[0]).split("\u001f");
  const data = {
    id: `bundle:${source}:${target}`, source, target, pair: pairOf(members[0]), count: members.length,
    label: words.bundle.replace("{count}", members.length), ...gradient(members, look.quads),
  };
  cy.add({ group: "edges", data, classes: "bundle" });
}

// `opened` holds the pairs whose links are drawn singly; the pair of the picked link always is.
export function bundle(cy, { from, opened, picked, look, words }) {
  cy.edges(".bundle").remove();
  const pairs = new Map();
  cy.edges().removeClass("bundled close").not(".hidden").forEach((edge) => {
    if (edge.source().id() === edge.target().id()) return;
    pairs.set(pairOf(edge), [...(pairs.get(pairOf(edge)) || []), edge]);
  });
  for (const [pair, members] of pairs) {
    const mayOpen = members.length <= OPENABLE;
    const isOpen = mayOpen && (opened.has(pair) || members.some((edge) => edge.id() === picked));
    if (members.length <= from || isOpen) {
      members.forEach((edge) => edge.toggleClass("close", members.length > LOOSE));
      continue;
    }
    members.forEach((edge) => edge.addClass("bundled"));
    add(cy, members, look, words);
  }
  cy.edges().forEach((edge) => edge.toggleClass("away", edge.hasClass("hidden") || edge.hasClass("bundled")));
}
