import type { PreviewAnswer } from '../../api/preview';
import { PlacedError } from '../../components/PlacedError';
import { placeAt } from '../../format/errorPosition';
import { failureText, readFailure } from './failures';
import classes from './PreviewPage.module.css';

/** The name under which the server runs a text to try. */
const Tried = 'template';

/** What the text to try writes, or why and where it fails. */
export function TriedText({ template, answer }: { template: string; answer: PreviewAnswer }) {
  if (answer.error === null) {
    return <output className={classes.tried}>{answer.text}</output>;
  }
  const failure = readFailure(answer.error);
  const own = failure?.template === Tried;
  return (
    <PlacedError place={failure !== null && own ? placeAt(template, failure.line, failure.column) : null}
      message={failure === null ? answer.error : own ? `line ${failure.line}, column ${failure.column}: ${failure.message}` : failureText(failure)} />
  );
}
