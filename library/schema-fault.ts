import * as v from 'valibot';

/** The first fault of data that does not fit a schema. */
export interface SchemaFault {
  /** The place in the data, as `task.period`; empty for the whole. */
  readonly path: string;
  readonly fault: string;
}

export function schemaFault(issues: readonly v.BaseIssue<unknown>[]): SchemaFault {
  const [issue] = issues;
  return {
    path: issue === undefined ? '' : (v.getDotPath(issue) ?? ''),
    fault: issue?.message ?? '',
  };
}
