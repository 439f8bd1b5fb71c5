import type { AstNode } from 'langium';
import {
  cyclesAreCostsToo,
  noCycles,
  writtenTwice,
  xlCountsMicroseconds,
  zeroClock,
  zeroTime,
} from '../../messages/checks/values.ts';
import { noSuchCore } from '../../messages/checks/vcpu.ts';
import { severalCores } from '../../messages/syntax/numbers.ts';
import { sentences } from '../../messages/text/sentence.ts';
import {
  type Cost,
  isDomain,
  isSetAction,
  isVcpu,
  isVcpuPeriod,
  type Vcpu,
} from '../generated/ast.ts';
import { coreCount } from '../machines/divide-cores.ts';
import { traitsOn } from '../policies/ignored.ts';
import { type Attribute, attributes, type ValueKind, valuesOf } from '../syntax/attributes.ts';
import {
  type Read,
  readDecimal,
  readDuration,
  readPercentage,
  readWhole,
} from '../syntax/values.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

const durationCodes = [
  'duration/no-unit',
  'duration/malformed',
  'duration/too-fine',
  'duration/too-long',
] as const;
const valueCodes = [
  'value/zero',
  'number/malformed',
  'number/out-of-range',
  ...durationCodes,
] as const;

function checkValues(node: AstNode, report: Report, context: CheckContext): void {
  for (const attribute of attributes[node.$type] ?? []) {
    if (attribute.value === undefined) continue;
    const values = valuesOf(node, attribute.property);
    for (let index = 0; index < values.length; index++) {
      const text = values[index];
      const problem =
        typeof text === 'string' ? valueProblem(text, attribute, attribute.value) : undefined;
      if (problem === undefined) continue;
      const place = { node, property: attribute.property, index };
      if (typeof text === 'string' && isVcpu(node) && attribute.property === 'core') {
        const message = noCore(text, node, context) ?? problem.message;
        report({ ...problem, ...place, message, data: { text } });
      } else if (
        problem.code === 'duration/no-unit' &&
        typeof text === 'string' &&
        isXls(node, context)
      ) {
        const message = sentences(problem.message, xlCountsMicroseconds(text));
        report({ ...problem, ...place, message, data: { text, unit: 'us' } });
      } else report({ ...problem, ...place, data: { text } });
    }
  }
}

/** The reason that a text is no core of the VCPU's machine; undefined if that is not known. */
function noCore(
  text: string,
  { $container }: Vcpu,
  { machineOf }: CheckContext,
): string | undefined {
  const machine = isDomain($container) ? machineOf($container) : undefined;
  const cores = machine === undefined ? undefined : coreCount(machine);
  if (machine === undefined || cores === undefined) return undefined;
  return text.includes(',')
    ? severalCores({ text, last: cores - 1 })
    : noSuchCore({ core: text, machine: machine.name, cores });
}

/** Whether a number without a unit may be one of xl's: those of VCPUs whose times have its grid. */
function isXls(node: AstNode, { machineOf }: CheckContext): boolean {
  const vcpu = isVcpuPeriod(node) ? node.$container : node;
  const domain = isSetAction(vcpu) ? vcpu.domain?.ref : isVcpu(vcpu) ? vcpu.$container : undefined;
  const grid = domain === undefined ? null : traitsOn(machineOf(domain))?.grid;
  return grid !== null && grid !== undefined;
}

interface ValueProblem {
  readonly code: string;
  readonly message: string;
}

function valueProblem(
  text: string,
  { word }: Attribute,
  kind: ValueKind,
): ValueProblem | undefined {
  const read = readValue(text, kind);
  if (!('value' in read)) return { code: read.code, message: read.problem };
  if (kind.kind === 'time' && kind.least === 1 && read.value === 0)
    return { code: 'value/zero', message: zeroTime(word) };
  return undefined;
}

function readValue(text: string, kind: ValueKind): Read<number> {
  switch (kind.kind) {
    case 'time':
      return readDuration(text);
    case 'whole':
      return readWhole(text, kind.least, kind.most);
    case 'percentage':
      return readPercentage(text);
    case 'decimal': {
      const read = readDecimal(text);
      if (!('value' in read)) return read;
      if (read.value.numerator > 0n) return { value: 1 };
      return {
        code: 'value/zero',
        problem: zeroClock(),
      };
    }
  }
}

function checkCost(cost: Cost, report: Report): void {
  if (cost.value === undefined) return;
  const read: Read<unknown> = cost.cycles ? readDecimal(cost.value) : readDuration(cost.value);
  if ('value' in read) return;
  const message = cost.cycles
    ? noCycles(cost.value)
    : sentences(read.problem, read.code === 'duration/no-unit' ? cyclesAreCostsToo() : undefined);
  report({ code: read.code, message, node: cost, property: 'value', data: { text: cost.value } });
}

function checkDoubles(node: AstNode, report: Report): void {
  for (const { word, property } of attributes[node.$type] ?? []) {
    const values: unknown = Reflect.get(node, property);
    if (!Array.isArray(values) || values.length < 2) continue;
    for (let index = 1; index < values.length; index++) {
      report({ message: writtenTwice(word), node, property, index, data: { word } });
    }
  }
}

const nodesWithAttributes = [
  'Machine',
  'Pool',
  'MachineScheduler',
  'AdmissionUse',
  'WindowLine',
  'Domain',
  'GuestScheduler',
  'Vcpu',
  'VcpuPeriod',
  'Task',
  'Softness',
  'Scenario',
  'Step',
  'SetAction',
] as const;

export const valueChecks: readonly Check[] = [
  ...nodesWithAttributes.map((type) => check(type, valueCodes, 'error', checkValues)),
  ...nodesWithAttributes.map((type) => check(type, 'attribute/twice', 'error', checkDoubles)),
  check('Cost', valueCodes, 'error', checkCost),
];
