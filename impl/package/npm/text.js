// Answers as the native program prints them, byte for byte.
import { section } from './index.js';

const shown = 20;

/** Returns a numbered line per text; of many the first and the last. */
function numbered(texts) {
  return texts.flatMap((text, at) => {
    if (at < shown || at + shown >= texts.length) {
      return [`  ${at + 1} ${text}`];
    }
    return at === shown ? [`  ... ${texts.length - 2 * shown} more`] : [];
  });
}

function ladderLines(title, { state, rungs }, width, ofRule) {
  const lines = rungs.map(({ clause, holds, when, why }) => {
    const text = ofRule
      ? when + (holds && why ? `: ${why}` : '')
      : holds ? section(clause).sentence : section(clause).not_when;
    return `  ${clause.padEnd(width)} ${holds ? 'yes' : 'no '}  ${text}`;
  });
  return [`${title}: ${state}`, ...lines];
}

/** Returns what `project --explain` prints. `widths` are those of a rule file's IDs, by ladder. */
export function explanationText(explanation, isOfRows, widths) {
  const { edition, state, clause, children, base, rollout } = explanation;
  return [
    state,
    `decided by ${clause} in ${edition}`,
    isOfRows ? 'rows' : 'children',
    ...(children.length ? numbered(children.map(({ read }) => read)) : ['  none']),
    ...(base ? ladderLines('base', base, widths?.base ?? 8, Boolean(widths)) : []),
    ...ladderLines('rollout', rollout, widths?.ladder ?? 8, Boolean(widths)),
  ].join('\n');
}

/** Returns what `explain ID` prints, without witnesses and lemmas. */
export function sectionText(found) {
  const { id, first, last, sentence, file, line, cases } = found;
  const facts = [
    ['name', found.name],
    ['not when', found.not_when],
    ['why', found.why],
    ['fixed rule', found.fixed_rule],
    ['origin', found.origin],
    ['wrong answer', found.wrong_answer],
  ];
  return [
    `${id} (${first === last ? first : `${first}..${last}`})`,
    sentence,
    ...facts.filter(([, text]) => text).map(([name, text]) => `${name}: ${text}`),
    ...cases.map((each) => `case ${each}`),
    `at: spec/${file}:${line}`,
  ].join('\n');
}

const paddedMax = 60;

/** Returns a line per row, its cells aligned. */
function tableLines(rows) {
  const widths = rows[0].map((_, at) =>
    Math.max(0, ...rows.map((row) => row[at].length).filter((size) => size <= paddedMax)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
}

/** Returns what `diff` prints of editions or rule files that have these names on the command line. */
export function differencesText(before, after, found) {
  const part = (kinds, basis, rowOf) => {
    const head = `${before} and ${after}`;
    return kinds.length === 0
      ? [`${head} are equal: ${basis}`]
      : [`${head} differ in ${kinds.length} kind${kinds.length === 1 ? '' : 's'}: ${basis}`, '', ...tableLines(kinds.map(rowOf))];
  };
  if (found.pairs === undefined) {
    return part(found.kinds, 'lists of any length, word by word', (kind) => [
      kind.list, `${kind.before} by ${kind.clause_before}`, `${kind.after} by ${kind.clause_after}`,
    ]).join('\n');
  }
  const rowOf = (kind) => [kind.rollout, `${kind.before} in ${before}`, `${kind.after} in ${after}`];
  const isOfPlaces = ({ rollout }) => rollout.startsWith('rows ');
  const lines = part(found.kinds.filter((kind) => !isOfPlaces(kind)), `lists of any length, ${found.pairs} pairs of states`, rowOf);
  if (found.searched_rows !== undefined) {
    const basis = `lists of up to ${found.searched_rows} rows with a place, searched`;
    lines.push('', ...part(found.kinds.filter(isOfPlaces), basis, rowOf));
  }
  return lines.join('\n');
}
