import { failuresOf } from './failures.ts';
import { readReport } from './report.ts';

/** Tells once more what failed in the last run of each project's tests. */
for (const project of ['unit', 'vscode', 'xen']) {
  const report = readReport(project);
  if (report === undefined) console.log(`\nThe tests of ${project} left no report.`);
  else for (const failure of failuresOf(report)) console.log(`\n${failure}`);
}
