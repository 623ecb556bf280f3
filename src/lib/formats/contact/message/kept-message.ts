/** What is kept of a message that was not sent yet: its words and its key, no address. */
type Kept = Readonly<{ clientKey?: string; text?: string }>;

/** The same in every language, and for the page of a message that has arrived. */
const nameOf = (): string => {
	const [slug = ''] = location.pathname.split('/contact/')[1]?.split('/') ?? [];
	return `palaver message ${slug}`;
};

/**
 * Keeps what is typed in this tab until the message has arrived: whose network fails, who reloads or changes the language finds
 * it again, with the key under which it is still the same message. Gone with the tab, so that nobody else finds it on a
 * shared phone.
 */
export function keepMessage(form: HTMLFormElement): void {
	const text = form.elements.namedItem('text') as HTMLTextAreaElement;
	const key = form.elements.namedItem('clientKey') as HTMLInputElement;
	const kept = read();
	if (text.value === '' && kept.text && kept.clientKey) {
		text.value = kept.text;
		key.value = kept.clientKey;
	}
	form.addEventListener('input', () =>
		write(JSON.stringify({ clientKey: key.value, text: text.value } satisfies Kept))
	);
}

export const forgetMessage = (): void => write(null);

function read(): Kept {
	try {
		return JSON.parse(sessionStorage.getItem(nameOf()) ?? '{}') as Kept;
	} catch {
		// Storage is switched off, or holds something else.
		return {};
	}
}

function write(text: string | null): void {
	try {
		if (text === null) sessionStorage.removeItem(nameOf());
		else sessionStorage.setItem(nameOf(), text);
	} catch {
		// Then nothing is kept.
	}
}
