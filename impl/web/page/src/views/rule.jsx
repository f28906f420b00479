// A rule file that is edited in the page: its problems, its rungs, its laws and its cases.
import { useEffect, useRef, useState } from 'preact/hooks';

import { Copy, Select, useAnswer } from '../parts.jsx';

/** Returns the value that has been the same for that many milliseconds. */
function useSettled(value, milliseconds) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Returns the problems of an answer's error: `draft.toml:3:5: ...`. */
function problemsOf(error) {
  return error.split('\n').map((text) => {
    const [, line, column] = text.match(/^draft\.toml:(\d+):(\d+): /) ?? [];
    return { text, line: Number(line), column: Number(column) };
  });
}

function Table({ caption, head, rows }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((each) => (
            <th key={each} scope="col">{each}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, isBad }, at) => (
          <tr key={at} class={isBad ? 'is-bad' : ''}>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found({ found }) {
  return (
    <>
      <p class={found.clean ? 'good' : 'problem'} role="status">
        {found.edition}: {found.clean ? 'clean' : 'not clean'}. {found.rungs.length} rungs, {found.summaries} summaries of
        lists over {found.classes} classes of elements, {found.machine_states} states of the machine.
        {found.unnamed_states.length > 0 && ` In no rung: ${found.unnamed_states.join(', ')}.`}
      </p>
      <Table
        caption="Rungs"
        head={['rung', 'ladder', 'shortest list that it decides', 'may be swapped with the next']}
        rows={found.rungs.map((rung) => ({
          cells: [
            <code>{rung.id}</code>,
            rung.ladder,
            rung.dead ? 'dead: no list reaches it' : <code>{rung.list}</code>,
            rung.may_be_swapped_with_the_next ? 'yes' : 'no',
          ],
          isBad: rung.dead,
        }))}
      />
      <Table
        caption="Laws"
        head={['law', 'verdict', 'sentence', 'counterexample']}
        rows={found.laws.map((law) => ({
          cells: [<code>{law.id}</code>, law.verdict, law.sentence, law.counterexample && <code>{law.counterexample}</code>],
          isBad: law.verdict === 'false',
        }))}
      />
      {found.cases.length > 0 && (
        <Table
          caption="Cases"
          head={['case', 'line', 'verdict', 'answer']}
          rows={found.cases.map((each) => ({
            cells: [<code>{each.case}</code>, each.line, each.right ? 'right' : 'wrong', `${each.answer} by ${each.clause}`],
            isBad: !each.right,
          }))}
        />
      )}
    </>
  );
}

export function RuleView({ data, ask, state, set }) {
  const { catalog } = data;
  const text = state.draft;
  const editor = useRef();
  const asked = useSettled(text, 300);
  const answer = useAnswer(ask, asked.trim() ? { ask: 'lint', rule: asked } : null);
  const templates = [
    ...catalog.editions.map(({ edition, rule }) => [edition, rule]),
    ...catalog.foreign.map(({ file, rule }) => [file, rule]),
  ];
  const begin = (name) => {
    const found = templates.find(([of]) => of === name);
    if (found) {
      set({ draft: found[1] });
    }
  };
  const goTo = ({ line, column }) => {
    const at = text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
    editor.current.focus();
    editor.current.setSelectionRange(at, at + 1);
  };
  return (
    <section aria-label="A rule file">
      <div class="row">
        <Select
          label="begin with"
          value=""
          onChange={begin}
          options={[['', 'an edition or a system…'], ...templates.map(([name]) => name)]}
        />
        <button type="button" disabled={!state.draft} onClick={() => set({ view: 'difference', after: 'draft' })}>
          Compare it
        </button>
        <button type="button" disabled={!state.draft} onClick={() => set({ view: 'rollout', edition: 'draft' })}>
          Project by it
        </button>
        <Copy label="Copy the file" text={text} />
      </div>
      <div class="columns">
        <label class="field">
          <span>draft.toml</span>
          <textarea
            ref={editor}
            class="code"
            spellcheck={false}
            rows={28}
            value={text}
            onInput={(event) => set({ draft: event.currentTarget.value })}
          />
        </label>
        <div>
          {!state.draft.trim() && <p>Begin with an edition, another system's rule, or a text of your own.</p>}
          {answer?.error && (
            <ul class="problems" role="alert">
              {problemsOf(answer.error).map((problem) => (
                <li key={problem.text}>
                  {problem.line ? (
                    <button type="button" onClick={() => goTo(problem)}>
                      {problem.text}
                    </button>
                  ) : (
                    problem.text
                  )}
                </li>
              ))}
            </ul>
          )}
          {answer && !answer.error && <Found found={answer} />}
        </div>
      </div>
    </section>
  );
}
