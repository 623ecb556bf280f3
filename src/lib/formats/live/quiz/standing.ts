/** How somebody stands is their own, so it is not in the view that all phones share: this asks for it. */

async function showStanding(): Promise<void> {
	const place = document.querySelector<HTMLElement>('[data-standing]');
	if (!place || place.childElementCount > 0) return;
	const response = await fetch(place.dataset['from']!).catch(() => null);
	// Nothing is said to who does not play along; and one answer that is lost comes with the next result.
	if (response?.status !== 200) return;
	const found = new DOMParser().parseFromString(await response.text(), 'text/html');
	place.replaceChildren(...found.body.children);
}

document.addEventListener('parts', () => void showStanding());
void showStanding();
