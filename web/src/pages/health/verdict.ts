import type { ModelSummary } from '../../api/types';
import { compareModels, countOf, sentence, type Tone } from '../../format/words';

export interface Verdict {
  tone: Tone;
  sentence: string;
  detail: string | null;
}

/** What the page says first: the worst that is true of any model, in a sentence. */
export function verdictOf(models: readonly ModelSummary[]): Verdict {
  const worst = [...models].sort(compareModels)[0];
  const of = (state: ModelSummary['state']): ModelSummary[] => models.filter((model) => model.state === state);
  const critical = of('critical');
  const warning = of('warning');
  const unknown = of('not_enough_data');
  const total = countOf(models.length, 'model');
  if (critical.length > 0) {
    return { tone: 'critical', sentence: named(critical, total, 'critical'), detail: causeOf(worst) };
  }
  if (warning.length > 0) {
    return { tone: 'warning', sentence: named(warning, total, 'on warning'), detail: causeOf(worst) };
  }
  if (unknown.length > 0) {
    return { tone: 'unknown', sentence: named(unknown, total, 'without enough data'), detail: causeOf(worst) };
  }
  return {
    tone: 'good',
    sentence: models.length === 1 ? `${models[0]?.name ?? 'The model'} is healthy` : `All ${total} are healthy`,
    detail: null,
  };
}

function named(models: readonly ModelSummary[], total: string, state: string): string {
  return models.length === 1
    ? `${models[0]?.name ?? ''} is ${state}`
    : `${models.length} of ${total} are ${state}`;
}

function causeOf(model: ModelSummary | undefined): string | null {
  if (model?.cause === undefined || model.cause === null) {
    return null;
  }
  return `${model.name}: ${sentence(model.cause)}`;
}
