// The words of a report that mean somebody may be in danger, as `lamplighter.cues.dangers` finds them.
import { contexts } from "./contexts.js";
import { Matcher } from "./matcher.js";
import { read } from "./reading.js";
import { listed } from "./vocabulary.js";

// A denial further away than this from what it denies leaves doubt, and doubt keeps the cue.
const PLAINLY = 8;
const LIST = listed("danger");
const MATCHER = new Matcher(LIST.phrases, LIST.words);
const OTHERS = listed("danger_in_other_languages");
const OTHER = new Matcher(OTHERS.phrases, OTHERS.words);

// The cues in a text, those that ask for the most haste first.
export function danger(text) {
  const reading = read(text);
  const found = [...inEnglish(reading), ...inOtherLanguages(reading)];
  return found.sort((a, b) => haste(a) - haste(b) || a.start - b.start);
}

function inEnglish(reading) {
  const matches = MATCHER.find(reading);
  if (!matches.length) return [];
  const around = contexts(reading);
  return matches.map((match) => standingCue(match, around)).filter(Boolean);
}

// No context is read in these: only a list's own guards deny.
const inOtherLanguages = (reading) =>
  OTHER.find(reading).map(({ id, start, end, phrase }) => ({ id, start, end, phrase, ...OTHERS.entries[id] }));

const haste = (cue) => Number(cue.level !== "immediate");

function standingCue({ id, start, end, phrase, parts }, around) {
  const { level, why } = LIST.entries[id];
  const meant = around.of(parts);
  const immediate = level === "immediate";
  if ((!immediate && meant.has("elsewhere")) || around.denied(parts, PLAINLY)) return null;
  const now = immediate && !meant.has("past") && !meant.has("elsewhere");
  return { id, start, end, phrase, level: now ? "immediate" : "priority", why };
}
