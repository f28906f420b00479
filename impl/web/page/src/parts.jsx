// What several views are made of.
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Returns how a state is coloured: by whether it is over, and how it ended. The word is always there as well. */
function tone(catalog, state) {
  const known = catalog.states.find((each) => each.state === state);
  if (state === 'completed') return 'good';
  if (state === 'failed') return 'bad';
  if (known?.terminal) return 'over';
  return known && state !== 'unrecognized' ? 'live' : 'unknown';
}

export function State({ catalog, state }) {
  return <span class={`state ${tone(catalog, state)}`}>{state}</span>;
}

/** Returns what `ask` answers to the request, and nothing before. A request that is null is not asked. */
export function useAnswer(ask, request) {
  const key = JSON.stringify(request);
  const [found, setFound] = useState({ key: '', answer: null });
  useEffect(() => {
    let wanted = true;
    if (request) {
      ask(request).then((answer) => wanted && setFound({ key, answer }));
    }
    return () => {
      wanted = false;
    };
  }, [key]);
  return request && found.key === key ? found.answer : null;
}

/** A text that a click copies; or a function that returns it, or promises it. */
export function Copy({ label, text }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'function' ? await text() : text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" onClick={copy} aria-live="polite">
      {copied ? 'Copied' : label}
    </button>
  );
}

export function Select({ label, value, onChange, options }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((each) => {
          const [of, text] = Array.isArray(each) ? each : [each, each];
          return (
            <option key={of} value={of}>
              {text}
            </option>
          );
        })}
      </select>
    </div>
  );
}

/** An ID of spec/ that opens its section. */
export function Clause({ id, open }) {
  return (
    <button type="button" class="clause" onClick={() => open(id)} aria-haspopup="dialog">
      {id}
    </button>
  );
}

const kinds = ['clauses', 'findings', 'regressions', 'properties'];

export function sectionOf(catalog, id) {
  return kinds.flatMap((kind) => catalog[kind]).find((section) => section.id === id);
}

/** The section of spec/ with that ID, over the page. */
export function SectionDialog({ catalog, id, close, specification }) {
  const dialog = useRef();
  useEffect(() => {
    if (id) {
      dialog.current?.showModal();
    }
  }, [id]);
  const section = sectionOf(catalog, id);
  if (!section) {
    return null;
  }
  const place = `spec/${section.file}`;
  const facts = [
    ['Not when', section.not_when],
    ['Why', section.why],
    ['Wrong answer', section.wrong_answer],
    ['Fixed rule', section.fixed_rule],
  ];
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="section-title">
      <h2 id="section-title">
        {section.id} {section.name}
      </h2>
      <p>{section.sentence}</p>
      <dl>
        {facts.map(([name, text]) => text && [<dt>{name}</dt>, <dd>{text}</dd>])}
        <dt>Editions</dt>
        <dd>{section.first === section.last ? section.first : `${section.first} to ${section.last}`}</dd>
        <dt>Text</dt>
        <dd>
          {specification ? (
            <a href={`${specification}${section.file.replace(/\.md$/, '.html')}#${section.id.toLowerCase()}`}>{place}</a>
          ) : (
            `${place}, line ${section.line}`
          )}
        </dd>
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
