// The form of a definition: every key with its name, help and faults; edits are sent, the text comes back.
//
// mountForm(host, {tables, send, focus, readOnly}) → {update(form), select(line), destroy()}
//   tables: answer of edit.tables(); send(edits) → Promise, rejected with what went wrong; focus(line): the cursor is here
//   typed(): what is typed and not yet sent may have changed

import { html, render } from "./vendor/preact-htm.js";
import { Desk, makeDesk } from "./form-desk.js";
import { Fields } from "./form-fields.js";
import { Faults } from "./form-parts.js";

/** Show a form in an element. */
export function mountForm(host, { tables, send, focus, typed, readOnly = false }) {
  const desk = makeDesk({ tables, send, focus, readOnly, changed: () => draw(), settled: typed });
  const draw = () => render(html`<${Form} desk=${desk} form=${desk.form} problem=${desk.problem} />`, host);
  host.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-line]");
    if (field) focus(Number(field.dataset.line));
  });
  host.addEventListener("input", typed);
  host.addEventListener("focusout", typed);
  draw();
  return {
    /** Whether something is typed that the text does not have yet. */
    pending: () => desk.unsent.size > 0 || desk.sending > 0,
    flush: () => desk.flush(),
    get filled() { return Boolean(desk.form); },
    update(form) {
      desk.take(form);
      draw();
    },
    select: (line) => select(host, desk, line),
    destroy() {
      host.removeEventListener("input", typed);
      host.removeEventListener("focusout", typed);
      desk.flush();
      render(null, host);
    },
  };
}

function Form({ desk, form, problem }) {
  if (!form) return html`<p class="form-note">正在读…</p>`;
  if (!form.value) return html`<${Unreadable} desk=${desk} form=${form} />`;
  const table = desk.tables[form.table];
  return html`<${Desk.Provider} value=${desk}>
    <div class="form">
      ${problem && html`<p class="form-problem" role="alert">${problem}
        <button type="button" onClick=${() => desk.tell("")}>知道了</button></p>`}
      ${!form.editable && html`<p class="form-note">文件的编码不是 UTF-8，只能看。先转成 UTF-8。</p>`}
      <${Faults} faults=${desk.faultsAt([], true).filter((one) => !one.path || !one.path.length)} />
      <${Fields} value=${form.value} table=${table} path=${[]} shown=${[...SHOWN, ...(OWN[form.table] || [])]} />
    </div>
  </${Desk.Provider}>`;
}

// Keys that stand in the form before anything is written in them: of every guide, and of each kind.
const SHOWN = ["名称", "所属清单", "编号", "办理主体", "操作流程", "时间要求", "监督管理"];
const OWN = {
  list: ["事项"], points: ["加分", "扣分", "等级", "兑换"], conduct: ["标准", "提倡", "禁止"], notice: ["数据", "期", "栏目"],
  project: ["乡镇", "县区", "发布单位", "监督电话", "村庄"],
};

/** What is shown of a text that is no “键: 值”: its faults, each with a way to mend it. */
function Unreadable({ desk, form }) {
  return html`<${Desk.Provider} value=${desk}><div class="form">
    <p class="form-note" role="alert">这份定义现在读不出来，表格里不能改；写的都在，没有丢。改好下面的问题，表格就回来。</p>
    <ol class="form-unreadable">${form.diagnostics.map((one) => html`<li data-line=${one.line || 1} data-end=${one.line || 1}>
      <button type="button" onClick=${() => desk.focus(one.line || 1)}>第 ${one.line || 1} 行</button>
      <${Faults} faults=${[one]} /></li>`)}</ol>
  </div></${Desk.Provider}>`;
}

/** Mark the smallest part of the form that a line belongs to, and bring it into view. */
function select(host, desk, line) {
  let found = null;
  for (const part of host.querySelectorAll("[data-line]")) {
    const first = Number(part.dataset.line), last = Number(part.dataset.end || first);
    if (first <= line && line <= last && (!found || last - first <= found.size)) found = { part, size: last - first };
  }
  for (const part of host.querySelectorAll(".here")) part.classList.remove("here");
  if (!found) return;
  const card = found.part.closest(".step, .row, .field") || found.part;
  card.classList.add("here");
  for (let fold = card.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (host.contains(document.activeElement)) return; // whoever types here is not moved
  const box = card.getBoundingClientRect(), view = host.getBoundingClientRect();
  if (box.top < view.top) host.scrollTop += box.top - view.top - 8;
  else if (box.bottom > view.bottom) host.scrollTop += Math.min(box.top - view.top - 8, box.bottom - view.bottom + 8);
}
