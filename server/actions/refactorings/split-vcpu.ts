import { GrammarUtils, type LangiumDocument } from 'langium';
import { CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver';
import {
  type Domain,
  isDomain,
  isVcpu,
  type Task,
  type TasksetUse,
  type Vcpu,
} from '../../../language/generated/ast.ts';
import { tasksOf } from '../../../language/syntax/members.ts';
import { isWritableName, writtenName } from '../../../language/syntax/names.ts';
import { splitVcpu as titleOf } from '../../../messages/editor/refactorings.ts';
import type * as model from '../../../scheduling/model/model.ts';
import { traitsOf } from '../../../scheduling/model/policies.ts';
import { isWhole, nodeAt, type Refactoring, replaced } from './refactoring.ts';
import { homeName, homeText } from './task-home.ts';

/** A split with the model that it leads to, which is analyzed before the split is offered. */
export interface Split extends Refactoring {
  readonly changed: model.SystemModel;
}

/** A task, or a `run` with all its tasks: what moves as one. */
type Unit = Task | TasksetUse;

/**
 * Gives half of a VCPU's load to another VCPU of the same period. Both budgets are left open, since
 * the written one was for all tasks.
 */
export function splitVcpu(
  document: LangiumDocument,
  range: Range,
  system: model.SystemModel,
): Split | undefined {
  const vcpu = isWhole(document) ? nodeAt(document, range, isVcpu) : undefined;
  const domain = vcpu?.$container;
  if (vcpu === undefined || !isDomain(domain) || !isWritableName(vcpu.name)) return undefined;
  const machine = system.machines.find(({ domains }) =>
    domains.some(({ name }) => name === domain.name),
  );
  const lowered = machine?.domains.find(({ name }) => name === domain.name);
  if (machine === undefined || lowered === undefined || lowered.global || lowered.incomplete)
    return undefined;
  if (traitsOf(machine.policy).gives !== 'budgets') return undefined;
  const units = [...domain.tasks, ...domain.runs].filter(
    (unit) => (homeName(unit) ?? domain.vcpus[0]?.name) === vcpu.name,
  );
  const moved = lighterHalf(units, domain, lowered);
  if (moved.size === 0) return undefined;
  const other = freeName(vcpu.name, domain);
  const edits = [
    ...vcpuEdits(document, vcpu, other),
    ...units.flatMap((unit) => homeEdits(document, unit, moved.has(unit) ? other : vcpu.name)),
  ];
  return {
    title: titleOf(vcpu.name, other),
    kind: CodeActionKind.RefactorRewrite,
    edits,
    changed: changedModel(system, domain, vcpu.name, other, namesIn(domain, moved)),
  };
}

/** The units that move: each unit, the heaviest first, goes to the side with less load. */
function lighterHalf(
  units: readonly Unit[],
  domain: Domain,
  { tasks }: model.Domain,
): ReadonlySet<Unit> {
  const share = new Map(tasks.map(({ name, wcet, period }) => [name, wcet / period]));
  const loads = units.map((unit) => {
    const names = [...namesIn(domain, new Set([unit]))];
    return { unit, load: names.reduce((sum, name) => sum + (share.get(name) ?? 0), 0) };
  });
  const moved = new Set<Unit>();
  let [stays, goes] = [0, 0];
  for (const { unit, load } of loads.toSorted((a, b) => b.load - a.load)) {
    if (stays <= goes) stays += load;
    else {
      goes += load;
      moved.add(unit);
    }
  }
  return moved;
}

/** The names of the tasks that units bring into their domain. */
function namesIn(domain: Domain, units: ReadonlySet<Unit>): ReadonlySet<string> {
  return new Set(
    tasksOf(domain)
      .filter(({ task, run }) => units.has(run ?? task))
      .map(({ task }) => task.name),
  );
}

function freeName(name: string, { vcpus }: Domain): string {
  const taken = new Set(vcpus.map((vcpu) => vcpu.name));
  const [, stem = name, digits] = /^(.*?)(\d*)$/.exec(name) ?? [];
  for (let number = Number(digits || '0') + 1; ; number++) {
    if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
  }
}

/** The second VCPU stands below the first, with all of its attributes but budget and core. */
function vcpuEdits(document: LangiumDocument, vcpu: Vcpu, other: string): readonly TextEdit[] {
  const { $cstNode: cst } = vcpu;
  const text = document.textDocument.getText();
  if (cst === undefined) return [];
  const budget = stretch(vcpu, 'budget', text);
  const core = stretch(vcpu, 'core', text);
  const name = GrammarUtils.findNodeForProperty(cst, 'name');
  const cut = [budget, core].filter((each) => each !== undefined);
  let copy = '';
  let at = name?.end ?? cst.end;
  for (const { from, to } of cut.toSorted((a, b) => a.from - b.from)) {
    copy += text.slice(at, from);
    at = to;
  }
  copy += text.slice(at, cst.end);
  const lineStart = text.lastIndexOf('\n', cst.offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return [
    ...(budget === undefined ? [] : [replaced(document, budget.from, budget.to, '')]),
    replaced(document, cst.end, cst.end, `\n${indentation}vcpu ${writtenName(other)}${copy}`),
  ];
}

/** The stretch of an attribute's text, with the blanks before it. */
function stretch(vcpu: Vcpu, word: 'budget' | 'core', text: string) {
  const keyword = GrammarUtils.findNodeForKeyword(vcpu.$cstNode, word);
  const value = GrammarUtils.findNodeForProperty(vcpu.$cstNode, word);
  if (keyword === undefined || value === undefined) return undefined;
  return { from: text.slice(0, keyword.offset).replace(/\s+$/, '').length, to: value.end };
}

function homeEdits(document: LangiumDocument, unit: Unit, home: string): readonly TextEdit[] {
  const { $cstNode: cst } = unit;
  if (cst === undefined) return [];
  const written = homeText(unit, document.textDocument.getText());
  const on = ` on ${writtenName(home)}`;
  return written === undefined
    ? [replaced(document, cst.end, cst.end, on)]
    : [replaced(document, written.from, written.to, on)];
}

function changedModel(
  system: model.SystemModel,
  { name }: Domain,
  vcpu: string,
  other: string,
  moved: ReadonlySet<string>,
): model.SystemModel {
  const changed = (domain: model.Domain): model.Domain => ({
    ...domain,
    vcpus: domain.vcpus.flatMap((each) => {
      if (each.name !== vcpu) return [each];
      const { budget: _, ...kept } = each;
      const { core: __, ...copied } = kept;
      return [kept, { ...copied, name: other }];
    }),
    tasks: domain.tasks.map((task) => (moved.has(task.name) ? { ...task, vcpu: other } : task)),
  });
  return {
    ...system,
    machines: system.machines.map((machine) => ({
      ...machine,
      domains: machine.domains.map((domain) => (domain.name === name ? changed(domain) : domain)),
    })),
  };
}
