// The C++ core in JavaScript, in browsers and in Node: a module of WebAssembly, called by text.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The module threw or trapped: what was asked has no answer, and the next question meets a fresh module. */
export class Stopped extends Error {}

/**
 * Returns the engine.
 * @param {BufferSource} bytes of rollout.wasm
 */
export async function load(bytes) {
  const module = await WebAssembly.compile(bytes);
  let running = start(module);
  await running;

  /** Calls an exported function on a text, or on its bytes, and returns the text that answers. */
  const call = async (name, text, before = [], after = []) => {
    const { exports } = await running;
    const input = typeof text === 'string' ? encoder.encode(text) : text;
    try {
      const at = exports.allocate(input.length);
      new Uint8Array(exports.memory.buffer, at, input.length).set(input);
      const size = exports[name](...before, at, input.length, ...after);
      exports.release(at);
      return decoder.decode(new Uint8Array(exports.memory.buffer, exports.answer_begin(), size));
    } catch (error) {
      running = start(module); // at once: whoever waits for it meets the new one
      throw error instanceof Stopped ? error : new Stopped(`the engine failed: ${error.message}`);
    }
  };

  return {
    /**
     * Returns the answer to a request, an object of texts (impl/tool/engine/engine.hpp). What cannot be answered is an
     * object with the member `error`.
     */
    async ask(request) {
      try {
        return JSON.parse(await call('answer', JSON.stringify(request)));
      } catch (error) {
        return { error: error.message };
      }
    },

    /**
     * Returns the answers to lines as `rollout-oracle project --jsonl` reads them, each with its line feed.
     * @param {number} edition its place among the catalog's editions, counted from 0
     * @param {string | Uint8Array} lines as text, or as bytes, which need not be UTF-8
     * @param {{ released?: boolean, first?: number }} options `released` holds for lines that do not say it; `first` is
     *   the number of the first line
     */
    project(edition, lines, { released = false, first = 1 } = {}) {
      return call('project', lines, [edition, released ? 1 : 0], [first]);
    },
  };
}

async function start(module) {
  let memory;
  const nothing = () => 0;
  const refuse = () => {
    throw new Stopped('the engine called the system, which it does not have');
  };
  // What the C library imports and no answer calls: writing to standard error, before it aborts.
  const system = Object.fromEntries(
    WebAssembly.Module.imports(module)
      .filter((each) => each.module === 'wasi_snapshot_preview1')
      .map((each) => [each.name, each.name.startsWith('environ') ? nothing : refuse]),
  );
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: system,
    rollout: {
      stopped(begin, size) {
        throw new Stopped(decoder.decode(new Uint8Array(memory.buffer, begin, size)));
      },
    },
  });
  memory = instance.exports.memory;
  instance.exports._initialize();
  return instance;
}
