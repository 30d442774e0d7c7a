// The list of faults: each leads to its place, those with a mechanical remedy have a button.

import { byId, element } from "./dom.js";

const WORDS = { error: "错误", warning: "留意", note: "提示" };

/** `goTo` is told the place, `mend` the edits of a remedy. */
export function showFaults(faults, name, { goTo, mend }) {
  const button = byId("faults-button");
  const errors = faults.filter((one) => one.severity === "error").length;
  const rest = faults.length - errors;
  button.textContent = [errors && `${errors} 处错误`, rest && `${rest} 处留意`].filter(Boolean).join("，") || "没有问题";
  button.classList.toggle("bad", errors > 0);
  byId("faults").firstElementChild.replaceChildren(...faults.map((one) => {
    const own = !one.file || one.file.endsWith(`/${name}`) || one.file === name;
    const place = own ? `第 ${one.line} 行` : one.file.split("/").pop();
    return element("li", {},
      own ? element("button", { className: "place", onclick: () => goTo(one.line, one.column) }, place) : element("span", { className: "place" }, place),
      element("span", { className: one.severity === "error" ? "wrong" : "careful" }, WORDS[one.severity] || "提示"),
      element("span", { className: "say" }, one.message, one.hint ? element("span", { className: "small" }, `　${one.hint}`) : null,
        element("span", { className: "small" }, `　${one.code}`)),
      ...(mend ? one.remedies || [] : []).map((remedy) => element("button", { className: "mend", onclick: () => mend(remedy.edits) }, remedy.title)));
  }));
}
