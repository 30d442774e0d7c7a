// The page of a guide's changes: who changed which lines when, and a way back to each state.

import { asked, byId, element, pageData } from "./dom.js";

const { name, writes } = pageData();
const address = `/api/guide/${encodeURIComponent(name)}`;
const BY = { disk: "别的程序改的文件", opened: "开始记的时候", new: "新建", restored: "退回" };

/** 2026年11月28日 16:40, of the place where it was written. */
function moment(at) {
  const found = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(at);
  return found ? `${found[1]}年${Number(found[2])}月${Number(found[3])}日 ${found[4]}` : at;
}

function when(entry) {
  const first = moment(entry.at), last = moment(entry.until);
  if (first === last) return first;
  const [day, time] = last.split(" ");
  return first.startsWith(day) ? `${first}–${time}` : `${first} 到 ${last}`;
}

function lineOf([sign, number, text]) {
  return element("li", { className: sign === "+" ? "now" : "was" },
    element("span", { className: "small" }, `第 ${number} 行 ${sign === "+" ? "改成" : "原来"}`), element(sign === "+" ? "ins" : "del", {}, text || "（空行）"));
}

function entryOf(entry, now) {
  const who = entry.user || (entry.how === "disk" ? "" : "这台电脑");
  const title = [when(entry), who, BY[entry.how]].filter(Boolean).join("　");
  const present = entry.digest === now;
  const back = present ? element("span", { className: "small" }, "现在就是这样")
    : writes ? element("button", { type: "button", ariaLabel: `退回到${when(entry)}的样子`, onclick: (event) => restore(entry, event.target) }, "退回到这时候") : null;
  return element("li", {}, element("div", { className: "head" }, element("h2", {}, title), back),
    entry.lines.length ? element("ul", { className: "lines" }, ...entry.lines.map(lineOf)) : null,
    entry.more ? element("p", { className: "small" }, `还有 ${entry.more} 行`) : null);
}

async function restore(entry, button) {
  button.disabled = true;
  try {
    await asked(`${address}/restore`, { number: entry.number, digest: entry.digest });
    await load();
    byId("summary").textContent = `已经退回到${when(entry)}的样子；刚才的样子也记着，可以再退回来。`;
  } catch (error) {
    byId("summary").textContent = error.message;
    button.disabled = false;
  }
}

async function load() {
  try {
    const { entries, problem, now } = await asked(`${address}/history`);
    let shown = false; // several states may have the present text: the newest of them is it
    byId("entries").replaceChildren(...entries.map((entry) => {
      const present = !shown && entry.digest === now;
      shown ||= present;
      return entryOf(entry, present ? now : "");
    }));
    byId("summary").textContent = problem ? `改动记录读不了：${problem}`
      : entries.length ? "最近的在上面。每一处改动都记着是谁、什么时候改的。" : "打开写作台以后还没有改动。";
  } catch (error) {
    byId("summary").textContent = error.message;
  }
}

load();
