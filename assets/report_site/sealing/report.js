// From a filled-in form to the documents that are sealed: the same as the site makes (docs/tip-document.md).
import { SPACE } from "../cues/space.js";
import { base64, utf8 } from "./bytes.js";

const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const LINE_ENDS = /\r\n?|[\x85\u2028\u2029]/g;
// Control characters but for tab and line feed, and halves of characters.
const UNFIT = /[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]/gu;

const COPIED = [
  ...["role", "danger_now", "story", "when", "how_often", "still_happening", "people", "vehicles", "how_known"],
  ...["who_else_knows", "hazards", "at_risk"],
];
const CONTACT = ["name", "phone_or_email", "safe_time", "safe_way", "agreed_word", "organisation"];
const PART_BYTES = 97_500;
// Answers that stand for none.
const NONE = new Set(["rather_not"]);
export const NOT_SURE = "not_sure";

export const clean = (raw) => raw.replace(LINE_ENDS, "\n").replace(UNFIT, "").normalize("NFC").replace(AROUND, "");

export const length = (text) => Array.from(text).length;

// What was typed and ticked, by the name of the question.
export class Answers {
  constructor(form) {
    this.form = form;
  }

  one(name) {
    const value = clean(String(this.form.get(name) || ""));
    return NONE.has(value) ? "" : value;
  }

  many(name) {
    return [...new Set(this.form.getAll(name).map((value) => clean(String(value))))].filter(Boolean);
  }

  get kinds() {
    return this.many("kinds").filter((kind) => kind !== NOT_SURE);
  }

  get place() {
    return ["street", "town", "postcode"].map((name) => this.one(name)).filter(Boolean).join(", ");
  }

  get saysWhat() {
    return Boolean(this.kinds.length || this.one("story"));
  }

  get saysWhere() {
    return Boolean(this.place || this.one("online"));
  }

  get leavesName() {
    return Boolean(this.one("name") || this.one("phone_or_email"));
  }
}

// The tip as a document; `replyTo` is where an answer can be left, if the writer took words.
export function tip(answers, language, replyTo, photos = 0) {
  const copied = Object.fromEntries(COPIED.map((name) => [name, answers.one(name)]));
  const contacts = [answers.one("contacts"), answers.one("online")].filter(Boolean).join("\n");
  return {
    version: 2,
    language,
    kinds: answers.kinds,
    signs: answers.many("signs"),
    ...copied,
    contacts,
    place: place(answers),
    reply_to: replyTo && { mailbox: replyTo.mailbox, public_key: base64(replyTo.publicKey) },
    channel: "form",
    sealed_by: "browser",
    photos,
    work: work(answers),
  };
}

// As it was typed: the desk looks it up.
function place(answers) {
  if (!answers.place) return null;
  const nowhere = { candidate: "", label: "", lat: null, lon: null, precision: "unknown" };
  return { text: answers.place, postcode: answers.one("postcode"), ...nowhere };
}

function work(answers) {
  const [threshold, basis] = [answers.one("threshold"), answers.one("basis")];
  return threshold || basis ? { threshold, basis } : null;
}

// How to reach whoever wrote, if they left it: a document of its own, so that few can ever open it.
export function contact(answers, id) {
  const given = Object.fromEntries(CONTACT.map((name) => [name, answers.one(name)]));
  if (!Object.values(given).some(Boolean)) return [];
  const data = utf8(JSON.stringify({ ...given, receipt: answers.one("receipt") === "yes" }));
  return enclose(id, "contact", 1, "application/json", data);
}

export const photo = (id, number, jpeg) => enclose(id, "photo", number, "image/jpeg", jpeg);

// What belongs to a tip and is sealed apart from it, in parts that each fit one envelope, as `lamplighter.tips.enclosure` has it.
function enclose(tip, kind, number, media, bytes) {
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: parts }, (_, at) => {
    const data = base64(bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES));
    return { document: "enclosure", version: 1, tip, kind, number, part: at + 1, parts, media, data };
  });
}

export const written = (document) => utf8(JSON.stringify(document));
