// Builds the browser assets of both sites into their ignored `static/built` folders: Sass to CSS and the public site's own
// scripts to one file each (with compressed copies that the server can send as they are), and the libraries of the desk,
// copied from the packages they come in.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { compile } from "sass";
import { bundled, root } from "./bundle.mjs";

const packages = join(root, "node_modules");

const SITES = [
  {
    sheets: { "assets/report_site/plain.scss": "plain.css" },
    mirrored: { "plain.css": "plain.rtl.css" },
    // For every page, and so for old browsers too.
    scripts: { "assets/report_site/plain.js": "plain.js" },
    // For the form on one page alone, and for browsers that can seal in it.
    sealing: { "assets/report_site/one.js": "one.js" },
    // What that form reads when somebody begins to write, and before it sends.
    lists: {
      "src/lamplighter/cues/built/cues.json": "cues.json",
      "src/lamplighter/sealing/built/words_for_pages.txt": "words.txt",
    },
    copies: { "assets/report_site/mark.svg": "mark.svg" },
    into: "src/lamplighter/report_site/static/built",
  },
  {
    sheets: { "assets/desk/desk.scss": "desk.css" },
    copies: {
      "node_modules/leaflet/dist/leaflet.js": "leaflet/leaflet.js",
      "node_modules/leaflet/dist/leaflet.css": "leaflet/leaflet.css",
      "node_modules/leaflet/dist/images": "leaflet/images",
    },
    into: "src/lamplighter/desk/static/built",
  },
];

function writeSheet(source, target) {
  const { css } = compile(source, { style: "compressed", loadPaths: [packages], quietDeps: true });
  write(css, target);
}

function writeScripts(scripts, built, target) {
  for (const [source, name] of Object.entries(scripts)) {
    write(bundled(source, { format: "iife", target }), join(built, name));
  }
}

function writeLists(lists, built) {
  for (const [source, name] of Object.entries(lists)) {
    if (existsSync(join(root, source))) write(readFileSync(join(root, source), "utf8"), join(built, name));
  }
}

// Beside each file what a browser may ask for instead: newer ones know Brotli, which is a tenth to a sixth smaller.
function write(text, target) {
  writeFileSync(target, text);
  writeFileSync(`${target}.gz`, gzipSync(text, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${target}.br`, brotliCompressSync(text, { params }));
}

// The sheet for a language written from right to left: every left is a right. Logical properties would do without it,
// but the old phones this site is for do not know them all (`float: inline-start` came in 2023).
function mirror(css) {
  const swapped = css.replace(/\b(left|right)\b(?=[^{}]*})/g, (side) => (side === "left" ? "right" : "left"));
  const FOUR = /((?:margin|padding|border-width|border-color|inset):)([^;{}\s]+) ([^;{}\s]+) ([^;{}\s]+) ([^;{}\s!]+)(?=[;}])/g;
  const turned = swapped.replace(/polygon\(([^)]*)\)/g, (_, corners) => `polygon(${corners.split(",").map(across)})`);
  return turned.replace(FOUR, "$1$2 $5 $4 $3");
}

// A corner of a shape, on the other side of it.
const across = (corner) => corner.trim().replace(/^([\d.]+)%?/, (_, x) => `${100 - x}%`);

function build({ sheets, mirrored = {}, scripts = {}, sealing = {}, lists = {}, copies, into }) {
  const built = join(root, into);
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  for (const [source, name] of Object.entries(sheets)) {
    if (existsSync(join(root, source))) writeSheet(join(root, source), join(built, name));
  }
  for (const [source, name] of Object.entries(mirrored)) {
    if (existsSync(join(built, source))) write(mirror(readFileSync(join(built, source), "utf8")), join(built, name));
  }
  writeScripts(scripts, built, "es2018");
  writeScripts(sealing, built, "es2020");
  writeLists(lists, built);
  for (const [source, name] of Object.entries(copies)) {
    if (existsSync(join(root, source))) cpSync(join(root, source), join(built, name), { recursive: true });
  }
  console.log(`built ${into}`);
}

SITES.forEach(build);
