// The picture pane: the sheets as the server draws them, their size, and which element belongs to which line.

import { asked, byId, element } from "./dom.js";
import { elementAt, placeOf } from "./places.js";
import { svgOf } from "./sheets.js";

const STEP = 1.25;
const UNSOUND = "有错误，改好以后就有图。"; // until the check says which
const SMALLEST = 0.1;
const FIRST = "poster-a3"; // until the list of media is there, whose first it is

/** `name` is that of the guide; `wanted` is told what to draw; `chosen` the line of an element that was clicked. */
export function makePicture({ name, wanted, chosen }) {
  const host = byId("sheets");
  let sheets = [];
  const waiting = new Map(); // frames of sheets: the SVG that is to be put into them
  const fault = element("span", {}, UNSOUND);
  let title = "";
  let places = {};
  let mode = "fit"; // or "wide", or a factor of the pane's width
  let factor = 1;
  let here = null;
  let period = ""; // that somebody has chosen

  const view = () => ({ medium: byId("medium").value || FIRST, village: byId("village").value, period: byId("period").value });

  function resize() {
    const width = host.clientWidth - 26;
    const height = host.clientHeight - 26;
    for (const one of sheets) {
      const svg = one.firstElementChild;
      if (!svg) continue; // not drawn yet
      const [, , w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
      const fit = Math.min(width, (height * w) / h);
      one.style.width = `${Math.round(mode === "fit" ? fit : mode === "wide" ? width : width * factor)}px`;
    }
    byId("fit").setAttribute("aria-pressed", String(mode === "fit"));
    byId("wide").setAttribute("aria-pressed", String(mode === "wide"));
    number();
  }

  function zoom(change) {
    const width = host.clientWidth - 26;
    const now = sheets[0] ? sheets[0].offsetWidth / width : 1;
    factor = Math.max(SMALLEST, now * change);
    mode = "own";
    resize();
  }

  const shown = () => {
    const middle = host.scrollTop + host.clientHeight / 2;
    let found = 0;
    sheets.forEach((one, at) => { if (one.offsetTop - host.offsetTop <= middle) found = at; });
    return found;
  };

  function number() {
    byId("sheet-number").textContent = sheets.length ? `${shown() + 1} / ${sheets.length}` : "–";
  }

  function turn(by) {
    const next = sheets[Math.max(0, Math.min(sheets.length - 1, shown() + by))];
    if (next) host.scrollTop = next.offsetTop - host.offsetTop - 12;
  }

  /** Put the sheets of a picture that is new into their frames: that in view now, the others each in a task of its own,
   *  so that typing never waits for more than one. A sheet without a text is as it was, or as it is about to be. */
  function place(texts) {
    const frames = texts.map((_, at) => sheets[at] || element("div", { className: "sheet" }));
    texts.forEach((text, at) => { if (text !== null) waiting.set(frames[at], text); });
    const gone = sheets.slice(frames.length);
    for (const one of gone) waiting.delete(one);
    sheets = frames;
    if (sheets.length !== host.childElementCount || sheets.some((one, at) => host.children[at] !== one)) host.replaceChildren(...sheets);
    const seen = sheets[shown()];
    fill(waiting.has(seen) ? seen : waiting.keys().next().value);
    resize();
    setTimeout(fillNext);
  }

  function fill(frame) {
    if (!frame) return;
    frame.replaceChildren(svgOf(waiting.get(frame), sheets.indexOf(frame), title));
    waiting.delete(frame);
  }

  function fillNext() {
    if (!waiting.size) return;
    fill(waiting.keys().next().value);
    resize();
    mark();
    setTimeout(fillNext);
  }

  /** `titled` is the guide's title. */
  function show(message, titled) {
    // Sent before the server heard that the sheets were dropped; all of them follow.
    if (message.sheets.some((text, at) => text === null && !sheets[at])) return;
    host.classList.remove("stale");
    places = message.places;
    title = titled;
    if (message.sheets.length) {
      place(message.sheets);
    } else if (message.text) {
      drop();
      host.replaceChildren(element("pre", { className: "plain" }, message.text));
      number();
    } else if (message.problem || message.sound) {
      drop();
      host.replaceChildren(element("p", { className: "empty" }, message.problem || "这一份没有图"));
      number();
    } else if (sheets.length) {
      host.classList.add("stale"); // the last picture that could be drawn
    } else {
      host.replaceChildren(element("p", { className: "empty" }, fault));
    }
    mark();
  }

  function drop() {
    sheets = [];
    waiting.clear();
  }

  /** The first error of the guide, which stands where its picture would. */
  function tell(faults) {
    const first = faults.find((one) => one.severity === "error");
    fault.textContent = first ? `${first.message}。改好以后就有图。` : UNSOUND;
  }

  function mark() {
    for (const one of host.querySelectorAll(".here")) one.classList.remove("here");
    if (!here) return;
    let frame = null; // the largest of its lines: the edge of the card
    for (const one of host.querySelectorAll("path[stroke][data-element]")) {
      if (!one.dataset.element.split("+").some((name) => name.split("/").pop() === here)) continue;
      const { width, height } = one.getBBox();
      if (!frame || width * height > frame.size) frame = { path: one, size: width * height };
    }
    if (frame) frame.path.classList.add("here");
  }

  host.addEventListener("click", (event) => {
    const target = event.target.closest("[data-element]");
    const place = target && placeOf(places, target.dataset.element);
    if (place) chosen(place[0], place[1]);
  });
  host.addEventListener("scroll", number);
  new ResizeObserver(resize).observe(host);
  byId("smaller").addEventListener("click", () => zoom(1 / STEP));
  byId("larger").addEventListener("click", () => zoom(STEP));
  byId("fit").addEventListener("click", () => { mode = "fit"; resize(); });
  byId("wide").addEventListener("click", () => { mode = "wide"; resize(); });
  byId("before").addEventListener("click", () => turn(-1));
  byId("after").addEventListener("click", () => turn(1));
  byId("medium").addEventListener("change", () => { drop(); wanted(); });
  byId("period").addEventListener("change", () => {
    period = byId("period").value;
    sheets = [];
    wanted();
  });
  byId("village").addEventListener("change", async () => {
    await listPeriods();
    sheets = [];
    wanted();
  });

  /** Fill the list of periods with those of the village; the newest with data is taken where none has been chosen. */
  async function listPeriods() {
    const { kind, choices, by_village: byVillage } = await asked(`/api/guide/${encodeURIComponent(name)}/periods?village=${encodeURIComponent(byId("village").value)}`);
    const there = choices.find((one) => one.there) || choices[0];
    byId("period").replaceChildren(...choices.map((one) => element("option", { value: one.code }, one.there ? one.label : `${one.label}（没有数据）`)));
    if (there) byId("period").value = choices.some((one) => one.code === period) ? period : there.code;
    byId("period-label").hidden = !kind || !choices.length;
    return byVillage;
  }

  return {
    view, show, tell,
    /** Fill the lists of media and villages. */
    async prepare() {
      const [media, folder] = await Promise.all([asked("/api/media"), asked("/api/villages")]);
      byId("medium").replaceChildren(...media.shown.map((one) => element("option", { value: one.name }, [one.title, one.size].filter(Boolean).join("　"))));
      byId("village").replaceChildren(element("option", { value: "" }, "不分村"), ...folder.villages.map((name) => element("option", {}, name)));
      byId("village-label").hidden = !folder.villages.length;
      if (await listPeriods() && folder.villages.length) { // a notice whose data each village has for itself
        byId("village").options[0].remove();
        await listPeriods();
      }
      if (byId("period").value || byId("village").value) wanted();
      return { media, villages: folder.villages };
    },
    /** Mark what the cursor's line says, and bring it into sight. */
    point(line) {
      const name = elementAt(places, line);
      const card = name && /^(step|row)-\d+/.exec(name);
      here = card ? card[0] : name;
      mark();
      const found = host.querySelector(".here");
      if (found && mode !== "fit") found.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  };
}
