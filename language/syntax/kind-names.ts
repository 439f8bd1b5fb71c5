import { kindName, type NamedKind } from '../../messages/text/kinds.ts';

const named = {
  Machine: true,
  Domain: true,
  Taskset: true,
  Overheads: true,
  Scenario: true,
  Vcpu: true,
  Task: true,
} satisfies Readonly<Record<NamedKind, true>>;

export function isNamedKind(type: string): type is NamedKind {
  return type in named;
}

/** What people call a node of that type; the type itself where it has no name of its own. */
export function nameOfType(type: string): string {
  return isNamedKind(type) ? kindName(type) : type;
}
