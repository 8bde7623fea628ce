/** A request that failed: what was asked, and what the server (or the network) said. */
export class HttpFailure extends Error {
  constructor(
    readonly path: string,
    readonly status: number | null,
    readonly reason: string,
  ) {
    super(status === null ? `${path}: ${reason}` : `${path} answered ${status}: ${reason}`);
    this.name = 'HttpFailure';
  }
}

interface ErrorBody {
  error?: unknown;
  detail?: unknown;
  title?: unknown;
}

/** The sentence of an error body: Prometheus' `error`, a problem document's `detail` or `title`, else the text. */
export function reasonOf(body: string): string {
  try {
    const parsed = JSON.parse(body) as ErrorBody;
    for (const candidate of [parsed.error, parsed.detail, parsed.title]) {
      if (typeof candidate === 'string') {
        return candidate;
      }
    }
  } catch {
    // Not JSON: the text itself is the reason.
  }
  return body.trim().slice(0, 300) || 'no reason given';
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return readJson<T>(path, await ask(path, { signal: signal ?? null }));
}

/** Sends a form, as Prometheus' API allows, so that long expressions meet no limit on the length of an address. */
export async function postForm<T>(path: string, form: Record<string, string>, signal?: AbortSignal): Promise<T> {
  return readJson<T>(path, await ask(path, { method: 'POST', body: new URLSearchParams(form), signal: signal ?? null }));
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return readJson<T>(path, await ask(path, { method: 'POST', body: JSON.stringify(body), signal: signal ?? null }, { 'content-type': 'application/json' }));
}

/** Deletes what stands at an address; the answer has no body. */
export async function deleteAt(path: string): Promise<void> {
  const response = await ask(path, { method: 'DELETE' });
  if (!response.ok) {
    throw new HttpFailure(path, response.status, reasonOf(await response.text()));
  }
}

async function ask(path: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(path, { ...init, headers: { accept: 'application/json', ...headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new HttpFailure(path, null, 'the server does not answer');
  }
}

async function readJson<T>(path: string, response: Response): Promise<T> {
  if (!response.ok) {
    throw new HttpFailure(path, response.status, reasonOf(await response.text()));
  }
  return (await response.json()) as T;
}
