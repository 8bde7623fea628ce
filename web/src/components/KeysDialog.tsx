import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Paper.css';

import { Modal } from '@mantine/core';

import { KeyList } from '../state/keys';
import classes from './KeysDialog.module.css';

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" centered transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.keys}>
        {KeyList.map(({ keys, does }) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key) => (key === '/' && keys.length > 1 ? ' / ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
