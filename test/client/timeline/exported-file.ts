import type { PanelPage } from '../../../scripts/bench/pages/panel.ts';

interface Sent {
  readonly name?: string;
  readonly content?: string | ArrayBuffer;
}

/**
 * Picks an export from the menu. The result is the content of the file that the extension should
 * save.
 */
export async function exportedFile(
  { page }: PanelPage,
  label: string,
  file: string,
): Promise<Buffer> {
  await page.evaluate(() => {
    (window as unknown as { sentMessages: Sent[] }).sentMessages.length = 0;
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.locator('#export-menu').getByRole('button', { name: label }).click();
  await page.waitForFunction(
    (name) =>
      (window as unknown as { sentMessages: Sent[] }).sentMessages.some(
        (each) => each.name === name,
      ),
    file,
  );
  const url = await page.evaluate((name) => {
    const { sentMessages } = window as unknown as { sentMessages: Sent[] };
    const content = sentMessages.find((each) => each.name === name)?.content ?? '';
    const reader = new FileReader();
    return new Promise<string>((resolve) => {
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(new Blob([content]));
    });
  }, file);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
