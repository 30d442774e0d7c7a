// What hangs in the villages: the required pictures, and the notices of a period.

import { asked, byId, element } from "./dom.js";

const STATES = { 已公开: "good", 没有照片: "good", 迟: "careful", 撤早了: "careful", 未公开: "wrong" };

/** `addressOf` gives the page of a guide by the name of its file without suffix, "" where there is none. */
export async function showWalls(addressOf, period = "") {
  let found;
  try {
    found = await asked(`/api/walls?period=${encodeURIComponent(period)}`);
  } catch {
    return; // the cards say that the server is gone
  }
  if (!period) fill(byId("walls"), found.walls, (data) => wallsOf(data, addressOf));
  fill(byId("notices"), found.notices, (data) => noticesOf(data, addressOf));
}

function fill(host, data, parts) {
  const open = host.querySelector("details")?.open;
  host.hidden = !data;
  if (data) host.replaceChildren(...parts(data));
  if (open) host.querySelector("details").open = true;
}

const linked = (address, text) => (address ? element("a", { href: address }, text) : text);

function wallsOf(data, addressOf) {
  const goal = `目标 ${data.target}%` + (data.short ? `，还差 ${data.short} 张` : "，达到了");
  const villages = data.villages.map((one) => element("li", {}, element("span", {}, one.name),
    element("meter", { min: 0, max: 100, value: one.rate, low: data.target, high: data.target, optimum: 100, ariaLabel: `${one.name}挂好的` }), `${one.hung} / ${one.total}`));
  const rows = data.missing.map((one) => element("tr", {}, element("td", {}, one.village), element("td", {}, linked(addressOf(one.guide), one.title)),
    element("td", {}, one.state), element("td", {}, one.by ? `${one.by}${one.late ? `，晚了 ${one.late} 天` : ""}` : ""), element("td", {}, one.who)));
  return [element("div", { className: "line" }, element("h2", {}, "上墙的图"), element("strong", {}, `${data.hung} / ${data.total} 张挂好，${data.rate}%`), element("span", {}, goal),
    element("span", { className: "small" }, `有照片的 ${data.photos} 张 · 到 ${data.day}`)),
    element("details", {}, element("summary", {}, data.missing.length ? `哪些村、哪些图还没有挂好` : "各村的情况"),
      element("ul", { className: "villages" }, ...villages),
      rows.length ? tableOf(["村", "图", "状态", "哪天前", "负责人"], rows) : null,
      data.more ? element("p", { className: "small" }, `还有 ${data.more} 张，用 yizhangtu coverage -o 覆盖.xlsx 看全部。`) : null,
      ...data.faults.map((one) => element("p", { className: "careful" }, `${one.message}。${one.hint}`)))];
}

function noticesOf(data, addressOf) {
  const choice = element("select", { id: "notice-period", ariaLabel: "哪一期", onchange: (event) => showWalls(addressOf, event.target.value) },
    ...data.periods.map((one) => element("option", { value: one.code, selected: one.code === data.period }, one.label)));
  const head = element("div", { className: "line" }, element("h2", {}, "公示"), choice);
  if (data.problem) return [head, element("p", { className: "careful" }, data.problem)];
  const good = data.total && data.good === data.total;
  head.append(element("strong", {}, `按规定公开 ${data.good} / ${data.total}`), element("span", {}, `目标 ${data.target}%`), element("span", { className: "small" }, data.rule));
  const rows = data.villages.map((one) => element("tr", {}, element("th", { scope: "row" }, one.name),
    ...one.cells.map((cell) => element("td", { className: STATES[cell.state] || "" }, cell.since ? `${cell.words}（${cell.since}）` : cell.words))));
  const heads = ["村", ...data.notices.map((one) => element("span", {}, linked(addressOf(one.guide), one.title), one.deadline ? element("span", { className: "small" }, ` ${one.deadline} 前`) : ""))];
  return [head, element("details", { open: !good }, element("summary", {}, "各村各张的情况"), tableOf(heads, rows))];
}

function tableOf(heads, rows) {
  return element("div", { className: "scroll", tabIndex: 0, role: "group", ariaLabel: "表" }, element("table", {},
    element("thead", {}, element("tr", {}, ...heads.map((one) => element("th", { scope: "col" }, one)))), element("tbody", {}, ...rows)));
}
