import { modelPath } from '../state/address';

/** Something that the search box can go to. */
export interface Place {
  kind: 'model' | 'feature' | 'alert';
  name: string;
  path: string;
  parameters?: Record<string, string>;
}

const MostPlaces = 12;

/** Every word of the text must occur in the name; names that begin with the text come first. */
export function findPlaces(
  text: string,
  models: readonly { name: string }[],
  features: readonly { model: string; feature: string }[],
  alerts: readonly { name: string; fingerprint: string; model: string | null; state: string }[],
): Place[] {
  const asked = text.trim().toLowerCase();
  const words = asked.split(/\s+/);
  const places: Place[] = [
    ...models.map(({ name }): Place => ({ kind: 'model', name, path: modelPath(name) })),
    ...features.map(({ model, feature }): Place => ({
      kind: 'feature', name: `${feature} of ${model}`, path: modelPath(model, 'drift'), parameters: { feature },
    })),
    ...alerts.map(({ name, model, state, fingerprint }): Place => ({
      kind: 'alert', name: `${name}${model === null ? '' : ` on ${model}`}, ${state}`, path: `/alerts/${fingerprint}`,
    })),
  ];
  const found = places.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const begins = (place: Place): number => Number(!place.name.toLowerCase().startsWith(asked));
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, MostPlaces);
}
