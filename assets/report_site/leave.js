// Leaves at once: empties the page before the browser has gone anywhere, and replaces it, so that it is not in the way back.
// Nothing is stored. Whoever comes to one of our pages by the back button, from elsewhere, finds it empty and is sent away
// again; so does whoever opens a closed tab once more.
import { countShifts } from "./shifts.js";

let exit = "";

// The words in fields go first: a browser that keeps the page in memory for the back button keeps them too.
export function empty() {
  for (const field of document.querySelectorAll("input, textarea, select")) {
    field.value = "";
    field.checked = false;
  }
  for (const canvas of document.querySelectorAll("canvas")) canvas.width = 0;
  document.title = "\u00a0";
  document.body.replaceChildren();
}

function leave(link) {
  const words = sentences().now;
  const there = link.href;
  hide();
  say(words);
  location.replace(there);
}

function hide() {
  const link = way();
  if (link) exit = link.href;
  empty();
}

function sentences() {
  const place = document.getElementById("said");
  return place ? place.dataset : {};
}

// A live region that is still there, or a new one on the emptied page.
function say(words) {
  let place = document.getElementById("said");
  if (!place) {
    place = document.createElement("p");
    place.id = "said";
    place.className = "govuk-visually-hidden";
    place.setAttribute("role", "alert");
    document.body.append(place);
  }
  place.textContent = words || "";
}

function way() {
  return document.querySelector("a[data-leave]");
}

function clicked(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-leave]");
  if (!link || event.button) return;
  event.preventDefault();
  leave(link);
}

function pressed(times) {
  if (!way()) return;
  if (times === 3) leave(way());
  else say(times ? sentences()[times === 1 ? "once" : "twice"] : "");
}

// `persisted`: the browser brought the page back from its memory, emptied by us as it was hidden.
function shownAgain(event) {
  if (event.persisted && exit) location.replace(exit);
}

// Our pages replace one another (steps.js), so that going back to one of them always comes from elsewhere.
function broughtBack() {
  const [how] = performance.getEntriesByType("navigation");
  return how !== undefined && how.type === "back_forward";
}

function sendAway() {
  if (way()) leave(way());
}

if (broughtBack()) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", sendAway);
  else sendAway();
}
document.addEventListener("click", clicked, true);
addEventListener("pagehide", hide);
addEventListener("pageshow", shownAgain);
countShifts(pressed);
