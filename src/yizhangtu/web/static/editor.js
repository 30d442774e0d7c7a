// The YAML pane: CodeMirror, its changes shared with the server and with everybody who has the guide open.

import * as cm from "./vendor/codemirror.js";
import { complete } from "./completion.js";
import { changesOf, offsetOf } from "./places.js";

const PHRASES = {
  Find: "找", Replace: "换成", next: "下一个", previous: "上一个", all: "全部", "match case": "分大小写", regexp: "正则", "by word": "整词",
  replace: "换", "replace all": "全部换", close: "关", "current match": "现在这一处", "Fold line": "折起", "Unfold line": "展开",
  "No diagnostics": "没有问题", Completions: "可以写的", "replaced $ matches": "换了 $ 处", "replaced match on line $": "换了第 $ 行的一处",
};
const COLOURS = cm.HighlightStyle.define([
  { tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: "#0b4a8f", fontWeight: "bold" },
  { tag: cm.tags.comment, color: "#5a5f66" },
  { tag: [cm.tags.string, cm.tags.content], color: "#1a1a1a" },
  { tag: [cm.tags.separator, cm.tags.punctuation, cm.tags.squareBracket, cm.tags.brace], color: "#8f3100" },
]);
const SEVERITIES = { error: "error", warning: "warning" };

/** `send` hands a message to the server and says whether it could. `changed` is told each change, `moved` the cursor's line. */
export function makeEditor(host, { nonce, send, changed, moved, schema }) {
  let view = null;
  let confirmed = null; // the text that the server has
  let waiting = false; // for the answer to changes that were sent
  let recovering = false; // the server merges this text; until it has, changes do not fit its versions
  let epoch = "";

  const extensions = (version, writes) => [
    cm.EditorView.cspNonce.of(nonce),
    cm.EditorState.phrases.of(PHRASES),
    cm.EditorState.tabSize.of(2), cm.indentUnit.of("  "),
    cm.EditorState.lineSeparator.of("\n"),
    cm.EditorState.readOnly.of(!writes), cm.EditorView.editable.of(writes),
    cm.lineNumbers(), cm.highlightActiveLine(), cm.highlightActiveLineGutter(), cm.history(), cm.drawSelection(),
    cm.yaml(), cm.syntaxHighlighting(COLOURS), cm.bracketMatching(), cm.highlightSelectionMatches(), cm.lintGutter(), cm.search({ top: true }),
    cm.autocompletion({ override: [complete(schema)] }),
    cm.collab({ startVersion: version }),
    cm.keymap.of([...cm.defaultKeymap, ...cm.historyKeymap, ...cm.searchKeymap, ...cm.completionKeymap, ...cm.lintKeymap]),
    cm.EditorView.contentAttributes.of({ "aria-label": "YAML 文本" }),
    cm.EditorView.lineWrapping,
    cm.EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        push();
        changed();
      }
      if (update.selectionSet && !update.docChanged) moved(lineOfCursor());
    }),
  ];

  function start(message) {
    const selection = view ? view.state.selection.main.head : 0;
    const state = cm.EditorState.create({
      doc: message.text, selection: { anchor: Math.min(selection, message.text.length) }, extensions: extensions(message.version, message.writes),
    });
    if (view) view.setState(state);
    else view = new cm.EditorView({ state, parent: host });
    confirmed = view.state.doc;
    waiting = recovering = false;
    changed();
  }

  /** The server has greeted: the first time, again, or after it was started anew. */
  function greet(message) {
    const known = view && epoch === message.epoch;
    const text = view && view.state.doc.toString();
    epoch = message.epoch;
    if (known) {
      waiting = false;
      send({ type: "pull", version: cm.getSyncedVersion(view.state) });
    } else if (!view || text === message.text || text === confirmed.toString()) {
      start(message);
    } else {
      recovering = true;
      send({ type: "recover", base: confirmed.toString(), text });
    }
    writes = message.writes;
  }
  let writes = true;

  function push() {
    if (waiting || recovering || !view) return;
    const updates = cm.sendableUpdates(view.state);
    if (!updates.length) return;
    const told = updates.map((one) => ({ client: one.clientID, changes: one.changes.toJSON() }));
    waiting = send({ type: "push", version: cm.getSyncedVersion(view.state), updates: told });
  }

  /** Updates of the server from a version on; those that are known already are passed over. */
  function receive(message) {
    if (recovering) return;
    const known = cm.getSyncedVersion(view.state) - message.version;
    if (known < 0) {
      send({ type: "pull", version: cm.getSyncedVersion(view.state) });
      return;
    }
    const fresh = message.updates.slice(known).map((one) => ({ changes: cm.ChangeSet.fromJSON(one.changes), clientID: one.client }));
    for (const one of fresh) confirmed = one.changes.apply(confirmed);
    if (fresh.length) view.dispatch(cm.receiveUpdates(view.state, fresh));
    waiting = false;
    push();
    changed();
  }

  const lineOfCursor = () => view.state.doc.lineAt(view.state.selection.main.head).number;

  return {
    greet, receive,
    replace: (message) => start({ ...message, writes }),
    retry() {
      waiting = recovering = false;
    },
    version: () => cm.getSyncedVersion(view.state),
    inStep: () => view && !waiting && !recovering && !cm.sendableUpdates(view.state).length,
    text: () => view.state.doc.toString(),
    /** Apply patches of the present text as one change that can be undone. */
    patch(patches) {
      view.dispatch({ changes: changesOf(view.state.doc, patches), userEvent: "input.form", annotations: cm.Transaction.addToHistory.of(true) });
    },
    undo: () => cm.undo(view), redo: () => cm.redo(view),
    canUndo: () => view && cm.undoDepth(view.state) > 0, canRedo: () => view && cm.redoDepth(view.state) > 0,
    goTo(line, column = 1, focus = true) {
      const at = offsetOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: cm.EditorView.scrollIntoView(at, { y: "center" }) });
      if (focus) view.focus();
    },
    showFaults(faults) {
      const doc = view.state.doc;
      const marks = faults.map((one) => {
        const from = offsetOf(doc, one.line, one.column);
        const to = Math.max(from, offsetOf(doc, one.end_line, one.end_column));
        return { from, to, severity: SEVERITIES[one.severity] || "info", message: [one.message, one.hint].filter(Boolean).join("\n") };
      });
      view.dispatch(cm.setDiagnostics(view.state, marks));
    },
    measure: () => view && view.requestMeasure(),
  };
}
