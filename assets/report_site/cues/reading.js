// A text cut into words, sentences and clauses, as `lamplighter.cues.reading` cuts it.
import { after, before } from "./search.js";
import { stem } from "./stems.js";
import { SPACE } from "./space.js";
import { later, words } from "./vocabulary.js";

const WORD = /[\p{L}\p{N}]+(?:['’‘ʼ`´][\p{L}\p{N}]+)*|£/gu;
const APOSTROPHES = /['’‘ʼ`´]/g;
const SENTENCE_END = new RegExp(
  `[!?]|\\.(?!\\.)(?=${SPACE}|$|["'”’)\\]])|\\n${SPACE}*\\n|[\\u2028\\u2029]`
);
const ELLIPSIS = /\.\.+|…/g;
const CLAUSE_END = new RegExp(`[,;:()\\[\\]\\n\\r–—…]|\\.\\.+|${SPACE}-+${SPACE}`);
const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const abbreviations = later(() => words("abbreviations"));
export const turns = later(() => words("turns"));
export const walls = later(() => new Set([...turns(), ...words("negators")]));

// Parallel lists, one entry a word.
class Reading {
  constructor(text) {
    this.text = text;
    this.starts = [];
    this.ends = [];
    this.words = [];
    this.stems = [];
    this.sentences = [];
    this.clauses = [];
  }

  get length() {
    return this.words.length;
  }

  add(found, sentence, clause) {
    this.starts.push(found.index);
    this.ends.push(found.index + found[0].length);
    this.words.push(plain(found[0]));
    this.stems.push(stem(this.words[this.length - 1]));
    this.sentences.push(sentence);
    this.clauses.push(clause);
  }

  // The first word that overlaps `text.slice(start, end)`, and the first after it.
  covered(start, end) {
    return [after(this.ends, start), before(this.starts, end)];
  }
}

export function read(text) {
  const reading = new Reading(text);
  let sentence = 0;
  let clause = 0;
  let last = 0;
  for (const found of text.matchAll(WORD)) {
    const between = text.slice(last, found.index);
    if (last && endsSentence(between, reading.words[reading.length - 1])) {
      sentence += 1;
      clause += 1;
    } else if (last && CLAUSE_END.test(between)) clause += 1;
    last = found.index + found[0].length;
    reading.add(found, sentence, clause);
  }
  return reading;
}

function endsSentence(between, word) {
  if (between === " ") return false;
  const ends = SENTENCE_END.test(between.replace(ELLIPSIS, " "));
  return ends && !(abbreviations().has(word) && between.replace(AROUND, "") === ".");
}

// Lower case, no accents, no apostrophes.
export function plain(word) {
  const lowered = Array.from(word.replace(APOSTROPHES, ""), folded).join("");
  if (/^[\0-\x7f]*$/.test(lowered)) return lowered;
  return lowered.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(APOSTROPHES, "");
}

// Case folding, which scripts do not have: both ways at once, and the letters for which that is not the same.
function folded(letter) {
  if (letter === "ı") return letter;
  return letter.toLowerCase().toUpperCase().toLowerCase().replace("ς", "σ");
}
