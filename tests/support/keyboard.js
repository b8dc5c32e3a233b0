// What a keyboard can reach on a page, and what the focus looks like where it stands. Nothing on the page is changed.
(() => {
  const REACHED = "a[href], button, input:not([type=hidden]), textarea, select, summary";
  const LOOKS = ["outlineColor", "outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "borderTopColor", "borderTopWidth", "color"];

  const shown = (place) => place.checkVisibility({ visibilityProperty: true }) && !place.closest("[hidden]");

  // A group of radios is one stop.
  function stops() {
    const radios = new Set();
    return [...document.querySelectorAll(REACHED)].filter((place) => {
      if (!shown(place) || place.disabled || place.tabIndex < 0) return false;
      if (place.type !== "radio") return true;
      const first = !radios.has(place.name);
      radios.add(place.name);
      return first;
    });
  }

  const key = (place) => (place.type === "radio" ? `radio ${place.name}` : `${stops().indexOf(place)} ${name(place)}`);
  const name = (place) => (place.labels && place.labels[0] ? place.labels[0] : place).innerText.trim().slice(0, 60) || place.id;

  // What is drawn for a control: itself, what is drawn before it or its label (our radios and boxes), the words of a summary.
  function drawn(place) {
    const label = place.labels && place.labels[0];
    const parts = [[place], [place, "::before"], ...(label ? [[label, "::before"]] : [])];
    parts.push(...[...place.children].map((child) => [child]));
    return parts.map(([part, pseudo]) => {
      const style = getComputedStyle(part, pseudo);
      return LOOKS.map((each) => style[each]);
    });
  }

  const looks = new Map();
  const unseen = new Set();

  // What everything looks like while the focus is nowhere; a link for the keyboard alone has no size until then.
  function remember() {
    for (const place of [...stops(), ...document.querySelectorAll("[type=radio]")]) {
      looks.set(place, drawn(place));
      if (place.offsetWidth <= 1) unseen.add(place);
    }
  }

  function channels(colour) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
    return { rgb: [red, green, blue], alpha };
  }

  function light(colour) {
    const [red, green, blue] = channels(colour).rgb.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [a, b] = [light(one), light(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  function behind(place) {
    for (let each = place; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (channels(backgroundColor).alpha > 0.5) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  }

  // The colours that came with the focus: of an outline, a shadow, a border or the ground.
  function came(before, after) {
    const found = [];
    after.forEach((now, part) => {
      const then = before[part] || [];
      const [outline, style, width, shadow, ground, border, borderWidth] = now;
      const differs = (...places) => places.some((each) => now[each] !== then[each]);
      if (differs(0, 1, 2) && style !== "none" && parseFloat(width) >= 1 && channels(outline).alpha > 0.5) found.push(outline);
      if (differs(3) && shadow !== "none") found.push(...(shadow.match(/rgba?\([^)]*\)/g) || []));
      if (differs(4)) found.push(ground);
      if (differs(5, 6) && parseFloat(borderWidth) >= 1) found.push(border);
    });
    return found;
  }

  function here() {
    const place = document.activeElement;
    if (!place || place === document.body || place === document.documentElement) return null;
    const label = place.labels && place.labels[0];
    const box = place.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
    const top = document.elementFromPoint(x, y);
    const covered = !(top && (place.contains(top) || top.contains(place) || (label && label.contains(top))));
    const colours = unseen.has(place) ? [getComputedStyle(place).color] : came(looks.get(place) || [], drawn(place));
    const ground = behind(unseen.has(place) ? place : place.parentElement);
    const fixed = Boolean(place.closest(".strip")) || place.classList.contains("govuk-skip-link");
    return {
      key: key(place),
      contrast: Math.max(1, ...colours.map((each) => contrast(each, ground))),
      covered,
      left: Math.round(box.left),
      top: Math.round(box.top + (fixed ? 0 : scrollY)),
      bottom: Math.round(box.bottom + (fixed ? 0 : scrollY)),
    };
  }

  window.hands = { stops: () => stops().map(key), remember, here };
})();
