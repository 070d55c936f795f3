import { rows } from './rows';
import type { Block } from './sheet';

type Chart = Extract<Block, { kind: 'chart' }>;

/** Blocks of a bar that leave a phone room for the time, the count and the mark. */
const WIDEST = 12;

/** A chart where the client draws charts (Teams does, beyond the schema), else the same errors as a list of bars. A marked bar has its sign, and only then its colour. */
export function drawChart({ charted, listed, mark }: Chart): object {
  return {
    type: 'Chart.VerticalBar',
    xAxisTitle: charted.caption,
    yAxisTitle: charted.unit,
    color: 'categoricalBlue',
    data: charted.bars.map(({ tick, count, marked }) => ({
      x: marked ? `▲${tick}` : tick,
      y: count,
      ...(marked ? { color: 'attention' } : {}),
    })),
    fallback: {
      type: 'FactSet',
      facts: [
        { title: '', value: listed.unit },
        ...rows(listed, WIDEST, mark).map(({ label, bar }) => ({ title: label, value: bar })),
      ],
    },
  };
}
