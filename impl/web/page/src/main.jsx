// The page: its state, its views, and the address that says both.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { unpackedData, unpackedEngine } from './data.js';
import { startEngine } from './engine.js';
import { addressOf, stateOf } from './location.js';
import { Copy, SectionDialog } from './parts.jsx';
import { emptyRollout, rolloutOf, textOf } from './rollout.js';
import { DifferenceView } from './views/difference.jsx';
import { MachineView } from './views/machine.jsx';
import { RolloutView } from './views/rollout.jsx';
import { RuleView } from './views/rule.jsx';
import { TraceView } from './views/trace.jsx';

const views = [
  { id: 'rollout', title: 'Rollout', Of: RolloutView },
  { id: 'difference', title: 'Difference', Of: DifferenceView },
  { id: 'rule', title: 'Rule file', Of: RuleView },
  { id: 'machine', title: 'Machine', Of: MachineView },
  { id: 'trace', title: 'Traces', Of: TraceView },
];

const initial = {
  view: 'rollout',
  rollout: 'failed:continue running',
  edition: 'b2',
  before: 'b2',
  after: 'b4',
  property: 'LIFE-3',
  of: 'b2',
  step: '0',
  draft: '',
};

/** Returns the address's state; what it does not say is as at the beginning. */
const stateOfAddress = async () => ({ ...initial, ...(await stateOf(location.hash.slice(1))) });

function Page({ data, ask, first }) {
  const [state, setState] = useState(first);
  const [section, open] = useState('');
  const { catalog } = data;
  const set = (changes) => setState((before) => ({ ...before, ...changes }));

  useEffect(() => {
    const follow = async () => setState(await stateOfAddress());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  useEffect(() => {
    let isLatest = true;
    addressOf(state).then((address) => {
      if (isLatest && address !== location.hash.slice(1)) {
        history.replaceState(null, '', `#${address}`);
      }
    });
    return () => {
      isLatest = false;
    };
  }, [state]);

  let rollout = emptyRollout;
  let problem = '';
  try {
    rollout = rolloutOf(state.rollout, catalog.flags);
  } catch (error) {
    problem = `The rollout of this address cannot be read: ${error.message}`;
  }
  const setRollout = (next) => set({ rollout: textOf(next, catalog.flags) });
  const { Of } = views.find((each) => each.id === state.view) ?? views[0];
  const link = async () => `${location.href.split('#')[0]}#${await addressOf(state)}`;
  return (
    <>
      <header>
        <h1>
          rollout-oracle <small>{catalog.version}</small>
        </h1>
        <nav aria-label="Views">
          {views.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-current={id === state.view ? 'page' : undefined}
              onClick={() => set({ view: id })}
            >
              {title}
            </button>
          ))}
        </nav>
        <Copy label="Copy link" text={link} />
      </header>
      <main>
        {problem && <p class="problem" role="alert">{problem}</p>}
        <Of {...{ data, ask, state, set, rollout, setRollout, open, link }} />
      </main>
      <SectionDialog catalog={catalog} id={section} close={() => open('')} specification={document.getElementById('page').dataset.specification} />
    </>
  );
}

async function begin() {
  const root = document.getElementById('page');
  try {
    const [data, bytes, first] = await Promise.all([unpackedData(), unpackedEngine(), stateOfAddress()]);
    root.textContent = '';
    render(<Page data={data} ask={startEngine(bytes)} first={first} />, root);
  } catch (error) {
    root.textContent = `This page could not start: ${error.message}. It wants a browser of 2023 or later.`;
  }
}

begin();
