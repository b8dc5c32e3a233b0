// The words of a report that may tell who wrote it, as `lamplighter.cues.giveaways` finds them.
import { Matcher } from "./matcher.js";
import { later, listed } from "./vocabulary.js";

const matcher = later(() => new Matcher(listed("giveaway").phrases, listed("giveaway").words));

export const giveaways = (text) => matcher().find(text);
