import type { AstNode } from 'langium';
import { needsPriorities } from '../../scheduling/model/guest-policies.ts';
import { defaultPolicy, isPolicyAttribute, whyIgnored } from '../../scheduling/model/policies.ts';
import {
  type Domain,
  isAddAction,
  isDomain,
  isMachine,
  isPool,
  isScenario,
  isTask,
  isTasksetUse,
  isVcpu,
} from '../generated/ast.ts';
import { guestPolicy, isGlobal } from '../lowering/domain.ts';
import { type WrittenPolicy, writtenPolicy } from '../policies/written-policy.ts';
import type { HomeOf } from '../references/visible.ts';
import { attributes, valuesOf } from '../syntax/attributes.ts';
import { tasksOf } from '../syntax/members.ts';

/** Whether a word that the grammar allows also makes sense in the node it would belong to. */
export function fits(
  rule: string,
  word: string,
  node: AstNode | undefined,
  homeOf: HomeOf,
): boolean {
  // A block may repeat steps and declarations, though each step has one time only.
  if (rule === 'Step' || rule === 'Overheads') return true;
  const owner = ownerOf(rule, word, node);
  if (owner === undefined) return true;
  if (isWritten(word, owner)) return false;
  return makesSense(word, owner, homeOf);
}

/**
 * The node that a word of a rule would belong to: the cursor stands in that node or just behind it.
 */
function ownerOf(rule: string, word: string, node: AstNode | undefined): AstNode | undefined {
  const types = openedIn[word] ?? [rule];
  let owner = node;
  while (owner !== undefined && !types.includes(owner.$type)) owner = owner.$container;
  return owner;
}

/**
 * Words that begin a rule of their own, with the nodes that count the opened rule among
 * their attributes.
 */
const openedIn: Readonly<Record<string, readonly string[]>> = {
  overheads: ['Machine'],
  admission: ['Machine'],
  window: ['Pool', 'Machine'],
  plan: ['Pool', 'Machine'],
  soft: ['Task'],
};

function isWritten(word: string, owner: AstNode): boolean {
  const attribute = (attributes[owner.$type] ?? []).find(
    (known) => known.word.split(' ')[0] === word,
  );
  return attribute !== undefined && valuesOf(owner, attribute.property).length > 0;
}

function makesSense(word: string, owner: AstNode, homeOf: HomeOf): boolean {
  // Plans are made of windows.
  if (isMachine(owner) || isPool(owner))
    return isRead(word === 'plan' ? 'window' : word, writtenPolicy(owner));
  if (isDomain(owner)) {
    const policy = policyOf(owner, homeOf);
    return policy === undefined ? !isPolicyAttribute(word) : isRead(word, policy);
  }
  if (isVcpu(owner) && isDomain(owner.$container))
    return isRead(word, policyOf(owner.$container, homeOf));
  if (isTask(owner)) return fitsTask(word, owner.$container);
  if (isTasksetUse(owner) && word === 'on') return hasChoice(owner.$container);
  if (isScenario(owner) && word === 'run') return owner.run.length === 0;
  return true;
}

/** Whether a policy reads an attribute. An unknown policy may read any. */
function isRead(word: string, policy: WrittenPolicy | undefined): boolean {
  return policy === undefined || !isPolicyAttribute(word) || whyIgnored(policy, word) === null;
}

function policyOf(domain: Domain, homeOf: HomeOf): WrittenPolicy | undefined {
  const home = homeOf(domain);
  return home === undefined ? undefined : (writtenPolicy(home) ?? defaultPolicy);
}

function fitsTask(word: string, container: AstNode | undefined): boolean {
  const domain = isAddAction(container) ? container.domain?.ref : container;
  if (word === 'on') return isDomain(container) && hasChoice(container);
  if (word !== 'priority' || !isDomain(domain) || domain.scheduler.length === 0) return true;
  const { kind } = guestPolicy(domain, tasksOf(domain), { found: false });
  return needsPriorities(kind);
}

function hasChoice(domain: Domain): boolean {
  return domain.vcpus.length > 1 && !isGlobal(domain);
}
