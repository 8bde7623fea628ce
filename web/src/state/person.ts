import { createStore, useStore } from './store';

const Key = 'heed-person';

const person = createStore(typeof localStorage === 'undefined' ? '' : localStorage.getItem(Key) ?? '');

/** The name under which this browser labels, acknowledges and comments. */
export function usePerson(): string {
  return useStore(person).trim();
}

export function setPerson(name: string): void {
  localStorage.setItem(Key, name);
  person.set(name);
}

export function useTypedPerson(): string {
  return useStore(person);
}
