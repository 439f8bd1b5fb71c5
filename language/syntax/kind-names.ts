const names = {
  Machine: 'machine',
  Domain: 'domain',
  Taskset: 'task set',
  Overheads: 'overheads table',
  Scenario: 'scenario',
  Vcpu: 'VCPU',
  Task: 'task',
} as const;

/** The kinds of nodes that have a name. */
export type NamedKind = keyof typeof names;

/** What people call each kind of thing that has a name. */
export const kindNames: Readonly<Record<NamedKind, string>> = names;

export function isNamedKind(type: string): type is NamedKind {
  return type in names;
}

/** What people call a node of that type; the type itself where it has no name of its own. */
export function kindName(type: string): string {
  return isNamedKind(type) ? names[type] : type;
}
