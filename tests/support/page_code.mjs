// Runs the public site's own modules in Node: reads a list of calls as JSON, answers with the list of their results.
import { danger } from "../../assets/report_site/cues/dangers.js";
import { read } from "../../assets/report_site/cues/reading.js";
import { base64, fromBase64, hex, utf8 } from "../../assets/report_site/sealing/bytes.js";
import { newEnvelopeId, openEnvelope, publicKeyOf, seal } from "../../assets/report_site/sealing/envelope.js";
import { checkWord, mailboxKeys, makeWords } from "../../assets/report_site/sealing/words.js";

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
  danger: ({ text }) => danger(text).map(({ id, level, phrase }) => [id, level, phrase]),
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
