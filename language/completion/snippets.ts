import type { snippetDetails } from '../../messages/editing/snippets.ts';

/** A snippet in the editor's syntax: `${1:name}` is a place to type. */
export interface Snippet {
  readonly label: string;
  readonly detail: keyof typeof snippetDetails;
  readonly body: string;
}

/** The snippet for an empty file. */
export const wholeFile: Snippet = {
  label: 'system',
  detail: 'system',
  body: `machine \${1:board} {
  cores \${2:1}
  scheduler \${3|EDF,RM,DM,RTDS|}
}

domain \${4:guest} on \${1:board} {
  scheduler \${5|EDF,RM,DM|}
  vcpu v0  period \${6:10ms}
  task \${7:control}  period \${8:20ms}  wcet \${9:2ms}
}
`,
};

/** The snippets for every place where a declaration, or a pool in a machine, may begin. */
export const declarationSnippets: readonly Snippet[] = [
  {
    label: 'machine { … }',
    detail: 'machine',
    body: `machine \${1:board} {
  cores \${2:1}
  scheduler \${3|EDF,RM,DM,FP,RTDS,credit,null|}
}
`,
  },
  {
    label: 'pool { … }',
    detail: 'pool',
    body: `pool \${1:rt} { cores \${2:1}  scheduler \${3|EDF,RM,DM,FP,RTDS,credit,credit2,null|} }`,
  },
  {
    label: 'domain { … }',
    detail: 'domain',
    body: `domain \${1:guest} {
  scheduler \${2|EDF,RM,DM|}
  vcpu v0  period \${3:10ms}
  task \${4:control}  period \${5:20ms}  wcet \${6:2ms}
}
`,
  },
  {
    label: 'taskset { … }',
    detail: 'taskset',
    body: `taskset \${1:control} {
  task \${2:sensor}  period \${3:10ms}  wcet \${4:1ms}
}
`,
  },
  {
    label: 'scenario { … }',
    detail: 'scenario',
    body: `scenario \${1:startup} {
  at 0ms    start \${2:guest}
  at \${3:100ms}  stop \${2:guest}
  run \${4:1s}
}
`,
  },
];
