// What the page carries next to its program: the module of WebAssembly, and data that the native program has made.
// build.js puts both into the page, compressed.

async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (each) => each.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const unpackedEngine = () => unpacked('engine');

/**
 * Returns the data:
 * - `catalog`, as `rollout-oracle export catalog` prints it
 * - `machines`, by edition, as spec/machines has them
 * - `differences`, by `BEFORE..AFTER` of two editions in order, as `rollout-oracle diff --format json` prints them
 * - `traces`, as spec/evidence/traces.json has them
 */
export const unpackedData = async () => JSON.parse(new TextDecoder().decode(await unpacked('data')));
