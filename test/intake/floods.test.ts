import { read } from '../../src/intake/read';
import { ccm, file, PATTERNS } from './patterns';

const many = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => ccm(line(i))).join('');
const build = (i: number): string => `5.00.9078.${1000 + i}`;
const client = (i: number): string => `CcmSetup version of the client: ${build(i)}`;
const site = (code: string): string => `Assigned to site ${code}.`;

const told = (...logs: (readonly [name: string, content: string])[]) =>
  read({ text: '', uploads: logs.map(([name, content]) => file(name, content)) }, PATTERNS);

describe('a log that names more than anyone can mean', () => {
  it('gives 200 of 5,000 builds, the latest among them', async () => {
    const { builds } = await told(['ccmsetup.log', many(5000, client)]);
    expect(builds).toHaveLength(200);
    expect(builds.at(-1)).toMatchObject({ build: build(4999), line: 5000 });
  });

  it('keeps the one build of the site that stands before the flood', async () => {
    const first = ccm('Site version 5.00.9088.1000');
    const { builds } = await told(['ccmsetup.log', first + many(1000, client)]);
    expect(builds).toHaveLength(200);
    expect(builds[0]).toMatchObject({ build: '5.00.9088.1000', of: 'site', line: 1 });
  });

  it('gives 200 of 1,000 values of a fact, the latest among them, and the one of another fact', async () => {
    const first = ccm('Registering client using AAD auth');
    const flood = many(1000, (i) => site(`S${i}`));
    const { readings } = await told(['DDM.log', first + flood]);
    expect(readings).toHaveLength(200);
    expect(readings[0]).toMatchObject({ fact: 'client_auth_kind', line: 1 });
    expect(readings.at(-1)).toMatchObject({ value: 'S999', line: 1001 });
  });
});

it('of very many logs that say the same, the one that says something else is heard', async () => {
  const same = Array.from({ length: 1200 }, (_, i) => [`PC${i}/DDM.log`, ccm(site('P01'))] as const);
  const { readings } = await told(...same, ['PC/DDM.log', ccm(site('P02'))]);
  expect(readings.length).toBeLessThanOrEqual(1000);
  expect(readings.some(({ value }) => value === 'P02')).toBe(true);
});
