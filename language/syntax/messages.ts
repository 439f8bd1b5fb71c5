import { AbstractParserErrorMessageProvider } from 'langium';
import { suggestion } from '../references/suggest.ts';
import { isNumber } from './attribute-words.ts';
import { attributes } from './attributes.ts';
import { reservedWords } from './names.ts';

interface Token {
  readonly image: string;
  readonly startLine?: number | undefined;
  readonly tokenType: { readonly name: string };
}

interface Mismatch {
  readonly expected: { readonly name: string };
  readonly actual: Token;
  readonly previous: Token;
  readonly ruleName: string;
}

interface NoWayOn {
  readonly expectedPathsPerAlt: readonly (readonly (readonly { readonly name: string }[])[])[];
  readonly actual: readonly Token[];
  readonly previous: Token;
  readonly ruleName: string;
}

const declarations = ['import', 'overheads', 'machine', 'taskset', 'domain', 'scenario'];

/** What may stand in each kind of block besides its end. */
const blockWords: Readonly<Record<string, readonly string[]>> = {
  Overheads: ['switch'],
  OverheadsUse: ['switch'],
  Machine: [
    ...words('Machine', 'MachineScheduler', 'AdmissionUse'),
    'partitioned',
    'global',
    'window',
  ],
  Taskset: ['task', ...words('Task')],
  Domain: ['vcpu', 'task', 'run', 'global', ...words('Domain', 'Vcpu', 'Task', 'GuestScheduler')],
  Scenario: [
    'at',
    'run',
    'start',
    'stop',
    'add',
    'remove',
    'set',
    'migrate',
    ...words('SetAction'),
  ],
};

const blockNames: Readonly<Record<string, string>> = {
  Overheads: 'an overheads table',
  OverheadsUse: 'an overheads table',
  Machine: 'a machine',
  Taskset: 'a task set',
  Domain: 'a domain',
  Scenario: 'a scenario',
};

/** What has to follow a word. */
const after: ReadonlyMap<string, string> = new Map(
  Object.entries({
    servers: '`periodic`, `deferrable` or `polling`',
    type: '`dom0`, `pv`, `pvh` or `hvm`',
    boost: '`on` or `off`',
    in: '`dom0` or `hypervisor`',
    overheads: 'the name of an overheads table, or `{`',
    cores: 'a whole number, as in `cores 2`',
    core: 'the number of a core, as in `core 0`',
    clock: 'a clock, as in `clock 2.66 GHz`',
    priority: 'a whole number, as in `priority 10`',
    weight: 'a whole number, as in `weight 256`',
    cap: 'a percentage of one core, as in `cap 50`',
    misses: 'a percentage, as in `misses 1%`',
  }),
);

const afterRule: Readonly<Record<string, string>> = {
  MachineScheduler:
    'a scheduler of machines: `EDF`, `RM`, `DM`, `FP`, `RTDS`, `credit`, `null` or `ARINC653`',
  GuestScheduler: 'a scheduler of guests: `EDF`, `RM`, `DM`, `FP`, `FIFO` or `RR`',
  Action: 'an action: `start`, `stop`, `add task`, `remove task`, `set` or `migrate`',
  SwitchEnd: '`dom0`, `guest`, `idle`, `any` or the name of a domain',
};

/**
 * Chevrotain's messages, for people: what is expected, what stands there, and what may be meant.
 */
export class HyperschedParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Mismatch): string {
    const rule = plainRule(ruleName);
    if (expected.name === 'EOF') return opensNothing(actual);
    if (expected.name === '}') return notInBlock(rule, actual);
    const wanted = after.get(previous.image) ?? described(expected.name);
    return `Expected ${wanted}${afterWord(previous)}, found ${shown(actual)}.${nameHint(expected.name, actual, previous)}`;
  }

  override buildNotAllInputParsedMessage({
    firstRedundant,
  }: {
    readonly firstRedundant: Token;
  }): string {
    return opensNothing(firstRedundant);
  }

  override buildNoViableAltMessage({
    expectedPathsPerAlt,
    actual,
    previous,
    ruleName,
  }: NoWayOn): string {
    const rule = plainRule(ruleName);
    const firsts = new Set(
      expectedPathsPerAlt.flat().map((path) => described(path[0]?.name ?? '')),
    );
    const wanted = after.get(previous.image) ?? afterRule[rule] ?? [...firsts].join(' or ');
    return `Expected ${wanted}${afterWord(previous)}, found ${shown(actual[0])}.`;
  }

  override buildEarlyExitMessage({
    actual,
    previous,
  }: {
    readonly actual: readonly Token[];
    readonly previous: Token;
  }): string {
    return `Something is missing${afterWord(previous)}: found ${shown(actual[0])}.`;
  }
}

function words(...kinds: readonly string[]): string[] {
  return kinds.flatMap(
    (kind) => attributes[kind]?.map(({ word }) => word.split(' ')[0] ?? word) ?? [],
  );
}

/** Langium marks its rules with a character of no width. */
function plainRule(ruleName: string): string {
  return ruleName.replace(/(Attribute)?\u200B$/, '');
}

function opensNothing(actual: Token): string {
  const { image } = actual;
  if (image === '}') return 'There is one `}` too many: no block is open here.';
  return `${shown(actual)} opens nothing: expected ${declarations.map((word) => `\`${word}\``).join(', ')}.${suggestion(image, declarations)}`;
}

function notInBlock(rule: string, actual: Token): string {
  const block = blockNames[rule] ?? 'a block';
  if (isEnd(actual)) return `The file ends inside ${block}: a \`}\` is missing.`;
  if (
    declarations.includes(actual.image) &&
    !(rule === 'Machine' && actual.image === 'overheads')
  ) {
    return `A \`}\` is missing before ${shown(actual)}: ${block} is still open.`;
  }
  const known = blockWords[rule] ?? [];
  if (known.includes(actual.image)) return `${shown(actual)} does not belong here in ${block}.`;
  return `${shown(actual)} means nothing here in ${block}.${suggestion(actual.image, known)}`;
}

function described(token: string): string {
  switch (token) {
    case 'ID':
      return 'a name';
    case 'STRING':
      return 'a path in double quotes';
    case 'NUMBER':
    case 'DURATION':
    case 'MALFORMED':
      return 'a time, as in `2.3ms`';
    case 'EOF':
      return 'the end of the file';
    default:
      return `\`${token}\``;
  }
}

function nameHint(expected: string, actual: Token, previous: Token): string {
  // On a line of its own the word opens what comes next, and the name before it is still to be
  // typed.
  const sameLine = actual.startLine === previous.startLine;
  const word = reservedWords.has(actual.image)
    ? 'word'
    : isNumber(actual.tokenType)
      ? 'number'
      : undefined;
  if (expected !== 'ID' || !sameLine || word === undefined) return '';
  return ` To use this ${word} as a name, put it in double quotes: "${actual.image}".`;
}

function afterWord(previous: Token): string {
  return previous.image === '' || previous.image === undefined ? '' : ` after ${shown(previous)}`;
}

function shown(token: Token | undefined): string {
  if (token === undefined || isEnd(token)) return 'the end of the file';
  return `\`${token.image.length > 40 ? `${token.image.slice(0, 37)}…` : token.image}\``;
}

function isEnd(token: Token): boolean {
  return token.tokenType?.name === 'EOF' || token.image === '';
}
