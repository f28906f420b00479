// A machine file (spec/schemas/machine.schema.json) made ready to be drawn: letters grouped, edges merged, and the path
// of a rollout.

/** Returns the texts of each class: its letters, without the flags that change nothing. */
export function classTexts(machine, marks) {
  const texts = machine.classes.map(() => []);
  for (const [state, classes] of Object.entries(machine.letters)) {
    const relevant = machine.flags
      .map((flag, number) => ({ mark: marks[flag] ?? flag, bit: 1 << number }))
      .filter(({ bit }) => classes.some((each, flags) => each !== classes[flags ^ bit]));
    const mask = relevant.reduce((all, { bit }) => all | bit, 0);
    classes.forEach((each, flags) => {
      if ((flags & ~mask) === 0) {
        const set = relevant.filter(({ bit }) => flags & bit).map(({ mark }) => `+${mark}`);
        texts[each].push((state || '(other)') + set.join(''));
      }
    });
  }
  return texts;
}

/** Returns the edges that are no loops, each with its classes: [{ from, to, classes }]. */
export function edgesOf(machine) {
  const edges = new Map();
  machine.transitions.forEach((row, from) => {
    row.forEach((to, each) => {
      if (to !== from) {
        const key = `${from} ${to}`;
        const edge = edges.get(key) ?? { from, to, classes: [] };
        edge.classes.push(each);
        edges.set(key, edge);
      }
    });
  });
  return [...edges.values()];
}

/** Returns the states that a list of children passes, the initial one first. A child has a `state` and its `flags`. */
export function pathOf(machine, children) {
  const path = [machine.initial];
  for (const { state, flags } of children) {
    const classes = machine.letters[state] ?? machine.letters[''];
    path.push(machine.transitions[path.at(-1)][classes[flags]]);
  }
  return path;
}
