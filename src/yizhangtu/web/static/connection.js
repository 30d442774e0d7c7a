// The socket of one guide: opened again when it is lost. What is sent meanwhile is for the caller to send again.

import { socketTo } from "./dom.js";

const WAIT_MS = [250, 500, 1000, 2000, 5000];

/** `receive` gets every message; `lost` is told when the connection goes. The server greets first on each connection. */
export function connect(name, receive, lost) {
  let socket = null;
  let failures = 0;
  const open = () => {
    socket = socketTo(`/guide/${encodeURIComponent(name)}/socket`);
    socket.addEventListener("message", (event) => {
      failures = 0;
      receive(JSON.parse(event.data));
    });
    socket.addEventListener("close", (event) => {
      lost(event.code);
      if (event.code !== 4404) setTimeout(open, WAIT_MS[Math.min(failures++, WAIT_MS.length - 1)]);
    });
  };
  open();
  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
