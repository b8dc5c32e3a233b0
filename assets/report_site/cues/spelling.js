// A word one slip away from one we look for is taken for it, as in `lamplighter.cues.spelling`.
import { isWord, stem } from "./stems.js";
import { later, listed } from "./vocabulary.js";

const SHORTEST = 5;
const LONGEST = 20;
const REPEATED = /(.)\1{2,}/gu;
const misspelt = later(() => new Set(listed("misspelt")));
const lookalikes = later(() => new Set(listed("lookalikes")));

export class Spelling {
  constructor(keys) {
    this.words = new Set([...keys].filter(isWord));
    this.near = new Map();
    for (const key of this.words) {
      if (misspelt().has(key) && key.length >= SHORTEST && key.length <= LONGEST) this.learn(key);
    }
  }

  learn(key) {
    for (const shorter of shorterOf(key)) this.near.set(shorter, [...(this.near.get(shorter) || []), key]);
  }

  // The key that a word stands for, or nothing.
  known(word, key) {
    if (this.words.has(key)) return key;
    if (word.endsWith("in") && this.words.has(stem(`${word}g`))) return stem(`${word}g`);
    const calmed = word.replace(REPEATED, "$1");
    if (calmed !== word) return this.calmed(word, calmed);
    const right = word.length >= SHORTEST && word.length <= LONGEST && isWord(word);
    return right && !lookalikes().has(key) ? this.slip(key) : "";
  }

  calmed(word, single) {
    const forms = [word.replace(REPEATED, "$1$1"), single].map(stem);
    return forms.find((form) => this.words.has(form)) || "";
  }

  slip(key) {
    const near = new Set(shorterOf(key).flatMap((shorter) => this.near.get(shorter) || []));
    const close = [...near].filter((known) => known[0] === key[0] && oneSlip(known, key));
    return close.length === 1 ? close[0] : "";
  }
}

function shorterOf(word) {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

// Whether one letter is missing, added or changed, or two neighbours are swapped.
function oneSlip(one, other) {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let a = one.slice(start);
  let b = other.slice(start);
  while (a && b && a[a.length - 1] === b[b.length - 1]) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  if (a.length < 2 && b.length < 2) return a !== b;
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}
