// The phrase language of `lamplighter.cues.phrases`; Python has checked the lists, so nothing is refused here.
import { plain } from "./reading.js";
import { stem } from "./stems.js";

const LEXEME = /\s*(?:(&&|&|\(|\)|\||\?|\.\.\.)|\[(\d+)\]|([=@#]?[^\s()|?&[\]]+|#))/gy;
const NEAR = 24;
const FAR = 30;

const slot = (keys) => ({ keys: new Set(keys) });
const gap = (most) => ({ most });

function choice(branches, optional = false) {
  const byHead = new Map();
  for (const branch of branches) {
    for (const key of heads(branch[0])) byHead.set(key, [...(byHead.get(key) || []), branch]);
  }
  return { branches, optional, byHead };
}

export const isSlot = (step) => step.keys !== undefined;
export const isGap = (step) => step.most !== undefined;

// The keys one of which must be there for the step to begin.
export function heads(step) {
  if (isSlot(step)) return [...step.keys];
  return isGap(step) ? [] : [...step.byHead.keys()];
}

const oneOf = (branches) => {
  const found = merged(branches);
  return found.length === 1 ? found[0] : [choice(found)];
};

// All the lone words in one slot, and the longer phrases after it.
function merged(branches) {
  const isLone = (branch) => branch.length === 1 && isSlot(branch[0]);
  const lone = branches.filter(isLone).flatMap((branch) => [...branch[0].keys]);
  const longer = branches.filter((branch) => !isLone(branch));
  return lone.length ? [[slot(lone)], ...longer] : longer;
}

export class Language {
  constructor(classes) {
    this.classes = classes;
    this.known = new Map();
    this.made = new Map();
  }

  parse(source) {
    const body = source.trim();
    const { parts, across } = new Parser(this, body.replace(/^!/, "")).phrase();
    return { parts, across, reach: across ? FAR : NEAR, cancels: body.startsWith("!") };
  }

  // The class as steps: the same ones each time, so that a matcher can remember them.
  steps(name) {
    if (!this.made.has(name)) this.made.set(name, oneOf(this.branches(name)));
    return this.made.get(name);
  }

  branches(name) {
    if (!this.known.has(name)) {
      const parsed = this.classes[name].map((entry) => new Parser(this, `(${entry})`).phrase().parts[0]);
      this.known.set(name, parsed);
    }
    return this.known.get(name);
  }
}

// Recursive descent over the lexemes of one phrase.
class Parser {
  constructor(language, body) {
    this.language = language;
    this.lexemes = Array.from(body.matchAll(LEXEME), (found) => found[0].trim());
    this.at = 0;
    this.depth = 0;
  }

  next() {
    return this.lexemes[this.at] || "";
  }

  take() {
    this.at += 1;
    return this.lexemes[this.at - 1];
  }

  phrase() {
    const parts = [this.branch()];
    let across = false;
    while (this.next() === "&" || this.next() === "&&") {
      across = this.take() === "&&" || across;
      parts.push(this.branch());
    }
    return { parts, across };
  }

  branch() {
    const steps = [];
    while (!["", "&", "&&", ")", "|"].includes(this.next())) steps.push(...this.steps());
    return steps;
  }

  steps() {
    const taken = this.take();
    if (taken === "...") return [gap(4)];
    if (taken.startsWith("[")) return [gap(Number(taken.slice(1, -1)))];
    if (taken.startsWith("@") && this.next() !== "?" && this.next() !== "|") return this.language.steps(taken.slice(1));
    const branches = taken === "(" ? this.group() : this.words(taken);
    if (this.next() !== "?") return oneOf(branches);
    this.take();
    return [choice(merged(branches), true)];
  }

  group() {
    this.depth += 1;
    const branches = [this.branch()];
    while (this.next() === "|") {
      this.take();
      branches.push(this.branch());
    }
    this.take();
    this.depth -= 1;
    return branches;
  }

  words(first) {
    const branches = [...this.word(first)];
    // Inside brackets a bar parts phrases, outside it parts words.
    while (this.next() === "|" && !this.depth) {
      this.take();
      branches.push(...this.word(this.take()));
    }
    return branches;
  }

  word(lexeme) {
    if (lexeme.startsWith("@")) return this.language.branches(lexeme.slice(1));
    if (lexeme.startsWith("#")) return [[slot([lexeme])]];
    if (lexeme.startsWith("=")) return [[slot([`=${plain(lexeme.slice(1))}`])]];
    if (lexeme.endsWith("*")) return [[slot([`${plain(lexeme.slice(0, -1))}*`])]];
    const parts = lexeme.replace(/£(?=.)/g, "£/").split(/[-/]/);
    return [parts.map((part) => slot([stem(plain(part))]))];
  }
}
