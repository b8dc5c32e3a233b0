// What runs on every page, where scripts run at all. Everything works without.
import "./leave.js";
import "./map.js";
import "./steps.js";
