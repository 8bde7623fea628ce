/** A notice as a person gets it, whatever service carries it. */
export interface Notice {
  title: string;
  text: string;
  link: string;
  /** A mail's HTML, or a chat's: to be shown where nothing in it can run. Empty where there is none. */
  html: string;
  facts: [string, string][];
}

/** Where the parts of a notice stand in the body of a kind of integration: the first place that holds a text wins. */
interface Places {
  title?: readonly string[];
  text?: readonly string[];
  link?: readonly string[];
  facts?: readonly string[];
}

const Attachment: Places = { title: ['attachments.0.title'], text: ['attachments.0.text', 'attachments.0.pretext', 'text'], link: ['attachments.0.title_link'], facts: ['attachments.0.fields'] };
const Payload: Places = {
  title: ['commonAnnotations.summary', 'commonLabels.alertname'], text: ['commonAnnotations.description'], link: ['externalURL'], facts: ['commonLabels'],
};

const PlacesOf: Record<string, Places> = {
  slack: Attachment,
  mattermost: Attachment,
  rocketchat: Attachment,
  discord: { title: ['embeds.0.title'], text: ['embeds.0.description', 'content'], link: ['embeds.0.url'] },
  msteamsv2: { title: ['attachments.0.content.body.0.text'], text: ['attachments.0.content.body.1.text'] },
  msteams: { title: ['title', 'summary'], text: ['text'] },
  pagerduty: { title: ['payload.summary', 'description'], link: ['client_url'], facts: ['payload.custom_details', 'details'] },
  opsgenie: { title: ['message'], text: ['description', 'note'], link: ['source'], facts: ['details'] },
  victorops: { title: ['entity_display_name'], text: ['state_message'] },
  webex: { text: ['markdown'] },
  telegram: { text: ['text'] },
  wechat: { text: ['text.content', 'markdown.content'] },
  pushover: { title: ['title'], text: ['message'], link: ['url'] },
  sns: { title: ['Subject'], text: ['Message'] },
  jira: { title: ['fields.summary'], text: ['fields.description'] },
  webhook: Payload,
  incidentio: Payload,
  alertmanager: { title: ['0.annotations.summary', '0.labels.alertname'], text: ['0.annotations.description'], link: ['0.generatorURL'], facts: ['0.labels'] },
  file: { title: ['alerts.0.annotations.summary', 'alerts.0.name'], text: ['alerts.0.annotations.description'], facts: ['alerts.0.labels'] },
};

/** `slack` of `slack[0]`. */
export function kindOf(integration: string): string {
  return integration.replace(/\[\d+\]$/, '');
}

/** Reads the body of an integration; what is not understood leaves its part empty, and the body itself is always shown. */
export function readNotice(integration: string, body: string): Notice {
  const kind = kindOf(integration);
  if (kind === 'email') {
    return readMail(body);
  }
  const content = parse(body);
  const places = PlacesOf[kind] ?? {};
  const text = firstText(content, places.text);
  const isHtml = at(content, 'parse_mode') === 'HTML' || at(content, 'html') === '1';
  return {
    title: firstText(content, places.title), text: isHtml ? '' : text, link: firstText(content, places.link), html: isHtml ? `<div style="white-space: pre-wrap; font: 14px sans-serif">${text}</div>` : '',
    facts: factsOf((places.facts ?? []).map((place) => at(content, place)).find((found) => found !== undefined)),
  };
}

/** Every text of a body, wherever it stands. */
export function textsIn(integration: string, body: string): string[] {
  return kindOf(integration) === 'email' ? [body] : leavesOf(parse(body));
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/** Headers, then the bodies as they are before they are encoded: the HTML begins with the first line that begins with an element. */
function readMail(mail: string): Notice {
  const end = mail.indexOf('\n\n');
  const headers = (end < 0 ? mail : mail.slice(0, end)).split('\n').map((line) => line.split(/:\s*(.*)/s));
  const bodies = end < 0 ? '' : mail.slice(end + 2);
  const begin = /^\s*<[!a-z]/im.exec(bodies)?.index ?? bodies.length;
  const header = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? '';
  return {
    title: header('Subject'), text: bodies.slice(0, begin).trim(), link: '', html: bodies.slice(begin).trim(),
    facts: ['From', 'To'].map((name): [string, string] => [name, header(name)]).filter(([, value]) => value !== ''),
  };
}

/** JSON, or a form as browsers send it. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}

function at(content: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined), content);
}

function firstText(content: unknown, places: readonly string[] = []): string {
  return places.map((place) => textOf(at(content, place))).find((text) => text !== '') ?? '';
}

/** A text, or all the texts of a document of nodes, each on a line of its own. */
function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value.trim();
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).filter(([key, inner]) => key === 'text' || typeof inner === 'object').map(([, inner]) => textOf(inner)).filter((text) => text !== '').join('\n')
    : '';
}

/** Names with values, or a list of fields with a title and a value each. */
function factsOf(value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    return value.map((field): [string, string] => [textOf(at(field, 'title')), textOf(at(field, 'value'))]);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, inner]): [string, string] => [name, typeof inner === 'string' ? inner : JSON.stringify(inner)])
    : [];
}
