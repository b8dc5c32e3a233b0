// Runs the public site's own modules in Node: reads a list of calls as JSON, answers with the list of their results.
import { readFileSync } from "node:fs";
import { useLists } from "../../assets/report_site/cues/vocabulary.js";
import { danger } from "../../assets/report_site/cues/dangers.js";
import { giveaways } from "../../assets/report_site/cues/giveaways.js";
import { read } from "../../assets/report_site/cues/reading.js";
import { bare } from "../../assets/report_site/photos.js";
import { base64, fromBase64, hex, utf8 } from "../../assets/report_site/sealing/bytes.js";
import { newEnvelopeId, openEnvelope, publicKeyOf, seal } from "../../assets/report_site/sealing/envelope.js";
import { Answers, contact, photo, tip, written } from "../../assets/report_site/sealing/report.js";
import { checkWord, mailboxKeys, makeWords, useWords } from "../../assets/report_site/sealing/words.js";

// What a page fetches when somebody begins to write.
const [cues, coded] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
useLists(JSON.parse(cues));
useWords(coded);

const CALLS = {
  seal: async ({ document, id, publicKey }) => base64(await seal(fromBase64(document), id, fromBase64(publicKey))),
  open: async ({ envelope, id, seed }) => base64(await openEnvelope(fromBase64(envelope), id, fromBase64(seed))),
  publicKeyOf: async ({ seed }) => base64(await publicKeyOf(fromBase64(seed))),
  newEnvelopeId: () => newEnvelopeId(),
  checkWord: ({ words }) => checkWord(words),
  makeWords: ({ day }) => makeWords(day),
  mailboxKeys: async ({ words }) => {
    const { mailbox, seed, publicKey } = await mailboxKeys(words);
    return { mailbox, seed: hex(seed), publicKey: base64(publicKey) };
  },
  read: ({ text }) => (({ words, stems, sentences, clauses }) => [words, stems, sentences, clauses])(read(text)),
  danger: ({ text }) => danger(text).map(({ id, phrase }) => [id, phrase]),
  giveaways: ({ text }) => giveaways(text).map(({ id, phrase }) => [id, phrase]),
  report: ({ given, language, replyTo }) => {
    const form = new FormData();
    for (const [name, value] of given) form.append(name, value);
    const keys = replyTo && { mailbox: replyTo.mailbox, publicKey: fromBase64(replyTo.publicKey) };
    const answers = new Answers(form);
    const [apart] = contact(answers, "0".repeat(32));
    return [tip(answers, language, keys || null), apart].map((each) => each && base64(written(each)));
  },
  photo: ({ id, number, jpeg }) => photo(id, number, fromBase64(jpeg)).map((each) => base64(written(each))),
  bare: ({ jpeg }) => base64(bare(fromBase64(jpeg))),
  utf8: ({ text }) => hex(utf8(text)),
};

async function called({ call, ...given }) {
  try {
    return { gives: await CALLS[call](given) };
  } catch (error) {
    return { fails: String(error) };
  }
}

let asked = "";
for await (const piece of process.stdin) asked += piece;
const answers = [];
for (const each of JSON.parse(asked)) answers.push(await called(each));
process.stdout.write(JSON.stringify(answers));
