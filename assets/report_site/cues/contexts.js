// How a phrase is meant: denied, told, long ago, feared or elsewhere, as `lamplighter.cues.context` reads it.
import { Matcher } from "./matcher.js";
import { turns } from "./reading.js";
import { later, listed, words } from "./vocabulary.js";

const FARTHEST = 18;
const AROUND = 16;
const subjects = later(() => words("subjects"));
const starters = later(() => new Set([...subjects(), ...words("starters")]));
const stops = later(() => new Set([...turns(), ...words("stops")]));
const JOINS = new Set(["and", "then", "plus"]);
const NOW = new Set(["now", "nowadays", "recently", "lately"]);
const HARD = /[;:\n\r–—]/;
const SPOKEN = ["hearsay", "past", "hypothetical", "elsewhere"];
const list = later(() => listed("contexts"));
const matcher = later(() => new Matcher(list().phrases, list().words));

const within = (word, [first, last]) => word >= first && word < last;

// Which words of a text stand in which context; each word's entry is how far its cue is, 0 for none.
class Contexts {
  constructor(reading) {
    this.reading = reading;
    this.marks = Object.fromEntries([...SPOKEN, "negated"].map((label) => [label, new Uint8Array(reading.length)]));
  }

  mark(label, word, distance) {
    const marks = this.marks[label];
    marks[word] = Math.min(marks[word] || distance, distance);
  }

  of(parts) {
    const covered = parts.map(([start, end]) => this.reading.covered(start, end));
    const said = (label) => covered.some(([first, last]) => this.marks[label].slice(first, last).some(Boolean));
    const found = new Set(SPOKEN.filter(said));
    if (this.denied(parts, FARTHEST)) found.add("negated");
    return found;
  }

  // Whether a denial, at most so many words before, speaks of a part; one inside a part belongs to the phrase.
  denied(parts, most) {
    const covered = parts.map(([start, end]) => this.reading.covered(start, end));
    return covered.some(([first, last]) => {
      if (first >= last) return false;
      const distance = this.marks.negated[first];
      return distance > 0 && distance <= most && !covered.some((own) => within(first - distance, own));
    });
  }
}

export function contexts(reading) {
  const found = new Contexts(reading);
  for (const match of matcher().find(reading)) {
    const { label, reach } = list().entries[match.id];
    const cue = reading.covered(match.start, match.end);
    const reached = reach === "around" ? around(reading, cue) : ahead(reading, cue, reach === "thought");
    for (const [word, distance] of reached) found.mark(label, word, distance);
  }
  return found;
}

// The words after the cue until a new thought starts; `through` a pronoun where the cue is about a thought.
function ahead(reading, [first, last], through) {
  const found = [];
  for (let word = last; word < Math.min(last + FARTHEST, reading.length); word += 1) {
    const distance = word - last + 1;
    // The very next word is part of the denial: "nobody there", "nor did he".
    if (reading.sentences[word] !== reading.sentences[first]) break;
    if (newThought(reading, word, through || distance === 1)) break;
    found.push([word, distance]);
  }
  return found;
}

function newThought(reading, word, through) {
  const said = reading.words[word];
  if (stops().has(said) || (subjects().has(said) && !through)) return true;
  if (JOINS.has(said) && starters().has(reading.words[word + 1])) return true;
  return (starters().has(said) && afterBreak(reading, word)) || afterHardBreak(reading, word);
}

function afterBreak(reading, word) {
  return word > 0 && reading.clauses[word] !== reading.clauses[word - 1];
}

function afterHardBreak(reading, word) {
  return afterBreak(reading, word) && HARD.test(reading.text.slice(reading.ends[word - 1], reading.starts[word]));
}

// The words near the cue on both sides, within its sentence and not past a turn.
function around(reading, [first, last]) {
  const found = [];
  for (let word = first; word < last; word += 1) found.push([word, 1]);
  for (const [from, step] of [
    [last, 1],
    [first - 1, -1],
  ]) {
    for (let distance = 1; distance <= AROUND; distance += 1) {
      const word = from + step * (distance - 1);
      if (word < 0 || word >= reading.length || reading.sentences[word] !== reading.sentences[first]) break;
      if (turns().has(reading.words[word]) || NOW.has(reading.words[word])) break;
      found.push([word, distance]);
    }
  }
  return found;
}
