/** A row as a store has it. An absent policy is halt; null, and every word that is no policy, is unknown and fails closed. */
export interface Row {
  state: string;
  on_failure?: string | null;
  deployment?: string;
  key?: string;
  kind?: 'work' | 'group_finalizer';
  started?: boolean;
  step?: number;
  target?: string;
}

export interface Child {
  state: string;
  continue_on_failure?: boolean;
  pause_on_failure?: boolean;
  orphaned?: boolean;
  never_started?: boolean;
}

export type Rollout = { id?: unknown; edition?: Edition; released?: boolean } & (
  | { operations: Row[] }
  | { children: Child[] }
);

export type Edition = 'b1' | 'b2' | 'b3' | 'b4' | 'pause' | 'settled' | 'finalizers' | 'steps';

/** A state, and the clause of the specification that decides it. */
export interface Answer {
  id?: unknown;
  state: string;
  clause: string;
}

export interface Rung {
  clause: string;
  holds: boolean;
  /** Of a rule file: the predicate, and the reason that the file gives. */
  when?: string;
  why?: string;
}

export interface Ladder {
  state: string;
  /** The rungs that were considered; the last one holds. */
  rungs: Rung[];
}

export interface Explanation extends Answer {
  edition: string;
  /** How each element is read. `flags` counts flag i as 2^i, in the order of a machine's `flags`. */
  children: { state: string; flags: number; read: string }[];
  base?: Ladder;
  rollout: Ladder;
}

export interface Difference {
  before: string;
  after: string;
  clause_before: string;
  clause_after: string;
  /** Of two editions: a shortest rollout, in words and as an object. */
  rollout?: string;
  witness?: Rollout;
  /** Of rule files: a shortest list, and a case line for the later file. */
  list?: string;
  case?: string;
}

export interface Section {
  id: string;
  first: Edition;
  last: Edition;
  sentence: string;
  not_when?: string;
  why?: string;
  name?: string;
  origin?: string;
  wrong_answer?: string;
  fixed_rule?: string;
  cases: string[];
  file: string;
  line: number;
}

/** The module of WebAssembly ended a call; the next one meets a fresh module. */
export class Stopped extends Error {}

/** What cannot be answered. The message names the field, or the line and column of a rule file, and what is wrong. */
export class RolloutError extends Error {}

export const version: string;
export const editions: Edition[];

/** Returns the state of a rollout, and the clause that decides it. Default edition: b2. A rollout's own edition wins. */
export function project(rollout: Rollout, options?: { edition?: Edition }): Promise<Answer>;

/**
 * Returns the answers to JSON Lines, one per line and in order, as `rollout-oracle project --jsonl` prints them. A bad
 * line is answered in place; bytes need not be UTF-8. `first` is the number of the first line.
 */
export function projectLines(
  lines: string | Uint8Array,
  options?: { edition?: Edition; released?: boolean; first?: number },
): Promise<string>;

/** Returns clause by clause why a rollout has its state: in an edition as above, or by the text of a rule file. */
export function explain(rollout: Rollout, options?: { edition?: Edition; rule?: string }): Promise<Explanation>;

/** The same of a rollout as text. Its edition is the one of the options. */
export function explainLine(line: string, options?: { edition?: Edition; rule?: string }): Promise<Explanation>;

/**
 * Returns every kind of difference of two editions or texts of rule files, each with a shortest rollout. Of editions that
 * relate rows with a place, these are searched in lists of up to `searched_rows`.
 */
export function diff(
  before: string,
  after: string,
): Promise<{
  before: string;
  after: string;
  equal: boolean;
  pairs?: number;
  searched_rows?: number;
  kinds: Difference[];
}>;

/** Returns what `rollout-oracle lint --format json` prints of an edition or the text of a rule file. */
export function lint(rule: string): Promise<Record<string, unknown> & { clean: boolean }>;

/** Returns the minimal machine of an edition or a rule file (spec/schemas/machine.schema.json). */
export function machine(rule: string): Promise<Record<string, unknown>>;

/** Returns the section of the specification with that ID: a clause, a finding, a regression, a property. */
export function section(id: string): Section | undefined;
