// Places of the reader (lines and columns from 1, columns in characters) ↔ offsets of the editor (UTF-16).

/** The offset of a place; one beyond the text is its nearest end. */
export function offsetOf(doc, line, column) {
  const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
  let at = 0;
  for (const sign of found.text) {
    if (--column < 1) break;
    at += sign.length;
  }
  return found.from + at;
}

/** The changes of patches {line, column, end_line, end_column, text}: lines from 1, columns from 0 in UTF-16. */
export function changesOf(doc, patches) {
  const offset = (line, column) => (line > doc.lines ? doc.length : Math.min(doc.line(line).from + column, doc.length));
  return patches.map((one) => ({ from: offset(one.line, one.column), to: offset(one.end_line, one.end_column), insert: one.text }));
}

/** The name of the smallest element whose lines hold a line, of those that are cards or rows or texts of the head. */
export function elementAt(places, line) {
  let best = null;
  for (const [name, [first, , last]] of Object.entries(places)) {
    if (line < first || line > last || /\.outcome-/.test(name)) continue;
    const size = last - first + (name.includes(".") && name.startsWith("step-") ? 1e6 : 0);
    if (!best || size < best.size) best = { name, size };
  }
  return best && best.name;
}

/** The place of an element, or of the nearest one around it that has one: guide-1/step-3.outcome-2.label → step-3.outcome-2. */
export function placeOf(places, element) {
  let name = element.split("+")[0].split("/").pop();
  while (name) {
    if (places[name]) return places[name];
    if (!name.includes(".")) return null;
    name = name.slice(0, name.lastIndexOf("."));
  }
  return null;
}
