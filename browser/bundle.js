// Puts what the query page loads into a folder: whole or not at all, without source maps, with names and licences.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";

const FILES = {
  "yasqe.js": ["@zazuko/yasqe", "build/yasqe.min.js"],
  "yasqe.css": ["@zazuko/yasqe", "build/yasqe.min.css"],
  "oxigraph.js": ["oxigraph", "web.js"],
  "oxigraph.wasm": ["oxigraph", "web_bg.wasm"],
};

const folder = process.argv[2];
const staged = `${folder}.new`;
const root = new URL("node_modules/", import.meta.url);
const lines = new Set();

await rm(staged, { recursive: true, force: true });
await mkdir(staged, { recursive: true });
for (const [name, [npm, path]] of Object.entries(FILES)) {
  const { version, license } = JSON.parse(await readFile(new URL(`${npm}/package.json`, root)));
  lines.add(`${npm} ${version}: ${license}`);
  const data = await readFile(new URL(`${npm}/${path}`, root));
  const text = name.endsWith(".wasm") ? data : data.toString().replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*\s*$/, "\n");
  await writeFile(`${staged}/${name}`, text);
}
await writeFile(`${staged}/licences.txt`, [...lines, ""].join("\n"));
await rm(folder, { recursive: true, force: true });
await rename(staged, folder);
