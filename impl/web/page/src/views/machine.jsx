// The minimal machine of an edition or of the draft, drawn, with the path of the rollout.
import { useMemo, useState } from 'preact/hooks';

import { Select, State, useAnswer } from '../parts.jsx';
import { classTexts, edgesOf, pathOf } from '../machine.js';
import { jsonOf, textOf } from '../rollout.js';

const width = 164;
const height = 26;
const gap = { x: 130, y: 8 };
const margin = 16;

/**
 * Returns where states and edges are drawn: a state in the column of the length of the shortest lists that lead to it,
 * each column in the order of its states. An edge leaves on the right; one that leads to its own column or back ends
 * there too.
 */
function drawn(machine) {
  const columns = [];
  machine.states.forEach(({ access }, state) => {
    (columns[access.length] ??= []).push(state);
  });
  const tallest = Math.max(...columns.map((column) => column.length));
  const nodes = [];
  columns.forEach((column, depth) => {
    const top = ((tallest - column.length) * (height + gap.y)) / 2;
    column.forEach((state, at) => {
      nodes[state] = { x: margin + depth * (width + gap.x), y: margin + top + at * (height + gap.y), depth };
    });
  });
  const edges = edgesOf(machine).map((edge) => {
    const from = nodes[edge.from];
    const to = nodes[edge.to];
    const isOnward = to.depth > from.depth;
    const start = { x: from.x + width, y: from.y + height / 2 };
    const end = { x: isOnward ? to.x : to.x + width, y: to.y + height / 2 };
    const bend = gap.x / 2;
    const line =
      `M${start.x} ${start.y} C${start.x + bend} ${start.y} ` +
      `${isOnward ? end.x - bend : end.x + bend} ${end.y} ${end.x} ${end.y}`;
    return { ...edge, line };
  });
  return {
    nodes,
    edges,
    width: 2 * margin + columns.length * width + (columns.length - 0.5) * gap.x,
    height: 2 * margin + tallest * (height + gap.y),
  };
}

function Drawing({ machine, path, chosen, choose }) {
  const drawing = useMemo(() => drawn(machine), [machine]);
  const passed = new Set(path.slice(1).map((to, at) => `${path[at]} ${to}`));
  const visited = new Set(path);
  const kindOf = ({ from, to }) => (passed.has(`${from} ${to}`) ? 2 : from === chosen ? 1 : 0);
  const edges = drawing.edges.map((edge) => ({ ...edge, kind: kindOf(edge) })).sort((one, other) => one.kind - other.kind);
  return (
    <div class="drawing" tabIndex={0} role="group" aria-label="The drawing, which can be scrolled">
      <svg
        role="img"
        aria-label={`A machine of ${drawing.nodes.length} states. The table below says the same.`}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        width={drawing.width}
        height={drawing.height}
      >
        <defs>
          {['edge', 'of-chosen', 'on-path'].map((kind) => (
            <marker key={kind} id={kind} viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto">
              <path class={kind} d="M0 0 L8 4 L0 8 z" />
            </marker>
          ))}
        </defs>
        {edges.map(({ from, to, line, kind }) => {
          const name = ['edge', 'of-chosen', 'on-path'][kind];
          return <path key={`${from} ${to}`} class={`edge ${name}`} d={line} marker-end={`url(#${name})`} />;
        })}
        {drawing.nodes.map(({ x, y }, state) => (
          <g
            key={state}
            class={`node${visited.has(state) ? ' on-path' : ''}${state === chosen ? ' is-chosen' : ''}`}
            transform={`translate(${x} ${y})`}
            onClick={() => choose(state)}
          >
            <rect width={width} height={height} rx="6" />
            <text x={width / 2} y={height / 2}>
              {state}: {machine.states[state].output}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function Transitions({ machine, texts, state, choose, catalog }) {
  const targets = [...new Set(machine.transitions[state])];
  return (
    <table>
      <caption>
        From state {state}, <State catalog={catalog} state={machine.states[state].output} />
      </caption>
      <thead>
        <tr>
          <th scope="col">with one more</th>
          <th scope="col">to</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((to) => (
          <tr key={to}>
            <td>
              <code>
                {machine.transitions[state]
                  .flatMap((next, each) => (next === to ? texts[each] : []))
                  .join(', ')}
              </code>
            </td>
            <td>
              <button type="button" onClick={() => choose(to)}>
                {to}: {machine.states[to].output}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MachineView({ data, ask, state, set, rollout }) {
  const { catalog } = data;
  const words = [...Object.keys(data.machines), ...(state.draft ? ['draft'] : [])];
  const word = words.includes(state.edition) ? state.edition : 'b2';
  const isDraft = word === 'draft';
  const ofDraft = useAnswer(ask, isDraft ? { ask: 'machine', rule: state.draft } : null);
  const machine = isDraft ? (ofDraft?.error ? null : ofDraft) : data.machines[word];
  const line = jsonOf(rollout);
  const answer = useAnswer(ask, { ask: 'explain', rollout: line, ...(isDraft ? { rule: state.draft } : {}) });
  const explanation = answer?.explanations?.find((each) => isDraft || each.edition === word);
  const [chosen, choose] = useState(0);
  const problem = ofDraft?.error ?? answer?.error;
  const marks = Object.fromEntries(catalog.flags.map(({ name, mark }) => [name, mark]));
  const path = machine && explanation ? pathOf(machine, explanation.children) : [];
  const at = machine && chosen < machine.states.length ? chosen : 0;
  return (
    <section aria-label="The machine">
      <div class="row">
        <Select label="machine of" value={word} onChange={(edition) => set({ edition })} options={words} />
        <p>
          The path of <code>{textOf(rollout, catalog.flags)}</code>: {path.join(' → ')}
        </p>
      </div>
      {problem && <pre class="problem" role="alert">{problem}</pre>}
      {machine && (
        <>
          <p>
            {machine.states.length} states over {machine.classes.length} classes of children. Lists of every length end in
            one of them. The drawing leaves out what leads from a state to itself.
          </p>
          <Drawing {...{ machine, path, choose }} chosen={at} />
          <Transitions {...{ machine, choose, catalog }} texts={classTexts(machine, marks)} state={at} />
        </>
      )}
    </section>
  );
}
