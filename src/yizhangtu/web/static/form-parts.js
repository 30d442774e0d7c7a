// The small parts of the form: faults with their buttons, texts that are sent as they are typed, choices.

import { html, useContext, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { Desk, key, WAIT } from "./form-desk.js";
import { iconAddress } from "./icons.js";

const MARKS = { error: "错误", warning: "注意", info: "提示" };

/** A drawn icon beside or in place of a word. */
export const Icon = ({ name }) => html`<svg class="icon" aria-hidden="true"><use href=${iconAddress(name)} /></svg>`;

/** The faults of a field, with buttons that mend them. */
export function Faults({ faults }) {
  const desk = useContext(Desk);
  if (!faults.length) return null;
  return html`<ul class="form-faults">${faults.map((one) => html`<li class=${one.severity}>
    <strong>${MARKS[one.severity] || ""}</strong> ${one.message}。${one.hint}
    ${!desk.readOnly && (one.remedies || []).map((remedy) => html`<button type="button" class="mend"
      onClick=${() => desk.arrange(remedy.edits)}>${remedy.title}</button>`)}
  </li>`)}</ul>`;
}

/** A text. It is sent when nobody has typed for a moment (`lazy`: when the field is left, or Enter is pressed). */
export function TextField({ path, value, label, lines = false, lazy = false, hint = "", onEnter = null, onPasteText = null, write = null, described = "", invalid = false }) {
  const desk = useContext(Desk);
  const [draft, setDraft] = useState(null);
  const state = useRef({ sent: null, timer: 0, draft: null, seen: value, sending: 0, left: false });
  const box = useRef(null);
  const now = state.current;
  if (value !== now.seen) { // changed by somebody else, by undoing, or by a button
    if (now.draft !== null && value !== now.sent && now.sent !== null) now.draft = value;
    now.seen = value;
  }
  const shown = now.draft !== null ? now.draft : value;
  const commit = () => {
    clearTimeout(now.timer);
    desk.unsent.delete(now);
    if (now.draft === null || now.draft.trim() === (now.sent ?? value).trim()) return;
    now.sent = now.draft;
    now.sending++;
    Promise.resolve((write || ((text) => desk.set(path, text)))(now.draft)).then(() => {
      now.sending--;
      if (now.left && !now.sending) forget();
    });
  };
  const forget = () => {
    now.draft = now.sent = null;
    now.left = false;
    setDraft(Math.random());
  };
  useEffect(() => desk.draft(commit));
  useEffect(() => () => {
    clearTimeout(now.timer);
    desk.unsent.delete(now);
  }, []);
  useLayoutEffect(() => grow(box.current), [shown]);
  const change = (event) => {
    now.draft = event.target.value;
    if (now.sent === null) now.sent = value;
    if (now.draft.trim() === now.sent.trim()) desk.unsent.delete(now);
    else desk.unsent.add(now);
    setDraft(now.draft);
    clearTimeout(now.timer);
    if (!lazy) now.timer = setTimeout(commit, WAIT);
  };
  const leave = () => {
    commit();
    if (now.sending) now.left = true; // what is typed stays there until the text has it, however long that takes
    else forget();
  };
  const come = () => {
    now.left = false;
    if (!now.sending) now.draft = now.sent = value;
  };
  const press = (event) => {
    if (event.isComposing || event.key !== "Enter" || event.shiftKey || (lines && !onEnter)) return;
    event.preventDefault();
    commit();
    if (onEnter) onEnter();
  };
  const paste = (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (onPasteText && /[\n\t]/.test(text.trim()) && onPasteText(text)) {
      event.preventDefault();
      forget();
    }
  };
  void draft;
  return html`<textarea ref=${box} rows="1" class="box" data-path=${key(path)} aria-label=${label} placeholder=${hint} value=${shown}
    aria-describedby=${described || undefined} aria-invalid=${invalid || undefined} readOnly=${desk.locked} spellcheck=${false}
    onFocus=${come} onInput=${change} onBlur=${leave} onKeyDown=${press} onPaste=${paste}></textarea>`;
}

function grow(box) {
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

/** One of several words. By the mouse it is sent at once; by keys when nobody has pressed one for a moment, for arrows
 *  pass over all that stands before what is wanted. */
export function Choice({ path, value, label, choices, empty = "（不写）", write = null }) {
  const desk = useContext(Desk);
  const [, redraw] = useState(0);
  const now = useRef({ draft: null, sent: null, timer: 0, keyed: false, seen: value }).current;
  if (value !== now.seen) {
    now.seen = value;
    if (!now.timer) now.draft = now.sent = null;
  }
  const shown = now.draft ?? value;
  const forget = () => { now.draft = now.sent = null; redraw(Math.random()); };
  const commit = () => {
    clearTimeout(now.timer);
    now.timer = 0;
    desk.unsent.delete(now);
    if (now.draft === null || now.draft === (now.sent ?? value)) return;
    now.sent = now.draft;
    Promise.resolve((write || ((word) => desk.set(path, word)))(now.draft)).then((done) => { if (done === false) forget(); });
  };
  useEffect(() => desk.draft(commit));
  const change = (event) => {
    now.draft = event.target.value;
    desk.unsent.add(now);
    clearTimeout(now.timer);
    if (now.keyed) now.timer = setTimeout(commit, WAIT);
    else commit();
  };
  const known = choices.some((one) => (one.value ?? one) === shown);
  return html`<select data-path=${key(path)} aria-label=${label} disabled=${desk.locked} onChange=${change} onBlur=${commit}
    onPointerDown=${() => { now.keyed = false; }} onKeyDown=${() => { now.keyed = true; }}>
    ${empty !== null && html`<option value="" selected=${!shown}>${empty}</option>`}
    ${shown && !known && html`<option value=${shown} selected>${shown}（不认识）</option>`}
    ${choices.map((one) => html`<option value=${one.value ?? one} selected=${(one.value ?? one) === shown}>${one.label ?? one}</option>`)}
  </select>`;
}

/** A list from which something is added: by the mouse at once; by keys when Enter is pressed, for arrows pass over all
 *  that stands before what is wanted. */
export function AddChoice({ label, prompt, options, add }) {
  const keyed = useRef(false);
  const take = (list) => {
    const { value } = list;
    list.value = "";
    if (value) add(value);
  };
  const press = (event) => {
    keyed.current = true;
    if (event.key !== "Enter") return;
    event.preventDefault();
    take(event.target);
  };
  return html`<select aria-label=${label} title="按键选好以后按回车" onPointerDown=${() => { keyed.current = false; }} onKeyDown=${press}
    onChange=${(event) => { if (!keyed.current) take(event.target); }} onBlur=${(event) => { event.target.value = ""; keyed.current = false; }}>
    <option value="">${prompt}</option>
    ${options.map((one) => html`<option value=${one.name}>${one.name}（${one.doc}）</option>`)}</select>`;
}

/** 是, nothing, or a text that says where. */
export function FlagOrText({ path, value, label, hint }) {
  const desk = useContext(Desk);
  const text = value.trim();
  const plain = /^(是|true|yes|y|on|对|需要|要|有|√)$/i.test(text);
  const off = !text || /^(否|false|no|n|off|不|不需要|不要|无|×)$/i.test(text);
  return html`<span class="flag">
    <label><input type="checkbox" checked=${!off} disabled=${desk.locked}
      onChange=${(event) => desk.set(path, event.target.checked ? "是" : null)} /> 是</label>
    ${!off && html`<${TextField} path=${path} value=${plain ? "" : value} label=${`${label}：在哪里、怎么办`} hint=${hint && hint !== "是" ? `如：${hint}` : "在哪里、怎么办（可以不写）"}
      write=${(written) => desk.set(path, written.trim() || "是")} />`}
  </span>`;
}

/** The composer of a deadline: how it is counted, number, unit, from when. It writes plain text. */
export function Deadline({ path, value, label }) {
  const desk = useContext(Desk);
  const given = value && value.parts;
  const [open, setOpen] = useState(false);
  const [parts, setParts] = useState({ form: 0, number: "", unit: "工作日", event: "" });
  const now = given && !open ? given : parts;
  const { forms, units } = desk.deadline;
  const change = (part) => {
    const next = { ...now, unit: now.unit || "工作日", ...part };
    setParts(next);
    const template = forms[next.form].text;
    const ready = (!template.includes("{number}") || /^\d+(\.\d+)?$/.test(next.number)) && (!template.includes("{event}") || next.event.trim());
    if (!ready) return;
    const unit = units.find((one) => one.name === next.unit);
    const text = template.replace("{number}", next.number).replace("{unit}", unit ? unit.text : next.unit).replace("{event}", next.event.trim());
    desk.set(path, text);
  };
  const toggle = () => {
    if (!open && given) setParts(given);
    setOpen(!open);
  };
  const template = forms[now.form].text;
  return html`<span class=${open ? "deadline open" : "deadline"}>
    <button type="button" aria-expanded=${open} onClick=${toggle} disabled=${desk.locked}>选时限</button>
    ${open && html`<span class="composer" role="group" aria-label=${`${label}：选时限`}>
      <select aria-label="怎么算" onChange=${(event) => change({ form: Number(event.target.value) })}>
        ${forms.map((one, number) => html`<option value=${number} selected=${number === now.form}>${one.label}</option>`)}</select>
      ${template.includes("{event}") && html`<input aria-label="从什么时候算" placeholder="如：受理之日" value=${now.event} onInput=${(event) => change({ event: event.target.value })} />`}
      ${template.includes("{number}") && html`<input class="short" inputmode="numeric" aria-label="多少" placeholder="几" value=${now.number} onInput=${(event) => change({ number: event.target.value.trim() })} />
        <select aria-label="单位" onChange=${(event) => change({ unit: event.target.value })}>
          ${units.map((one) => html`<option value=${one.name} selected=${one.name === (now.unit || "工作日")}>${one.text}</option>`)}</select>`}
    </span>`}
  </span>`;
}
