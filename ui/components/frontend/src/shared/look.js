// How a link looks: one line for each factuality, a mark for what somebody else states. Canvas, legend and table share it.

export const LINES = {
  actual: { dash: null },
  planned: { dash: [16, 6] },
  conditional: { dash: [12, 5, 2, 5] },
  possible: { dash: [2, 5] },
  denied: { dash: null, hollow: true },
};

function luminance(colour) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

export function theme(element, palette) {
  const value = (name, otherwise) => getComputedStyle(element).getPropertyValue(name).trim() || otherwise;
  const ground = value("--st-background-color", "#ffffff");
  const shade = luminance(ground) < 0.5 ? "dark" : "light";
  return {
    shade,
    ground,
    text: value("--st-text-color", "#222222"),
    accent: value("--st-primary-color", "#0e6b63"),
    quads: palette[shade],
    kinds: shade === "dark" ? { fill: "#3a4554", edge: "#8fa0b5" } : { fill: "#e4e8ed", edge: "#5d6b7c" },
    family: "IBM Plex Sans, IBM Plex Sans Arabic, sans-serif",
  };
}

// A small picture of a line, for the legend.
export function sample(factuality, colour, { attributed = false, directed = true } = {}) {
  const line = LINES[factuality];
  const dash = line.dash ? ` stroke-dasharray="${line.dash.map((part) => part * 0.7).join(" ")}"` : "";
  const stroke = `stroke="${colour}" stroke-width="2"`;
  const body = line.hollow
    ? `<path d="M2 5H42M2 9H42" ${stroke} stroke-width="1.3" fill="none"/><path d="M22 1V13" ${stroke}/>`
    : `<path d="M${attributed ? 7 : 2} 7H${directed ? 36 : 42}" ${stroke} fill="none"${dash}/>`;
  const head = directed && !line.hollow ? `<path d="M35 3L42 7L35 11Z" fill="${attributed ? "none" : colour}" ${stroke} stroke-width="1.4"/>` : "";
  const tail = attributed ? `<circle cx="4.5" cy="7" r="2.6" fill="none" ${stroke} stroke-width="1.4"/>` : "";
  return `<svg viewBox="0 0 44 14" width="44" height="14" aria-hidden="true">${body}${head}${tail}</svg>`;
}
