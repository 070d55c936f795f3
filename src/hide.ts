/** What of a place in a network a text shows beside people and secrets. */
type Kind = 'host' | 'domain' | 'address';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
/** Four numbers are an address unless the words in front speak of a version, as they do for builds such as `10.0.19045.2846`. */
const IPV4 = new RegExp(
  String.raw`(?<![\w.-])(?<!(?:version|ver|build|バージョン|ビルド)\W{0,3})${OCTET}(?:\.${OCTET}){3}(?![\w-]|\.[0-9])`,
  'gi',
);
const IPV6 =
  /(?<![\w:.])(?=[0-9a-f:]{0,40}[0-9a-f])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}|:)(?![\w:])|(?<![\w:.])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?(?![\w:])/gi;
const MAC = /(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])/gi;
const CLOCK = /^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2,3})+$/;

const NAME =
  /(?<![\w.@\\-])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,6}\.?(?![\w\\-])/gi;
/** Ends of names in a network; everything else with points in it is a file, a class or a version. */
const ENDS =
  /\.(?:local|lan|corp|intra|intranet|internal|private|home|ad|test|example|com|net|org|info|biz|edu|gov|cloud|jp|de|fr|uk|eu|us|cn|kr|tw|in|au|ca|ch|at|nl|it|es|se|no|dk|fi|pl|br)$/i;
/** Public places, the same for everybody. */
const PUBLIC =
  /(?:^|\.)(?:microsoft\.com|microsoftonline\.com|windowsupdate\.com|windows\.com|office\.com|office365\.com|msftconnecttest\.com|github\.com|githubusercontent\.com|asp\.net|ado\.net|vb\.net)$/i;
const CODE = /^(?:system|microsoft|windows|asp|ado|vb)\./i;
/** Where a customer's own name stands in front of a provider's. */
const PROVIDER =
  /\.(?:cloudapp\.(?:net|azure\.com)|azure\.com|azurewebsites\.net|core\.windows\.net|onmicrosoft\.com|sharepoint\.com|database\.windows\.net)$/i;

/** Names that only their surroundings tell: shares, machine accounts, labels. */
const BARE: readonly RegExp[] = [
  /(?<![\\\w])\\{2,4}([a-z0-9][a-z0-9-]{0,62})(?=[\\.])/gi,
  /(?<=\\)([a-z0-9][a-z0-9-]{0,14})\$(?![\w\\])/gi,
  /(?<![\w])(?:computer ?name|machine ?name|host ?name|net ?bios ?name|server ?name|コンピューター? ?名|ホスト名|サーバー?名)["']?\s{0,3}[:=]\s{0,3}["']?([a-z0-9][a-z0-9-]{1,62})(?![\w.])/gi,
  /(?<![\w])(?:server|machine|computer|client|host|サーバー?|端末)\s(?=[a-z0-9-]{0,62}[0-9])([a-z][a-z0-9-]{2,62})(?![\w.:-])/gi,
];
const DOMAINS: readonly RegExp[] = [
  /(?<![\w.\\/-])([A-Z][A-Z0-9-]{1,14})\\{1,2}(?=<user-|&lt;user-|[A-Za-z0-9-]{1,15}\$)/g,
  /(?<![\w])(?:userdomain|domain ?name|ドメイン名?)["']?\s{0,3}[:=]\s{0,3}["']?([a-z0-9][a-z0-9-]{1,62})(?![\w.])/gi,
  /(?<=DC=)([a-z0-9-]{1,63})(?=,\s?DC=)/gi,
];
const NOBODY =
  /^(?:hklm|hkcu|hkcr|hku|nt|builtin|root|localhost|null|none|unknown|true|false|not|is|the|sms|ccm|cmg|mp|dp|sup|sql|wsus|www)$/i;

/** Puts `<host-n>`, `<domain-n>` and `<address-n>` in the place of every machine, domain and address that is recognised in `texts`: the
 *  same name the same token, in the order they are met, wherever it stands. For exports of texts that are redacted already. Public
 *  names, versions, files and links to Microsoft stay. */
export function hiding(texts: readonly string[]): (text: string) => string {
  const kinds = new Map<string, Kind>();
  const learn: Learn = (name, kind) => {
    const key = name.toLowerCase().replace(/\.$/, '');
    if (key.length > 1 && !NOBODY.test(key) && !kinds.has(key)) kinds.set(key, kind);
  };
  for (const text of texts) recognise(text, learn);
  return replacing(kinds);
}

type Learn = (name: string, kind: Kind) => void;

function recognise(text: string, learn: Learn): void {
  for (const [address] of text.matchAll(IPV4)) learn(address, 'address');
  for (const [address] of text.matchAll(IPV6)) if (!CLOCK.test(address)) learn(address, 'address');
  for (const [address] of text.matchAll(MAC)) learn(address, 'address');
  for (const [name] of text.matchAll(NAME)) qualified(name.replace(/\.$/, ''), learn);
  for (const form of BARE) for (const match of text.matchAll(form)) learn(match[1] ?? '', 'host');
  for (const form of DOMAINS) for (const match of text.matchAll(form)) learn(match[1] ?? '', 'domain');
}

/** `srv01.contoso.com` is the machine `srv01` and the domain `contoso.com`; `contoso.com` is a domain, `contoso` its short name. */
function qualified(name: string, learn: Learn): void {
  if (!ENDS.test(name) || PUBLIC.test(name) || CODE.test(name)) return;
  if (PROVIDER.test(name)) {
    learn(name, 'host');
    return;
  }
  const [first = '', ...rest] = name.split('.');
  const inside = rest.length > 1 && !/^(?:co|ne|or|ac|go|com|net|org)$/i.test(rest[0] ?? '');
  learn(name, inside ? 'host' : 'domain');
  if (inside) learn(first, 'host');
  if (inside) learn(rest.join('.'), 'domain');
  else if (first.length > 3) learn(first, 'domain');
}

function replacing(kinds: ReadonlyMap<string, Kind>): (text: string) => string {
  if (kinds.size === 0) return (text) => text;
  const names = [...kinds.keys()].sort((a, b) => b.length - a.length);
  const any = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const known = new RegExp(`(?<![a-z0-9-])(?:${any})(?![a-z0-9-])`, 'gi');
  const tokens = new Map<string, string>();
  const counts: Record<Kind, number> = { host: 0, domain: 0, address: 0 };
  const token = (name: string): string => {
    const kind = kinds.get(name) ?? 'host';
    const made = tokens.get(name) ?? `<${kind}-${++counts[kind]}>`;
    tokens.set(name, made);
    return made;
  };
  return (text) => text.replace(known, (name) => token(name.toLowerCase()));
}
