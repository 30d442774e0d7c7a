export { h, render, Fragment, createContext } from "preact";
export { useState, useEffect, useRef, useMemo, useCallback, useLayoutEffect, useContext } from "preact/hooks";
export { memo } from "preact/compat";
import { h } from "preact";
import htm from "htm";
export const html = htm.bind(h);
