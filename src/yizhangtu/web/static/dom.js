// Elements by id, new elements with text (never HTML), and requests that say what went wrong.

export const byId = (id) => document.getElementById(id);

/** A new element. Properties that begin with "on" are listeners; children are elements or texts. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** There is no answer: the server is gone, or the network. */
export class Unreachable extends Error {}

/** The JSON of an address; throws an Error with a Chinese message where it is refused or the server is gone. */
export async function asked(address, body) {
  let answer;
  try {
    answer = await fetch(address, body === undefined ? {} : {
      method: "POST", headers: { "content-type": body instanceof Blob ? "application/octet-stream" : "application/json" },
      body: body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch {
    throw new Unreachable("连不上写作台：程序可能已经停了");
  }
  const type = answer.headers.get("content-type") || "";
  const data = type.includes("json") ? await answer.json() : { message: (await answer.text()).trim() };
  if (!answer.ok) throw new Error([data.message, data.hint].filter(Boolean).join("。"));
  return data;
}

export const pageData = () => JSON.parse(byId("data").textContent);

/** A socket of this server. */
export const socketTo = (path) =>
  new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`);
