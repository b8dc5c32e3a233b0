// The lists of `lamplighter.cues`, as `lamplighter.cues.pages` wrote them down at set-up.
import lists from "cues.json";

export const words = (name) => new Set(lists.vocabulary[name].split(/\s+/).filter(Boolean));

export const groups = (name) =>
  lists.vocabulary[name]
    .split("\n")
    .map((line) => line.split(/\s+/).filter(Boolean))
    .filter((group) => group.length);

export const listed = (name) => lists[name];
