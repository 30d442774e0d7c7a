// A code of a print, typed in or from the address → what it means by the list of versions. The list is JSON in the page:
// all guides on the page that reads codes, one guide on its own page of a site.
"use strict";
const list = JSON.parse(document.getElementById("list").textContent);
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function check(signs) {
  let product = 32;
  for (const sign of signs) product = (((product + SIGNS.indexOf(sign)) % 32) || 32) * 2 % 33;
  return SIGNS[(33 - product) % 32];
}
function read(text) {
  const plain = text.normalize("NFKC").replace(/[-‐‑–—－\s]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  for (const sign of plain) if (!SIGNS.includes(sign)) return {wrong: "核验码里没有“" + sign + "”这个字。"};
  if (plain.length !== 12) return {wrong: "核验码是 12 个字，这里有 " + plain.length + " 个。"};
  if (check(plain.slice(0, 11)) !== plain[11]) return {wrong: "最后一位对不上。"};
  return {code: plain};
}
function find(group, code) {
  const own = code.slice(0, 11);
  for (const one of group)
    for (let at = 0; at < one.codes.length; at += 11)
      if (one.codes.startsWith(own, at)) return {one, village: one.villages ? one.villages[at / 11] : list.villages[at / 11]};
  return null;
}
function today() { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); }
function state(one, old, day) {
  if (list.unregistered) return list.unregistered.word;
  if (old) return "旧版";
  if (one.status === "废止" || (one.repealed && one.repealed <= day)) return "已废止";
  if (one.status === "征求意见") return "征求意见稿";
  if (one.effective > day) return "还没有施行";
  if (one.status === "试行") return one.trial && one.trial < day ? "试行已满" : "试行";
  return "现行";
}
const HINTS = {"旧版": "请换新版。", "已废止": "不再照这张办。", "征求意见稿": "还在征求意见，不是定下来的。", "还没有施行": "到施行的日子才照它办。", "试行已满": "试行的日子过了，请问发布单位。"};
function add(parent, tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text; if (name) made.className = name;
  parent.append(made); return made;
}
function answer(text) {
  const box = document.getElementById("answer");
  box.replaceChildren(); box.className = "bad";
  if (!text.trim()) return;
  const typed = read(text);
  if (typed.wrong) {
    add(box, "p", "✗ 抄错了", "word");
    add(box, "p", typed.wrong + "请再看一遍：没有 I、L、O、U，0 是零。");
    return;
  }
  let found = find(list.current, typed.code), old = false;
  if (!found) { found = find(list.older, typed.code); old = true; }
  if (!found) {
    add(box, "p", list.unregistered ? "✗ 和网页上的不一样" : "✗ 没有登记过", "word");
    add(box, "p", list.unregistered ? "图上的内容和网页现在的不同，以网页为准，或者请问发布单位。" : "这个码不在名单上：图不是这里发布的，或者印错了。");
  } else {
    const one = found.one, word = state(one, old, today()), good = list.unregistered || word === "现行" || word === "试行";
    box.className = good ? "good" : "bad";
    add(box, "p", (good ? "✓ " : "✗ ") + word, "word");
    add(box, "p", (one.number ? one.number + " " : "") + one.title + (found.village ? "，" + found.village : "") + (one.version ? "，" + one.version : "") + (one.published ? "（" + one.published + "公布）" : ""));
    const hint = list.unregistered ? list.unregistered.hint : HINTS[word];
    if (hint) add(box, "p", hint);
    if (old && one.until) add(box, "p", one.until + " 起用新版" + (one.next ? " " + one.next : "") + "。");
    const home = list.homes && list.homes[found.village];
    if (one.page) link(box, one.page, "看网页上的“" + one.title + "”");
    if (home) link(box, home, "看" + found.village + "的电话和窗口");
    if (old && one.changes.length) { const ul = add(box, "ul", ""); for (const change of one.changes) add(ul, "li", change); }
  }
  if (list.validUntil && today() > list.validUntil) add(box, "p", "这份名单过期了（有效到 " + list.validUntil + "），请向发布单位要新的。");
}
function link(parent, address, text) {
  const made = add(add(parent, "p", ""), "a", text);
  made.href = address;
}
const field = document.getElementById("code");
const form = document.getElementById("form");
if (form) form.addEventListener("submit", (event) => { event.preventDefault(); answer(field.value); });
function fromAddress() {
  let part = location.hash.slice(1);
  try { part = decodeURIComponent(part); } catch { return; } // no text at all
  part = part.split("&").pop();
  if (!part || document.getElementById(part)) return; // a place on this page
  const code = part.split(".").pop();
  if (field) field.value = code;
  answer(code);
}
addEventListener("hashchange", fromAddress);
fromAddress();
