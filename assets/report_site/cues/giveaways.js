// The words of a report that may tell who wrote it, as `lamplighter.cues.giveaways` finds them.
import { Matcher } from "./matcher.js";
import { read } from "./reading.js";
import { later, listed } from "./vocabulary.js";

const matcher = later(() => new Matcher(listed("giveaway").phrases, listed("giveaway").words));

// What is said in the first person means whoever speaks; a time or a number is the same in any mouth.
const SPEAKERS = new Set(["own_name", "own_family", "own_tie", "own_view", "only_you"]);
const QUOTED = /[“„][^“”„\n]{1,300}[”“]|"[^"\n]{1,300}"|«[^«»\n]{1,300}»/gu;
const WORDS_BEFORE = 5;
const OWN = new Set(["i", "im", "ive", "we", "weve", "my", "our", "me", "us"]);

export function giveaways(text) {
  const reading = read(text);
  const spoken = spokenByOthers(reading);
  const within = (match) => spoken.some(([first, last]) => first <= match.start && match.end <= last);
  return matcher()
    .find(reading)
    .filter((match) => !(SPEAKERS.has(match.id) && within(match)));
}

// What stands in quotation marks, where none of the few words before says that it was the writer or somebody of theirs.
function spokenByOthers(reading) {
  return Array.from(reading.text.matchAll(QUOTED))
    .filter((quoted) => {
      const last = reading.covered(0, quoted.index)[1];
      return !reading.words.slice(Math.max(0, last - WORDS_BEFORE), last).some((word) => OWN.has(word));
    })
    .map((quoted) => [quoted.index, quoted.index + quoted[0].length]);
}
