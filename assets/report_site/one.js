// The form on one page, sealed before it leaves the page. The site sees an envelope, its size, and one flag; it never sees the
// answers or the code words. Where anything is missing or fails, the form is sent as it is without scripts, and says so.
import { danger } from "./cues/dangers.js";
import { giveaways } from "./cues/giveaways.js";
import { later, useLists } from "./cues/vocabulary.js";
import { NoPhoto, madeAnew, offerOrNot } from "./photos.js";
import { base64, fromBase64, utf8 } from "./sealing/bytes.js";
import { LARGEST_DOCUMENT, newEnvelopeId, seal } from "./sealing/envelope.js";
import { Answers, contact, length, photo, tip, written } from "./sealing/report.js";
import { mailboxKeys, makeWords, useWords } from "./sealing/words.js";
import { focusOn, show, unsent } from "./swap.js";

const READ_FOR_DANGER = [
  ...["story", "street", "town", "online", "when", "how_often", "people", "vehicles", "contacts"],
  ...["who_else_knows", "hazards", "at_risk"],
];
const READ_FOR_GIVEAWAYS = READ_FOR_DANGER.filter((name) => !["town", "online", "who_else_knows"].includes(name));
const EXPIRED = 410;

let ready = false;
let busy = false;
// What the writer was shown and decided, for the words as they then were.
let decided = new Set();
const NOTHING = { id: "", words: "", photos: 0 };
let drawn = NOTHING;
// What was first sent under an id: should its answer be lost, that is what was kept.
let first = NOTHING;

const part = (name) => document.getElementById(name);
const sentence = (name) => part("sealing").querySelector(`[data-say="${name}"]`).textContent;

// Only where a trial has worked is sealing here promised.
async function prepare() {
  ready = false;
  askForIt();
  ticked();
  const place = part("sealing");
  if (!place) return;
  try {
    if (!("submitter" in SubmitEvent.prototype)) throw new Error("this browser does not tell which button was pressed");
    await seal(utf8("a trial"), newEnvelopeId(), fromBase64(place.dataset.key));
    ready = true;
    part("sealed-here").hidden = true;
    part("sealed-in-page").hidden = false;
    seen.observe(part("go"));
  } catch {
    notHere();
  }
}

// The page before the form: with this the form comes with all that sealing here needs, which nobody else should be shown.
function askForIt() {
  for (const button of document.querySelectorAll("button[value=begin]")) {
    const scripts = Object.assign(document.createElement("input"), { type: "hidden", name: "scripts", value: "1" });
    if (!button.form.elements.scripts) button.form.append(scripts);
  }
}

function notHere() {
  ready = false;
  part("sealed-here").hidden = false;
  part("sealed-in-page").hidden = true;
  part("sealed-not-in-page").hidden = false;
}

function pressed(event) {
  if (!ready || !event.target.hasAttribute("data-seal")) return;
  event.preventDefault();
  if (!busy) attempt(event.target, event.submitter ? event.submitter.value : "");
}

async function attempt(form, choice) {
  busy = true;
  try {
    await send(form, choice);
  } catch {
    notHere();
    complain([["go", part("sealed-not-in-page").textContent]]);
  } finally {
    busy = false;
    if (part("sealing-photos")) part("sealing-photos").hidden = true;
  }
}

async function send(form, choice) {
  await Promise.all([cues(), codeWords()]);
  const answers = new Answers(new FormData(form));
  const problems = wrong(form, answers);
  if (problems.length || !choice) return complain(problems);
  const now = read(answers, READ_FOR_DANGER, danger);
  if (now.length && answers.one("danger_now") !== "yes" && !decided.has("danger")) return warn(now, choice);
  const telling = answers.leavesName ? [] : read(answers, READ_FOR_GIVEAWAYS, giveaways);
  if (telling.length && !decided.has("giveaway")) return pointOut(telling, choice);
  const photos = await anew(form);
  if (!photos) return null;
  const sealed = await sealedReport(answers, choice, photos);
  if (!sealed) return complain([["story", sentence("together")]]);
  const urgent = answers.one("danger_now") === "yes" || now.length > 0;
  return post(form, sealed, { danger: urgent, choice, kinds: answers.kinds });
}

function read(answers, names, find) {
  return names.flatMap((name) => find(answers.one(name)).map((found) => ({ ...found, name })));
}

// What is missing or too long, in the site's own sentences.
function wrong(form, answers) {
  const found = [];
  for (const field of form.querySelectorAll("[data-limit]")) {
    const [limit, given] = [Number(field.dataset.limit), length(answers.one(field.name))];
    const said = (number) => number.toLocaleString("en-GB");
    const told = sentence("long").replace("%(limit)s", said(limit)).replace("%(length)s", said(given));
    if (given > limit) found.push([field.id, told]);
  }
  if (!answers.saysWhat) found.push(["story", sentence("what")]);
  if (!answers.saysWhere) found.push(["street", sentence("where")]);
  return found;
}

function complain(problems) {
  const summary = part("sealing-problems");
  const links = problems.map(([field, told]) => {
    const link = document.createElement("a");
    link.href = `#${field}`;
    link.textContent = told;
    return item("li", link);
  });
  summary.querySelector("ul").replaceChildren(...links);
  summary.hidden = !links.length;
  if (links.length) bring(summary);
}

function item(tag, ...inside) {
  const made = document.createElement(tag);
  made.append(...inside);
  return made;
}

function bring(place) {
  place.scrollIntoView();
  focusOn(place);
}

// In the place of the form, until the writer has decided.
function ask(name, choice) {
  const [form, page] = [document.querySelector("[data-seal]"), part(name)];
  const back = (on) => {
    page.hidden = true;
    form.hidden = false;
    if (!on) return bring(form);
    decided.add(name.replace("sealing-", ""));
    return attempt(form, choice);
  };
  page.querySelector("[data-on]").onclick = () => back(true);
  page.querySelector("[data-back]").onclick = () => back(false);
  form.hidden = true;
  page.hidden = false;
  bring(page.querySelector("h2"));
}

function warn([first], choice) {
  part("sealing-danger").querySelector("[data-phrase]").textContent = first.phrase;
  ask("sealing-danger", choice);
}

function pointOut(found, choice) {
  const rows = new Map(found.map((each) => [`${each.name} ${each.phrase} ${each.id}`, each]));
  part("sealing-giveaway").querySelector("dl").replaceChildren(...[...rows.values()].map(row));
  ask("sealing-giveaway", choice);
}

function row({ id, name, phrase }) {
  const label = document.querySelector(`label[for="${name}"]`).textContent;
  const why = part("sealing").querySelector(`[data-why="${id}"]`).textContent;
  const told = item("dd", item("strong", `“${phrase}”`), document.createElement("br"), why);
  const named = item("dt", label);
  named.className = "govuk-summary-list__key";
  told.className = "govuk-summary-list__value kept-lines";
  const made = item("div", named, told);
  made.className = "govuk-summary-list__row";
  return made;
}

// A report sent again after a lost answer must have the words it had.
function wordsFor(id, day) {
  if (drawn.id !== id) drawn = { ...NOTHING, id, words: makeWords(day) };
  return drawn.words;
}

// The envelopes as they are sent, and the words that only this page knows; nothing where the report is too long.
async function sealedReport(answers, choice, photos) {
  const { id, key, day, language } = part("sealing").dataset;
  const desk = fromBase64(key);
  const words = choice === "words" ? wordsFor(id, Number(day)) : "";
  const document = written(tip(answers, language, words ? await mailboxKeys(words) : null, photos.length));
  if (document.length > LARGEST_DOCUMENT) return null;
  const apart = [...contact(answers, id), ...photos.flatMap((jpeg, at) => photo(id, at + 1, jpeg))];
  const envelopes = [["sealed", base64(await seal(document, id, desk))]];
  for (const each of apart) {
    const own = newEnvelopeId();
    envelopes.push(["apart", base64(await seal(written(each), own, desk))], ["apart_id", own]);
  }
  return { words, photos: photos.length, envelopes };
}

// The photos made anew, or nothing where one cannot be taken: the field is then empty, and the next press sends without.
async function anew(form) {
  const field = form.elements.photo;
  part("sealing-photos").hidden = !field.value;
  try {
    return await madeAnew(field);
  } catch (error) {
    if (!(error instanceof NoPhoto)) throw error;
    field.value = "";
    field.closest("details").open = true;
    const { number, count } = error.filled;
    const why = sentence(error.why).replace("%(count)s", count);
    complain([["photo", number ? sentence("photo").replace("%(number)s", number).replace("%(why)s", why) : why]]);
    return null;
  }
}

async function post(form, { words, photos, envelopes }, { danger: urgent, choice, kinds }) {
  const given = [["state", form.elements.state.value], ["danger", urgent ? "1" : ""], ...envelopes];
  const body = new URLSearchParams(given);
  const { id } = part("sealing").dataset;
  if (first.id !== id) first = { id, words, photos };
  const answer = await asked("POST", form.action, body);
  if (!answer) return unsent();
  if (answer.status === EXPIRED) return again(form, choice);
  if (answer.status !== 200) return complain([["go", said(answer.page)]]);
  return done(answer.page, { id, words, photos }, kinds);
}

const said = (page) => page.querySelector("#main h1 ~ p").textContent;

// Half an hour is over: the page takes a new id, which the envelope is sealed under anew. Nothing typed is lost.
async function again(form, choice) {
  const answer = await asked("POST", form.action, new URLSearchParams({ go: "begin", scripts: "1" }));
  const fresh = answer && answer.status === 200 && answer.page.getElementById("sealing");
  if (!fresh) return unsent();
  Object.assign(part("sealing").dataset, fresh.dataset);
  form.elements.state.value = answer.page.querySelector("[data-seal] [name=state]").value;
  return send(form, choice);
}

// Fetched once, by everybody alike: what the words of a report are looked through for when somebody begins to write, and the
// list of code words when the end of the form comes into view, whichever button is then pressed.
const cues = later(async () => useLists((await asked("GET", part("sealing").dataset.cues, null, "json")).page));
const codeWords = later(async () => useWords((await asked("GET", part("sealing").dataset.words, null, "text")).page));
const seen = new IntersectionObserver((places) => places.some((place) => place.isIntersecting) && codeWords().catch(notHere));

// A page (or what else is asked for) and its status; nothing where none came.
function asked(method, address, body, kind = "document") {
  return new Promise((give) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = kind;
    request.onload = () => give(request.response && { status: request.status, page: request.response });
    request.onerror = () => give(null);
    request.send(body);
  });
}

// The page that thanks says both, and knows neither the words nor whether there are any, nor what was ticked.
function done(page, chosen, kinds) {
  const { words, photos } = page.querySelector("[data-repeated]") ? first : chosen;
  decided = new Set();
  first = NOTHING;
  drawn = NOTHING;
  const place = page.getElementById(words ? "with-words" : "without-words");
  if (place) place.hidden = false;
  if (place && words) place.querySelector(".words").append(...words.split(" ").map((word) => item("li", word)));
  for (const told of page.querySelectorAll("[data-photos]")) told.hidden = Number(told.dataset.photos) !== photos;
  offerHelp(page, kinds);
  show(page);
}

// Who can help with what was ticked; the page has everybody, hidden.
function offerHelp(page, kinds) {
  for (const line of page.querySelectorAll("[data-kinds]")) {
    line.hidden = !line.dataset.kinds.split(" ").some((kind) => kinds.includes(kind));
    if (!line.hidden) page.getElementById("lines-of-kinds").hidden = false;
  }
}

function ticked() {
  const form = document.querySelector("[data-seal]");
  if (form) offerOrNot(form);
}

document.addEventListener("submit", pressed, true);
document.addEventListener("change", ticked);
document.addEventListener("focusin", () => ready && cues().catch(notHere));
// Other words are looked at again; a photo is no words.
document.addEventListener("input", ({ target }) => target.type === "file" || (decided = new Set()));
document.addEventListener("shown", prepare);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
else prepare();
