/**
 * Holds data against a JSON Schema (draft 2020-12) of the few keywords that this project uses, and
 * tells each fault with its path. Stricter than a validator: a key without a schema is a fault, and
 * so is a keyword that is not known here.
 */
export interface Held {
  readonly faults: readonly string[];
  /** The paths of the schema that data was held against, as `properties.machines.items`. */
  readonly used: ReadonlySet<string>;
}

type Schema = Readonly<Record<string, unknown>>;

const annotations = ['$schema', 'title', 'description', '$defs'];

export function holdAgainst(root: Schema, value: unknown): Held {
  const used = new Set<string>();
  return { faults: faultsOf(root, value, '$', '', { root, used }), used };
}

interface Context {
  readonly root: Schema;
  readonly used: Set<string>;
}

function faultsOf(
  schema: Schema,
  value: unknown,
  path: string,
  at: string,
  context: Context,
): readonly string[] {
  context.used.add(at);
  return Object.entries(schema).flatMap(([keyword, rule]): readonly string[] => {
    if (annotations.includes(keyword)) return [];
    const keep = keywords[keyword];
    if (keep === undefined) return [`${path}: the keyword ${keyword} is not known`];
    return keep(rule, value, path, at, context, schema);
  });
}

type Keyword = (
  rule: unknown,
  value: unknown,
  path: string,
  at: string,
  context: Context,
  schema: Schema,
) => readonly string[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fault = (isFaulty: boolean, text: string): readonly string[] => (isFaulty ? [text] : []);

const keywords: Readonly<Record<string, Keyword>> = {
  $ref: (rule, value, path, _at, context) => {
    const name = String(rule).replace('#/$defs/', '');
    const definitions = context.root.$defs as Readonly<Record<string, Schema>>;
    const meant = definitions[name];
    if (meant === undefined) return [`${path}: there is no ${rule}`];
    return faultsOf(meant, value, path, `$defs.${name}`, context);
  },
  type: (rule, value, path) =>
    fault(![rule].flat().some((type) => isOfType(value, String(type))), `${path}: not ${rule}`),
  const: (rule, value, path) => fault(value !== rule, `${path}: not ${rule}`),
  enum: (rule, value, path) =>
    fault(!(rule as readonly unknown[]).includes(value), `${path}: not one of ${rule}`),
  minimum: (rule, value, path) =>
    fault(typeof value === 'number' && value < Number(rule), `${path}: below ${rule}`),
  required: (rule, value, path) =>
    isObject(value)
      ? (rule as readonly string[])
          .filter((key) => !Object.hasOwn(value, key))
          .map((key) => `${path}: lacks ${key}`)
      : [],
  properties: (rule, value, path, at, context) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, each]) => {
          const schema = (rule as Readonly<Record<string, Schema>>)[key];
          if (schema === undefined) return [`${path}.${key}: no schema names it`];
          return faultsOf(schema, each, `${path}.${key}`, `${at}.properties.${key}`, context);
        })
      : [],
  items: (rule, value, path, at, context) =>
    Array.isArray(value)
      ? value.flatMap((each, index) =>
          faultsOf(rule as Schema, each, `${path}[${index}]`, `${at}.items`, context),
        )
      : [],
  anyOf: (rule, value, path, at, context) => {
    const all = (rule as readonly Schema[]).map((each, index) =>
      faultsOf(each, value, path, `${at}.anyOf.${index}`, context),
    );
    return all.some((faults) => faults.length === 0) ? [] : all.flat();
  },
};

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    default:
      return typeof value === type;
  }
}
