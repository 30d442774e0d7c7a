// The start page: search, and the way from a QR code to its guide.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { words, numbers, codes, verify } = JSON.parse(byId("index").textContent);

  // The address in a QR code: 编号.核验码 leads to the page of the guide, which knows its codes.
  function follow() {
    let part = location.hash.slice(1);
    try { part = decodeURIComponent(part); } catch { return; }
    part = part.split("&").pop();
    if (!part || byId(part)) return;
    const at = part.lastIndexOf(".");
    const page = codes[part.slice(at + 1)] || numbers[part.slice(0, at)] || verify;
    if (page) location.replace(page.split("/").map(encodeURIComponent).join("/") + "#" + encodeURIComponent(part));
    else byId("answer").textContent = "没有找到图上写的这件事，请在下面找。";
  }
  addEventListener("hashchange", follow);
  follow();

  const entries = words.map((text) => {
    const [plain, spelt] = text.split("\t");
    return { plain, spelt: spelt.split("|").map((one) => one.split(" ").filter(Boolean)) };
  });
  // Letters match syllables by their beginnings: jzzm, juzhu, jzhu all find ju zhu zheng ming.
  function spells(letters, syllables, at) {
    if (!letters) return true;
    const syllable = syllables[at];
    for (let count = 1; syllable && count <= syllable.length && letters.startsWith(syllable.slice(0, count)); count++)
      if (spells(letters.slice(count), syllables, at + 1)) return true;
    return false;
  }
  function matches(entry, term) {
    if (entry.plain.includes(term)) return true;
    return /^[a-z0-9]+$/.test(term) && entry.spelt.some((syllables) => syllables.some((_, at) => spells(term, syllables, at)));
  }
  const items = [...document.querySelectorAll(".block .guides > li")];
  function find() {
    const terms = byId("find").value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, at) => {
      item.hidden = !terms.every((term) => matches(entries[at], term));
      count += !item.hidden;
    });
    document.querySelectorAll(".group, .block").forEach((one) => { one.hidden = !one.querySelector("li:not([hidden])"); });
    byId("found").textContent = !terms.length ? "" : count ? "找到 " + count + " 件" : "没有找到。换个说法试试，或者打下面的电话问。";
  }
  byId("search").hidden = false;
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("find").addEventListener("input", find);
})();
