import type { Domain, Machine, Member, Overheads, Scenario, Taskset } from '../generated/ast.ts';

/** The declarations, whose names other files can see. */
export interface DeclarationKinds {
  readonly Machine: Machine;
  readonly Domain: Domain;
  readonly Taskset: Taskset;
  readonly Overheads: Overheads;
  readonly Scenario: Scenario;
}

export type DeclarationKind = keyof DeclarationKinds;

export type Declaration = DeclarationKinds[DeclarationKind];

export function isDeclaration(member: Member): member is Declaration {
  return member.$type !== 'Import';
}
