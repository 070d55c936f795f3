/** Counters in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats). */
export interface Metrics {
  count(name: CounterName, labels?: Readonly<Record<string, string>>): void;
  print(): string;
}

const COUNTERS = {
  activities: 'Activities received, by type.',
  duplicates: 'Activities delivered again and not answered again.',
  replies: 'Cards sent or updated, by kind of reply.',
  downloads: 'Files fetched, by outcome.',
  refused: 'Requests refused, by HTTP status.',
  errors: 'Turns that failed unexpectedly.',
  acknowledged: 'Cards that said the work has begun, by scope.',
  uploads: 'Files handed in by the upload page, by outcome.',
  feedback: 'Ratings of answers, by reaction.',
  sends_retried: 'Sends the connector asked to repeat.',
} as const;
type CounterName = keyof typeof COUNTERS;

/** Counters that start at nothing. */
export function openMetrics(): Metrics {
  const series = new Map<string, number>();
  return {
    count(name, labels = {}) {
      const inner = Object.entries(labels).map(
        ([key, value]) => `${key}="${value.replace(/[^\w./-]/g, '_')}"`,
      );
      const id = `mecm_triage_${name}_total${inner.length > 0 ? `{${inner.join(',')}}` : ''}`;
      series.set(id, (series.get(id) ?? 0) + 1);
    },
    print() {
      const blocks = Object.entries(COUNTERS).map(([name, help]) => {
        const full = `mecm_triage_${name}_total`;
        const lines = [...series]
          .filter(([id]) => id === full || id.startsWith(`${full}{`))
          .map(([id, n]) => `${id} ${n}`);
        return [
          `# HELP ${full} ${help}`,
          `# TYPE ${full} counter`,
          ...(lines.length > 0 ? lines : [`${full} 0`]),
        ].join('\n');
      });
      return `${blocks.join('\n')}\n`;
    },
  };
}
