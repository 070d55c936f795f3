import { paint } from '../../src/cli/paint';

const BAR = '    09:00 │████▌ 214';

test.each([
  ['a heading', '## Evidence', '[bold]Evidence[/]'],
  ['a bar', BAR, '    09:00 │[cyan]████▌[/] 214'],
  ['a bar with evidence', `${BAR} ◀ evidence`, '    09:00 │[red]████▌[/][bold] 214 ◀ evidence[/]'],
  ['an hour of nothing', '    06-01 10:00 │ 0', '    06-01 10:00 │ 0'],
  ['code', 'Run `Restart-Service CcmExec`', 'Run [cyan]Restart-Service CcmExec[/]'],
])('%s has its colour, and none where the terminal has none', (_, markdown, painted) => {
  const codes = { bold: 1, cyan: 36, red: 31 };
  const escaped = painted
    .replace(/\[(bold|cyan|red)\]/g, (_name, color: keyof typeof codes) => `\u001b[${codes[color]}m`)
    .replaceAll('[/]', '\u001b[0m');
  expect(paint(markdown, true)).toBe(escaped);
  expect(paint(markdown, false)).toBe(painted.replace(/\[(?:bold|cyan|red|\/)\]/g, ''));
});
