// The engine in a thread of its own, so that a long comparison does not hold the page up.
import { load } from '../../engine/engine.js';

let engine;

self.onmessage = async ({ data: { id, bytes, request } }) => {
  if (bytes) {
    engine = load(bytes);
    engine.catch(() => {}); // each question reports it
    return;
  }
  try {
    self.postMessage({ id, answer: await (await engine).ask(request) });
  } catch (error) {
    self.postMessage({ id, answer: { error: `the engine did not start: ${error.message}` } });
  }
};
