// The page's side of the engine: questions go to the worker, and each answer is kept.
import source from 'worker:./worker.js';

const kept_max = 200;

export function startEngine(bytes) {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const waiting = new Map();
  const kept = new Map();
  let asked = 0;

  worker.postMessage({ bytes });
  worker.onmessage = ({ data: { id, answer } }) => {
    waiting.get(id)(answer);
    waiting.delete(id);
  };
  worker.onerror = (event) => {
    for (const resolve of waiting.values()) {
      resolve({ error: `the engine did not start: ${event.message}` });
    }
    waiting.clear();
  };

  /** Returns the answer to a request (impl/tool/engine/engine.hpp). */
  return function ask(request) {
    const key = JSON.stringify(request);
    if (!kept.has(key)) {
      if (kept.size === kept_max) {
        kept.delete(kept.keys().next().value);
      }
      kept.set(
        key,
        new Promise((resolve) => {
          asked += 1;
          waiting.set(asked, resolve);
          worker.postMessage({ id: asked, request });
        }),
      );
    }
    return kept.get(key);
  };
}
