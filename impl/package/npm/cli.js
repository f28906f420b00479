#!/usr/bin/env node
// rollout-oracle on WebAssembly: project, explain, diff and version. Every other verb is the native program's, which the
// package of the platform has, or ROLLOUT_ORACLE names.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

import {
  RolloutError, Stopped, diff, editions, explain, explainLine, lint, projectLines, section, version,
} from './index.js';
import { differencesText, explanationText, sectionText } from './text.js';

const help = `rollout-oracle computes the state of a rollout whose deployments disagree.

  rollout-oracle project [--edition EDITION] [--released] [--explain] [--format json] CHILD...
  rollout-oracle project [--edition EDITION] [--released] --jsonl [FILE]
  rollout-oracle explain ID
  rollout-oracle diff BEFORE AFTER [--format json]
  rollout-oracle version
  rollout-oracle test [OPTION...] -- COMMAND      and every other verb, by the native program

CHILD is STATE or STATE:POLICY, or one JSON object is the rollout. EDITION, BEFORE and AFTER are one of
${editions.join(', ')}, or a rule file, as ./draft.toml.
With --jsonl each line is a rollout as JSON, and each answer is a line.

Examples:
  rollout-oracle project --explain failed:continue running
  rollout-oracle diff b2 b4

Exit status: 0 done; 1 different; 2 usage or unreadable input; 4 no answer, or the native program is not installed.`;

class UsageError extends Error {}

const isFile = (word) => /[./]/.test(word);

function readRule(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error.message}`);
  }
}

/**
 * Returns the rollout that the words spell, as a line, and what the command line has to know of it. JSON is handed on as
 * it came: the engine reads it. An absent policy is halt in an edition, and no policy in a rule file.
 */
function lineOf(words, released, isByRule) {
  if (words.length === 1 && words[0].startsWith('{')) {
    const [text] = words;
    let rollout;
    try {
      rollout = JSON.parse(text);
    } catch (error) {
      throw new UsageError(`project: not JSON: ${error.message}`);
    }
    const line = released && rollout.released === undefined ? text.replace('{', '{"released":true,') : text;
    return { line, edition: rollout.edition, isOfRows: 'operations' in rollout };
  }
  const rollout = rolloutOf(words, released, isByRule);
  return { line: JSON.stringify(rollout), isOfRows: 'operations' in rollout };
}

function rolloutOf(words, released, isByRule) {
  const latch = released ? { released } : {};
  if (isByRule && words.some((word) => word.includes('+'))) {
    const children = words.map((word) => {
      const [state, ...flags] = word.split('+');
      return { state, ...Object.fromEntries(flags.map((flag) => [flag, true])) };
    });
    return { children, ...latch };
  }
  const operations = words.map((word) => {
    const colon = word.indexOf(':');
    if (colon >= 0) {
      return { state: word.slice(0, colon), on_failure: word.slice(colon + 1) };
    }
    return isByRule ? { state: word } : { state: word, on_failure: 'halt' };
  });
  return { operations, ...latch };
}

/** Writes the answers to lines, block by block, byte by byte as they came. Returns whether one of them is an error. */
async function answerLines(input, options) {
  const lineFeed = 0x0a;
  let left = [];
  let first = 1;
  let isBad = false;
  const answer = async (bytes) => {
    const answers = await projectLines(bytes, { ...options, first });
    first += answers.split('\n').length - 1;
    isBad ||= /^\{"line":/m.test(answers);
    if (!process.stdout.write(answers)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  };
  for await (const piece of input) {
    const end = piece.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      await answer(Buffer.concat([...left, piece.subarray(0, end)]));
      left = [];
    }
    left.push(piece.subarray(end));
  }
  const rest = Buffer.concat(left);
  if (rest.length > 0) {
    await answer(rest);
  }
  return isBad;
}

/** Opens a file to be read. */
async function opened(file) {
  const stream = createReadStream(file);
  await new Promise((resolve, reject) => {
    stream.once('readable', resolve);
    stream.once('error', (error) => reject(new UsageError(`cannot read ${file}: ${error.message}`)));
  });
  return stream;
}

function checkFormat(format) {
  if (!['text', 'json'].includes(format)) {
    throw new UsageError(`--format: ${format}: expected text or json`);
  }
}

/** Throws what is wrong with a rule file, by its own name. */
async function checkRule(file, rule) {
  try {
    await explain({ operations: [] }, { rule });
  } catch (error) {
    if (error instanceof RolloutError) {
      throw new UsageError(error.message.replaceAll(/^draft\.toml/gm, file));
    }
    throw error;
  }
}

async function runProject(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      edition: { type: 'string', default: 'b2' },
      released: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      jsonl: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
    },
  });
  const { edition, released } = values;
  checkFormat(values.format);
  const rule = isFile(edition) ? readRule(edition) : undefined;
  if (rule !== undefined) {
    await checkRule(edition, rule);
  }
  if (values.jsonl) {
    if (rule !== undefined || values.explain || positionals.length > 1) {
      throw new UsageError('project: --jsonl takes an edition and one FILE');
    }
    const [file] = positionals;
    const input = file === undefined || file === '-' ? process.stdin : await opened(file);
    return (await answerLines(input, { edition, released })) ? 2 : 0;
  }
  const { line, edition: own, isOfRows } = lineOf(positionals, released, rule !== undefined);
  const explanation = await explainLine(line, rule === undefined ? { edition: own ?? edition } : { rule });
  const { state, clause } = explanation;
  if (values.format === 'json') {
    console.log(JSON.stringify({ state, clause }));
  } else if (!values.explain) {
    console.log(state);
  } else {
    const widths = rule && (await widthsOf(rule));
    console.log(explanationText(explanation, isOfRows, widths));
  }
  return 0;
}

/** Returns how wide the IDs are of each ladder of a rule file. */
async function widthsOf(rule) {
  const { rungs } = await lint(rule);
  const width = (ladder) => Math.max(...rungs.filter((rung) => rung.ladder === ladder).map(({ id }) => id.length));
  return { base: width('base'), ladder: width('ladder') };
}

function runExplain(args) {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const found = section(positionals[0]);
  if (positionals.length !== 1 || !found) {
    throw new UsageError(`explain ${positionals[0] ?? ''}: no clause, finding, regression or property has that ID`);
  }
  console.log(sectionText(found));
  return 0;
}

async function runDiff(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' } },
  });
  if (positionals.length !== 2) {
    throw new UsageError('diff: expected two editions or rule files, BEFORE and AFTER');
  }
  checkFormat(values.format);
  const [before, after] = positionals;
  const rules = [];
  for (const word of positionals) {
    rules.push(isFile(word) ? readRule(word) : word);
    if (isFile(word)) {
      await checkRule(word, rules.at(-1));
    }
  }
  const found = await diff(...rules);
  console.log(
    values.format === 'json'
      ? JSON.stringify({ ...found, before, after })
      : differencesText(before, after, found),
  );
  return found.equal ? 0 : 1;
}

/** Returns the path of the native program; undefined where there is none. */
function nativeProgram() {
  if (process.env.ROLLOUT_ORACLE) {
    return process.env.ROLLOUT_ORACLE;
  }
  try {
    const program = createRequire(import.meta.url).resolve(
      `rollout-oracle-${process.platform}-${process.arch}/rollout-oracle`,
    );
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function runNative(args) {
  const program = nativeProgram();
  if (program === undefined) {
    console.error(
      `rollout-oracle: ${args[0]} needs the native program: install rollout-oracle-${process.platform}-${process.arch}, ` +
        'or set ROLLOUT_ORACLE to its path',
    );
    return 4;
  }
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) {
    console.error(`rollout-oracle: cannot run ${program}: ${error.message}`);
    return 4;
  }
  return status ?? 4;
}

const verbs = new Map([['project', runProject], ['explain', runExplain], ['diff', runDiff]]);

async function main([verb, ...args]) {
  if (verb === undefined || ['help', '--help', '-h'].includes(verb) || (verbs.has(verb) && args.includes('--help'))) {
    console.log(help);
    return verb === undefined ? 2 : 0;
  }
  if (['version', '--version'].includes(verb) && args.length === 0) {
    console.log(`rollout-oracle ${version} (WebAssembly)`);
    return 0;
  }
  return verbs.has(verb) ? verbs.get(verb)(args) : runNative([verb, ...args]);
}

process.stdout.on('error', (error) => {
  process.exit(error.code === 'EPIPE' ? 0 : 4);
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError || error instanceof RolloutError || error.code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`rollout-oracle: ${error.message}; see rollout-oracle help`);
    process.exitCode = 2;
  } else if (error instanceof Stopped) {
    console.error(`rollout-oracle: ${error.message}; nothing is answered, please report this`);
    process.exitCode = 4;
  } else {
    throw error;
  }
}
