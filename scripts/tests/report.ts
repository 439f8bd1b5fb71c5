import { readFileSync } from 'node:fs';

/** The part of vitest's JSON report that is read. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The file of a project's report. */
export function reportOf(project: string): string {
  return `test-results/${project}.json`;
}

/** The report of a project's last run; undefined where the runner ended before writing one. */
export function readReport(project: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(reportOf(project), 'utf8'));
  } catch {
    return undefined;
  }
}
