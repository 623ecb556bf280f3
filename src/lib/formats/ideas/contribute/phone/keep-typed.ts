const fields = ['title', 'body', 'category'] as const;
type Kept = Partial<Record<(typeof fields)[number], string>>;

/**
 * Keeps what is typed in this tab until the idea is sent: who changes the language, reloads or goes back finds it
 * again. Gone with the tab, so that nobody else finds it on a shared phone.
 */
const nameOf = () => `palaver idea ${location.pathname.replace(/^\/(en|ar|leicht)\//, '/')}`;

export function keepTyped(form: HTMLFormElement): void {
	const kept = read();
	for (const name of fields) {
		const field = form.elements.namedItem(name);
		const isEmpty = (field as { value?: string } | null)?.value === '';
		if (field && isEmpty && kept[name]) (field as { value: string }).value = kept[name];
	}
	form.addEventListener('input', () => {
		const data = new FormData(form);
		const typed = Object.fromEntries(fields.map((name) => [name, String(data.get(name) ?? '')]));
		write(JSON.stringify(typed));
	});
}

export const forgetTyped = (): void => write(null);

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
