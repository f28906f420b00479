// The engine in a thread of its own, so that a long comparison does not hold the page up.
import { load } from '../../engine/engine.js';

let engine;

self.onmessage = async ({ data: { id, bytes, request } }) => {
  if (bytes) {
    engine = load(bytes);
    return;
  }
  self.postMessage({ id, answer: await (await engine).ask(request) });
};
