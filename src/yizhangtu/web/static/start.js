// The start page: the guides as cards, found by title, number or the first letters of their pinyin.

import { asked, byId, element, pageData, socketTo } from "./dom.js";
import { openMaking } from "./making.js";
import { showWalls } from "./walls.js";

const { writes } = pageData();
let folder = { cards: [], kinds: [], villages: [] };
let library = null;

const address = (name) => `/guide/${encodeURIComponent(name)}`;

function faultsOf(card) {
  if (card.errors) return element("span", { className: "wrong" }, `${card.errors} 处错误`);
  return card.warnings ? element("span", { className: "careful" }, `${card.warnings} 处要留意`) : null;
}

function cardOf(card) {
  const image = element("img", { loading: "lazy", alt: "", src: `/thumbnail/${encodeURIComponent(card.name)}?${card.mark}` });
  image.addEventListener("error", () => image.replaceWith(element("span", { className: "small" }, card.errors ? "有错误，还没有图" : "没有图")));
  const meta = [card.number, card.kind, card.state].filter(Boolean).map((text) => element("span", {}, text));
  return element("li", {}, element("a", { href: address(card.name) },
    element("span", { className: "thumb" }, image), element("span", { className: "name" }, card.title),
    element("span", { className: "meta" }, ...meta, faultsOf(card))));
}

function matches(card, word) {
  const plain = word.trim().toLowerCase();
  if (!plain) return true;
  const texts = [card.title, card.number, card.name, card.list_name];
  if (texts.some((text) => text.toLowerCase().includes(plain))) return true;
  const letters = plain.toUpperCase();
  // an ideograph whose letter is not known stands for any letter
  for (let at = 0; at + letters.length <= card.initials.length; at++)
    if ([...letters].every((letter, n) => card.initials[at + n] === letter || card.initials[at + n] === "#")) return true;
  return false;
}

function show() {
  const found = folder.cards.filter((card) => matches(card, byId("find").value));
  const groups = new Map();
  for (const card of found) {
    const name = [card.picture, card.list_name].filter(Boolean).join(" · ") || "读不了的";
    groups.set(name, [...(groups.get(name) || []), card]);
  }
  byId("cards").replaceChildren(...[...groups].map(([name, cards]) =>
    element("section", { ariaLabel: name }, element("h2", {}, `${name}（${cards.length}）`), element("ul", {}, ...cards.map(cardOf)))));
  const bad = folder.cards.filter((card) => card.errors).length;
  byId("summary").textContent = folder.cards.length === 0 ? "这里还没有图。点“新建”开始。"
    : `${found.length} 张图` + (found.length < folder.cards.length ? `（一共 ${folder.cards.length} 张）` : "") + (bad ? `，${bad} 张有错误` : "");
}

async function load() {
  try {
    folder = await asked("/api/cards");
  } catch (error) {
    byId("summary").textContent = error.message;
    return;
  }
  if (folder.town) byId("town").textContent = `一张图 · ${folder.town}`;
  show();
}

function arrange(list) {
  byId("cards").classList.toggle("list", list);
  byId("as-list").setAttribute("aria-pressed", String(list));
  byId("as-pictures").setAttribute("aria-pressed", String(!list));
  localStorage.setItem("list", list ? "1" : "");
}

async function create(body) {
  try {
    const made = await asked("/api/guides", body);
    location.href = address(made.name);
  } catch (error) {
    byId("new-problem").textContent = error.message;
  }
}

function showLibrary() {
  const word = byId("library-find").value.trim();
  const found = (library || []).filter((one) => !word || [one.title, one.name, ...one.keywords].some((text) => text.includes(word)));
  byId("library").replaceChildren(...found.map((one) => element("li", {},
    element("span", {}, `${one.title} `, element("span", { className: "small" }, `${one.region}${one.blanks.length ? ` · ${one.blanks.length} 处本地填写` : ""}`)),
    element("button", { type: "button", ariaLabel: `复制${one.title}`, onclick: () => create({ from: one.name }) }, "复制"))));
}

async function openNew() {
  await loaded;
  byId("new-problem").textContent = "";
  byId("new-kind").replaceChildren(...folder.kinds.map((kind) => element("option", {}, kind)));
  byId("new-dialog").showModal();
  if (!library) byId("library").replaceChildren(element("li", {}, "正在读…"));
  if (!library) library = (await asked("/api/library")).entries;
  showLibrary();
}

/** Make guides of a document; a single one is opened, with the document beside it. */
async function bring(name, data) {
  byId("imported").textContent = "正在读…";
  try {
    const done = await asked(`/api/import?name=${encodeURIComponent(name)}`, data);
    const [only] = done.guides;
    if (done.guides.length === 1 && only.name && !done.faults.length) {
      location.href = address(only.name);
      return;
    }
    byId("imported").replaceChildren(element("ul", {},
      ...done.guides.map((one) => element("li", {}, one.name ? element("a", { href: address(one.name) }, one.title) : one.title,
        one.missing.length ? `　原件里没有：${one.missing.join("、")}` : "")),
      ...done.faults.map((one) => element("li", { className: "careful" }, `${one.message}。${one.hint}`))));
    load();
  } catch (error) {
    byId("imported").textContent = error.message;
  }
}

byId("import-file").addEventListener("change", () => {
  const [file] = byId("import-file").files;
  if (file) bring(file.name, file);
});
byId("import-paste").addEventListener("click", () => {
  const text = byId("import-text").value;
  if (text.trim()) bring("粘贴的文字.txt", new Blob([text]));
});
byId("find").addEventListener("input", show);
byId("as-list").addEventListener("click", () => arrange(true));
byId("as-pictures").addEventListener("click", () => arrange(false));
byId("new").addEventListener("click", openNew);
byId("new").hidden = !writes;
byId("new-make").addEventListener("click", () => create({ kind: byId("new-kind").value, name: byId("new-name").value }));
byId("library-find").addEventListener("input", showLibrary);
byId("make").addEventListener("click", async () => {
  await loaded; // the villages, where the page has only just been opened
  openMaking(byId("make-dialog"), { villages: folder.villages });
});
arrange(localStorage.getItem("list") === "1");
const loaded = load();
loaded.then(() => showWalls((stem) => {
  const card = folder.cards.find((one) => one.name.replace(/\.ya?ml$/i, "") === stem);
  return card ? address(card.name) : "";
}));

function listen() {
  const socket = socketTo("/socket");
  socket.addEventListener("message", load);
  socket.addEventListener("close", () => setTimeout(listen, 2000));
}
listen();
