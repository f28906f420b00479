// A rollout on the page, and the ways in which people write it: words, JSON, a command line, a case line.
//
// A rollout is { level: 'operations' | 'children', released, elements, others }. An element has the members that the wire
// has: `state`; of a row `on_failure` and where it stands; of a child its flags. What is absent there is absent here. What
// the page does not know, it hands on as it came, in `others` and in the elements: the engine refuses it by name.

export const emptyRollout = { level: 'operations', released: false, elements: [], others: {} };

const plain = /^[A-Za-z0-9_]+$/;

/** Returns `failed:continue` or `failed+continue`; null for an element that has no such spelling. */
function word(element, level, flags) {
  const { state, on_failure: policy, ...more } = element;
  if (!plain.test(state)) {
    return null;
  }
  if (level === 'children') {
    const set = flags.filter(({ name }) => more[name] === true);
    const isPlain = set.length === Object.keys(more).length && policy === undefined;
    return isPlain ? state + set.map(({ mark }) => `+${mark}`).join('') : null;
  }
  if (Object.keys(more).length > 0) {
    return null;
  }
  if (policy === undefined) {
    return state;
  }
  return typeof policy === 'string' && plain.test(policy) ? `${state}:${policy}` : null;
}

/** Returns the elements as words; null where one has none. */
function words(rollout, flags) {
  const all = rollout.elements.map((element) => word(element, rollout.level, flags));
  const isNone = all.length === 1 && all[0] === 'none';  // that is how people write the empty list
  return all.includes(null) || isNone || Object.keys(rollout.others).length > 0 ? null : all;
}

/** Returns the line that `project --jsonl` reads. */
export function jsonOf(rollout) {
  const latch = rollout.released ? { released: true } : {};
  return JSON.stringify({ [rollout.level]: rollout.elements, ...latch, ...rollout.others });
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
    const read = JSON.parse(trimmed);
    const level = 'operations' in read ? 'operations' : 'children';
    const { [level]: elements, ...others } = read;
    if (!Array.isArray(elements) || !elements.every((each) => typeof each?.state === 'string')) {
      throw new Error('expected operations or children: an array of objects, each with a state');
    }
    const released = others.released === true;
    if (released) {
      delete others.released;
    }
    return { level, released, elements, others };
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
  return { level: isOfChildren ? 'children' : 'operations', released, elements, others: {} };
}

const quoted = (text) => (/^[A-Za-z0-9_:./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Returns the command that prints the answer and why. */
export function commandLine(rollout, edition, flags) {
  const found = rollout.level === 'operations' ? words(rollout, flags) : null;
  const children = found ?? [JSON.stringify({ [rollout.level]: rollout.elements, ...rollout.others })];
  const latch = rollout.released ? ['--released'] : [];
  return ['rollout-oracle', 'project', '--edition', edition, ...latch, '--explain', ...children].map(quoted).join(' ');
}

/** Returns the case line of spec/, or, without an edition, of a rule file; null where the rollout has none. */
export function caseLine(rollout, edition, answer, flags) {
  const found = words(rollout, flags);
  if (!found && (!edition || rollout.level === 'children')) {
    return null;
  }
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
