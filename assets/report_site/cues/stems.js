// One key for the forms of a word, by the rules of `lamplighter.cues.stems`.
import { groups, later, words } from "./vocabulary.js";

const whole = later(() => words("whole"));
const LETTERS = /^\p{L}+$/u;
const VOWEL = /[aeiouy]/;

export const isWord = (text) => LETTERS.test(text);

const ends = (word, ...endings) => endings.some((ending) => word.endsWith(ending));

export function stem(word) {
  return irregular().get(word) || regular(word);
}

function regular(word) {
  if (word.length < 4 || whole().has(word) || !isWord(word)) return word;
  return bare(plain(word));
}

function plain(word) {
  if (ends(word, "ies", "ied")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (ends(word, "es") && ends(word.slice(0, -2), "s", "x", "z", "ch", "sh")) return word.slice(0, -2);
  if (ends(word, "s") && !ends(word, "ss", "us", "is")) return word.slice(0, -1);
  return untensed(word);
}

function untensed(word) {
  for (const ending of ["ing", "ed"]) {
    if (!word.endsWith(ending)) continue;
    const root = word.slice(0, -ending.length);
    if (root.length > 2 && VOWEL.test(root) && !word.endsWith("eed")) return single(root);
  }
  return word;
}

function single(root) {
  const last = root[root.length - 1];
  const doubled = last === root[root.length - 2] && !"aeiousz".includes(last);
  return doubled && (last !== "l" || root.length > 5) ? root.slice(0, -1) : root;
}

function bare(word) {
  return word.length > 4 && word.endsWith("e") && !word.endsWith("ee") ? word.slice(0, -1) : word;
}

const irregular = later(
  () => new Map(groups("forms").flatMap((group) => group.map((form) => [form, regular(group[0])])))
);
