// What can be written at a place of the YAML: keys with their meaning, and values where only some are allowed.

function collect(node, found, seen) {
  if (!node || typeof node !== "object" || seen.has(node)) return;
  seen.add(node);
  for (const [key, value] of Object.entries(node.properties || {})) {
    if (!/[\u4e00-\u9fff]/.test(key)) continue;
    const known = found.get(key) || { label: key, type: "property", info: value.description || value.title || "", values: new Set() };
    for (const choice of value.enum || []) known.values.add(String(choice));
    found.set(key, known);
  }
  for (const value of Object.values(node)) collect(value, found, seen);
}

/** A source of completions over the JSON schema that `schema` promises. */
export function complete(schema) {
  let keys = null;
  schema.then((data) => {
    const found = new Map();
    collect(data, found, new Set());
    keys = found;
  }, () => undefined);
  return (context) => {
    if (!keys) return null;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const key = /^(\s*(?:- )*)([\p{L}]*)$/u.exec(before);
    if (key && (key[2] || context.explicit))
      return { from: line.from + key[1].length, options: [...keys.values()].map((one) => ({ ...one, apply: `${one.label}: ` })), validFor: /^[\p{L}]*$/u };
    const value = /^\s*(?:- )*([\p{L}]+):\s+([^\s#]*)$/u.exec(before);
    const known = value && keys.get(value[1]);
    if (!known || !known.values.size) return null;
    return { from: context.pos - value[2].length, options: [...known.values].map((label) => ({ label, type: "enum" })) };
  };
}
