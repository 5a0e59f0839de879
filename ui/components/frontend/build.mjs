// Bundles the components into the package's assets, with the fonts and the licences of what is bundled.
import { build, transform } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const assets = join(here, "..", "assets");
const modules = join(here, "node_modules");

const fonts = [
  ...["400", "500", "600"].flatMap((weight) => [
    `@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`,
    `@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-${weight}-normal.woff2`,
    `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-${weight}-normal.woff2`,
  ]),
  "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
];

async function bundle(component) {
  const result = await build({
    entryPoints: [{ in: join(here, "src", component, "index.js"), out: component }],
    outdir: assets,
    bundle: true,
    format: "esm",
    minify: true,
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    loader: { ".css": "text" },
  });
  return Object.keys(result.metafile.inputs);
}

function packageOf(input) {
  const parts = input.split("node_modules/").at(-1).split("/");
  return parts[0].startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}

async function licence(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[sc]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : `Licence: ${license}\n`;
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

async function stylesheet(component) {
  const { code } = await transform(await readFile(join(here, "src", component, "index.css"), "utf8"), { loader: "css", minify: true });
  await writeFile(join(assets, `${component}.css`), code);
}

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const components = ["graph_canvas", "record_table", "cypher_editor"];
const inputs = (await Promise.all(components.map(bundle))).flat();
await Promise.all(components.map(stylesheet));
for (const font of fonts) await cp(join(modules, font), join(assets, basename(font)));
const names = new Set([
  ...inputs.filter((input) => input.includes("node_modules/")).map(packageOf),
  "@fontsource/ibm-plex-sans",
  "@fontsource/ibm-plex-sans-arabic",
  "@fontsource/ibm-plex-mono",
]);
const licences = await Promise.all([...names].sort().map(licence));
await writeFile(join(assets, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
