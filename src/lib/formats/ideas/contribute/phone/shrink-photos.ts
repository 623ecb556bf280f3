import { one, phrase } from './page.ts';

/** As the server keeps it; more would only cost the sender time and data. */
const longest = 1600;
const quality = 0.8;

/**
 * Makes chosen photos smaller, where the browser can (5 MB become 0.3 MB), and sends them into the form at once, so
 * that they are seen. What it cannot read it leaves as it is; the server says what is wrong with it.
 */
export function shrinkPhotos(form: HTMLFormElement): void {
	const photos = one('[data-photos]');
	const button = photos?.querySelector<HTMLButtonElement>('button[value=photos]');
	if (!photos || !button || !('createImageBitmap' in window) || !('DataTransfer' in window)) return;
	photos.dataset['live'] = '';
	photos.addEventListener('change', (event) => {
		const input = event.target as HTMLInputElement;
		if (input.type === 'file' && input.files?.length) void sendSmaller(form, button, input);
	});
}

async function sendSmaller(
	form: HTMLFormElement,
	button: HTMLButtonElement,
	input: HTMLInputElement
): Promise<void> {
	const status = one('[data-photo-status]');
	if (status) status.textContent = phrase('shrinking');
	const files = input.files!;
	const smaller = new DataTransfer();
	for (const file of files) smaller.items.add(await shrunk(file));
	// Somebody may have chosen another one meanwhile.
	if (input.files !== files) return;
	input.files = smaller.files;
	form.requestSubmit(button);
}

async function shrunk(file: File): Promise<File> {
	try {
		const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = Math.min(1, longest / Math.max(image.width, image.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(image.width * scale);
		canvas.height = Math.round(image.height * scale);
		const context = canvas.getContext('2d');
		if (!context) return file;
		// What was transparent would turn black in a JPEG.
		context.fillStyle = '#fff';
		context.fillRect(0, 0, canvas.width, canvas.height);
		context.drawImage(image, 0, 0, canvas.width, canvas.height);
		image.close();
		const blob = await new Promise<Blob | null>((done) =>
			canvas.toBlob(done, 'image/jpeg', quality)
		);
		return blob && blob.size < file.size
			? new File([blob], 'photo.jpg', { type: 'image/jpeg' })
			: file;
	} catch {
		return file;
	}
}
