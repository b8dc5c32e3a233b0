// Makes one script of a module and what it imports, the same way for the pages and for the tests that run it in Node.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Only where a platform has no cryptography of its own would a library look for Node's.
const ALIASES = { crypto: join(root, "assets/report_site/sealing/bytes.js") };

export function bundled(source, options) {
  const shared = { bundle: true, minify: true, charset: "utf8", write: false, alias: ALIASES };
  return buildSync({ ...shared, ...options, entryPoints: [source], absWorkingDir: root }).outputFiles[0].text;
}
