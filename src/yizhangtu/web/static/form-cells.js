// Cells as spreadsheets put them on the clipboard: tabs between cells, quotes around cells with line breaks.

/** The rows of a block of cells. Line breaks inside a cell become "\n". */
export function cellsOf(text) {
  const rows = [[]];
  let cell = "";
  let at = 0;
  let open = false; // whether a cell has begun that is not in its row yet
  const end = () => { rows[rows.length - 1].push(cell); cell = ""; };
  while (at < text.length) {
    const sign = text[at];
    open = sign !== "\r" && sign !== "\n";
    if (sign === '"' && cell === "" && quotedEnd(text, at) > 0) {
      const close = quotedEnd(text, at);
      cell = text.slice(at + 1, close).replace(/""/g, '"').replace(/\r\n?/g, "\n");
      at = close + 1;
    } else if (sign === "\t") { end(); at++; }
    else if (sign === "\r" || sign === "\n") {
      end();
      at += sign === "\r" && text[at + 1] === "\n" ? 2 : 1;
      if (at < text.length) rows.push([]);
    } else { cell += sign; at++; }
  }
  if (open) end();
  return rows.map((row) => (row.length ? row : [""]));
}

/** Where a cell that begins with a quotation mark ends; 0 where the mark is part of its text. */
function quotedEnd(text, start) {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at++;
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1]) ? at : 0;
  }
  return 0;
}
