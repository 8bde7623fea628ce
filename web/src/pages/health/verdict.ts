import type { ModelSummary } from '../../api/types';
import { causeSentence, compareModels, countOf, sentence, type Tone } from '../../format/words';

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
    return { tone: 'critical', sentence: named(critical, total, 'critical'), detail: causeOf(worst, critical.length === 1) };
  }
  if (warning.length > 0) {
    return { tone: 'warning', sentence: named(warning, total, 'on warning'), detail: causeOf(worst, warning.length === 1) };
  }
  if (unknown.length > 0) {
    return { tone: 'unknown', sentence: named(unknown, total, 'without enough data'), detail: causeOf(worst, unknown.length === 1) };
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

/** The cause of the worst model, with its name in front unless the sentence (or the one before it) begins with it. */
function causeOf(model: ModelSummary | undefined, named = false): string | null {
  if (model?.cause === undefined || model.cause === null) {
    return null;
  }
  if (named || model.cause.startsWith(`${model.name} `)) {
    return causeSentence(model.cause, model.name);
  }
  return sentence(model.cause.startsWith(`${model.name}: `) ? model.cause : `${model.name}: ${model.cause}`);
}
