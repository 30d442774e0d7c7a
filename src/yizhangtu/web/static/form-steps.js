// Steps as cards: dragged by their handle or moved by keys, inserted, copied, deleted, folded; 判断 and 并行 nested.

import { html, useContext, useState } from "./vendor/preact-htm.js";
import { Desk, isParallel, itemsOf, key, lastLine, namesIn, pairsOf, referencesTo, textOf } from "./form-desk.js";
import { Fields } from "./form-fields.js";
import { Choice, Faults, Icon, TextField } from "./form-parts.js";

const SHOWN = ["内容", "办理", "时限"];
let dragged = null; // the path of the step that is being dragged

/** A list of entries. */
export function Entries({ value, path }) {
  const desk = useContext(Desk);
  const items = itemsOf(value);
  const after = (number) => (number ? `“${namesIn(items[number - 1])[0] || `第 ${number} 步`}”后面` : `“${namesIn(items[0])[0] || "第一步"}”前面`);
  return html`<ol class="steps">
    ${items.map((item, number) => html`<li key=${number} ...${desk.locked ? {} : dropping(desk, path, number)}>
      <${Gap} path=${path} number=${number} where=${items.length ? after(number) : "这里"} />
      <${Entry} item=${item} path=${[...path, number]} list=${path} number=${number} count=${items.length} />
    </li>`)}
    <li><${Gap} path=${path} number=${items.length} where=${items.length ? after(items.length) : "这里"} last=${true} /></li>
  </ol>`;
}

/** Listeners of a step that others are dropped on: before it in its upper half, else behind it. */
function dropping(desk, path, number) {
  const free = () => dragged && !key(path).startsWith(`${key(dragged).slice(0, -1)},`);
  const before = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  };
  const clear = (event) => event.currentTarget.classList.remove("drop-before", "drop-after");
  return {
    onDragOver(event) {
      if (!free()) return;
      event.preventDefault();
      event.stopPropagation();
      clear(event);
      event.currentTarget.classList.add(before(event) ? "drop-before" : "drop-after");
    },
    onDragLeave: clear,
    onDrop(event) {
      clear(event);
      if (!free()) return;
      event.preventDefault();
      event.stopPropagation();
      desk.arrange([{ op: "move", path: dragged, to: [...path, before(event) ? number : number + 1] }]);
      dragged = null;
    },
  };
}

/** The place between two steps, where one is inserted. */
function Gap({ path, number, where, last = false }) {
  const desk = useContext(Desk);
  if (desk.locked) return null;
  const insert = (value, field) => desk.arrange([{ op: "insert", path: [...path, number], value }], [...path, number, ...field]);
  return html`<div class=${last ? "gap last" : "gap"}>
    <button type="button" onClick=${() => insert({ 步骤: null }, ["步骤"])} aria-label=${`在${where}加一步`}><${Icon} name="plus" /> 加一步</button>
    <button type="button" class="quiet" onClick=${() => insert({ 步骤: null, 并行: [{ 步骤: null }, { 步骤: null }] }, ["并行", 0, "步骤"])} aria-label=${`在${where}加同时办的几步`}><${Icon} name="plus" /> 同时办</button>
  </div>`;
}

function Entry({ item, path, list, number, count }) {
  const desk = useContext(Desk);
  const [folded, setFolded] = useState(false);
  const [asking, setAsking] = useState(false);
  const table = desk.tables[isParallel(item) ? "parallel" : "step"];
  const pairs = pairsOf(item, table);
  const name = textOf((pairs.get("步骤") || {}).value);
  const parallel = table.id === "parallel";
  const shown = parallel ? "同时" : desk.numbers.get(item.line) || "";
  const move = (to) => desk.arrange([{ op: "move", path, to: [...list, to] }], [...list, to > number ? to - 1 : to, "步骤"]);
  const remove = () => (referencesTo(namesIn(item), desk.form.value, item) ? setAsking(true) : desk.arrange([{ op: "delete", path }]));
  const press = (event) => {
    if (!event.altKey || desk.locked) return;
    if (event.key === "ArrowUp" && number > 0) move(number - 1);
    else if (event.key === "ArrowDown" && number < count - 1) move(number + 2);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hold = (on) => (event) => { event.currentTarget.closest(".step").draggable = on; }; // only the handle drags: texts can be selected
  const label = name || `第 ${number + 1} 步`;
  if (item.is === "alias") return html`<article class="step"><p class="form-note">这一步引用了别处的内容（${item.text}），在 YAML 里改。</p></article>`;
  return html`<article class=${`step ${parallel ? "block" : ""}`} aria-label=${label} data-line=${item.line} data-end=${lastLine(item)} onKeyDown=${press}
    onDragStart=${(event) => { dragged = path; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", label); event.stopPropagation(); }} onDragEnd=${(event) => { dragged = null; event.currentTarget.draggable = false; }}>
    <header>
      ${!desk.locked && html`<span class="grip" title="拖到别处（键盘：Alt+↑ Alt+↓）" onMouseDown=${hold(true)} onMouseUp=${hold(false)} aria-hidden="true"><${Icon} name="dots-six-vertical" /></span>`}
      <span class="number" aria-hidden="true">${shown}</span>
      <${TextField} path=${[...path, "步骤"]} value=${name} label=${parallel ? "这一段的名字" : "步骤名"} lazy=${true} hint=${parallel ? "这一段的名字（可以不写）" : "步骤名，要短"} />
      <span class="row-buttons">
        <button type="button" aria-expanded=${!folded} aria-label=${`${label}：${folded ? "展开" : "收起"}`} onClick=${() => setFolded(!folded)}><${Icon} name=${folded ? "caret-right" : "caret-down"} /></button>
        ${!desk.locked && html`
        <button type="button" aria-label=${`${label}：上移`} disabled=${number === 0} onClick=${() => move(number - 1)}><${Icon} name="arrow-up" /></button>
        <button type="button" aria-label=${`${label}：下移`} disabled=${number === count - 1} onClick=${() => move(number + 2)}><${Icon} name="arrow-down" /></button>
        <button type="button" aria-label=${`${label}：复制`} onClick=${() => desk.arrange([{ op: "duplicate", path }], [...list, number + 1, "步骤"])}>复制</button>
        <button type="button" aria-label=${`${label}：删去`} onClick=${remove}><${Icon} name="x" /></button>`}
      </span>
    </header>
    <${Faults} faults=${[...desk.faultsAt(path), ...desk.faultsAt([...path, "步骤"], true)]} />
    ${asking && html`<${Removal} item=${item} path=${path} label=${label} done=${() => setAsking(false)} />`}
    ${!folded && html`<div class="body"><${Fields} value=${item} table=${table} path=${path} shown=${parallel ? ["并行"] : SHOWN} skip=${["步骤"]} /></div>`}
  </article>`;
}

/** Ask where the steps that led to a deleted one lead from now on. */
function Removal({ item, path, label, done }) {
  const desk = useContext(Desk);
  const names = namesIn(item);
  const others = desk.form.steps.filter((one) => !names.includes(one));
  const [to, setTo] = useState("下一步");
  const count = referencesTo(names, desk.form.value, item);
  return html`<div class="removal" role="alertdialog" aria-label=${`删去${label}`}>
    <p>有 ${count} 处通到这一步。删去以后通到
      <select aria-label="改成通到哪里" onChange=${(event) => setTo(event.target.value)}>
        ${["下一步", "办结", ...others].map((one) => html`<option value=${one} selected=${one === to}>${one}</option>`)}</select></p>
    <button type="button" class="main" onClick=${() => { done(); desk.arrange([{ op: "delete", path, to_name: to }]); }}>删去</button>
    <button type="button" onClick=${done}>不删</button>
  </div>`;
}

/** 并行: the ways that are done at the same time; each is a step or several. */
export function Members({ value, path }) {
  const desk = useContext(Desk);
  const items = itemsOf(value);
  return html`<ol class="members">${items.map((item, number) => html`<li key=${number} data-line=${item.line} data-end=${lastLine(item)}>
      <p class="way">第 ${number + 1} 路
        ${!desk.locked && item.is !== "list" && html`<button type="button" class="quiet" onClick=${() => desk.arrange([{ op: "insert", path: [...path, number, 1], value: { 步骤: null } }], [...path, number, 1, "步骤"])}><${Icon} name="plus" /> 这一路后面再加一步</button>`}</p>
      ${item.is === "list" ? html`<${Entries} value=${item} path=${[...path, number]} />`
        : html`<${Entry} item=${item} path=${[...path, number]} list=${path} number=${number} count=${items.length} />`}
    </li>`)}</ol>
    ${!desk.locked && html`<button type="button" class="add" onClick=${() => desk.arrange([{ op: "insert", path: [...path, items.length], value: { 步骤: null } }], [...path, items.length, "步骤"])}><${Icon} name="plus" /> 再加一路</button>`}`;
}

/** 判断: outcomes, and where each leads. */
export function Branches({ value, path }) {
  const desk = useContext(Desk);
  const outcomes = value && value.is === "map" ? value.pairs : [];
  const [fresh, setFresh] = useState(false);
  const add = (name) => {
    setFresh(false);
    if (name.trim()) desk.arrange([{ op: "set", path: [...path, name.trim()], value: "下一步" }]);
  };
  if (value && value.is !== "map") return html`<p class="form-note">这里的写法表格里改不了，在 YAML 里改。</p>`;
  return html`<ol class="outcomes">${outcomes.map((pair, number) => html`<li key=${number} class="outcome" data-line=${pair.at} data-end=${lastLine(pair.value, pair.at)}>
      <div class="line"><${TextField} path=${[...path, pair.key, "?"]} value=${pair.key} label=${`结果 ${number + 1}`} lazy=${true} write=${(name) => desk.edit([{ op: "rename", path: [...path, pair.key], value: name }])} />
        <span class="leads"><${Icon} name="arrow-right" /></span>
        <${Target} value=${pair.value} path=${[...path, pair.key]} label=${`“${pair.key}”去哪里`} />
        ${!desk.locked && html`<button type="button" class="quiet" aria-label=${`删去结果“${pair.key}”`} onClick=${() => desk.arrange([{ op: "delete", path: [...path, pair.key] }])}><${Icon} name="x" /></button>`}</div>
      <${Faults} faults=${desk.faultsAt([...path, pair.key], pair.value.is !== "list")} />
      ${pair.value.is === "list" && html`<${Entries} value=${pair.value} path=${[...path, pair.key]} />`}
    </li>`)}</ol>
    ${!desk.locked && (fresh || !outcomes.length ? html`<${NewOutcome} add=${add} path=${path} first=${!outcomes.length} />`
      : html`<button type="button" class="add" onClick=${() => setFresh(true)}><${Icon} name="plus" /> 加一个结果</button>`)}`;
}

function NewOutcome({ add, path, first }) {
  const [name, setName] = useState("");
  return html`<p class="line"><input data-path=${key(path)} aria-label="新的结果" placeholder=${first ? "如：齐全" : "结果"} value=${name}
      onInput=${(event) => setName(event.target.value)} onKeyDown=${(event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); add(name); setName(""); } }} />
    <button type="button" onClick=${() => { add(name); setName(""); }}>加上</button></p>`;
}

const STEPS = "另外几步…";

/** Where a step goes: chosen from the steps that there are, never typed. */
export function Target({ value, path, label, next = false }) {
  const desk = useContext(Desk);
  const table = desk.tables[next ? "next" : "target"];
  const pairs = pairsOf(value, table);
  const to = value && value.is === "list" ? STEPS : textOf((pairs.get("到") || {}).value);
  const steps = desk.form.steps.map((one) => ({ value: one, label: one }));
  const words = next ? ["办结"] : ["下一步", "办结"];
  const choose = (word) => {
    if (word === STEPS) return desk.arrange([{ op: "set", path, value: [{ 步骤: null }] }], [...path, 0, "步骤"]);
    if (!word) return desk.set(path, null);
    return desk.set(value && value.is === "map" ? [...path, "到"] : path, word);
  };
  const choices = [...words, ...steps, ...(next ? [] : [STEPS])];
  const more = value && value.is !== "list" && to;
  return html`<span class="target">
    <${Choice} path=${path} value=${to} label=${label} choices=${choices} write=${choose} empty=${next ? "（按书写的顺序）" : to ? null : "（去哪里？）"} />
    ${more && (next
      ? html`<${TextField} path=${[...path, "循环"]} value=${textOf((pairs.get("循环") || {}).value)} label="多久从头再来一轮" hint="循环，如：每月" />`
      : html`<${TextField} path=${[...path, "说明"]} value=${textOf((pairs.get("说明") || {}).value)} label="写在箭头旁边的话" hint="箭头旁边的话" />
        <${Choice} path=${[...path, "性质"]} value=${textOf((pairs.get("性质") || {}).value)} label="好是坏" choices=${table.keys.find((one) => one.name === "性质").choices} empty="（颜色看用词）" />`)}
  </span>`;
}
