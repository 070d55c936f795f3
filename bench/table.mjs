import os from 'node:os';
import { quantile } from './measure.mjs';

const yes = (met) => (met ? 'yes' : 'no');

/** A row whose figure may be at most, or must be at least, a number; with neither it only informs. */
export function row(what, figure, { atMost, atLeast, unit = '×', digits = 2, note = '' } = {}) {
  const shown = `${figure.toFixed(digits)} ${unit}${note && `, ${note}`}`;
  if (atMost !== undefined)
    return { what, figure: shown, target: `≤ ${atMost} ${unit}`, met: yes(figure <= atMost) };
  if (atLeast !== undefined)
    return { what, figure: shown, target: `≥ ${atLeast} ${unit}`, met: yes(figure >= atLeast) };
  return { what, figure: shown, target: '', met: '' };
}

/** A row that could not be measured here, and why. */
export const left = (what, why) => ({ what, figure: why, target: '', met: '' });

/** A row of milliseconds; its target is of the 95th percentile. `beside` is what an empty turn takes. */
export function timed(what, times, { target, beside } = {}) {
  const median = quantile(times, 0.5);
  const high = quantile(times, 0.95);
  const ms = (time) => time.toFixed(1);
  const more = beside ? `, ${(median / beside).toFixed(1)} × an empty turn` : '';
  const figure =
    times.length === 1
      ? `${ms(median)} ms`
      : `${ms(median)} ms (p95 ${ms(high)}, max ${ms(Math.max(...times))}, ${times.length} runs)${more}`;
  return target
    ? { what, figure, target: `p95 < ${target} ms`, met: yes(high < target) }
    : { what, figure, target: '', met: '' };
}

/** Prints the rows as a Markdown table below a line that says when and where. */
export function print(rows) {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n`);
  const columns = ['what', 'figure', 'target', 'met'];
  const widths = columns.map((name) =>
    Math.max(...[...rows.map((each) => each[name]), name].map((text) => text.length)),
  );
  const line = (cells) =>
    `| ${cells.map((text, i) => text + ' '.repeat(widths[i] - text.length)).join(' | ')} |`;
  console.log(line(columns));
  console.log(line(widths.map((size) => '-'.repeat(size))));
  for (const each of rows) console.log(line(columns.map((name) => each[name])));
}
