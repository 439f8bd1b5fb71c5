/**
 * Findings as SARIF, the format that code scanners hand to CI services.
 *
 * Source: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, 2020.
 */

/**
 * A place in a text. Lines and columns count from 1, columns in UTF-16 code units; the end is
 * exclusive.
 */
interface SarifPlace {
  /** The path as the user gave it, or an absolute one. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifFinding extends SarifPlace {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: string;
  readonly message: string;
  readonly related: readonly (SarifPlace & { readonly message: string })[];
}

/** The meaning of a code. */
export interface SarifRule {
  readonly code: string;
  readonly summary: string;
  readonly severity: SarifFinding['severity'];
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/**
 * Writes one run over all `findings` as the text of a `.sarif` file. `rules` may hold unused rules.
 * A finding whose code has no rule gets one without a description.
 */
export function writeSarif(
  findings: readonly SarifFinding[],
  rules: readonly SarifRule[],
  toolVersion: string,
): string {
  const known = new Map(rules.map((rule) => [rule.code, rule]));
  const codes = [...new Set([...known.keys(), ...findings.map((finding) => finding.code)])];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hypersched',
            semanticVersion: toolVersion,
            rules: codes.map((code) => reportingDescriptor(code, known.get(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [location(finding)],
          ...(finding.related.length > 0 && {
            relatedLocations: finding.related.map((place, id) => ({
              id,
              ...location(place),
              message: { text: place.message },
            })),
          }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function reportingDescriptor(code: string, rule: SarifRule | undefined): object {
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.summary },
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function location(place: SarifPlace): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactUri(place.file) },
      region: {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
      },
    },
  };
}

/**
 * The URI of a path. A relative path stays a relative reference, so that CI services find it in the
 * checkout.
 */
function artifactUri(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeURIComponent).join('/');
  if (slashes.startsWith('//')) return `file:${encoded}`;
  if (slashes.startsWith('/')) return `file://${encoded}`;
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${encoded.replace('%3A', ':')}`;
  return encoded;
}
