// What has changed since the last released version.

import { asked, element } from "./dom.js";
import { sheetOf } from "./sheets.js";

/** Open the dialog and fill it: the changes in words, and marked on the poster. */
export async function openComparison(dialog, name, medium) {
  const report = element("div", { className: "comparison", ariaLive: "polite" }, "正在比…");
  dialog.replaceChildren(element("form", { method: "dialog" },
    element("div", { className: "head" }, element("h2", { id: "compare-title" }, "和登记过的版本比"), element("button", { value: "close" }, "关上")), report));
  dialog.showModal();
  try {
    const { guides, faults, sheets, problem } = await asked(`/api/guide/${encodeURIComponent(name)}/compare?medium=${encodeURIComponent(medium)}`);
    const words = guides.flatMap((one) => [element("p", {}, `${one.title}：${one.old || "没写版本"} → ${one.new || "没写版本"}`),
      element("ul", {}, ...one.changes.map((text) => element("li", {}, marked(text))))]);
    if (!words.length) words.push(element("p", {}, faults.some((one) => one.severity === "error") ? "有错误，改好以后再比。" : "内容没有改动。"));
    if (problem) words.push(element("p", { className: "careful" }, problem));
    const title = guides.length ? `${guides[0].title}，改动标在上面` : "";
    report.replaceChildren(element("section", { ariaLabel: "改了什么" }, ...words),
      sheets.length ? element("section", { className: "sheets", ariaLabel: "标了改动的海报", tabIndex: 0 }, ...sheets.map((text, at) => sheetOf(text, at, title))) : "");
  } catch (error) {
    report.replaceChildren(element("p", {}, error.message));
  }
}

/** A sentence with “old → new” marked. */
function marked(text) {
  const found = /^(.*?：)(.+) → (.+)$/.exec(text);
  if (!found) return text;
  const line = element("span", {}, found[1]);
  line.append(element("del", {}, found[2]), " → ", element("ins", {}, found[3]));
  return line;
}
