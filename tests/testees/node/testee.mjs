// A testee: answers the requests of rollout-oracle, protocol version 1, by asking project and projectChildren
// (projection.mjs). Nothing here depends on the edition.
import { once } from "node:events";
import { edition, project, projectChildren } from "./projection.mjs";

const protocolVersion = 1;

// What each object may hold. A member that is not here is refused: what it asks for would be ignored in silence.
const isString = (value) => typeof value === "string";
const isBoolean = (value) => typeof value === "boolean";
const requestMembers = new Map([
  ["cmd", isString],
  ["version", Number.isSafeInteger],
  ["seq", Number.isSafeInteger],
  ["edition", isString],
  ["subject", isString],
  ["cases", Array.isArray],
]);
const caseMembers = new Map([
  ["operations", Array.isArray],
  ["children", Array.isArray],
  ["released", isBoolean],
]);
const rowMembers = new Map([
  ["state", isString],
  ["on_failure", (value) => value === null || isString(value)],
  ["deployment", isString],
  ["key", isString],
  ["kind", isString],
  ["started", isBoolean],
  ["step", Number.isSafeInteger],
  ["target", isString],
]);
const childMembers = new Map([
  ["state", isString],
  ["continue_on_failure", isBoolean],
  ["pause_on_failure", isBoolean],
  ["orphaned", isBoolean],
  ["never_started", isBoolean],
]);

function check(value, members, required = []) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("an object is missing");
  for (const name in value) {
    const holds = members.get(name);
    if (holds === undefined) throw new Error(`unknown member ${JSON.stringify(name)}`);
    if (!holds(value[name])) throw new Error(`${name} is of another type`);
  }
  for (const name of required) {
    if (!Object.hasOwn(value, name)) throw new Error(`${name} is missing`);
  }
}

// Returns the answer to one request; undefined to a stop.
function respond(line) {
  const request = JSON.parse(line);
  check(request, requestMembers, ["cmd"]);
  switch (request.cmd) {
    case "start":
      if (request.version !== protocolVersion) throw new Error(`only protocol version ${protocolVersion} is spoken here`);
      return {
        version: protocolVersion,
        implementation: { name: "template", version: "1", language: "JavaScript" },
        editions: [edition],
      };
    case "run":
      check(request, requestMembers, ["seq", "edition", "cases"]);
      return { seq: request.seq, results: run(request) };
    case "stop":
      return undefined;
    default:
      throw new Error(`unknown command ${JSON.stringify(request.cmd)}`);
  }
}

function run({ cases, edition: asked, subject = "projection" }) {
  if (asked !== edition) return cases.map(() => ({ skipped: `edition ${asked} is not offered` }));
  if (subject !== "projection") return cases.map(() => ({ skipped: `subject ${subject} is not offered` }));
  return cases.map((each) => ({ state: projected(each) }));
}

// The answer of the function for rows, or of the one for children.
function projected(each) {
  check(each, caseMembers);
  if ((each.operations === undefined) === (each.children === undefined)) {
    throw new Error("a case needs either operations or children");
  }
  if (each.children !== undefined) {
    return projectChildren(each.children.map(childOf));
  }
  return project(each.operations.map(rowOf), each.released ?? false);
}

function childOf(child) {
  check(child, childMembers, ["state"]);
  return {
    state: child.state,
    continueOnFailure: child.continue_on_failure ?? false,
    pauseOnFailure: child.pause_on_failure ?? false,
    orphaned: child.orphaned ?? false,
    neverStarted: child.never_started ?? false,
  };
}

function rowOf(row) {
  check(row, rowMembers, ["state"]);
  return {
    state: row.state,
    // An absent policy is the default. A null is another thing: a word that nobody knows.
    onFailure: row.on_failure === undefined ? "halt" : row.on_failure,
    deployment: row.deployment ?? "",
    key: row.key ?? "",
    kind: row.kind ?? "work",
    started: row.started ?? true,
    step: row.step ?? 0,
    target: row.target ?? "",
  };
}

// Lines of any length, each joined once: appending chunk by chunk would copy a long line over and over.
async function* lines(input) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let pieces = [];
  for await (const chunk of input) {
    let begin = 0;
    for (let end; (end = chunk.indexOf(0x0a, begin)) !== -1; begin = end + 1) {
      pieces.push(chunk.subarray(begin, end));
      yield decoder.decode(Buffer.concat(pieces));
      pieces = [];
    }
    if (begin < chunk.length) pieces.push(chunk.subarray(begin));
  }
  if (pieces.length > 0) yield decoder.decode(Buffer.concat(pieces));
}

let number = 0;
try {
  for await (const line of lines(process.stdin)) {
    number += 1;
    const answer = respond(line);
    if (answer === undefined) break;
    if (!process.stdout.write(JSON.stringify(answer) + "\n")) await once(process.stdout, "drain");
  }
} catch (error) {
  process.stderr.write(`testee: line ${number}: ${error.message}\n`);
  process.exitCode = 1;
}
