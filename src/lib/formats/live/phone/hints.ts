/**
 * Before somebody's own words are sent: the server asks whether everybody may see a phone number, so the form goes there
 * as a plain one and is drawn anew with what was found. Without a hint the page's script takes it.
 */
import { personalHints } from '../../../core/moderation/personal-hints.ts';
import { textOf } from './ballot-form.ts';

document.addEventListener(
	'submit',
	(event) => {
		const form = event.target as HTMLFormElement;
		if (!form.matches('[data-ballot]') || form.elements.namedItem('warned')) return;
		if (!form.elements.namedItem('free')) return;
		if (personalHints(textOf(form)).length > 0) event.stopImmediatePropagation();
	},
	{ capture: true }
);
