// The document that a guide was made of, beside its form: which field was read from which cell or paragraph.

import { asked, element } from "./dom.js";

const NAMES = ["步骤", "事项", "内容", "项目"]; // the keys by which a row is known
const ENOUGH = 4;

const plain = (text) => text.replace(/[\s。；，、：:;,.]/g, "");

/** Of the values that were found in the document the one that a field holds; null where none fits well enough. */
export function sourceOf(found, { key, row, value, top }) {
  const text = plain(value);
  let best = null;
  for (const one of found) {
    const dot = one.key.lastIndexOf(".");
    const own = { key: dot < 0 ? one.key : one.key.slice(dot + 1), row: dot < 0 ? "" : one.key.slice(0, dot) };
    const other = plain(one.text);
    let points = 0;
    if (text && text === other) points += 4;
    else if (text && other && (text.includes(other) || other.includes(text))) points += 2;
    if (own.key === key) points += top && !own.row ? 4 : 2;
    if (row && own.row === row) points += 2;
    if (points >= ENOUGH && (!best || points > best.points)) best = { one, points };
  }
  return best && best.one;
}

/** What a field of the form is: its key, the name of its row, its value. */
export function fieldOf(host, field) {
  const path = JSON.parse(field.dataset.path);
  const numbers = path.map((part, at) => (typeof part === "number" ? at : -1)).filter((at) => at > 0);
  const last = numbers[numbers.length - 1];
  let row = "";
  for (const name of last === undefined ? [] : NAMES) {
    const other = host.querySelector(`[data-path='${CSS.escape(JSON.stringify([...path.slice(0, last + 1), name]))}']`);
    if (other) { row = other.value.trim(); break; }
  }
  return { key: path.filter((part) => typeof part === "string").pop(), row, value: field.value || "", top: path.length === 1 || (path.length === 2 && last === 1) };
}

/** Show the document of a guide in `host`, tied to the form in `formHost`. */
export async function mountOriginal(host, formHost, name) {
  const data = await asked(`/api/guide/${encodeURIComponent(name)}/original`);
  const unread = new Set(data.unread);
  const read = new Map(data.found.map((one) => [one.place, one]));
  const cells = []; // [place, element]

  function partOf(cell) {
    if (!cell.text.trim()) return "";
    const from = read.get(cell.place);
    const part = from ? element("button", { type: "button", className: from.guess ? "source guessed" : "source", onclick: () => choose(cell.place) }, cell.text)
      : element("span", { className: unread.has(cell.id) ? "source unread" : "source plain-text" }, cell.text);
    part.title = [cell.place, unread.has(cell.id) ? "没有认出，写在 YAML 的最后" : from && from.guess ? `猜的：${from.guess}` : ""].filter(Boolean).join("　");
    cells.push([cell.place, part]);
    return part;
  }

  function rowOf(row) {
    const parts = [];
    for (let at = 0; at < row.length;) { // cells that are merged share their number
      let end = at + 1;
      while (end < row.length && row[end].id === row[at].id && row[at].id >= 0) end++;
      parts.push(element("td", { colSpan: end - at }, partOf(row[at])));
      at = end;
    }
    return element("tr", {}, ...parts);
  }

  /** The cursor goes to the field that was read from a place. */
  function choose(place) {
    const fields = [...formHost.querySelectorAll("textarea[data-path], select[data-path], input[data-path]")];
    const field = fields.find((one) => sourceOf(data.found, fieldOf(formHost, one))?.place === place);
    if (!field) return;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field.scrollIntoView({ block: "center" });
    field.focus();
  }

  /** Mark the place that a field was read from. */
  function point(field) {
    const source = field.dataset.path ? sourceOf(data.found, fieldOf(formHost, field)) : null;
    let first = null;
    for (const [place, part] of cells) {
      const here = Boolean(source) && place === source.place;
      part.classList.toggle("here", here);
      if (here) first ??= part;
    }
    first?.scrollIntoView({ block: "nearest" });
  }

  const blocks = data.blocks.map((one) => (one.rows
    ? element("div", { className: "scroll" }, element("table", { ariaLabel: one.title || "表" }, one.title ? element("caption", {}, one.title) : null, element("tbody", {}, ...one.rows.map(rowOf))))
    : element(one.heading ? "h3" : "p", {}, partOf(one.cell))));
  const questions = data.questions.map((one) => element("li", {}, `${one.key}：${one.message}${one.place ? `（${one.place}）` : ""}`));
  host.replaceChildren(element("h2", {}, data.file),
    element("p", { className: "legend" }, element("span", { className: "source" }, "写进了表格"), " ", element("span", { className: "source guessed" }, "猜的，请看一遍"), " ", element("span", { className: "source unread" }, "没有认出")),
    questions.length ? element("details", { open: true }, element("summary", {}, `要您补上或者决定的 ${questions.length} 处`), element("ul", {}, ...questions)) : "",
    ...blocks);
  formHost.addEventListener("focusin", (event) => point(event.target));
}
