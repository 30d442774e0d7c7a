// What all pages of a site can do with a script: large type, reading aloud, printing. Without it every word is there all
// the same. Nothing is stored but the size of the type, until the tab closes.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  function remembered(value) {
    try {
      if (value === undefined) return sessionStorage.getItem("large") === "1";
      sessionStorage.setItem("large", value ? "1" : "");
    } catch { /* a browser that lets pages of a disk store nothing */ }
    return Boolean(value);
  }
  const large = byId("large");
  function enlarge(on) {
    document.documentElement.classList.toggle("large", on);
    large.setAttribute("aria-pressed", String(on));
  }
  large.hidden = false;
  enlarge(remembered());
  large.addEventListener("click", () => enlarge(remembered(large.getAttribute("aria-pressed") !== "true")));

  const tools = document.querySelector(".tools");
  if (tools) {
    tools.hidden = false;
    byId("print").addEventListener("click", () => print());
    if ("speechSynthesis" in window) readAloud(byId("speak"));
  }

  // Reads one block after the other, as they stand on the page, and marks the one being read.
  function readAloud(button) {
    const blocks = "h1, h2, h3, h4, h5, h6, .band p, dt, dd, .card > p, .condition, .ways li, .texts li, .ticks li, .part > p, tbody tr";
    let queue = [];
    button.hidden = false;
    function stop() {
      queue = [];
      speechSynthesis.cancel();
      document.querySelectorAll(".speaking").forEach((one) => one.classList.remove("speaking"));
      button.setAttribute("aria-pressed", "false");
    }
    function next() {
      document.querySelectorAll(".speaking").forEach((one) => one.classList.remove("speaking"));
      const block = queue.shift();
      if (!block) return stop();
      const said = new SpeechSynthesisUtterance(block.textContent.replace(/\s+/g, " "));
      said.lang = "zh-CN";
      said.rate = 0.9;
      said.onend = () => { if (button.getAttribute("aria-pressed") === "true") next(); };
      said.onerror = stop;
      block.classList.add("speaking");
      block.scrollIntoView({ block: "nearest" });
      speechSynthesis.speak(said);
    }
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-pressed") === "true") return stop();
      queue = [...document.querySelectorAll("main :is(" + blocks + ")")].filter((one) => one.textContent.trim());
      button.setAttribute("aria-pressed", "true");
      next();
    });
    addEventListener("pagehide", stop);
  }

  // Tables that become cards lose their roles in some browsers.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  document.querySelectorAll("table, thead, tbody, tr, th, td").forEach((one) => one.setAttribute("role", roles[one.tagName]));
})();
