import { Link } from 'wouter';

import { Empty } from '../components/Panel';

export function NotFoundPage() {
  return <Empty why="There is no page at this address" fill={<Link href="/">Go to Health</Link>} height={320} />;
}
