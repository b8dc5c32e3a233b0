// The lists of `lamplighter.cues`, as `lamplighter.cues.pages` wrote them down at set-up. They are a file of their own, which is
// only fetched when somebody begins to write.
let lists = null;

export function useLists(found) {
  lists = found;
}

// Made when it is first asked for, which is after the lists have come.
export function later(make) {
  let made;
  return () => (made === undefined ? (made = make()) : made);
}

export const words = (name) => new Set(lists.vocabulary[name].split(/\s+/).filter(Boolean));

export const groups = (name) =>
  lists.vocabulary[name]
    .split("\n")
    .map((line) => line.split(/\s+/).filter(Boolean))
    .filter((group) => group.length);

export const listed = (name) => lists[name];
