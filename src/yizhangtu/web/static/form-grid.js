// A list of flat mappings as a grid. A block of cells copied from Excel or WPS is pasted from the cell where the cursor is.

import { html, useContext, useState } from "./vendor/preact-htm.js";
import { Desk, itemsOf, lastLine, pairsOf, textOf } from "./form-desk.js";
import { AddChoice, Faults, Icon, TextField } from "./form-parts.js";
import { RowButtons } from "./form-fields.js";
import { cellsOf } from "./form-cells.js";

const JOINT = "、"; // several texts in one cell

/** Whether rows of this table can stand in a grid: nothing in them has parts of its own. */
export function isGrid(table, items) {
  if (table.keys.some((one) => one.required && !["text", "texts"].includes(one.role))) return false;
  if (table.keys.some((one) => ["case", "decision"].includes(table.id))) return false;
  return items.every((item) => item.is === "text" || (item.is === "map" && item.pairs.every((pair) => isCell(pair.value))));
}

const isCell = (value) => value.is === "text" || (value.is === "list" && value.items.every((one) => one.is === "text"));

const cellText = (value) => (value && value.is === "list" ? value.items.map(textOf).join(JOINT) : textOf(value));

/** The grid: a column for each key that is written somewhere, and for those that a row begins with. */
export function Grid({ value, path, table, label }) {
  const desk = useContext(Desk);
  const [opened, setOpened] = useState([]);
  const [draft, setDraft] = useState("");
  const items = itemsOf(value);
  const rows = items.map((item) => pairsOf(item, table));
  const used = new Set([...rows.flatMap((row) => [...row.keys()]), ...opened, ...table.keys.filter((one, i) => one.required || i < 2).map((one) => one.name)]);
  const flat = table.keys.filter((one) => ["text", "texts"].includes(one.role));
  const columns = [...flat.map((one) => one.name).filter((one) => used.has(one)), ...[...used].filter((one) => !flat.some((other) => other.name === one))];
  const rest = flat.filter((one) => !used.has(one.name));
  const keyOf = (name) => table.keys.find((one) => one.name === name);
  const written = (name, text, before) => {
    const of = keyOf(name);
    const several = (of && of.role === "texts") || (before && before.is === "list");
    const parts = text.split(/[、\n]/).map((one) => one.trim()).filter(Boolean);
    return several && parts.length > 1 ? parts : text;
  };
  const set = (number, name) => (text) => desk.set([...path, number, name], written(name, text, (rows[number].get(name) || {}).value));

  /** Cells from a spreadsheet, written from a row and column on; new rows are added below. A first row of names is not data. */
  const paste = (first, name) => (text) => {
    const cells = cellsOf(text);
    if (cells.length < 2 && cells[0].length < 2) return false;
    const names = cells[0].map((cell) => cell.trim());
    const headed = names.length > 1 && names.filter((one) => columns.includes(one) || keyOf(one)).length >= Math.max(2, names.length / 2);
    const order = headed ? names : columns.slice(columns.indexOf(name));
    const edits = (headed ? cells.slice(1) : cells).flatMap((row, i) => {
      const number = first + i;
      const filled = row.map((cell, j) => [order[j], cell.trim()]).filter(([column, cell]) => column && cell);
      if (number < items.length) return filled.map(([column, cell]) => ({ op: "set", path: [...path, number, column], value: written(column, cell, null) }));
      return filled.length ? [{ op: "insert", path: [...path, number], value: Object.fromEntries(filled.map(([column, cell]) => [column, written(column, cell, null)])) }] : [];
    });
    desk.arrange(edits);
    return true;
  };
  const add = (name = columns[0]) => desk.arrange([{ op: "insert", path: [...path, items.length], value: { [name]: null } }], [...path, items.length, name]);

  return html`<div class="grid"><table aria-label=${label}>
    ${columns.length > 0 && html`<thead><tr><th scope="col"><span class="unseen">第几行</span></th>${columns.map((name) => html`<th scope="col" title=${(keyOf(name) || {}).doc || ""}>${name}</th>`)}<th><span class="unseen">移动、删去</span></th></tr></thead>`}
    <tbody>${items.map((item, number) => html`<tr key=${number} class="row" data-line=${item.line} data-end=${lastLine(item)}>
      <th scope="row">${number + 1}</th>
      ${columns.map((name) => {
        const at = [...path, number, name];
        const faults = desk.faultsAt(at, true);
        const cell = (rows[number].get(name) || {}).value;
        return html`<td class=${faults.length ? "bad" : ""}><${TextField} path=${at} value=${cellText(cell)} label=${`${name}，第 ${number + 1} 行`} lines=${false} write=${set(number, name)} onPasteText=${paste(number, name)} invalid=${faults.length > 0} /><${Faults} faults=${faults} /></td>`;
      })}
      <td>${!desk.locked && html`<${RowButtons} path=${path} number=${number} count=${items.length} what=${`第 ${number + 1} 行`} />`}<${Faults} faults=${desk.faultsAt([...path, number])} /></td>
    </tr>`)}</tbody></table>
    ${!desk.locked && html`<p class="line">${columns.length > 0 && html`<button type="button" class="add" onClick=${() => add()}><${Icon} name="plus" /> 加一行</button>`}
      ${rest.length > 0 && html`<${AddChoice} label="再写一列" prompt="再写一列…" options=${rest} add=${(name) => setOpened([...opened, name])} />`}
      <textarea rows="1" class="box paste" value=${draft} placeholder="从 Excel、WPS 复制的格子粘贴在这里" aria-label=${`${label}：粘贴格子`} onInput=${(event) => setDraft(event.target.value)}
        onPaste=${(event) => { if (paste(items.length, columns[0])(event.clipboardData.getData("text/plain"))) { event.preventDefault(); setDraft(""); } }}></textarea></p>`}
  </div>`;
}
