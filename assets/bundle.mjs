// Makes one script of a module and what it imports, the same way for the pages and for the tests that run it in Node.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// What set-up has made from packages and lists, by the name it is imported under.
const MADE = {
  "words.txt": join(root, "src/lamplighter/sealing/built/words_for_pages.txt"),
  "cues.json": join(root, "src/lamplighter/cues/built/cues.json"),
};

export function bundled(source, options) {
  const shared = { bundle: true, minify: true, charset: "utf8", write: false, alias: MADE, loader: { ".txt": "text" } };
  return buildSync({ ...shared, ...options, entryPoints: [source], absWorkingDir: root }).outputFiles[0].text;
}
