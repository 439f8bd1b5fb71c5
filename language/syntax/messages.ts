import { AbstractParserErrorMessageProvider } from 'langium';
import {
  type Block,
  braceMissing,
  braceTooMany,
  doesNotBelong,
  endsInside,
  meansNothingIn,
  opensNothing,
} from '../../messages/syntax/blocks.ts';
import {
  didYouMean,
  expected,
  quoteNumber,
  quoteWord,
  somethingMissing,
} from '../../messages/syntax/expected.ts';
import { wantedAfter, wantedIn, wantedToken } from '../../messages/syntax/wanted.ts';
import { anyOf } from '../../messages/text/lists.ts';
import { sentences } from '../../messages/text/sentence.ts';
import { nearest } from '../references/suggest.ts';
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

/** The words that each kind of block may hold. */
const blockWords: Readonly<Record<Block, readonly string[]>> = {
  Overheads: ['switch'],
  OverheadsUse: ['switch'],
  Machine: [
    ...words('Machine', 'MachineScheduler', 'AdmissionUse'),
    'partitioned',
    'global',
    'window',
    'plan',
    'pool',
  ],
  Pool: [...words('Pool', 'MachineScheduler'), 'partitioned', 'global', 'window', 'plan'],
  Plan: ['window', ...words('WindowLine')],
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
    'plan',
    ...words('SetAction'),
  ],
};

function isBlock(rule: string): rule is Block {
  return Object.hasOwn(blockWords, rule);
}

/** Chevrotain's messages, for people: the expected text, the found text, and the likely meaning. */
export class HyperschedParserMessages extends AbstractParserErrorMessageProvider {
  /** Tokens in the place of a name that double quotes would make one. */
  readonly unquotedNames = new WeakSet<object>();

  override buildMismatchTokenMessage({
    expected: wantedType,
    actual,
    previous,
    ruleName,
  }: Mismatch): string {
    const rule = plainRule(ruleName);
    if (wantedType.name === 'EOF') return unopened(actual);
    if (wantedType.name === '}') return notInBlock(rule, actual);
    const wanted = wantedAfter(previous.image) ?? wantedToken(wantedType.name);
    const hint = quotesHint(wantedType.name, actual, previous);
    if (hint !== undefined) this.unquotedNames.add(actual);
    return sentences(expected({ wanted, ...around(actual, previous) }), hint);
  }

  override buildNotAllInputParsedMessage({
    firstRedundant,
  }: {
    readonly firstRedundant: Token;
  }): string {
    return unopened(firstRedundant);
  }

  override buildNoViableAltMessage({
    expectedPathsPerAlt,
    actual,
    previous,
    ruleName,
  }: NoWayOn): string {
    const rule = plainRule(ruleName);
    const firsts = new Set(
      expectedPathsPerAlt.flat().map((path) => wantedToken(path[0]?.name ?? '')),
    );
    const wanted = wantedAfter(previous.image) ?? wantedIn(rule) ?? anyOf([...firsts]);
    return expected({ wanted, ...around(actual[0], previous) });
  }

  override buildEarlyExitMessage({
    actual,
    previous,
  }: {
    readonly actual: readonly Token[];
    readonly previous: Token;
  }): string {
    return somethingMissing(around(actual[0], previous));
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

function unopened(actual: Token): string {
  const { image } = actual;
  if (image === '}') return braceTooMany();
  return sentences(opensNothing(shortened(image), declarations), meant(image, declarations));
}

function notInBlock(rule: string, actual: Token): string {
  const block = isBlock(rule) ? rule : undefined;
  if (isEnd(actual)) return endsInside(block);
  const found = shortened(actual.image);
  if (
    declarations.includes(actual.image) &&
    !(rule === 'Machine' && actual.image === 'overheads')
  ) {
    return braceMissing(found, block);
  }
  const known = block === undefined ? [] : blockWords[block];
  if (known.includes(actual.image)) return doesNotBelong(found, block);
  return sentences(meansNothingIn(found, block), meant(actual.image, known));
}

function quotesHint(expected: string, actual: Token, previous: Token): string | undefined {
  // A word on a line of its own opens the next member; the name before it is still to be typed.
  const sameLine = actual.startLine === previous.startLine;
  if (expected !== 'ID' || !sameLine) return undefined;
  if (reservedWords.has(actual.image)) return quoteWord(actual.image);
  return isNumber(actual.tokenType) ? quoteNumber(actual.image) : undefined;
}

function meant(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : didYouMean(near);
}

/** The found token and the one before it, as messages show them. */
function around(
  found: Token | undefined,
  previous: Token,
): { readonly found: string | undefined; readonly previous: string | undefined } {
  return {
    found: found === undefined || isEnd(found) ? undefined : shortened(found.image),
    previous: (previous.image ?? '') === '' ? undefined : shortened(previous.image),
  };
}

function shortened(image: string): string {
  return image.length > 40 ? `${image.slice(0, 37)}…` : image;
}

function isEnd(token: Token): boolean {
  return token.tokenType?.name === 'EOF' || token.image === '';
}
