type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = (): DetectorClass | undefined =>
	(globalThis as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Pictures are looked at so often; more only warms the phone. */
const every = 250;

/** Whether this browser reads QR codes by itself. */
export const canScan = (): boolean => detectorClass() !== undefined && 'mediaDevices' in navigator;

/**
 * Shows what the camera sees and calls back with each text that stands in a QR code. Pictures do not leave the device.
 * @returns what closes the camera
 * @throws where there is no camera or it may not be used
 */
export async function openCamera(
	video: HTMLVideoElement,
	found: (text: string) => void
): Promise<() => void> {
	const detector = new (detectorClass()!)({ formats: ['qr_code'] });
	const stream = await navigator.mediaDevices.getUserMedia({
		video: { facingMode: 'environment' }
	});
	video.srcObject = stream;
	await video.play();
	let isOpen = true;
	const look = async (): Promise<void> => {
		if (!isOpen) return;
		const codes = await detector.detect(video).catch(() => []);
		for (const { rawValue } of codes) found(rawValue);
		setTimeout(() => void look(), every);
	};
	void look();
	return () => {
		isOpen = false;
		for (const track of stream.getTracks()) track.stop();
		video.srcObject = null;
	};
}
