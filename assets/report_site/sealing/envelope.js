// Sealed envelopes, byte for byte those of `lamplighter.sealing.envelope`; docs/sealing.md gives every byte.
import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { XWing } from "@hpke/hybridkem-x-wing";
import { fromHex, hex, joined, utf8 } from "./bytes.js";

const MAGIC = utf8("LAMP");
const VERSION_AND_SUITE = Uint8Array.of(0, 1, 0, 1);
const SIZES = [8192, 32768, 131072];
const LABEL = utf8("lamplighter-envelope-v1\0");
const HEADER = 16;
const ENC = 1120;
const LENGTH = 4;

export const LARGEST_DOCUMENT = SIZES[2] - LENGTH;

const suite = () => new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });

export const newEnvelopeId = () => hex(crypto.getRandomValues(new Uint8Array(16)));

export async function keyId(publicKey) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey)).slice(0, 8);
}

// The public key that belongs to a 32-byte seed.
export async function publicKeyOf(seed) {
  const kem = new XWing();
  const pair = await kem.generateKeyPairDerand(seed);
  return new Uint8Array(await kem.serializePublicKey(pair.publicKey));
}

// Seals a document to a public key; it opens only under this id (32 hexadecimal digits).
export async function seal(document, id, publicKey) {
  const header = joined(MAGIC, VERSION_AND_SUITE, await keyId(publicKey));
  const hpke = suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(publicKey);
  const sender = await hpke.createSenderContext({ recipientPublicKey, info: info(header, id) });
  const sealed = await sender.seal(padded(document));
  return joined(header, new Uint8Array(sender.enc), new Uint8Array(sealed));
}

// The document in an envelope, or an error: nothing tells what was wrong but that it did not open.
export async function openEnvelope(envelope, id, seed) {
  const header = envelope.slice(0, HEADER);
  const enc = envelope.slice(HEADER, HEADER + ENC);
  const hpke = suite();
  const recipientKey = await hpke.kem.deserializePrivateKey(seed);
  const recipient = await hpke.createRecipientContext({ recipientKey, enc, info: info(header, id) });
  return unpadded(new Uint8Array(await recipient.open(envelope.slice(HEADER + ENC))));
}

const info = (header, id) => joined(LABEL, header, fromHex(id));

function padded(document) {
  const size = SIZES.find((each) => each >= document.length + LENGTH);
  if (!size) throw new RangeError("too long to seal");
  const filled = new Uint8Array(size);
  new DataView(filled.buffer).setUint32(0, document.length);
  filled.set(document, LENGTH);
  return filled;
}

function unpadded(filled) {
  const length = new DataView(filled.buffer).getUint32(0);
  const document = filled.slice(LENGTH, LENGTH + length);
  const again = length <= LARGEST_DOCUMENT ? padded(document) : new Uint8Array(0);
  if (hex(again) !== hex(filled)) throw new RangeError("wrongly padded");
  return document;
}
