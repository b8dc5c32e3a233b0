// Keys for the desk: j and k walk a list, Enter opens, u goes back, ? shows the keys. Everything works without them.

const rows = () => [...document.querySelectorAll('[data-keys="rows"] > :is(li, tr)')];
const help = document.getElementById("keys");
const back = document.querySelector('[data-keys="back"]');

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  next?.querySelector("a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  u: () => back?.click(),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const button of document.querySelectorAll('[data-keys="help"]')) {
  button.hidden = false;
  button.addEventListener("click", KEYS["?"]);
}
