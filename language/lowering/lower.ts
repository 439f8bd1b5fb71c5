import type { AstNode, LangiumDocument } from 'langium';
import type * as model from '../../scheduling/model/model.ts';
import type { Domain, Machine, Scenario, WindowLine } from '../generated/ast.ts';
import { type CoreShare, divideCores, type GivenCores } from '../machines/divide-cores.ts';
import { type Home, homeName, machineIn } from '../machines/home.ts';
import { windowsByPlan } from '../machines/windows-by-plan.ts';
import type { HyperschedServices } from '../module.ts';
import { type PlaceNote, type Places, placesOf } from '../places.ts';
import { type Declaration, isDeclaration } from '../references/declaration.ts';
import type { HomeOf, Visibility, Visible } from '../references/visible.ts';
import { mostCores } from '../syntax/attributes.ts';
import { whole } from './attributes.ts';
import { lowerDomain } from './domain.ts';
import { type Flaw, membersWithSyntaxErrors } from './flaws.ts';
import { type BareMachine, clockOf, type HostParts, lowerHome, lowerHost } from './machine.ts';
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
 * others is left open, and its domain is incomplete. `given` has cores for pools that name none, as
 * if they were written.
 */
export function lower(
  root: LangiumDocument,
  services: HyperschedServices,
  given?: GivenCores,
): Lowered {
  const lowering = new Lowering(root, services.references.Visibility, given);
  return lowering.result();
}

interface LoweredMachine {
  readonly source: Machine;
  readonly bare: BareMachine;
  flawed: boolean;
  /** The lines with windows, by their VCPUs. */
  readonly windows: ReadonlyMap<AstNode | undefined, readonly WindowLine[]>;
  readonly domains: model.Domain[];
}

class Lowering {
  private readonly visibility: Visibility;
  private readonly given: GivenCores | undefined;
  private readonly visible: Visible;
  private readonly notes: PlaceNote[] = [];
  /** The members with a syntax error inside, and those whose name is declared again. */
  private readonly flawed = new Set<AstNode>();
  /** Machines and pools by their names in the model. */
  private readonly machines = new Map<string, LoweredMachine>();
  /** Machines and pools of whose cores none is understood. */
  private readonly coreless = new Set<Home>();
  private readonly scenarios: model.Scenario[] = [];

  constructor(root: LangiumDocument, visibility: Visibility, given: GivenCores | undefined) {
    this.visibility = visibility;
    this.given = given;
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
    whole(source.cores, flaw, 1, mostCores);
    for (const use of source.overheads)
      if (this.flawed.has(use.table?.ref ?? source)) flaw.found = true;
    const host = lowerHost(source, flaw);
    const { own, pools } = divideCores(source, this.given);
    this.addHome(source, own, host, flaw);
    for (const [pool, share] of pools) this.addHome(pool, share, host, flaw);
  }

  /**
   * Adds a machine or a pool. If an earlier one has its name, neither of them is sure. A machine
   * whose cores are all in pools has a place, though it is none of the model's.
   */
  private addHome(home: Home, share: CoreShare, host: HostParts, { found }: Flaw): void {
    const flaw: Flaw = { found: found || !share.sure || this.flawed.has(home) };
    const bare = lowerHome(home, share.cores, host, flaw, this.visibility.homeOf);
    const namesake = this.machines.get(bare.name);
    if (namesake !== undefined) namesake.flawed = true;
    if (home.name === undefined || namesake !== undefined) return;
    this.notes.push({ element: { kind: 'machine', machine: bare.name }, node: home });
    if (share.cores.length === 0) {
      if (!share.sure) this.coreless.add(home);
      return;
    }
    const windows = new Map<AstNode | undefined, WindowLine[]>();
    for (const line of windowsByPlan(home).flat()) {
      const vcpu = line.vcpu?.ref;
      windows.set(vcpu, [...(windows.get(vcpu) ?? []), line]);
    }
    this.machines.set(bare.name, {
      source: machineIn(home),
      bare,
      flawed: flaw.found,
      windows,
      domains: [],
    });
    for (const core of bare.cores)
      this.notes.push({ element: { kind: 'core', machine: bare.name, core }, node: home });
    for (const plan of home.plans.toReversed()) {
      if (plan.name !== undefined)
        this.notes.push({
          element: { kind: 'plan', machine: bare.name, plan: plan.name },
          node: plan,
        });
    }
  }

  private addDomain(source: Domain): void {
    const home = this.visibility.homeOf(source);
    // Where several machines have one name, the first of them counts.
    const machine = home === undefined ? undefined : this.machines.get(homeName(home));
    if (machine === undefined) return;
    const flawedPart = source.runs.some(
      (run) => run.taskset?.ref !== undefined && this.flawed.has(run.taskset.ref),
    );
    const flaw: Flaw = { found: machine.flawed || flawedPart || this.flawed.has(source) };
    this.notes.push({ element: { kind: 'domain', domain: source.name }, node: source });
    machine.domains.push(
      lowerDomain(source, machine.bare, clockOf(machine.source), flaw, (note) => {
        const windows = note.element.kind === 'vcpu' ? machine.windows.get(note.node) : undefined;
        this.notes.push(windows === undefined ? note : { ...note, windows });
      }),
    );
  }

  private addScenario(source: Scenario): void {
    const homeOf: HomeOf = (node) => {
      const home = this.visibility.homeOf(node);
      return home !== undefined && this.coreless.has(home) ? undefined : home;
    };
    const scenario = lowerScenario(source, homeOf, (note) => {
      this.notes.push(note);
    });
    if (scenario === undefined) return;
    this.notes.push({ element: { kind: 'scenario', scenario: scenario.name }, node: source });
    this.scenarios.push(scenario);
  }
}
