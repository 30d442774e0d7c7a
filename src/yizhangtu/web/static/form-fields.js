// The fields of a mapping, in the order of its table of keys; further ones are added from a list.

import { html, useContext, useEffect, useState } from "./vendor/preact-htm.js";
import { Desk, itemsOf, key, lastLine, pairsOf, textOf } from "./form-desk.js";
import { Grid, isGrid } from "./form-grid.js";
import { AddChoice, Choice, Deadline, Faults, FlagOrText, Icon, TextField } from "./form-parts.js";
import { Branches, Entries, Members, Target } from "./form-steps.js";

const LONG = new Set(["内容", "说明", "备注", "依据说明", "待遇", "奖惩", "条件"]);
const HELP = { 判断: "不同的结果去不同的地方", 接着: "不按书写的顺序时，接着去哪一步" }; // of what is chosen here and not written
const STATIC = new Set(["操作流程"]); // cannot be removed as a whole by one button

/** All keys that are written, those of `shown`, and a list of the others. */
export function Fields({ value, table, path, shown = [], skip = [] }) {
  const desk = useContext(Desk);
  const [opened, setOpened] = useState([]);
  const pairs = pairsOf(value, table);
  const visible = table.keys.filter((one) => !skip.includes(one.name) && (pairs.has(one.name) || one.required || shown.includes(one.name) || opened.includes(one.name)));
  const others = table.keys.filter((one) => !skip.includes(one.name) && !visible.includes(one));
  const unknown = [...pairs.values()].filter((pair) => pair.unknown);
  useEffect(() => desk.settleFocus());
  const add = (name) => {
    const one = table.keys.find((other) => other.name === name);
    setOpened([...opened, name]);
    desk.wanted = key(one.role === "texts" || one.role === "entries" ? [...path, name, 0] : [...path, name]);
  };
  return html`
    ${visible.map((one) => html`<${Field} key=${one.name} of=${one} pair=${pairs.get(one.name)} path=${[...path, one.name]} />`)}
    ${unknown.map((pair) => html`<${Unknown} key=${`?${pair.key}`} pair=${pair} path=${[...path, pair.key]} free=${table.free} />`)}
    ${!desk.locked && others.length > 0 && html`<div class="more"><${AddChoice} label=${`${table.title}：再写一栏`} prompt="再写一栏…" options=${others} add=${add} /></div>`}`;
}

let fields = 0;

/** One key: its name, help, value and faults. */
function Field({ of, pair, path }) {
  const desk = useContext(Desk);
  const [id] = useState(() => `field-${++fields}`);
  const value = pair && pair.value;
  const nested = !["text", "texts"].includes(of.role);
  const faults = desk.faultsAt(path, !nested || of.of === "next");
  const help = `${HELP[of.name] || of.doc}${of.example && !nested ? `。如：${of.example.replace(/^\[|\]$/g, "")}` : ""}`;
  const line = pair ? { "data-line": pair.at, "data-end": lastLine(value, pair.at) } : {};
  const bad = faults.some((one) => one.severity === "error");
  return html`<div class=${`field ${bad ? "bad" : ""}`} role="group" aria-labelledby=${id} ...${line}>
    <div class="name"><span id=${id}>${of.name}${of.required ? html`<b title="一定要写"> *</b>` : ""}</span>
      <span class="help" id=${`${id}-help`}>${help}</span>
      ${pair && !desk.locked && !of.required && !STATIC.has(of.name) && nested && html`<button type="button" class="quiet" onClick=${() => desk.arrange([{ op: "delete", path }])} aria-label=${`删去${of.name}`}>删去</button>`}
    </div>
    <div class="value"><${Value} of=${of} value=${value} path=${path} described=${`${id}-help`} invalid=${bad} /></div>
    <${Faults} faults=${faults} />
  </div>`;
}

/** The value of a key, by what it is for. */
function Value({ of, value, path, described, invalid }) {
  const desk = useContext(Desk);
  if (value && value.is === "alias") return html`<p class="form-note">这里引用了别处的内容（${value.text}），在 YAML 里改。</p>`;
  const table = desk.tables[of.of];
  const wrong = { text: ["text"], texts: ["text", "list"], object: ["text", "map"] }[of.role];
  if (value && wrong && !wrong.includes(value.is)) return html`<p class="form-note">这里的写法表格里改不了，在 YAML 里改。</p>`;
  switch (of.role) {
    case "text": return html`<${Text} of=${of} value=${value} path=${path} described=${described} invalid=${invalid} />`;
    case "texts": return html`<${Texts} value=${value} path=${path} label=${of.name} hint=${of.example} />`;
    case "entries": return textOf(value) === "无" ? html`<${TextField} path=${path} value="无" label=${of.name} />` : html`<${Entries} value=${value} path=${path} />`;
    case "members": return html`<${Members} value=${value} path=${path} />`;
    case "branches": return html`<${Branches} value=${value} path=${path} />`;
    case "rows": return html`<${DataTable} of=${of} value=${value} path=${path} />`;
    case "objects": return value && value.is === "text" && /\.(csv|xlsx)$/i.test(value.text.trim()) // rows that stand in a table beside it
      ? html`<${TextField} path=${path} value=${value.text} label=${of.name} />` : html`<${Objects} of=${of} value=${value} path=${path} table=${table} />`;
    default: return html`<${ObjectField} of=${of} value=${value} path=${path} table=${table} />`;
  }
}

function Text({ of, value, path, described, invalid }) {
  const text = textOf(value);
  const common = { path, value: text, label: of.name };
  if (of.shape === "choice") return html`<${Choice} ...${common} choices=${of.choices} />`;
  if (of.shape === "flag_or_text") return html`<${FlagOrText} ...${common} hint=${of.example} />`;
  const hint = of.example ? `如：${of.example}` : "";
  return html`<${TextField} ...${common} hint=${hint} lines=${LONG.has(of.name) || text.includes("\n")} described=${described} invalid=${invalid} />
    ${of.deadline && html`<${Deadline} path=${path} value=${value} label=${of.name} />`}`;
}

/** A list of texts, one under the other. Enter goes on to the next one; several pasted lines become several texts. */
export function Texts({ value, path, label, hint }) {
  const desk = useContext(Desk);
  const items = itemsOf(value);
  const rows = items.length ? items : [null];
  const insert = (number) => desk.arrange([{ op: "insert", path: [...path, number], value: "" }], [...path, number]);
  const pasted = (number) => (text) => {
    const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return false;
    const edits = lines.map((line, i) => (i === 0 && items[number] ? { op: "set", path: [...path, number], value: line } : { op: "insert", path: [...path, number + i], value: line }));
    desk.arrange(edits);
    return true;
  };
  return html`<ol class="texts">${rows.map((one, number) => html`<li key=${number} ...${one ? { "data-line": one.line, "data-end": lastLine(one) } : {}}>
    ${one && one.is !== "text" ? html`<span class="form-note">在 YAML 里改</span>` : html`<${TextField} path=${[...path, number]} value=${textOf(one)} label=${`${label}，第 ${number + 1} 项`} hint=${hint && number === 0 ? `如：${hint.replace(/[[\]]/g, "")}` : ""}
      onEnter=${() => insert(number + 1)} onPasteText=${pasted(number)} />`}
    ${!desk.locked && rows.length > 1 && html`<${RowButtons} path=${path} number=${number} count=${rows.length} what=${`${label}第 ${number + 1} 项`} />`}
    ${!desk.locked && number === items.length - 1 && html`<button type="button" class="add" aria-label=${`${label}：加一项`} onClick=${() => insert(items.length)}><${Icon} name="plus" /></button>`}
  </li>`)}</ol>`;
}

/** Buttons that move and delete an item of a list. */
export function RowButtons({ path, number, count, what }) {
  const desk = useContext(Desk);
  const move = (to) => desk.arrange([{ op: "move", path: [...path, number], to: [...path, to] }]);
  return html`<span class="row-buttons">
    <button type="button" aria-label=${`${what}：上移`} disabled=${number === 0} onClick=${() => move(number - 1)}><${Icon} name="arrow-up" /></button>
    <button type="button" aria-label=${`${what}：下移`} disabled=${number === count - 1} onClick=${() => move(number + 2)}><${Icon} name="arrow-down" /></button>
    <button type="button" aria-label=${`${what}：删去`} onClick=${() => desk.arrange([{ op: "delete", path: [...path, number] }])}><${Icon} name="x" /></button>
  </span>`;
}

/** A mapping that may be a text alone. */
function ObjectField({ of, value, path, table }) {
  const desk = useContext(Desk);
  if (table.id === "next" || of.of === "next") return html`<${Target} value=${value} path=${path} label=${of.name} next=${true} />`;
  const text = value && value.is === "text";
  if (!value || text) {
    const alone = table.keys.find((one) => one.name === table.alone);
    if (alone && of.shape === "object_or_text") {
      return html`${alone.shape === "choice" ? html`<${Choice} path=${path} value=${textOf(value)} label=${of.name} choices=${alone.choices} />`
        : html`<${TextField} path=${path} value=${textOf(value)} label=${of.name} hint=${of.example ? `如：${of.example}` : ""} />`}
        ${of.deadline && html`<${Deadline} path=${path} value=${value} label=${of.name} />`}
        ${!desk.locked && textOf(value) && html`<div class="object"><${Fields} value=${value} table=${table} path=${path} skip=${[table.alone]} /></div>`}`;
    }
    if (of.shape === "object_or_text" && (!value || text)) return html`<${TextField} path=${path} value=${textOf(value)} label=${of.name} hint=${of.example ? `如：${of.example}` : ""} />`;
  }
  return html`<div class="object"><${Fields} value=${value} table=${table} path=${path} shown=${value ? [] : table.keys.slice(0, 3).map((one) => one.name)} /></div>`;
}

/** A list of mappings: a grid where they are flat, else a card each. */
function Objects({ of, value, path, table }) {
  const desk = useContext(Desk);
  const items = itemsOf(value);
  if (isGrid(table, items)) return html`<${Grid} value=${value} path=${path} table=${table} label=${of.name} />`;
  return html`${items.map((item, number) => html`<fieldset class="row" key=${number} data-line=${item.line} data-end=${lastLine(item)}>
      <legend>${of.name} ${number + 1} <${RowButtons} path=${path} number=${number} count=${items.length} what=${`${of.name} ${number + 1}`} /></legend>
      <${Faults} faults=${desk.faultsAt([...path, number])} />
      <${Fields} value=${item} table=${table} path=${[...path, number]} />
    </fieldset>`)}
    ${!desk.locked && html`<button type="button" class="add" onClick=${() => desk.arrange([{ op: "insert", path: [...path, items.length], value: { [table.keys[0].name]: null } }], [...path, items.length, table.keys[0].name])}><${Icon} name="plus" /> 加一个</button>`}`;
}

/** The data of a notice: a file, its parts, or rows that stand in the definition. */
function DataTable({ of, value, path }) {
  const desk = useContext(Desk);
  if (!value || value.is === "text") return html`<${TextField} path=${path} value=${textOf(value)} label=${of.name} hint=${`如：${of.example}`} />`;
  const table = desk.tables[of.of];
  if (value.is === "map") return html`<div class="object"><${Fields} value=${value} table=${table} path=${path} /></div>`;
  return html`<${Grid} value=${value} path=${path} table=${{ keys: [], free: true, title: of.name, alone: "" }} label=${of.name} />`;
}

/** A key that the format does not know, or a column of one's own. */
function Unknown({ pair, path, free }) {
  const desk = useContext(Desk);
  const faults = desk.faultsAt(path, true);
  return html`<div class="field" data-line=${pair.at} data-end=${lastLine(pair.value, pair.at)}>
    <div class="name"><span>${pair.key}</span>${!free && html`<span class="help">不认识的键</span>`}
      ${!desk.locked && html`<button type="button" class="quiet" onClick=${() => desk.arrange([{ op: "delete", path }])}>删去</button>`}</div>
    <div class="value">${pair.value.is === "text" ? html`<${TextField} path=${path} value=${pair.value.text} label=${pair.key} />` : html`<p class="form-note">在 YAML 里改</p>`}</div>
    <${Faults} faults=${faults} />
  </div>`;
}
