// What all parts of the form share: the tables of keys, the faults by field, edits sent one after the other.

import { createContext } from "./vendor/preact-htm.js";

export const Desk = createContext(null);
export const WAIT = 300; // milliseconds after the last key before a text is sent

/** The state of one form. `changed` is called when it has to be drawn anew, `settled` when an edit has been made or refused. */
export function makeDesk({ tables, send, focus, readOnly, changed, settled }) {
  let queue = Promise.resolve();
  const drafts = new Set(); // functions that send what is still being typed
  const desk = {
    unsent: new Set(), // fields in which something is typed that has not been sent
    sending: 0,
    tables: tables.tables, deadline: tables.deadline, focus, readOnly, form: null, problem: "", wanted: "", fresh: false,

    take(form) {
      desk.form = form;
      desk.faults = (form.diagnostics || []).map((one) => ({ ...one, at: one.path ? key(one.path) : "" }));
      desk.numbers = form.value ? numbered(form.value) : new Map();
    },

    get locked() { return readOnly || !desk.form || !desk.form.editable; },

    /** Send edits after those that are on their way; resolves to whether they were made. */
    edit(edits, focusPath = null) {
      const unreadable = !readOnly && desk.form && !desk.form.value; // then nothing but a remedy is offered
      if (desk.locked && !unreadable) return Promise.resolve(false);
      if (focusPath) {
        desk.wanted = key(focusPath);
        desk.fresh = edits.some((one) => one.op === "insert");
      }
      desk.sending++;
      queue = queue.then(() => send(edits)).then(() => {
        if (desk.problem) desk.tell("");
        return true;
      }).catch((error) => {
        desk.tell(error.message);
        return false;
      }).finally(() => {
        desk.sending--;
        settled();
      });
      return queue;
    },

    /** An edit of the order of things: what is being typed elsewhere is sent before. */
    arrange(edits, focusPath = null) {
      desk.flush();
      return desk.edit(edits, focusPath);
    },

    set(path, value, focusPath = null) { return desk.edit([{ op: "set", path, value }], focusPath); },

    draft(send) {
      drafts.add(send);
      return () => drafts.delete(send);
    },

    flush() { for (const one of [...drafts]) one(); },

    tell(problem) {
      desk.problem = problem;
      changed();
    },

    /** The faults at a path; `deep`: also those inside it. */
    faultsAt(path, deep = false) {
      const at = key(path);
      return (desk.faults || []).filter((one) => one.at === at || (deep && (path.length === 0 || one.at.startsWith(at.slice(0, -1) + ","))));
    },

    /** Put the cursor where the last edit wanted it, once that is drawn. */
    settleFocus() {
      if (!desk.wanted) return;
      const found = document.querySelector(`[data-path='${CSS.escape(desk.wanted)}']`);
      if (!found || (desk.fresh && found.value)) return; // until it is drawn, another item has that place
      desk.wanted = "";
      desk.fresh = false;
      found.focus();
    },
  };
  return desk;
}

export const key = (path) => JSON.stringify(path);

/** The pairs of a mapping by name; a text alone is the key that the table names. */
export function pairsOf(value, table) {
  if (!value) return new Map();
  if (value.is === "map") return new Map(value.pairs.map((pair) => [pair.key, pair]));
  if (value.is === "text" && value.text && table && table.alone)
    return new Map([[table.alone, { key: table.alone, value, at: value.line }]]);
  return new Map();
}

/** The items of a list; a value alone is a list of one. */
export function itemsOf(value) {
  if (!value || (value.is === "text" && !value.text)) return [];
  return value.is === "list" ? value.items : [value];
}

/** The last line of a value; `line` is that of its key. */
export const lastLine = (value, line = value.line) => Math.max(line, value.end || value.line);

export const textOf = (value) => (value && value.is === "text" ? value.text : "");

/** Whether an entry is a block of steps done at the same time. */
export const isParallel = (entry) => entry.is === "map" && entry.pairs.some((pair) => pair.key === "并行");

/** The number of every step, as the pictures count them, by its line. */
function numbered(root) {
  const numbers = new Map();
  let count = 0;
  const walk = (value) => {
    if (value.is === "list") value.items.forEach(walk);
    if (value.is === "text") numbers.set(value.line, ++count);
    if (value.is !== "map") return;
    if (!isParallel(value)) numbers.set(value.line, ++count);
    for (const pair of value.pairs) {
      if (pair.key === "并行") walk(pair.value);
      if (pair.key === "判断" && pair.value.is === "map")
        for (const one of pair.value.pairs) if (one.value.is === "list") walk(one.value);
    }
  };
  const steps = root.pairs.find((pair) => pair.key === "操作流程");
  if (steps) walk(steps.value);
  return numbers;
}

/** The names of the steps inside a value. */
export function namesIn(value) {
  if (value.is === "text") return value.text ? [value.text.trim()] : [];
  if (value.is === "list") return value.items.flatMap(namesIn);
  if (value.is !== "map") return [];
  return value.pairs.flatMap((pair) => {
    if (pair.key === "步骤") return [textOf(pair.value).trim()];
    if (pair.key === "并行") return namesIn(pair.value);
    if (pair.key === "判断" && pair.value.is === "map")
      return pair.value.pairs.flatMap((one) => (one.value.is === "list" ? namesIn(one.value) : []));
    return [];
  });
}

/** How many places outside a value go on to one of these steps. */
export function referencesTo(names, root, except) {
  const wanted = new Set(names.filter(Boolean));
  let count = 0;
  const look = (value, target) => {
    if (value === except || !value) return;
    if (value.is === "text" && target && wanted.has(value.text.trim())) count++;
    if (value.is === "list") value.items.forEach((one) => look(one, false));
    if (value.is === "map") for (const pair of value.pairs) look(pair.value, target === "outcomes" || pair.key === "接着" || pair.key === "到" || (pair.key === "判断" && "outcomes"));
  };
  look(root, false);
  return count;
}
