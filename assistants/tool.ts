import type { Answer } from './answer.ts';
import type { CommandRunner } from './run-command.ts';

/** An input of a tool, as JSON Schema says it. */
export interface Input {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** The inputs of one call, which the tool's inputs permit. */
export type Inputs = Readonly<Record<string, string | number>>;

/** The surroundings of a call. */
export interface Host {
  readonly run: CommandRunner;
  /** The folder of the package, with its documentation. */
  readonly packageFolder: string;
}

/**
 * Something that an assistant can ask instead of guessing. Names and descriptions are for the
 * model, so they are English in every language.
 */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly required: readonly string[];
  answer(inputs: Inputs, host: Host): Promise<Answer>;
}

/** The inputs as a JSON Schema. */
export function inputSchema({ inputs, required }: Tool): {
  readonly type: 'object';
  readonly properties: Record<string, Input>;
  readonly required: string[];
  readonly additionalProperties: false;
} {
  return {
    type: 'object',
    properties: { ...inputs },
    required: [...required],
    additionalProperties: false,
  };
}

/** The fault of a call's inputs, or `null`. */
export function inputFault({ inputs, required }: Tool, given: unknown): string | null {
  if (typeof given !== 'object' || given === null) return 'The inputs are an object.';
  const missing = required.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) return `The input ${missing} is missing.`;
  for (const [name, value] of Object.entries(given)) {
    const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (input === undefined) return `There is no input ${name}: ${Object.keys(inputs).join(', ')}.`;
    if (!isPermitted(value, input)) return `The input ${name} is no ${rangeOf(input)}.`;
  }
  return null;
}

function isPermitted(value: unknown, { type, minimum, maximum, maxLength }: Input): boolean {
  if (type === 'string') {
    return typeof value === 'string' && value.length <= (maxLength ?? Number.POSITIVE_INFINITY);
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
  return value >= (minimum ?? value) && value <= (maximum ?? value);
}

function rangeOf({ type, minimum, maximum, maxLength }: Input): string {
  if (type === 'integer') return `whole number from ${minimum} to ${maximum}`;
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`;
}
