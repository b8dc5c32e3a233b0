// The words of a report that mean somebody may be in danger, as `lamplighter.cues.dangers` finds them.
import { contexts } from "./contexts.js";
import { Matcher } from "./matcher.js";
import { read } from "./reading.js";
import { listed } from "./vocabulary.js";

// A denial further away than this from what it denies leaves doubt, and doubt keeps the cue.
const PLAINLY = 8;
const LIST = listed("danger");
const MATCHER = new Matcher(LIST.phrases, LIST.words);

// The cues in a text, those that ask for the most haste first.
export function danger(text) {
  const reading = read(text);
  const matches = MATCHER.find(reading);
  if (!matches.length) return [];
  const around = contexts(reading);
  const standing = matches.map((match) => standingCue(match, around)).filter(Boolean);
  return standing.sort((a, b) => haste(a) - haste(b) || a.start - b.start);
}

const haste = (cue) => Number(cue.level !== "immediate");

function standingCue({ id, start, end, phrase, parts }, around) {
  const { level, why } = LIST.entries[id];
  const meant = around.of(parts);
  const immediate = level === "immediate";
  if ((!immediate && meant.has("elsewhere")) || around.denied(parts, PLAINLY)) return null;
  const now = immediate && !meant.has("past") && !meant.has("elsewhere");
  return { id, start, end, phrase, level: now ? "immediate" : "priority", why };
}
