// Every kind of difference of two editions, or of an edition and the draft, each with its shortest rollout.
import { Clause, Copy, Select, State, useAnswer } from '../parts.jsx';
import { differencesOf } from '../../../differences.js';
import { rolloutOf } from '../rollout.js';

/** Returns the rule files that can be compared, by their words. */
function rulesOf(catalog, draft) {
  const rules = new Map(catalog.editions.map(({ edition, rule }) => [edition, rule]));
  for (const { file, rule } of catalog.foreign) {
    rules.set(file, rule);
  }
  if (draft) {
    rules.set('draft', draft);
  }
  return rules;
}

/** Returns how the command line names a rule. */
function commandWord(catalog, word) {
  const isForeign = catalog.foreign.some(({ file }) => file === word);
  return word === 'draft' ? './draft.toml' : isForeign ? `spec/foreign/${word}` : word;
}

export function DifferenceView({ data, ask, state, set, setRollout, open }) {
  const { catalog } = data;
  const rules = rulesOf(catalog, state.draft);
  const words = [...rules.keys()];
  const before = rules.has(state.before) ? state.before : words[0];
  const after = rules.has(state.after) ? state.after : words[0];
  const known = before === after ? { equal: true, kinds: [] } : differencesOf(data.differences, before, after);
  const answer = useAnswer(
    ask,
    known ? null : { ask: 'diff', before: rules.get(before), after: rules.get(after) },
  );
  const found = known ?? answer;
  const load = (rollout) => {
    setRollout(rollout);
    set({ view: 'rollout', edition: after in data.machines || after === 'draft' ? after : 'b2' });
  };
  const rows = (found?.kinds ?? []).map((kind) => ({
    ...kind,
    text: kind.rollout ?? kind.list,
    rollout: rolloutOf(kind.witness ? JSON.stringify(kind.witness) : kind.list.replaceAll('(unlisted)', 'unlisted'), catalog.flags),
  }));
  const side = (state_, clause, rule) => (
    <>
      <State catalog={catalog} state={state_} />{' '}
      {clause && (rule in data.machines ? <Clause id={clause} open={open} /> : <code>{clause}</code>)}
    </>
  );
  return (
    <section aria-label="The difference">
      <div class="row">
        <Select label="before" value={before} onChange={(word) => set({ before: word })} options={words} />
        <Select label="after" value={after} onChange={(word) => set({ after: word })} options={words} />
        <button type="button" onClick={() => set({ before: after, after: before })}>
          Exchange
        </button>
        <Copy label="Copy as command" text={`rollout-oracle diff ${commandWord(catalog, before)} ${commandWord(catalog, after)}`} />
      </div>
      {!found && <p role="status">Comparing…</p>}
      {found?.error && <pre class="problem" role="alert">{found.error}</pre>}
      {found && !found.error && (
        <p>
          {rows.length === 0
            ? `${before} and ${after} are equal: lists of any length.`
            : `${before} and ${after} differ in ${rows.length} kind${rows.length > 1 ? 's' : ''}, each with a shortest rollout.`}
          {found.searched_rows && ` Rows with a place were searched in lists of up to ${found.searched_rows}.`}
        </p>
      )}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">shortest rollout</th>
              <th scope="col">{before}</th>
              <th scope="col">{after}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {rows.map((kind, at) => (
              <tr key={at}>
                <td>
                  <code>{kind.text}</code>
                </td>
                <td>{side(kind.before, kind.clause_before, before)}</td>
                <td>{side(kind.after, kind.clause_after, after)}</td>
                <td>
                  <button type="button" onClick={() => load(kind.rollout)}>
                    Load
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
