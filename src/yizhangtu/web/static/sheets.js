// A sheet as the server draws it: SVG in a box of its own.

import { element } from "./dom.js";

/** The SVG of a sheet; `title` and the number (from 0) are its name for a screen reader. */
export function svgOf(text, at, title) {
  const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}，第 ${at + 1} 张`);
  return svg;
}

export const sheetOf = (text, at, title) => element("div", { className: "sheet" }, svgOf(text, at, title));
