// Puts a page that was fetched in the place of the one on the screen.
export function show(found) {
  if (!found || !found.getElementById("main")) return false;
  document.title = found.title;
  document.documentElement.lang = found.documentElement.lang;
  document.documentElement.dir = found.documentElement.dir;
  document.body.replaceWith(document.adoptNode(found.body));
  scrollTo(0, 0);
  focusOn(document.querySelector(".govuk-error-summary") || document.querySelector("h1"));
  document.dispatchEvent(new Event("shown"));
  return true;
}

// No answer came; the sentence is not on the page before, where a browser without styles would show it.
export function unsent() {
  const place = document.getElementById("unsent");
  if (!place) return;
  place.textContent = place.dataset.told;
  place.hidden = false;
  place.scrollIntoView();
  focusOn(place);
}

// A screen reader then reads on from there, as it would after loading a page.
export function focusOn(place) {
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
