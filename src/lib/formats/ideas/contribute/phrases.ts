import { m } from '../../../platform/i18n/paraglide/messages.js';

/** What the page's script may have to say: key to text. */
export const phrases = (): Record<string, string> => ({
	searching: m.ideas_position_searching(),
	located: m.ideas_position_found(),
	denied: m.ideas_position_denied(),
	lost: m.ideas_position_lost(),
	listening: m.ideas_dictate_listening(),
	silent: m.ideas_dictate_silent(),
	shrinking: m.ideas_photo_shrinking(),
	sending: m.ideas_sending()
});
