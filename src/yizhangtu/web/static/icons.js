// Drawn icons: the symbols of icons.svg, by name. They have the colour and the size of the text beside them.

const SHEET = new URL("icons.svg", import.meta.url).pathname;
const SVG = "http://www.w3.org/2000/svg";

export const iconAddress = (name) => `${SHEET}#${name}`;

/** An icon. It says nothing to a screen reader: what it stands on has a name. */
export function icon(name) {
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", iconAddress(name));
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return drawn;
}
