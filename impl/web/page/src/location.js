// All of the page's state is in its address, after the number sign, so that a link shows what its sender saw.

const names = ['view', 'rollout', 'edition', 'before', 'after', 'property', 'of', 'step', 'draft'];

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

async function packed(text) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  return btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes));
}

/** Returns the part of an address after the number sign. Members that are empty are left out. */
export async function addressOf(state) {
  const parameters = new URLSearchParams();
  for (const name of names) {
    if (state[name]) {
      parameters.set(name, name === 'draft' ? await packed(state.draft) : state[name]);
    }
  }
  return parameters.toString();
}

/** Returns the members that the address has. One that cannot be read is left out. */
export async function stateOf(address) {
  const state = {};
  for (const [name, text] of new URLSearchParams(address)) {
    if (names.includes(name)) {
      try {
        state[name] = name === 'draft' ? await unpacked(text) : text;
      } catch {
        // A link that was cut off shows what is left of it.
      }
    }
  }
  return state;
}
