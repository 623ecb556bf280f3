import { m } from '../i18n/paraglide/messages.js';
import type { ShownDocument } from './limits.ts';

/** What may be sent, for the hint of a file field. */
export const documentsHint = (): string => m.documents_hint();

/** For staff who open it: null where a scanner found nothing. */
export const scanNote = ({ scan }: Pick<ShownDocument, 'scan'>): string | null =>
	scan === 'unscanned' ? m.documents_unscanned() : null;
