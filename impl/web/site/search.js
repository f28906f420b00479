// Search on the site: in the browser, over sections that are loaded when the field has the focus. It works without a server.
import MiniSearch from 'minisearch';

const field = document.getElementById('search');
const found = document.getElementById('found');
const article = document.querySelector('article');
const root = new URL('.', document.currentScript.src);
const shownMax = 30;

const words = (text) => text.toLowerCase().split(/[^\w-]+/).filter(Boolean);

/** Returns the parts of words, too: `roll-4`, `roll` and `4`. */
const wordsAndParts = (text) => words(text).flatMap((word) => [...new Set([word, ...word.split(/[-_]/)])].filter(Boolean));

let index;

/** Returns the index; the first call loads the sections. */
function indexed() {
  index ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('sections.js', root);
    script.onerror = () => {
      index = undefined; // the next call tries again
      reject(new Error(`${script.src} cannot be read`));
    };
    script.onload = () => {
      const made = new MiniSearch({
        fields: ['title', 'text'],
        storeFields: ['title', 'page', 'address', 'text'],
        tokenize: wordsAndParts,
        processTerm: (term) => term,
        searchOptions: { tokenize: words, boost: { title: 4 }, prefix: true, combineWith: 'AND' },
      });
      made.addAll(globalThis.sections);
      resolve(made);
    };
    document.head.append(script);
  });
  return index;
}

const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

/** Returns the text around its first word that was asked for, with each such word marked. */
function excerpt({ text, terms }) {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0));
  const from = Number.isFinite(at) ? Math.max(0, at - 60) : 0;
  const shown = text.slice(from, from + 240);
  const parts = element('p', from > 0 ? '… ' : '');
  const pattern = new RegExp(`(${terms.map((term) => term.replace(/[^\w]/g, '\\$&')).join('|')})`, 'gi');
  shown.split(pattern).forEach((part, number) => parts.append(number % 2 ? element('mark', part) : part));
  return parts;
}

async function show() {
  const asked = field.value.trim();
  found.hidden = !asked;
  article.hidden = Boolean(asked);
  if (!asked) {
    found.replaceChildren();
    return;
  }
  let results;
  try {
    results = (await indexed()).search(asked);
  } catch ({ message }) {
    found.replaceChildren(element('p', message));
    return;
  }
  if (asked !== field.value.trim()) {
    return;
  }
  const count = results.length > shownMax ? `The first ${shownMax} of ${results.length}` : results.length;
  const head = element('div', element('h1', `${count} ${results.length === 1 ? 'section' : 'sections'}`));
  head.setAttribute('role', 'status');
  found.replaceChildren(
    head,
    ...results.slice(0, shownMax).flatMap((result) => {
      const link = element('a', result.title);
      link.href = new URL(result.address, root);
      link.addEventListener('click', leave);
      return [element('h3', link, result.page === result.title ? '' : ` · ${result.page}`), excerpt(result)];
    }),
  );
}

/** Shows the text again: a result may be on this very page. */
function leave() {
  field.value = '';
  show();
}

field.hidden = false;
field.addEventListener('focus', () => indexed().catch(() => {})); // who asks is told
field.addEventListener('input', show);
field.addEventListener('keydown', async ({ key }) => {
  if (key === 'Enter') {
    await show();
    found.querySelector('a')?.click();
  } else if (key === 'Escape') {
    leave();
    field.blur();
  }
});
addEventListener('keydown', (event) => {
  if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
    event.preventDefault();
    field.focus();
  }
});
