// A rollout as cards, its answer in every edition, and clause by clause why.
import { useState } from 'preact/hooks';

import { Clause, Copy, Select, State, sectionOf, useAnswer } from '../parts.jsx';
import { caseLine, commandLine, jsonOf, markdown, rolloutOf, textOf } from '../rollout.js';

const places = [
  ['deployment', 'text'],
  ['key', 'text'],
  ['kind', ['work', 'group_finalizer']],
  ['started', ['true', 'false']],
  ['step', 'number'],
  ['target', 'text'],
];

/** Returns the element with that member, or without it where the value says nothing. */
function withMember(element, name, value) {
  const { [name]: _, ...others } = element;
  return value === undefined || value === '' ? others : { ...element, [name]: value };
}

function PlaceField({ name, kind, element, change }) {
  const value = element[name];
  const read = (text) => {
    if (text === '') return undefined;
    if (name === 'started') return text === 'true';
    return name === 'step' ? Number(text) : text;
  };
  if (Array.isArray(kind)) {
    return (
      <Select
        label={name}
        value={value === undefined ? '' : String(value)}
        onChange={(text) => change(withMember(element, name, read(text)))}
        options={[['', '(absent)'], ...kind]}
      />
    );
  }
  return (
    <label class="field">
      <span>{name}</span>
      <input
        type={kind}
        min="0"
        value={value ?? ''}
        onInput={(event) => change(withMember(element, name, read(event.currentTarget.value)))}
      />
    </label>
  );
}

/** A choice of words, or of a word of one's own. */
function WordField({ label, value, words, change, others = [] }) {
  const isOther = !words.includes(value) && !others.some(([of]) => of === value);
  return (
    <>
      <Select
        label={label}
        value={isOther ? '(other)' : value}
        onChange={(text) => change(text === '(other)' ? 'other' : text)}
        options={[...others, ...words, ['(other)', 'another word…']]}
      />
      {isOther && (
        <input
          aria-label={`${label}, another word`}
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </>
  );
}

/** Returns the words that cards offer: those of the editions, and those of the draft, whose machine is given. */
function wordsOf(catalog, machine) {
  const add = (all, more) => [...all, ...more.filter((word) => word !== '' && !all.includes(word))];
  return {
    states: add(
      catalog.states.map(({ state }) => state).filter((state) => state !== 'unrecognized'),
      Object.keys(machine?.letters ?? {}),
    ),
    policies: add(
      catalog.policies.map(({ policy }) => policy).filter((policy) => policy !== 'unknown'),
      Object.keys(machine?.policies.unreleased ?? {}),
    ),
    flags: add(
      catalog.flags.map(({ name }) => name),
      machine?.flags ?? [],
    ),
  };
}

function Card({ at, count, element, level, catalog, words, change, move, remove }) {
  const [isOver, setOver] = useState(false);
  const onKeyDown = (event) => {
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (event.altKey && step) {
      event.preventDefault();
      move(at, at + step);
    } else if (event.key === 'Delete' && event.target === event.currentTarget) {
      remove(at);
    }
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    const from = Number(event.dataTransfer.getData('text/plain'));
    if (Number.isInteger(from)) {
      move(from, at);
    }
  };
  return (
    <li
      class={`card${isOver ? ' is-over' : ''}`}
      tabIndex={0}
      draggable
      aria-label={`Child ${at + 1} of ${count}: ${element.state}`}
      onKeyDown={onKeyDown}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', String(at))}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="card-head">
        <strong>{at + 1}</strong>
        <button type="button" aria-label={`Move child ${at + 1} back`} disabled={at === 0} onClick={() => move(at, at - 1)}>
          ←
        </button>
        <button
          type="button"
          aria-label={`Move child ${at + 1} on`}
          disabled={at + 1 === count}
          onClick={() => move(at, at + 1)}
        >
          →
        </button>
        <button type="button" aria-label={`Delete child ${at + 1}`} onClick={() => remove(at)}>
          ×
        </button>
      </div>
      <WordField label="state" value={element.state} words={words.states} change={(state) => change({ ...element, state })} />
      {level === 'operations' ? (
        <>
          <WordField
            label="on_failure"
            value={element.on_failure === undefined ? '(absent)' : (element.on_failure ?? '(null)')}
            words={words.policies}
            others={[
              ['(absent)', '(absent)'],
              ['(null)', '(null)'],
            ]}
            change={(word) => {
              const { on_failure: _, ...others } = element;
              change(word === '(absent)' ? others : { ...element, on_failure: word === '(null)' ? null : word });
            }}
          />
          <details open={places.some(([name]) => element[name] !== undefined)}>
            <summary>its place</summary>
            {places.map(([name, kind]) => (
              <PlaceField key={name} {...{ name, kind, element, change }} />
            ))}
          </details>
        </>
      ) : (
        <fieldset>
          <legend>flags</legend>
          {words.flags.map((name) => (
            <label key={name} class="check">
              <input
                type="checkbox"
                checked={element[name] === true}
                onChange={(event) => change(withMember(element, name, event.currentTarget.checked || undefined))}
              />
              {catalog.flags.find((flag) => flag.name === name)?.mark ?? name}
            </label>
          ))}
        </fieldset>
      )}
    </li>
  );
}

function Editor({ rollout, setRollout, catalog, words }) {
  const { elements, level } = rollout;
  const set = (next) => setRollout({ ...rollout, elements: next });
  const move = (from, to) => {
    if (to >= 0 && to < elements.length && from !== to) {
      const next = [...elements];
      next.splice(to, 0, ...next.splice(from, 1));
      set(next);
    }
  };
  const asLevel = (next) => {
    const only = elements.map(({ state }) => ({ state }));
    setRollout({ ...rollout, level: next, elements: only });
  };
  const [typed, setTyped] = useState(null);
  const [problem, setProblem] = useState('');
  const type = (text) => {
    setTyped(text);
    try {
      setRollout(rolloutOf(text, catalog.flags));
      setProblem('');
    } catch (error) {
      setProblem(error.message);
    }
  };
  return (
    <section aria-label="The rollout">
      <div class="row">
        <label class="field wide">
          <span>in words, or as JSON</span>
          <input
            class="code"
            value={typed ?? textOf(rollout, catalog.flags)}
            onInput={(event) => type(event.currentTarget.value)}
            onBlur={() => {
              setTyped(null);
              setProblem('');
            }}
          />
        </label>
        <Select
          label="elements"
          value={level}
          onChange={asLevel}
          options={[
            ['operations', 'rows with policies'],
            ['children', 'children with flags'],
          ]}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={rollout.released}
            onChange={(event) => setRollout({ ...rollout, released: event.currentTarget.checked })}
          />
          released
        </label>
      </div>
      {problem && <p class="problem" role="alert">{problem}</p>}
      <ol class="cards">
        {elements.map((element, at) => (
          <Card
            key={at}
            {...{ at, element, level, catalog, words, move }}
            count={elements.length}
            change={(next) => set(elements.map((each, i) => (i === at ? next : each)))}
            remove={(which) => set(elements.filter((_, i) => i !== which))}
          />
        ))}
        <li>
          <button type="button" class="add" onClick={() => set([...elements, { state: 'pending' }])}>
            + child
          </button>
        </li>
      </ol>
    </section>
  );
}

/** Each edition's answer; what changed from the one before is marked. */
function Answers({ explanations, edition, choose, catalog, open }) {
  return (
    <section aria-label="The answer in every edition">
      <ul class="answers" role="list">
        {explanations.map((each, at) => {
          const changed = at > 0 && !each.isDraft && each.state !== explanations[at - 1].state;
          return (
            <li key={each.word} class={each.word === edition ? 'is-chosen' : ''}>
              <button
                type="button"
                class="choose"
                aria-pressed={each.word === edition}
                title={catalog.editions.find((known) => known.edition === each.word)?.changed}
                onClick={() => choose(each.word)}
              >
                {each.edition}
                {changed && <span class="changed"> changed</span>}
              </button>
              <State catalog={catalog} state={each.state} />
              {each.isDraft ? <code>{each.clause}</code> : <Clause id={each.clause} open={open} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Ladder({ title, ladder, isDraft, catalog, open }) {
  return (
    <table class="ladder">
      <caption>
        {title}: <State catalog={catalog} state={ladder.state} />
      </caption>
      <tbody>
        {ladder.rungs.map(({ clause, holds, when, why }) => {
          const section = isDraft ? null : sectionOf(catalog, clause);
          return (
            <tr key={clause} class={holds ? 'holds' : ''}>
              <td>{isDraft ? <code>{clause}</code> : <Clause id={clause} open={open} />}</td>
              <td>{holds ? 'yes' : 'no'}</td>
              <td>
                {isDraft ? <code>{when}</code> : holds ? section.sentence : section.not_when}
                {why && holds ? `: ${why}` : ''}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Explained({ explanation, level, catalog, open }) {
  const { isDraft, base, rollout, children } = explanation;
  return (
    <section aria-label={`Why, in ${explanation.edition}`}>
      <h2>
        Why <State catalog={catalog} state={explanation.state} /> in {explanation.edition}
      </h2>
      <h3>{level === 'operations' ? 'Rows as they are read' : 'Children as they are read'}</h3>
      <ol class="read">
        {children.map(({ read }, at) => (
          <li key={at}>{read}</li>
        ))}
      </ol>
      {base && <Ladder title="base" ladder={base} {...{ isDraft, catalog, open }} />}
      <Ladder title="rollout" ladder={rollout} {...{ isDraft, catalog, open }} />
    </section>
  );
}

export function RolloutView({ data, ask, state, set, rollout, setRollout, open, link }) {
  const { catalog } = data;
  const line = jsonOf(rollout);
  const answer = useAnswer(ask, { ask: 'explain', rollout: line });
  const ofDraft = useAnswer(ask, state.draft ? { ask: 'explain', rollout: line, rule: state.draft } : null);
  const machine = useAnswer(ask, state.draft ? { ask: 'machine', rule: state.draft } : null);
  const explanations = (answer?.explanations ?? []).map((each) => ({ ...each, word: each.edition }));
  for (const each of ofDraft?.explanations ?? []) {
    explanations.push({ ...each, word: 'draft', edition: `${each.edition} (draft)`, isDraft: true });
  }
  const chosen = explanations.find(({ word }) => word === state.edition) ?? explanations[0];
  const problem = answer?.error ?? ofDraft?.error;
  const ofCases = chosen && caseLine(rollout, chosen.isDraft ? '' : chosen.word, chosen, catalog.flags);
  return (
    <>
      <Editor {...{ rollout, setRollout, catalog }} words={wordsOf(catalog, machine)} />
      {problem && <pre class="problem" role="alert">{problem}</pre>}
      {chosen && (
        <>
          <Answers
            {...{ explanations, catalog, open }}
            edition={chosen.word}
            choose={(edition) => set({ edition })}
          />
          <div class="row">
            <Copy
              label="Copy as command"
              text={() => commandLine(rollout, chosen.isDraft ? './draft.toml' : chosen.word, catalog.flags)}
            />
            {ofCases && <Copy label="Copy as case line" text={ofCases} />}
            <Copy label="Copy as JSON" text={line} />
            <Copy
              label="Copy as Markdown"
              text={async () => markdown(rollout, explanations, catalog.flags, await link())}
            />
          </div>
          <Explained explanation={chosen} level={rollout.level} {...{ catalog, open }} />
        </>
      )}
    </>
  );
}
