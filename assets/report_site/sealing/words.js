// Code words and the mailbox they open, as `lamplighter.sealing.words` and `.mailbox` make them.
import { hex, utf8 } from "./bytes.js";
import { publicKeyOf } from "./envelope.js";

// A prime, and the number of words that every implementation counts by.
const COUNT = 7433;
const WEIGHTS = [2, 3, 4, 5, 6, 7, 8];
const SHARE = 8;
const CYCLE_DAYS = Math.floor(COUNT / SHARE);
const SALT = utf8("lamplighter-words-v1");

let list = [];
let places = new Map();

// The list as set-up has written it for pages.
export function useWords(coded) {
  list = unfolded(coded);
  if (list.length !== COUNT) throw new RangeError("not the list of code words");
  places = new Map(list.map((word, place) => [word, place]));
}

// Each word is written as how many letters it shares with the one before, and the rest.
function unfolded(coded) {
  let before = "";
  return Array.from(coded.matchAll(/(\d)([a-z]+)/g), ([, shared, rest]) => (before = before.slice(0, shared) + rest));
}

// A number below `most`, each as likely as the others: draws that would favour the small ones are thrown away.
function below(most) {
  const limit = 2 ** 32 - (2 ** 32 % most);
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0] >= limit);
  return drawn[0] % most;
}

const modulo = (number) => ((number % COUNT) + COUNT) % COUNT;

const sum = (words) => words.reduce((total, word) => total + places.get(word), 0);

export function checkWord(words) {
  return list[modulo(WEIGHTS.reduce((total, weight, at) => total + weight * places.get(words[at]), 0))];
}

// Eight words that stand for a day, which is counted from 1 January of the year 1.
export function makeWords(day) {
  const words = Array.from({ length: 6 }, () => list[below(COUNT)]);
  const wanted = (day % CYCLE_DAYS) * SHARE + below(SHARE);
  words.push(list[modulo(wanted - sum(words))]);
  return [...words, checkWord(words)].join(" ");
}

// The mailbox of these words: its id, the seed of its private key, and its public key.
export async function mailboxKeys(words) {
  const key = await crypto.subtle.importKey("raw", utf8(words), "HKDF", false, ["deriveBits"]);
  const derived = async (label, bytes) => {
    const how = { name: "HKDF", hash: "SHA-256", salt: SALT, info: utf8(label) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * bytes));
  };
  const seed = await derived("x-wing seed", 32);
  return { mailbox: hex(await derived("mailbox id", 16)), seed, publicKey: await publicKeyOf(seed) };
}
