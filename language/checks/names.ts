import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import {
  andHere,
  declaredHere,
  emptyName,
  importedTwice,
  otherOneHere,
  taskOfTasksetTwice,
  twoOfOneName,
} from '../../messages/checks/names.ts';
import type { NamedKind } from '../../messages/text/kinds.ts';
import {
  type Domain,
  type File,
  type Import,
  isImport,
  type TasksetUse,
} from '../generated/ast.ts';
import { type Declaration, isDeclaration } from '../references/declaration.ts';
import { type DomainTask, tasksOf } from '../syntax/members.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';
import { related } from './related.ts';

type Named = AstNode & { readonly name: string };

/**
 * Reports two declarations of one name: both in this file, or one here and one in an imported file.
 */
function checkDeclarations(file: File, report: Report, { visible }: CheckContext): void {
  const seen = new Map<string, Declaration>();
  for (const member of file.members) {
    if (!isDeclaration(member) || member.name === undefined) continue;
    const key = `${member.$type} ${member.name}`;
    const before = seen.get(key) ?? visible.imported(member.$type, member.name);
    if (before === undefined) seen.set(key, member);
    else reportDouble(member, before, member.$type, report);
  }
}

function reportDouble(node: Named, before: Named, kind: NamedKind, report: Report): void {
  report({
    message: twoOfOneName(kind, node.name),
    node,
    property: 'name',
    related: related(otherOneHere(), before, 'name'),
  });
}

function checkMembers(nodes: readonly Named[], kind: NamedKind, report: Report): void {
  const seen = new Map<string, Named>();
  for (const node of nodes) {
    if (node.name === undefined) continue;
    const before = seen.get(node.name);
    if (before === undefined) seen.set(node.name, node);
    else reportDouble(node, before, kind, report);
  }
}

/**
 * Reports equal names among a domain's own tasks and those of its task sets. The mark is on the
 * `run` line that brings the second one in.
 */
function checkDomainTasks(domain: Domain, report: Report): void {
  checkMembers(domain.vcpus, 'Vcpu', report);
  if (domain.runs.length === 0) {
    checkMembers(domain.tasks, 'Task', report);
    return;
  }
  const seen = new Map<string, DomainTask>();
  const told = new Set<TasksetUse>();
  for (const member of tasksOf(domain)) {
    const { task, run } = member;
    if (task.name === undefined) continue;
    const before = seen.get(task.name);
    if (before === undefined) {
      seen.set(task.name, member);
    } else if (run === undefined) {
      reportDouble(task, before.task, 'Task', report);
    } else if (before.run !== run && !told.has(run)) {
      told.add(run);
      report({
        message: taskOfTasksetTwice({ domain: domain.name, task: task.name }),
        node: run,
        property: 'taskset',
        related: related(otherOneHere(), before.task, 'name'),
      });
    }
  }
}

/**
 * Reports names that two imported files declare without seeing each other: they meet in this file
 * only. The mark is on the import that brings the second declaration.
 */
function checkImports(file: File, report: Report, context: CheckContext): void {
  for (const [before, ...others] of context.visible.importedDoubles()) {
    if (before === undefined) continue;
    const other = AstUtils.getDocument(before);
    for (const member of others) {
      const document = AstUtils.getDocument(member);
      const meetBefore =
        context.visibleFrom(document).sees(other) || context.visibleFrom(other).sees(document);
      const line = meetBefore ? undefined : lineThatBrings(file, document, context);
      if (line === undefined) continue;
      report({
        message: importedTwice(member.$type, member.name),
        node: line,
        property: 'path',
        related: [
          ...related(declaredHere(), before, 'name'),
          ...related(andHere(), member, 'name'),
        ],
      });
    }
  }
}

function lineThatBrings(
  file: File,
  document: LangiumDocument,
  context: CheckContext,
): Import | undefined {
  return file.members.filter(isImport).find((line) => {
    const imported = context.imported(line);
    return imported !== undefined && context.visibleFrom(imported).sees(document);
  });
}

function checkEmptyName(node: Named, report: Report): void {
  if (node.name !== '') return;
  report({
    message: emptyName(),
    node,
    property: 'name',
  });
}

const namedTypes = [
  'Machine',
  'Pool',
  'Plan',
  'Domain',
  'Taskset',
  'Overheads',
  'Scenario',
  'Vcpu',
  'Task',
] as const;

export const nameChecks: readonly Check[] = [
  check('File', 'name/twice', 'error', checkDeclarations),
  check('Taskset', 'name/twice', 'error', (taskset, report) =>
    checkMembers(taskset.tasks, 'Task', report),
  ),
  ...(['Machine', 'Pool'] as const).map((type) =>
    check(type, 'name/twice', 'error', (home, report) => checkMembers(home.plans, 'Plan', report)),
  ),
  check('Domain', 'name/twice', 'error', checkDomainTasks),
  check('File', 'import/name-twice', 'error', checkImports),
  check('Machine', 'name/twice', 'error', (machine, report) =>
    checkMembers(machine.pools, 'Pool', report),
  ),
  ...namedTypes.map((type) => check(type, 'name/empty', 'error', checkEmptyName)),
];
