// What has changed since the last released version.

import { asked, element } from "./dom.js";

/** Open the dialog and fill it. */
export async function openComparison(dialog, name) {
  const report = element("div", { ariaLive: "polite" }, "正在比…");
  dialog.replaceChildren(element("form", { method: "dialog" }, element("h2", { id: "compare-title" }, "和登记过的版本比"), report, element("button", { value: "close" }, "关上")));
  dialog.showModal();
  try {
    const { guides, faults } = await asked(`/api/guide/${encodeURIComponent(name)}/compare`);
    const texts = guides.map((one) => element("section", {}, element("p", {}, `${one.title}：${one.old || "没写版本"} → ${one.new || "没写版本"}`),
      element("ul", {}, ...one.changes.map((text) => element("li", {}, marked(text))))));
    if (!texts.length) texts.push(element("p", {}, faults.length ? "有错误，改好以后再比。" : "内容没有改动。"));
    report.replaceChildren(...texts);
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
