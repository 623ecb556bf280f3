/**
 * What the page of an idea does beyond plain links and forms: forms marked `data-in-place="<id>"` replace that part of the
 * page instead of all of it, and the address can be copied or handed to another app. Without it everything works by whole pages.
 */

/** Sends the form as the browser would, and takes the marked part from the page that comes back. */
async function sendInPlace(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
	const id = form.dataset['inPlace']!;
	const data = new FormData(form, submitter);
	const answer = await fetch(form.action, {
		method: 'POST',
		headers: { accept: 'text/html' },
		// As a browser sends a form without files.
		body: new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))
	});
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	const part = page.getElementById(id);
	if (!part) throw new Error('another page came back');
	document.getElementById(id)!.replaceWith(part);
	land(part, submitter?.id ?? '');
}

/** The focus goes on where it was lost; what is new is said. */
function land(part: HTMLElement, pressedId: string): void {
	const wrong = part.querySelector<HTMLElement>('[aria-invalid="true"]');
	const pressed = pressedId ? document.getElementById(pressedId) : null;
	(wrong ?? pressed ?? part).focus();
	const news = part.querySelector('[data-say]')?.textContent ?? '';
	document.getElementById('announcer')!.textContent = news.replace(/\s+/g, ' ').trim();
}

document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	if (!form.dataset['inPlace'] || form.dataset['sending']) return;
	event.preventDefault();
	form.dataset['sending'] = 'yes';
	sendInPlace(form, event.submitter).catch(() => {
		// The plain way: the browser sends it and says itself what is wrong with the network.
		form.submit();
	});
});

for (const box of document.querySelectorAll<HTMLElement>('[data-share]')) {
	const { share: url = '', title = '' } = box.dataset;
	const status = box.querySelector<HTMLElement>('[role=status]')!;
	box.hidden = false;
	box.querySelector<HTMLElement>('[data-do=share]')!.hidden = !('share' in navigator);
	box.addEventListener('click', (event) => {
		const pressed = (event.target as HTMLElement).closest<HTMLElement>('[data-do]')?.dataset['do'];
		// Who closes the list of apps again has done nothing wrong.
		if (pressed === 'share') navigator.share({ url, title }).catch(() => {});
		if (pressed === 'copy')
			void navigator.clipboard.writeText(url).then(() => {
				status.textContent = status.dataset['copied'] ?? '';
			});
	});
}
