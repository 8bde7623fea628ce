import type { ErrorPlace } from '../format/errorPosition';
import classes from './PlacedError.module.css';

/** What is wrong with a text, with the place marked under its line where it is known. */
export function PlacedError({ place, message }: { place: ErrorPlace | null; message: string }) {
  return (
    <>
      {place !== null && (
        <pre className={classes.line} aria-hidden="true">
          {place.line}{'\n'}{' '.repeat(place.column)}<b>{'^'.repeat(Math.max(1, place.length))}</b>
        </pre>
      )}
      <p role="alert">{message}</p>
    </>
  );
}
