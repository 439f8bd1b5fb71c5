import type { AstNode, LangiumDocument } from 'langium';
import type * as model from '../../scheduling/model/model.ts';
import type { Domain, Machine, Scenario } from '../generated/ast.ts';
import type { HyperschedServices } from '../module.ts';
import { type PlaceNote, type Places, placesOf } from '../places.ts';
import { type Declaration, isDeclaration } from '../references/declaration.ts';
import type { Visibility, Visible } from '../references/visible.ts';
import { lowerDomain } from './domain.ts';
import { type Flaw, membersWithSyntaxErrors } from './flaws.ts';
import { type BareMachine, clockOf, lowerMachine } from './machine.ts';
import { lowerScenario } from './scenario.ts';

/** A system model with the places of its elements. */
export interface Lowered {
  readonly model: model.SystemModel;
  readonly places: Places;
}

/**
 * Lowers a file and all its imports, whose documents must be linked, to a system model. Never
 * throws, whatever the text: the model leaves out text that cannot be understood, marks its domain
 * incomplete, and keeps everything else. The model is always legal: a number that does not fit the
 * others is left open, and its domain is incomplete.
 */
export function lower(root: LangiumDocument, services: HyperschedServices): Lowered {
  const lowering = new Lowering(root, services.references.Visibility);
  return lowering.result();
}

interface LoweredMachine {
  readonly source: Machine;
  readonly bare: BareMachine;
  readonly flawed: boolean;
  readonly domains: model.Domain[];
}

class Lowering {
  private readonly visibility: Visibility;
  private readonly visible: Visible;
  private readonly notes: PlaceNote[] = [];
  /** The members with a syntax error inside, and those whose name is declared again. */
  private readonly flawed = new Set<AstNode>();
  private readonly machines = new Map<Machine, LoweredMachine>();
  private readonly scenarios: model.Scenario[] = [];

  constructor(root: LangiumDocument, visibility: Visibility) {
    this.visibility = visibility;
    this.visible = visibility.ofDocument(root);
    const declarations = this.declarations();
    for (const declaration of declarations)
      if (declaration.$type === 'Machine') this.addMachine(declaration);
    for (const declaration of declarations)
      if (declaration.$type === 'Domain') this.addDomain(declaration);
    for (const declaration of declarations)
      if (declaration.$type === 'Scenario') this.addScenario(declaration);
  }

  result(): Lowered {
    const machines = [...this.machines.values()].map(({ bare, domains }) => ({ ...bare, domains }));
    return { model: { machines, scenarios: this.scenarios }, places: placesOf(this.notes) };
  }

  /** The visible declarations with a name, in the order written. */
  private declarations(): Declaration[] {
    const declarations: Declaration[] = [];
    for (const document of this.visible.documents) {
      for (const member of membersWithSyntaxErrors(document)) this.flawed.add(member);
      for (const member of document.parseResult.value.members) {
        if (!isDeclaration(member) || member.name === undefined) continue;
        const known = this.visible.declarations[member.$type].get(member.name);
        if (known === member) declarations.push(member);
        else if (known !== undefined) this.flawed.add(known);
      }
    }
    return declarations;
  }

  private addMachine(source: Machine): void {
    const flaw: Flaw = { found: this.flawed.has(source) };
    const bare = lowerMachine(source, flaw, this.visibility.machineOf);
    for (const use of source.overheads)
      if (this.flawed.has(use.table?.ref ?? source)) flaw.found = true;
    this.machines.set(source, { source, bare, flawed: flaw.found, domains: [] });
    this.notes.push({ element: { kind: 'machine', machine: bare.name }, node: source });
    for (let core = 0; core < bare.cores; core++) {
      this.notes.push({ element: { kind: 'core', machine: bare.name, core }, node: source });
    }
  }

  private addDomain(source: Domain): void {
    const machine = this.loweredMachine(this.visibility.machineOf(source));
    if (machine === undefined) return;
    const flawedPart = source.runs.some(
      (run) => run.taskset?.ref !== undefined && this.flawed.has(run.taskset.ref),
    );
    const flaw: Flaw = { found: machine.flawed || flawedPart || this.flawed.has(source) };
    this.notes.push({ element: { kind: 'domain', domain: source.name }, node: source });
    machine.domains.push(
      lowerDomain(source, machine.bare, clockOf(machine.source), flaw, (note) => {
        this.notes.push(note);
      }),
    );
  }

  private addScenario(source: Scenario): void {
    const scenario = lowerScenario(source, this.visibility.machineOf, (note) => {
      this.notes.push(note);
    });
    if (scenario === undefined) return;
    this.notes.push({ element: { kind: 'scenario', scenario: scenario.name }, node: source });
    this.scenarios.push(scenario);
  }

  /** The machine of a domain; where several have its name, the first of them. */
  private loweredMachine(machine: Machine | undefined): LoweredMachine | undefined {
    if (machine === undefined) return undefined;
    const meant = this.machines.get(machine);
    if (meant !== undefined || machine.name === undefined) return meant;
    const named = this.visible.declarations.Machine.get(machine.name);
    return named === undefined ? undefined : this.machines.get(named);
  }
}
