// Draws on the map what the table beside it already says: every row with a point becomes a mark. No tiles are fetched.
/* global L */

const box = document.getElementById("map");

async function outline(map) {
  const answer = await fetch(box.dataset.county, { credentials: "same-origin" });
  if (!answer.ok) return;
  L.geoJSON(await answer.json(), { interactive: false, className: "desk-map__county" }).addTo(map).bringToBack();
}

function mark(map, row) {
  const point = [Number(row.dataset.lat), Number(row.dataset.lon)];
  const chosen = "chosen" in row.dataset;
  const circle = L.circleMarker(point, {
    radius: Number(row.dataset.radius ?? (chosen ? 9 : 6)),
    className: chosen ? "desk-map__chosen" : "desk-map__mark",
  }).addTo(map);
  circle.bindTooltip(row.dataset.label ?? "");
  const show = () => circle.openTooltip();
  row.addEventListener("mouseenter", show);
  row.addEventListener("focusin", show);
  row.addEventListener("mouseleave", () => circle.closeTooltip());
  if (row.dataset.metres) L.circle(point, { radius: Number(row.dataset.metres), className: "desk-map__reach" }).addTo(map);
  return point;
}

function draw() {
  const rows = [...document.querySelectorAll("[data-lat][data-lon]")];
  const map = L.map(box, { attributionControl: false, zoomControl: true, keyboard: false, scrollWheelZoom: false });
  const points = rows.map((row) => mark(map, row));
  map.fitBounds(L.latLngBounds(points).pad(0.4), { maxZoom: Number(box.dataset.zoom ?? 11) });
  outline(map);
}

if (box) draw();
