// A rollout on the page, and the ways in which people write it: words, JSON, a command line, a case line.
//
// A rollout is { level: 'operations' | 'children', released, elements }. An element has the members that the wire has:
// `state`; of a row `on_failure` and where it stands; of a child its flags. What is absent there is absent here.

export const emptyRollout = { level: 'operations', released: false, elements: [] };

const plain = /^[A-Za-z0-9_]+$/;

const hasPlace = (row) => Object.keys(row).some((name) => name !== 'state' && name !== 'on_failure');

/** Returns `failed:continue` or `failed+continue`; null for an element that has no such spelling. */
function word(element, level, flags) {
  if (!plain.test(element.state)) {
    return null;
  }
  if (level === 'children') {
    const known = flags.filter(({ name }) => element[name]);
    const set = Object.keys(element).filter((name) => name !== 'state' && element[name]);
    return known.length === set.length ? element.state + known.map(({ mark }) => `+${mark}`).join('') : null;
  }
  if (hasPlace(element)) {
    return null;
  }
  if (element.on_failure === undefined) {
    return element.state;
  }
  return element.on_failure !== null && plain.test(element.on_failure) ? `${element.state}:${element.on_failure}` : null;
}

/** Returns the elements as words; null where one has none. */
function words(rollout, flags) {
  const all = rollout.elements.map((element) => word(element, rollout.level, flags));
  return all.includes(null) ? null : all;
}

/** Returns the line that `project --jsonl` reads. */
export function jsonOf(rollout) {
  return JSON.stringify({ [rollout.level]: rollout.elements, ...(rollout.released ? { released: true } : {}) });
}

/** Returns the rollout in words where it has some, else as JSON: `released: failed:continue running`. */
export function textOf(rollout, flags) {
  const found = words(rollout, flags);
  if (!found) {
    return jsonOf(rollout);
  }
  const heads = [rollout.released ? 'released:' : '', rollout.level === 'children' ? 'children:' : ''];
  return [...heads.filter(Boolean), ...(found.length ? found : ['none'])].join(' ');
}

/** Returns the rollout that such a text spells. Throws where it spells none. */
export function rolloutOf(text, flags) {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const { operations, children, released } = JSON.parse(trimmed);
    const elements = operations ?? children;
    if (!Array.isArray(elements) || !elements.every((each) => typeof each?.state === 'string')) {
      throw new Error('expected operations or children: an array of objects, each with a state');
    }
    return { level: operations ? 'operations' : 'children', released: released === true, elements };
  }
  const rows = trimmed.match(/^rows (\[.*\])$/s);
  if (rows) {
    return rolloutOf(`{"operations":${rows[1]}}`, flags);
  }
  const left = trimmed.split(/\s+/).filter(Boolean);
  const take = (head) => left[0] === head && Boolean(left.shift());
  const released = take('released:');
  const isOfChildren = take('children:') || left.some((each) => each.includes('+'));
  if (left.length === 1) {
    take('none');
  }
  const elements = left.map((each) => {
    if (!isOfChildren) {
      const colon = each.indexOf(':');
      return colon < 0 ? { state: each } : { state: each.slice(0, colon), on_failure: each.slice(colon + 1) };
    }
    const [state, ...marks] = each.split('+');
    const element = { state };
    for (const mark of marks) {
      element[flags.find((known) => known.mark === mark)?.name ?? mark] = true;
    }
    return element;
  });
  return { level: isOfChildren ? 'children' : 'operations', released, elements };
}

const quoted = (text) => (/^[A-Za-z0-9_:./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Returns the command that prints the answer and why. */
export function commandLine(rollout, edition, flags) {
  const found = rollout.level === 'operations' ? words(rollout, flags) : null;
  const children = found ?? [JSON.stringify({ [rollout.level]: rollout.elements })];
  const latch = rollout.released ? ['--released'] : [];
  return ['rollout-oracle', 'project', '--edition', edition, ...latch, '--explain', ...children].map(quoted).join(' ');
}

/** Returns the case line of spec/, or, without an edition, of a rule file. */
export function caseLine(rollout, edition, answer, flags) {
  const found = words(rollout, flags);
  const list = found ? found.join(' ') || 'none' : `rows ${JSON.stringify(rollout.elements)}`;
  return edition
    ? `${edition}${rollout.released ? ' released' : ''}: ${list} -> ${answer.state} by ${answer.clause}`
    : `${rollout.released ? 'released: ' : ''}${list} -> ${answer.state} ${answer.clause}`;
}

/** Returns a table of the answers for a review, with a link to this page. */
export function markdown(rollout, answers, flags, link) {
  return [
    `The rollout \`${textOf(rollout, flags)}\`:`,
    '',
    '| edition | state | clause |',
    '|---|---|---|',
    ...answers.map(({ edition, state, clause }) => `| ${edition} | \`${state}\` | ${clause} |`),
    '',
    `[Explained](${link})`,
  ].join('\n');
}
