// Making files: which medium, which villages, the progress, and what came of it.

import { element } from "./dom.js";

const FINISHES = [["", "办公室看、发网上"], ["print", "印刷厂（PDF/X，带出血）"], ["tiles-a4", "拼图：办公打印机 A4"], ["tiles-a3", "拼图：办公打印机 A3"], ["archive", "存档（PDF/A）"]];
const address = (file, query = "") => `/result/${file.split("/").map(encodeURIComponent).join("/")}${query}`;

function field(label, control) {
  return element("label", {}, label, control);
}

/** Open the dialog for one guide (`name`) or for all. `media.made` are the media, `villages` the names of villages; `village` and `period` are
 *  those that are looked at. */
export async function openMaking(dialog, { name = "", medium = "", villages = [], village = "", period: given = "", media = null }) {
  const known = media || (await (await fetch("/api/media")).json());
  const mediumList = element("select", { id: "make-medium" }, ...(name ? [] : [element("option", { value: "" }, "辖区文件里写的那些")]),
    ...known.made.map((one) => element("option", { value: one.name, selected: one.name === medium }, [one.title, one.size].filter(Boolean).join("　"))));
  const finish = element("select", { id: "make-finish" }, ...FINISHES.map(([value, title]) => element("option", { value }, title)));
  const chosen = villages.map((one) => element("input", { type: "checkbox", value: one, checked: one === village }));
  const all = element("input", { type: "checkbox", onchange: () => chosen.forEach((one) => { one.checked = all.checked; }) });
  const report = element("div", { id: "made", ariaLive: "polite" });
  const start = element("button", { type: "button", className: "main", id: "make-start", onclick: () => {
    make({ names: name ? [name] : [], media: mediumList.value ? [mediumList.value] : [], finish: finish.value,
      villages: chosen.filter((one) => one.checked).map((one) => one.value), period: period.value.trim() }, start, report);
  } }, "开始做");
  const period = element("input", { size: 10, placeholder: "如 2026-10", value: given });
  dialog.replaceChildren(element("form", { method: "dialog" },
    element("h2", { id: "make-title" }, name ? "把这一份做成文件" : "全部做成文件"),
    element("p", {}, field("做成什么", mediumList), field("怎么用", finish), field("公示的期", period)),
    villages.length ? element("fieldset", {}, element("legend", {}, "哪些村（不选就不分村）"), element("label", {}, all, "全部"),
      ...chosen.map((one) => element("label", {}, one, one.value))) : null,
    element("p", {}, start, " ", element("button", { value: "close" }, "关上")), report));
  dialog.showModal();
}

async function make(asked, start, report) {
  start.disabled = true;
  const bar = element("progress", { ariaLabel: "做到哪里了" });
  const line = element("p", {}, "正在做…");
  report.replaceChildren(bar, line);
  try {
    const answer = await fetch("/api/make", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked) });
    if (!answer.ok) throw new Error((await answer.json()).message);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop();
      for (const text of lines) tell(JSON.parse(text), bar, line, report);
    }
  } catch (error) {
    report.replaceChildren(element("p", { className: "wrong" }, error.message || "连不上写作台"));
  }
  start.disabled = false;
}

function tell(step, bar, line, report) {
  if (step.files === undefined) {
    bar.max = step.total;
    bar.value = step.done;
    line.textContent = `${step.done} / ${step.total}：${step.name}`;
    return;
  }
  const faults = step.faults.filter((one) => one.severity !== "note");
  const query = step.files.map((file) => `file=${encodeURIComponent(file)}`).join("&");
  report.replaceChildren(
    step.problem ? element("p", { className: "wrong" }, step.problem) : element("p", {}, step.files.length ? `做好了 ${step.files.length} 个文件。打印时选“实际大小”（100%）。` : "没有做成文件。"),
    element("ul", { className: "made" }, ...step.files.map((file) => element("li", {},
      element("a", { href: address(file), target: "_blank", rel: "noopener" }, file), "　", element("a", { href: address(file, "?save") }, "下载")))),
    step.files.length > 1 && query.length < 60000 ? element("p", {}, element("a", { href: `/results.zip?${query}` }, "全部下载（ZIP）")) : null,
    faults.length ? element("ul", {}, ...faults.slice(0, 30).map((one) => element("li", { className: one.severity === "error" ? "wrong" : "careful" },
      `${(one.file || "").split("/").pop()} ${one.line ? `第 ${one.line} 行 ` : ""}${one.message}`))) : null);
}
