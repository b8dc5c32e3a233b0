// Goes from page to page within one entry of the browser's list: links replace the page, and a form's answer is put in its
// place. What was typed is then in no list of pages, and not in what a browser writes down to restore its tabs.
// Where anything is missing, the browser does it its own way.
import { focusOn, show, unsent } from "./swap.js";

const LEAST = 2048;

let asking = false;

function plain(event) {
  return !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function ours(link) {
  return link.origin === location.origin && !link.target && !link.pathname.endsWith(".pdf");
}

// Within the page: a fragment would be one more entry in the list.
function jump(name) {
  const place = document.getElementById(name);
  if (!place) return;
  const folded = place.closest("details");
  if (folded) folded.open = true;
  place.scrollIntoView();
  focusOn(place);
}

function follow(event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || !plain(event) || !ours(link)) return;
  event.preventDefault();
  if (link.getAttribute("href").startsWith("#")) jump(link.hash.slice(1));
  else location.replace(link.href);
}

function answered(form, button) {
  const given = new FormData(form);
  if (button && button.name) given.append(button.name, button.value);
  return form.enctype === "multipart/form-data" ? given : even(new URLSearchParams(given));
}

// Filled up with blanks, which each are one byte, to one of few lengths: the site knows no such answer and reads past it. What
// only begins has nothing to tell.
function even(given) {
  if (!given.has("state")) return given;
  given.append("", "");
  const length = given.toString().length;
  let wanted = LEAST;
  while (wanted < length) wanted *= 2;
  given.set("", " ".repeat(wanted - length));
  return given;
}

function send(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !("submitter" in event)) return;
  event.preventDefault();
  if (asking) return;
  asking = true;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.onload = () => show(request.response) || unsent();
  request.onerror = unsent;
  request.onloadend = () => (asking = false);
  request.send(answered(form, event.submitter));
}

document.addEventListener("click", follow);
document.addEventListener("submit", send);
