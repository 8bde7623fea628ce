import { createTheme } from '@mantine/core';

/** Mantine's own parts take the page's tokens, so that the product has one palette. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'indigo',
  defaultRadius: 'md',
  cursorType: 'pointer',
});
