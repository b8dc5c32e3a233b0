// Drag the map, bring it nearer with two fingers or the wheel, and press the very spot. Without scripts the squares do it.
// The spot goes to the server as a square of the map would; nothing is loaded from anywhere.
const NEARER = 3;
const MOST = 30;

let map = null;

class Sheet {
  constructor(place) {
    this.place = place;
    this.svg = place.querySelector("svg");
    const { width, height } = this.svg.viewBox.baseVal;
    this.full = { width, height };
    this.view = { x: 0, y: 0, width, height };
    this.fingers = new Map();
    this.dragged = false;
  }

  // A point on the screen as a pixel of the drawing.
  at(event) {
    const { left, top, width, height } = this.svg.getBoundingClientRect();
    const across = (event.clientX - left) / width;
    const down = (event.clientY - top) / height;
    return { x: this.view.x + across * this.view.width, y: this.view.y + down * this.view.height };
  }

  show(x, y, width) {
    const height = (width / this.full.width) * this.full.height;
    this.view = { x, y, width, height };
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }

  move(right, down) {
    this.show(this.view.x - right, this.view.y - down, this.view.width);
  }

  // Nearer or further, about a point that stays where it is.
  scale(about, times) {
    const width = Math.min(Math.max(this.view.width * times, this.full.width / MOST), this.full.width * NEARER);
    const real = width / this.view.width;
    this.show(about.x - (about.x - this.view.x) * real, about.y - (about.y - this.view.y) * real, width);
  }

  // What a square's button stands for, now that the map may have been moved: the spot itself, one step nearer.
  spot({ x, y }) {
    const { west, north, across, up } = this.svg.dataset;
    const lon = Number(west) + x / Number(across);
    const lat = Number(north) - y / Number(up);
    const steps = Math.round(Math.log(this.full.width / this.view.width) / Math.log(NEARER));
    const level = Number(this.place.dataset.level) + 1 + steps;
    const near = Math.min(Math.max(level, 0), Number(this.place.dataset.closest));
    return `map:${lat.toFixed(5)},${lon.toFixed(5)},${near}`;
  }
}

function within(event) {
  return map && event.target instanceof Element && map.place.contains(event.target);
}

function down(event) {
  if (!within(event)) return;
  map.fingers.set(event.pointerId, event);
  map.dragged = map.fingers.size > 1;
}

function moved(event) {
  const before = map && map.fingers.get(event.pointerId);
  if (!before) return;
  const others = [...map.fingers.values()].filter((each) => each.pointerId !== event.pointerId);
  if (Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < 4 && !map.dragged) return;
  map.dragged = true;
  if (others.length) pinch(before, event, others[0]);
  else drag(before, event);
  map.fingers.set(event.pointerId, event);
}

function drag(before, event) {
  const from = map.at(before);
  const to = map.at(event);
  map.move(to.x - from.x, to.y - from.y);
}

function pinch(before, event, other) {
  const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
  const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
  map.scale(map.at(middle), apart(before) / apart(event));
}

function up(event) {
  if (map) map.fingers.delete(event.pointerId);
}

// With Ctrl, as a pinch on a trackpad says it; the plain wheel scrolls the page.
function wheel(event) {
  if (!within(event) || !event.ctrlKey) return;
  event.preventDefault();
  map.scale(map.at(event), event.deltaY > 0 ? 1.2 : 1 / 1.2);
}

const KEYS = { "+": [1 / 1.5], "-": [1.5], ArrowLeft: [1, 1, 0], ArrowRight: [1, -1, 0], ArrowUp: [1, 0, 1], ArrowDown: [1, 0, -1] };

function key(event) {
  const [times, right = 0, below = 0] = KEYS[event.key] || [];
  if (!times || !within(event)) return;
  event.preventDefault();
  const { x, y, width, height } = map.view;
  map.scale({ x: x + width / 2, y: y + height / 2 }, times);
  map.move((right * width) / 5, (below * height) / 5);
}

// A press says where it was; Enter on a square has no place of its own and stands for the middle of the square.
function pressed(event) {
  const square = within(event) && event.target.closest(".map__square");
  if (!square) return;
  if (map.dragged) event.preventDefault();
  map.dragged = false;
  const box = square.getBoundingClientRect();
  const middle = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
  square.value = map.spot(map.at(event.detail ? event : middle));
}

function find() {
  const place = document.querySelector("[data-map]");
  map = place && new Sheet(place);
}

document.addEventListener("pointerdown", down);
document.addEventListener("pointermove", moved);
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, up);
document.addEventListener("wheel", wheel, { passive: false });
document.addEventListener("keydown", key);
document.addEventListener("click", pressed);
document.addEventListener("shown", find);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", find);
else find();
