/** A piece of a page to be spoken, in its own language. */
export type Spoken = Readonly<{ text: string; lang: string }>;

/**
 * A voice that the phone has itself. The others send what they read to the browser's maker, who would learn what a city
 * asks and in which language somebody reads it.
 */
export function voiceFor<Voice extends Pick<SpeechSynthesisVoice, 'lang' | 'localService'>>(
	voices: readonly Voice[],
	lang: string
): Voice | undefined {
	const language = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
	// Leichte Sprache (`de-simple`) is spoken as German.
	return voices.find((voice) => voice.localService && language(voice.lang) === language(lang));
}

/** Shows the button of a question where the phone has a voice for the page; voices may come later than the page. */
export function offerReadingAloud(): void {
	if (!('speechSynthesis' in window)) return;
	const offer = document.querySelector<HTMLElement>('[data-read-aloud]');
	if (offer) offer.hidden = !voiceFor(speechSynthesis.getVoices(), document.documentElement.lang);
	else speechSynthesis.cancel();
	speechSynthesis.onvoiceschanged = offerReadingAloud;
}

/** Reads the prompt and the answers, or stops. */
export function readAloud(form: HTMLElement, prompt: HTMLElement): void {
	const isSpeaking = speechSynthesis.speaking;
	speechSynthesis.cancel();
	if (isSpeaking) return sayState(false);
	const voices = speechSynthesis.getVoices();
	const utterances = spokenIn(form, prompt).flatMap(({ text, lang }) => {
		const voice = voiceFor(voices, lang);
		const utterance = new SpeechSynthesisUtterance(text);
		return voice ? [Object.assign(utterance, { voice, lang: voice.lang })] : [];
	});
	utterances.at(-1)?.addEventListener('end', () => sayState(false));
	sayState(utterances.length > 0);
	for (const utterance of utterances) speechSynthesis.speak(utterance);
}

function sayState(isSpeaking: boolean): void {
	const button = document.querySelector<HTMLElement>('[data-read-aloud] button');
	const text = button?.dataset[isSpeaking ? 'stop' : 'start'];
	if (button && text) button.querySelector('span')!.textContent = text;
}

/** The prompt, then how to answer, then what can be chosen, as they stand on the page. */
export function spokenIn(form: HTMLElement, prompt: HTMLElement): Spoken[] {
	const parts = [prompt, ...form.querySelectorAll<HTMLElement>('fieldset p, fieldset label')];
	return parts.flatMap((part) => {
		const own = part.querySelector<HTMLElement>('[lang]') ?? part;
		const text = [...part.childNodes]
			.filter((node) => !(node instanceof Element && node.matches('.visually-hidden, select')))
			.map((node) => node.textContent ?? '')
			.join(' ')
			.replace(/\s+/g, ' ')
			.trim();
		const lang = own.closest('[lang]')?.getAttribute('lang') ?? '';
		return text === '' ? [] : [{ text, lang }];
	});
}
