/** What varies from site to site in a log line, most specific first, and what it is called. A result code stays: it tells causes apart. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/<user-\d+>/g, 'user'],
  [/https?:\/\/[^\s"'<>|,;)\]]+/gi, 'url'],
  [/\{?\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b\}?/gi, 'guid'],
  [/\bS-1-\d+(?:-\d+){2,}/g, 'sid'],
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, 'user'],
  [/\\\\[\w.$-]+(?:\\[^\s"'<>|:*?]+)+/g, 'path'],
  [/\b[A-Z]:\\(?:[^\s"'<>|:*?]+\\?)+/gi, 'path'],
  [/(?<![\w\\])[A-Z][A-Z0-9-]{1,14}\\[\w.$-]+/g, 'user'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, 'address'],
  [/\b\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?\b/g, 'time'],
  [/\b(?:5\.0\d?|10\.0)(?:\.\d+){2}\b/g, 'version'],
  [
    /\b(?=[a-z0-9.-]*[a-z])[a-z0-9-]+(?:\.(?!log\b|exe\b|dll\b|cpp\b|cab\b|msi\b|xml\b|sql\b|ps1\b|aspx?\b|svc\b|ini\b|msp\b|wim\b|sdf\b|txt\b|zip\b|dat\b|mof\b|mif\b|ddr\b|rdr\b|config\b)[a-z0-9-]+){2,}\b/gi,
    'server',
  ],
  [/\b(?!C[01]\d{6})[A-Z][A-Z0-9]{2}[0-9A-F]{5}\b/g, 'package'],
  [
    /(?<!(?:error|code|status|hr|result|return|returned|value|with|rc)\s?(?:code)?\s?[:=]?\s?)(?<![\w.#-])(?![45]\d\d(?!\d))\d{2,}(?![\w.]|\s*\(0x)/gi,
    'number',
  ],
];

/** Characters of a line that a signature is made from. */
const LONGEST = 1000;

/** The line as a signature: each varying part as `{name}`, a second of its kind as `{name2}`. */
export function vary(line: string): string {
  const counts = new Map<string, number>();
  const held: string[] = [];
  let text = line.slice(0, LONGEST).replace(/\s+/g, ' ').trim();
  for (const [form, name] of KINDS) {
    text = text.replace(form, (part) => {
      if (name === 'package' && !/\d/.test(part)) return part;
      const n = (counts.get(name) ?? 0) + 1;
      counts.set(name, n);
      held.push(n === 1 ? `{${name}}` : `{${name}${n}}`);
      return `\ue000${held.length - 1}\ue001`;
    });
  }
  return text.replace(/\ue000(\d+)\ue001/g, (_, i: string) => held[Number(i)] ?? '');
}
