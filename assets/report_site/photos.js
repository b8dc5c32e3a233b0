// Photos of the form on one page, made anew before they leave it, to the limits of `lamplighter.photos`: the picture alone goes
// on, on white, small, as JPEG, with nothing that came beside it. The desk makes each anew once more.
import { joined } from "./sealing/bytes.js";

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_DOTS = 40_000_000;
const LARGEST = 390_000;
const MOST_PHOTOS = 3;
// Tried in turn until the picture is small enough; the last always is.
const ATTEMPTS = [
  ...[[1600, 0.82], [1600, 0.7], [1600, 0.55]],
  ...[[1200, 0.55], [800, 0.5], [560, 0.4]],
];
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const SCAN = 0xda;

// Why there is no photo: the name of a sentence on the page, and what is filled into it.
export class NoPhoto extends Error {
  constructor(why, filled = {}) {
    super(why);
    this.why = why;
    this.filled = filled;
  }
}

// The photos picked, each as the bytes of a JPEG; where one cannot be taken, none is.
export async function madeAnew(field) {
  const files = field ? [...field.files] : [];
  if (files.length > MOST_PHOTOS) throw new NoPhoto("photo-many", { count: files.length });
  if (files.length && !isHonest()) throw new NoPhoto("photo-never");
  const made = [];
  for (const [at, file] of files.entries()) made.push(await one(file, at + 1));
  return made;
}

async function one(file, number) {
  const picture = await opened(file, number);
  try {
    if (picture.width * picture.height > MOST_DOTS) throw new NoPhoto("photo-dots", { number });
    return bare(await small(picture));
  } finally {
    picture.close();
  }
}

async function opened(file, number) {
  if (file.size > MOST_BYTES) throw new NoPhoto("photo-large", { number });
  if (!isTaken(new Uint8Array(await file.slice(0, 12).arrayBuffer()))) throw new NoPhoto("photo-other", { number });
  try {
    return await createImageBitmap(file);
  } catch {
    throw new NoPhoto("photo-damaged", { number });
  }
}

const starts = (bytes, mark, from = 0) => mark.every((byte, at) => bytes[from + at] === byte);

const isTaken = (head) => starts(head, JPEG) || starts(head, PNG) || (starts(head, RIFF) && starts(head, WEBP, 8));

async function small(picture) {
  for (const [side, quality] of ATTEMPTS) {
    const made = await drawn(picture, side, quality);
    if (made.length <= LARGEST) return made;
  }
  throw new NoPhoto("photo-never");
}

async function drawn(picture, side, quality) {
  const factor = Math.min(1, side / Math.max(picture.width, picture.height));
  const sizes = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * factor)));
  const canvas = sheet(...sizes);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, ...sizes);
  const made = await new Promise((give) => canvas.toBlob(give, "image/jpeg", quality));
  canvas.width = 0;
  if (!made || made.type !== "image/jpeg") throw new NoPhoto("photo-never");
  return new Uint8Array(await made.arrayBuffer());
}

// White, since what is see-through is no part of a photo.
function sheet(width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  return canvas;
}

// Some browsers give back noise, so that nobody is known again by how theirs draws: a photo would be noise as well.
function isHonest() {
  if (typeof createImageBitmap !== "function") return false;
  try {
    return sheet(8, 8).getContext("2d").getImageData(0, 0, 8, 8).data.every((byte) => byte === 255);
  } catch {
    return false;
  }
}

// Without what a browser writes of itself beside the picture: its profile of the screen, or notes of its own.
export function bare(jpeg) {
  const kept = [jpeg.slice(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== SCAN) {
    if (jpeg[at] !== 0xff || at + 4 > jpeg.length) throw new NoPhoto("photo-never");
    const [marker, end] = [jpeg[at + 1], at + 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3])];
    // APP0 says only that it is a JPEG; every other APP and COM is beside the picture.
    if (marker === 0xe0 || !((marker & 0xf0) === 0xe0 || marker === 0xfe)) kept.push(jpeg.slice(at, end));
    at = end;
  }
  return joined(...kept, jpeg.slice(at));
}

// On the routes where a photo could harm, the field goes at once, with what was in it, and who can help stands there.
export function offerOrNot(form) {
  const [here, elsewhere] = ["photos", "photos-elsewhere"].map((id) => document.getElementById(id));
  if (!here) return;
  const asked = new FormData(form);
  const kinds = asked.getAll("kinds");
  const taken = asked.get("role") !== here.dataset.role && !here.dataset.kinds.split(" ").some((kind) => kinds.includes(kind));
  here.hidden = !taken;
  elsewhere.hidden = taken;
  if (!taken) here.querySelector("input").value = "";
}
