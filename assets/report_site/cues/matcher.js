// Finds many phrases in a text at once, the same ones as `lamplighter.cues.matcher`.
import { Language, heads, isGap, isSlot } from "./phrases.js";
import { read, walls } from "./reading.js";
import { before, lessPair } from "./search.js";
import { Spelling } from "./spelling.js";
import { stem } from "./stems.js";
import { later, words } from "./vocabulary.js";

const NUMBER = /^([0-9]{1,4})(?:yrs?|yo|ish|y|s)?$/;
const numerals = later(() => words("numerals"));
const NIGHT = /^(?:(?:10|11|1[01]30)pm|(?:12|[1-5])(?:[0-5][0-9])?am)$/;
const childNumerals = later(() => words("child_numerals"));
const common = later(() => new Set([...words("common")].map(stem)));
// How many spans on either side are looked at for the nearest one.
const LOOK = 3;

export class Matcher {
  constructor(patterns, classes) {
    const language = new Language(classes);
    const entries = Object.entries(patterns).flatMap(([id, sources]) =>
      sources.map((source) => entry(id, language.parse(source)))
    );
    this.byKey = new Map();
    this.index(entries);
    this.vocabulary = new Set(entries.flatMap(({ phrase }) => phrase.parts.flatMap(keysOf)));
    this.spelling = new Spelling(this.vocabulary);
    this.prefixes = new Set([...this.vocabulary].filter((key) => key.endsWith("*")).map((key) => key.slice(0, -1)));
  }

  // Each phrase stands under the keys of its rarest word.
  index(entries) {
    const counted = new Map();
    for (const { needs } of entries) for (const key of needs.flat()) counted.set(key, (counted.get(key) || 0) + 1);
    const commonness = (need) => need.reduce((sum, key) => sum + counted.get(key) + (common().has(key) ? 2000 : 0), 0);
    for (const each of entries) {
      for (const key of least(each.needs, commonness)) this.byKey.set(key, [...(this.byKey.get(key) || []), each]);
    }
  }

  // Every match, by where it starts; those of one id do not overlap.
  find(text) {
    const reading = typeof text === "string" ? read(text) : text;
    const looked = new Looked(reading, reading.words.map((word, at) => this.keysOf(word, reading.stems[at])));
    const found = new Map();
    const cancelled = new Map();
    for (const each of this.candidates(looked)) {
      const into = each.phrase.cancels ? cancelled : found;
      into.set(each.id, [...(into.get(each.id) || []), ...looked.matches(each)]);
    }
    const kept = [...found].flatMap(([id, matches]) => keep(matches, cancelled.get(id) || []));
    return kept.sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  }

  candidates(looked) {
    const there = (need) => need.some((key) => looked.positions.has(key));
    const seen = new Set([...looked.positions.keys()].flatMap((key) => this.byKey.get(key) || []));
    return [...seen].filter((each) => each.needs.every(there));
  }

  keysOf(word, key) {
    const known = this.spelling.known(word, key) || key;
    const keys = [known, `=${word}`];
    for (let size = 3; size <= Math.min(word.length, 16); size += 1) {
      if (this.prefixes.has(word.slice(0, size))) keys.push(`${word.slice(0, size)}*`);
    }
    return [...keys, ...numbers(word)].filter((each) => this.vocabulary.has(each));
  }
}

function numbers(word) {
  const counted = NUMBER.exec(word);
  const found = [];
  if (counted || numerals().has(word)) found.push("#");
  if (NIGHT.test(word)) found.push("#night");
  const age = counted ? Number(counted[1]) : 0;
  if ((age >= 5 && age < 18) || childNumerals().has(word)) found.push("#child");
  return found;
}

function entry(id, phrase) {
  const must = (step) => !isGap(step) && !step.optional;
  return { id, phrase, needs: phrase.parts.flatMap((part) => part.filter(must).map(heads)) };
}

function keysOf(branch) {
  return branch.flatMap((step) => {
    if (isSlot(step)) return [...step.keys];
    return isGap(step) ? [] : step.branches.flatMap(keysOf);
  });
}

// The first of the smallest.
function least(list, measure) {
  return list.reduce((best, each) => (measure(each) < measure(best) ? each : best));
}

// The matches that no guard overlaps; of two that overlap, the one that ends first, then the shorter.
function keep(matches, cancelled) {
  const guards = covered(cancelled);
  const kept = [];
  let last = -1;
  for (const match of [...matches].sort((a, b) => a.end - b.end || b.start - a.start)) {
    if (match.start < last || match.parts.some((piece) => overlaps(piece, guards))) continue;
    last = match.end;
    kept.push(match);
  }
  return kept;
}

// The pieces of the matches, overlapping ones joined.
function covered(matches) {
  const joined = [];
  for (const [start, end] of matches.flatMap((match) => match.parts).sort(order)) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

const order = (a, b) => a[0] - b[0] || a[1] - b[1];

function overlaps(piece, guards) {
  const at = before(guards, [piece[1], -1], lessPair);
  return at > 0 && guards[at - 1][1] > piece[0];
}

// A text whose words have been looked up: the keys of each word and the words of each key.
class Looked {
  constructor(reading, keys) {
    this.reading = reading;
    this.keys = keys.map((each) => new Set(each));
    this.walls = reading.words.map((word) => walls().has(word));
    this.reached = new Map();
    this.positions = new Map();
    keys.forEach((found, at) => {
      for (const key of found) this.positions.set(key, [...(this.positions.get(key) || []), at]);
    });
  }

  matches({ id, phrase }) {
    const parts = phrase.parts.map((part) => this.spans(part));
    if (parts.some((spans) => !spans.length)) return [];
    const found = parts.length > 1 ? this.together(phrase, parts) : parts[0].map((span) => [span]);
    return found.map((spans) => this.match(id, spans));
  }

  match(id, spans) {
    const { starts, ends, text } = this.reading;
    const parts = spans.map(([first, last]) => [starts[first], ends[last - 1]]).sort(order);
    const start = parts[0][0];
    const end = Math.max(...parts.map((part) => part[1]));
    return { id, start, end, phrase: text.slice(start, end), parts };
  }

  // Where the phrase is found, as word numbers, the shortest from each start.
  spans(branch) {
    const starts = new Set(heads(branch[0]).flatMap((key) => this.positions.get(key) || []));
    const found = [];
    for (const start of [...starts].sort((a, b) => a - b)) {
      const ends = this.ends(branch, start);
      if (ends.size) found.push([start, Math.min(...ends)]);
    }
    return found;
  }

  // Where the phrase may end if it starts at word `start`; it stays in that word's sentence.
  ends(branch, start) {
    const home = this.reading.sentences[start];
    let reached = new Set([start]);
    let gap = 0;
    for (const step of branch) {
      if (isGap(step)) {
        gap += step.most;
        continue;
      }
      const landed = new Set();
      for (const at of reached) this.land(landed, step, at, at + gap, home);
      if (step.optional) landed.forEach((at) => reached.add(at));
      else [reached, gap] = [landed, 0];
      if (!reached.size) break;
    }
    return reached;
  }

  // Adds where the step may end, started from one place to another; no further than a wall or the sentence.
  land(landed, step, from, to, home) {
    for (let here = from; here <= to; here += 1) {
      if (here >= this.reading.length || this.reading.sentences[here] !== home) return;
      for (const end of this.step(step, here)) landed.add(end);
      if (this.walls[here]) return;
    }
  }

  step(step, at) {
    if (isSlot(step)) return [...this.keys[at]].some((key) => step.keys.has(key)) ? [at + 1] : [];
    return this.keys[at].size ? this.choice(step, at) : [];
  }

  // Where one of the branches may end; remembered, because many phrases share a class of words.
  choice(choice, at) {
    if (!this.reached.has(choice)) this.reached.set(choice, new Map());
    const known = this.reached.get(choice);
    if (!known.has(at)) {
      const branches = [...this.keys[at]].flatMap((key) => choice.byHead.get(key) || []);
      known.set(at, new Set(branches.flatMap((branch) => [...this.ends(branch, at)])));
    }
    return known.get(at);
  }

  // One span of each part, near one another: around each span of the rarest part, the nearest of the others.
  together(phrase, parts) {
    const rarest = least(parts, (spans) => spans.length);
    const others = parts.filter((part) => part !== rarest);
    return rarest.map((span) => this.around(phrase, others, span)).filter(Boolean);
  }

  around(phrase, others, span) {
    const chosen = [span];
    for (const other of others) {
      const near = this.nearest(phrase, other, chosen);
      if (!near) return null;
      chosen.push(near);
    }
    return chosen;
  }

  nearest(phrase, spans, chosen) {
    const [anchor] = chosen;
    const at = before(spans, anchor, lessPair);
    const close = spans.slice(Math.max(at - LOOK, 0), at + LOOK).filter((span) => this.near(phrase, span, anchor));
    const free = close.filter((span) => chosen.every(([first, last]) => span[1] <= first || last <= span[0]));
    return free.length ? least(free, (span) => Math.abs(span[0] - anchor[0])) : null;
  }

  near(phrase, span, anchor) {
    const { sentences } = this.reading;
    const apart = Math.abs(sentences[span[0]] - sentences[anchor[0]]);
    return apart <= Number(phrase.across) && Math.abs(span[0] - anchor[0]) <= phrase.reach;
  }
}

