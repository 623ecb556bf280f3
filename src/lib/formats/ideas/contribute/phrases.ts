import { m } from '../../../platform/i18n/paraglide/messages.js';

/** What the page's script may have to say: key to text. */
export const phrases = (): Record<string, string> => ({
	listening: m.ideas_dictate_listening(),
	silent: m.ideas_dictate_silent(),
	shrinking: m.ideas_photo_shrinking(),
	sending: m.ideas_sending()
});
