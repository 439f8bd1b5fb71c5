import { kindName, type NamedKind } from '../../messages/text/kinds.ts';

const named = {
  Machine: true,
  Pool: true,
  Plan: true,
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

/** The name for people of a node's type; the type itself where it has none. */
export function nameOfType(type: string): string {
  return isNamedKind(type) ? kindName(type) : type;
}
