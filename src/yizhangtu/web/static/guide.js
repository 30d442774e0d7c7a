// The page of one guide: form, picture and YAML of the same text.

import { connect } from "./connection.js";
import { asked, byId, element, pageData, Unreachable } from "./dom.js";
import { makeEditor } from "./editor.js";
import { showFaults } from "./faults.js";
import { openMaking } from "./making.js";
import { makePicture } from "./picture.js";

const { name, nonce, imported } = pageData();
const narrow = matchMedia("(max-width: 760px)"); // a phone: one pane at a time, the picture first
const panes = { form: !narrow.matches, picture: true, yaml: false, ...JSON.parse(localStorage.getItem("panes") || "{}"), original: imported };
if (imported) panes.form = true; // the fields beside the document that they were read from
if (narrow.matches && panes.form + panes.picture + panes.yaml > 1) Object.assign(panes, { form: false, picture: true, yaml: false, original: false });
let about = { villages: [], media: { made: [] } };
let title = name;
let found = { faults: [], form: null }; // by the last check
let notes = []; // of the last picture
let state = { saved: true, problem: "", version: -1 };
let connected = false;
let writes = true;
let form = null;
let parts = null; // the scripts of the form and its tables
let here = 0; // the line that was chosen last

const connection = connect(name, receive, (code) => {
  connected = false;
  if (code === 4404) notice("这份定义已经不在了。");
  editor.retry();
  tellState();
});
const editor = makeEditor(byId("editor"), {
  nonce, send: connection.send, changed: tellState, moved: (line) => picture.point(line), schema: asked(`/api/schema?project=${/^(辖区|project)\./.test(name) ? 1 : 0}`),
});
const picture = makePicture({ name, wanted: show, chosen: (line, column) => goTo(line, column, panes.yaml) });
let prepared = null;

/** Ask for the villages and media; where the server is gone they are asked for again when it is back. */
function prepare() {
  prepared ??= picture.prepare().then((answer) => { about = answer; }).catch(() => { prepared = null; });
  return prepared;
}

function receive(message) {
  const { type } = message;
  if (type === "hello") {
    connected = true;
    if (form && writes !== message.writes) {
      form.destroy();
      form = null;
    }
    writes = message.writes;
    editor.greet(message);
    if (message.why) notice(message.why, message.converts ? element("button", { onclick: () => connection.send({ type: "convert" }) }, "另存为 UTF-8，就能改") : null);
    if (panes.form && !form) openForm();
    prepare();
    show();
  } else if (type === "updates") editor.receive(message);
  else if (type === "text") editor.replace(message);
  else if (type === "checked") showChecked(message);
  else if (type === "picture") showPicture(message);
  else if (type === "people") showPeople(message);
  else if (type === "state") {
    state = message;
    if (message.other !== null) offer(message);
  } else if (type === "apart") notice("断开的时候别人改了同几行。您写的在下面，请自己并进去：", element("textarea", { value: message.text, rows: 8, cols: 60, readOnly: true, ariaLabel: "您写的" }));
  else if (type === "converted") notice(`已经存成 UTF-8，可以改了。原来的存成了“${message.name}”。`);
  else if (type === "unconverted") notice(`没有存成 UTF-8：${message.problem}。`);
  else if (type === "kept" && message.name) notice(`没有选的那一份存成了“${message.name}”。`);
  tellState();
}

function show() {
  connection.send({ type: "show", ...picture.view(), form: panes.form });
}

function showPicture(message) {
  picture.show(message, title);
  const before = JSON.stringify(notes);
  notes = message.notes;
  if (JSON.stringify(notes) !== before) tellFaults();
}

/** What the check has found, which comes before the picture; what drawing found last stays until the next one. */
function showChecked(message) {
  title = message.title || name;
  byId("title").textContent = title;
  document.title = `${title} · 写作台`;
  found = message;
  picture.tell(found.faults);
  tellFaults();
}

function tellFaults() {
  const faults = [...found.faults, ...notes];
  showFaults(faults, name, { goTo, mend: writes ? send : null });
  editor.showFaults(faults.filter((one) => one.file.endsWith(`/${name}`) || one.file === name));
  if (!form || !found.form) return;
  const first = !form.filled;
  form.update({ ...found.form, diagnostics: [...found.form.diagnostics, ...notes] });
  if (first && here) form.select(here);
}

function showPeople({ people, me }) {
  const others = people.filter((one) => one.number !== me);
  const named = [...new Set(others.map((one) => one.user).filter(Boolean))].join("、");
  byId("people").textContent = others.length ? `${named || `另有 ${others.length} 个窗口`}也开着` : "";
}

function tellState() {
  const text = !connected ? "连接断了，正在重连；写的都在，不要关这一页" : state.problem ? `没有存：${state.problem}`
    : !writes ? "只能看" : !(form && form.pending()) && editor.inStep() && state.saved && state.version === editor.version() ? "已存" : "正在存…";
  byId("state").textContent = text;
  byId("state").className = connected && !state.problem ? "" : "bad";
  byId("undo").disabled = !writes || !editor.canUndo();
  byId("redo").disabled = !writes || !editor.canRedo();
}

function notice(text, ...more) {
  const host = byId("notice");
  host.replaceChildren(element("span", {}, text), ...more.filter(Boolean), element("button", { onclick: () => { host.hidden = true; } }, "知道了"));
  host.hidden = false;
}

function offer(message) {
  notice("别人同时改了这个文件里的同几行。用哪一份？没有选的那一份存在旁边。",
    element("button", { onclick: () => choose(true) }, "用我这里的"), element("button", { onclick: () => choose(false) }, "用文件里的"),
    element("details", {}, element("summary", {}, "看文件里的"), element("pre", { className: "plain" }, message.other)));
}

function choose(mine) {
  byId("notice").hidden = true;
  connection.send({ type: "choose", mine });
}

/** Put the cursor, and with it the form and the card, at a place. */
function goTo(line, column = 1, focus = true) {
  editor.goTo(line, column, focus && panes.yaml);
  here = line;
  picture.point(line);
  if (form) form.select(line);
}

/** Have the form's edits turned into patches, and apply them; a text that has changed meanwhile is asked about again, and
 *  where there is no answer they wait until there is one. */
async function send(edits) {
  for (let tries = 0; tries < 5; tries++) {
    while (!connected || !editor.inStep()) await new Promise((done) => setTimeout(done, 20));
    const version = editor.version();
    let answer;
    try {
      answer = await asked(`/api/guide/${encodeURIComponent(name)}/edit`, { version, edits });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await new Promise((done) => setTimeout(done, 200));
      tries--;
      continue;
    }
    if (answer.problem) throw new Error(answer.problem);
    if (editor.inStep() && editor.version() === version && answer.version === version) {
      editor.patch(answer.patches);
      return answer;
    }
  }
  throw new Error("别人正在改这一份，请再试一次");
}

function showPanes() {
  for (const button of document.querySelectorAll("[data-pane]")) {
    const pane = button.dataset.pane;
    button.setAttribute("aria-pressed", String(panes[pane]));
    byId(pane).hidden = !panes[pane];
  }
  localStorage.setItem("panes", JSON.stringify({ ...panes, original: undefined }));
  editor.measure();
}

const formParts = () => (parts ??= Promise.all([import("./form.js"), asked("/api/tables")]));

async function openOriginal() {
  try {
    const { mountOriginal } = await import("./original.js");
    await mountOriginal(byId("original"), byId("form"), name);
  } catch (error) {
    byId("original").replaceChildren(element("p", { className: "empty" }, error.message));
  }
}

async function openForm() {
  try {
    const [{ mountForm }, tables] = await formParts();
    form ??= mountForm(byId("form"), { tables, send, focus: (line) => goTo(line, 1, false), typed: tellState, readOnly: !writes });
    show();
  } catch (error) {
    parts = null;
    byId("form").replaceChildren(element("p", { className: "empty" }, error.message));
  }
}

for (const button of document.querySelectorAll("[data-pane]"))
  button.addEventListener("click", () => {
    const open = narrow.matches || !panes[button.dataset.pane];
    if (narrow.matches) for (const other of Object.keys(panes)) panes[other] = false;
    panes[button.dataset.pane] = open;
    if (!Object.values(panes).some(Boolean)) panes.picture = true;
    showPanes();
    if (button.dataset.pane === "form") panes.form && !form ? openForm() : show();
  });
byId("undo").addEventListener("click", () => editor.undo());
byId("redo").addEventListener("click", () => editor.redo());
byId("faults-button").addEventListener("click", (event) => {
  const list = byId("faults");
  list.hidden = !list.hidden;
  event.target.setAttribute("aria-expanded", String(!list.hidden));
});
byId("make").addEventListener("click", async () => {
  await prepare(); // the villages and media, where the page has only just been opened
  openMaking(byId("make-dialog"), { name, medium: byId("medium").value, village: byId("village").value, period: byId("period").value, ...about });
});
byId("compare").addEventListener("click", async () => {
  const { openComparison } = await import("./comparison.js");
  openComparison(byId("compare-dialog"), name, byId("medium").value);
});
if (imported) {
  document.querySelector("[data-pane=original]").hidden = false;
  openOriginal();
}
if (panes.form) formParts().catch(() => undefined); // the greeting says whether it can be written in
addEventListener("beforeunload", (event) => {
  if (form) form.flush();
  if (!editor.inStep() || (form && form.pending())) event.preventDefault();
});
showPanes();
