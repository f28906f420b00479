// The command line of the scripts that make the page, its data and the site.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Returns the options of the command line, by their names. One of `required` that is missing ends the process with status
 * 2. `optional` has the default of each further one.
 */
export function optionsOf(required, optional = {}) {
  const { values } = parseArgs({
    options: Object.fromEntries([
      ...required.map((name) => [name, { type: 'string' }]),
      ...Object.entries(optional).map(([name, value]) => [name, { type: 'string', default: value }]),
    ]),
  });
  for (const name of required) {
    if (!values[name]) {
      console.error(`${basename(process.argv[1])}: --${name} is required`);
      process.exit(2);
    }
  }
  return values;
}
