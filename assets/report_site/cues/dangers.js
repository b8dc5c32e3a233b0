// The words of a report that mean somebody may be in danger now, as `lamplighter.cues.dangers` finds them.
import { contexts } from "./contexts.js";
import { Matcher } from "./matcher.js";
import { read } from "./reading.js";
import { later, listed } from "./vocabulary.js";

// A denial further away than this from what it denies leaves doubt, and doubt keeps the cue.
const PLAINLY = 8;
const matcher = (name) => later(() => new Matcher(listed(name).phrases, listed(name).words));
const english = matcher("danger");
const others = matcher("danger_in_other_languages");

// The cues in a text that ask for a person to look now.
export function danger(text) {
  const reading = read(text);
  // No context is read in the other languages: only a list's own guards deny.
  const found = [...inEnglish(reading), ...others().find(reading)];
  return found.sort((a, b) => a.start - b.start);
}

function inEnglish(reading) {
  const matches = english().find(reading);
  if (!matches.length) return [];
  const around = contexts(reading);
  return matches.filter(({ parts }) => isNow(parts, around));
}

function isNow(parts, around) {
  const meant = around.of(parts);
  return !around.denied(parts, PLAINLY) && !meant.has("past") && !meant.has("elsewhere");
}
