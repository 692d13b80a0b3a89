/** A form with files as browsers send it. */
export interface Multipart {
  type: string;
  body: Buffer;
}

/** @param fields texts, or files by name and content */
export async function writeMultipart(
  fields: Readonly<Record<string, string | { name: string; content: string | Uint8Array<ArrayBuffer> }>>,
): Promise<Multipart> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([value.content]), value.name);
  }
  const response = new Response(form);
  return { type: response.headers.get('Content-Type')!, body: Buffer.from(await response.arrayBuffer()) };
}
