import type { Format } from './contract.ts';
import { contact } from './contact/format.ts';
import { events } from './events/format.ts';
import { fund } from './fund/format.ts';
import { ideas } from './ideas/format.ts';
import { live } from './live/format.ts';

/** THE list of formats: one folder each, one line here. */
export const formats: readonly Format[] = [live, ideas, fund, events, contact];
