import { one, phrase } from './page.ts';

/** What we use of the Web Speech API; TypeScript's own library does not know it yet. */
type Recognition = EventTarget & {
	lang: string;
	continuous: boolean;
	processLocally: boolean;
	start(): void;
	stop(): void;
};
type Recogniser = {
	new (): Recognition;
	available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
};
type Heard = Event & {
	resultIndex: number;
	results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
};

const languages: Readonly<Record<string, string>> = {
	de: 'de-DE',
	'de-simple': 'de-DE',
	en: 'en-GB',
	ar: 'ar-SA'
};

/**
 * "Speak instead of typing", only where the browser recognises speech on the phone itself: elsewhere what somebody
 * says would go to the browser's maker. Everybody else is told that their keyboard can do it.
 */
export async function offerDictation(form: HTMLFormElement): Promise<void> {
	const offer = one('[data-dictate]');
	const button = offer?.querySelector('button');
	const status = offer?.querySelector('[role=status]');
	const Recognition = (window as { SpeechRecognition?: Recogniser }).SpeechRecognition;
	if (!offer || !button || !status || !Recognition?.available) return;
	const lang = languages[document.documentElement.lang] ?? document.documentElement.lang;
	const local = await Recognition.available({ langs: [lang], processLocally: true }).catch(
		() => 'unavailable'
	);
	if (local !== 'available') return;
	offer.hidden = false;
	one('[data-dictate-hint]')!.hidden = true;

	const recognition = new Recognition();
	Object.assign(recognition, { lang, continuous: true, processLocally: true });
	const field = form.elements.namedItem('body') as HTMLTextAreaElement;
	let isOn = false;
	const show = (on: boolean, text: string) => {
		isOn = on;
		button.setAttribute('aria-pressed', String(on));
		status.textContent = text;
	};
	recognition.addEventListener('result', (event) => {
		const { results, resultIndex } = event as Heard;
		for (let at = resultIndex; at < results.length; at++) {
			if (results[at]!.isFinal)
				field.value = `${field.value} ${results[at]![0]!.transcript}`.trim();
		}
		field.dispatchEvent(new Event('input', { bubbles: true }));
	});
	recognition.addEventListener('error', () => show(false, phrase('silent')));
	recognition.addEventListener('end', () => isOn && show(false, ''));
	button.addEventListener('click', () => {
		if (isOn) return recognition.stop();
		show(true, phrase('listening'));
		recognition.start();
	});
}
