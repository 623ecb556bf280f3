/**
 * The contribution form comes alive: a point on the map, dictation, smaller photos, no waiting before sending. Without this
 * script the same page works by plain forms.
 */
import { followChosenPoint } from './chosen-point.ts';
import { offerDictation } from './dictate.ts';
import { findProof } from './find-proof.ts';
import { forgetTyped, keepTyped } from './keep-typed.ts';
import { one, phrase } from './page.ts';
import { shrinkPhotos } from './shrink-photos.ts';

const step = one('[data-contribute]');
const form = step instanceof HTMLFormElement ? step : null;

switch (step?.dataset['contribute']) {
	case 'where':
		followChosenPoint(form!);
		break;
	case 'what':
		keepTyped(form!);
		shrinkPhotos(form!);
		void offerDictation(form!);
		break;
	case 'preview':
		void findProof(form!);
		sendOnce(form!);
		break;
	case 'done':
		forgetTyped();
		offerPrint();
}

/** A second tap while the first is on its way says nothing new; it would be harmless, too. */
function sendOnce(sending: HTMLFormElement): void {
	sending.addEventListener('submit', (event) => {
		const button = (event as SubmitEvent).submitter;
		if (sending.dataset['sent']) return event.preventDefault();
		sending.dataset['sent'] = 'yes';
		if ((button as HTMLButtonElement | null)?.value === 'send')
			button!.textContent = phrase('sending');
	});
	// Back from the next page: the form can be sent again.
	window.addEventListener('pageshow', () => delete sending.dataset['sent']);
}

function offerPrint(): void {
	const offer = one('[data-print]');
	if (!offer) return;
	offer.hidden = false;
	offer.querySelector('button')!.addEventListener('click', () => window.print());
}
