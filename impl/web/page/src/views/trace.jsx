// The protocol's shortest traces, step by step, with what is stored after each step.
import { Clause, Select, State } from '../parts.jsx';
import { sectionOf } from '../parts.jsx';
import { rolloutOf, textOf } from '../rollout.js';

/** Returns the parts of `parent running over running:continue pending, a stop pending`. */
function situationOf(text) {
  const [, parent, rows, , notes] = text.match(/^parent (\S+) over ([^,]*)(, (.*))?$/);
  return { parent, rows: rows.split(' '), notes };
}

function Situation({ text, before, catalog }) {
  const { parent, rows, notes } = situationOf(text);
  const was = before && situationOf(before);
  return (
    <div class="situation">
      <span class={was && was.parent !== parent ? 'is-new' : ''}>
        parent <State catalog={catalog} state={parent} />
      </span>
      {rows.map((row, at) => {
        const [state, policy] = row.split(':');
        return (
          <span key={at} class={was && was.rows[at] !== row ? 'is-new' : ''}>
            {at + 1} <State catalog={catalog} state={state} />
            {policy && ` ${policy}`}
          </span>
        );
      })}
      {notes && <span>{notes}</span>}
    </div>
  );
}

export function TraceView({ data, state, set, setRollout, open }) {
  const { catalog, traces } = data;
  const properties = traces[0].properties.map(({ id, name }) => [id, `${id} ${name}`]);
  const id = properties.some(([of]) => of === state.property) ? state.property : properties[0][0];
  const of = traces.some(({ edition }) => edition === state.of) ? state.of : traces[0].edition;
  const found = traces.find(({ edition }) => edition === of).properties.find((each) => each.id === id);
  const last = found.holds ? 0 : found.trace.length - 1;
  const step = Math.min(Math.max(Number(state.step) || 0, 0), last);
  const goTo = (next) => set({ step: String(next) });
  const load = () => {
    const { rows, notes } = situationOf(found.situations[step]);
    const rollout = rolloutOf(rows.join(' '), catalog.flags);
    setRollout({ ...rollout, released: notes?.includes('released') ?? false });
    set({ view: 'rollout', edition: of });
  };
  return (
    <section aria-label="Traces of the protocol">
      <div class="row">
        <Select label="property" value={id} onChange={(property) => set({ property, step: '0' })} options={properties} />
        <Select
          label="edition"
          value={of}
          onChange={(edition) => set({ of: edition, step: '0' })}
          options={traces.map(({ edition, properties: all }) => [
            edition,
            `${edition}: ${all.find((each) => each.id === id).holds ? 'holds' : 'violated'}`,
          ])}
        />
      </div>
      <p>
        <Clause id={id} open={open} /> {sectionOf(catalog, id)?.sentence}
      </p>
      {found.holds ? (
        <p class="good" role="status">
          Holds in {of} in every protocol that is explored.
        </p>
      ) : (
        <>
          <p>
            Violated in {of}: {found.protocol}; {found.mode}. A shortest trace of {found.steps} steps:
          </p>
          <div class="row">
            <button type="button" disabled={step === 0} onClick={() => goTo(step - 1)}>
              Step back
            </button>
            <button type="button" disabled={step === last} onClick={() => goTo(step + 1)}>
              Step on
            </button>
            <button type="button" onClick={load}>
              Project these rows
            </button>
          </div>
          <ol class="trace" start={0}>
            {found.trace.map((text, at) => (
              <li key={at} class={at === step ? 'is-chosen' : ''} aria-current={at === step ? 'step' : undefined}>
                <button type="button" onClick={() => goTo(at)}>
                  {text}
                </button>
                <Situation text={found.situations[at]} before={found.situations[at - 1]} catalog={catalog} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
