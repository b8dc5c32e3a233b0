// Counts presses of Shift with nothing between them: a capital letter, a click or five seconds of rest start it again.
const REST = 5000;

export function countShifts(told) {
  let times = 0;
  let alone = false;
  let rest = 0;

  function count(next) {
    if (next !== times) told(next);
    times = next % 3;
    clearTimeout(rest);
    if (times) rest = setTimeout(() => count(0), REST);
  }

  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) count(0);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" && alone) count(times + 1);
    alone = false;
  });
  document.addEventListener("pointerdown", () => count(0));
}
