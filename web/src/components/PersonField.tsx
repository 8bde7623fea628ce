import { setPerson, useTypedPerson } from '../state/person';
import classes from './PersonField.module.css';

/** As long a name as the server keeps. */
const MostLength = 200;

/** Who sits here. The server keeps the name with what the person says; this browser remembers it. */
export function PersonField() {
  const name = useTypedPerson();
  return (
    <label className={classes.who}>
      <span>You are</span>
      <input value={name} maxLength={MostLength} placeholder="your name" onChange={(event) => setPerson(event.target.value)} />
    </label>
  );
}
