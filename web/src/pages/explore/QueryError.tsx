import { Panel } from '../../components/Panel';
import { PlacedError } from '../../components/PlacedError';
import { errorPosition } from '../../format/errorPosition';

/** The server's sentence under the word that it is about. */
export function QueryError({ expression, message }: { expression: string; message: string }) {
  return (
    <Panel title="The expression cannot be evaluated">
      <PlacedError place={errorPosition(expression, message)} message={message} />
    </Panel>
  );
}
