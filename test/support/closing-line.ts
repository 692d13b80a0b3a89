import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends the run with one plain line that any reader of logs understands: "412 passed, 0 failed". */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A file that did not load, or whose set-up failed, has failed though none of its tests has.
    const unloaded = modules.filter(
      (module) =>
        module.state() === 'failed' &&
        [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
    );
    const failed = count('failed') + unloaded.length + errors.length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const lines = [
      ...tellSkipped(skipped),
      `${count('passed')} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
    ];
    // After the default reporter, which writes its summary when the run has ended.
    process.once('exit', () => {
      process.stdout.write(`${lines.join('\n')}\n`);
    });
  }
}

/** Only tests that need a program of the system are ever skipped: by where they stand, what it is. */
const PROGRAMS = [
  { folder: 'browser/', kind: 'browser tests', name: 'Chromium', packages: 'chromium' },
  { folder: 'formats/prov', kind: 'tests of PROV', name: 'python3-prov', packages: 'python3-prov' },
  {
    folder: 'formats/readers',
    kind: 'tests of our formats',
    name: 'such reader',
    packages: 'python3-prov python3-networkx python3-pydot python3-feedparser graphviz',
  },
];

function tellSkipped(tests: readonly TestCase[]): string[] {
  return PROGRAMS.flatMap(({ folder, kind, name, packages }) => {
    const skipped = tests.filter((test) => test.module.relativeModuleId.startsWith(folder));
    if (skipped.length === 0) return [];
    return [
      `These ${kind} did not run, since there is no ${name}:`,
      ...skipped.map((test) => `  ${test.fullName}`),
      `To run them: apt-get install ${packages}`,
    ];
  });
}
