// Photos as evidence: made small enough on the device, sent once, and shown again with the consumer's token.
import { ApiError, type Api } from "./api";
import { newId } from "./id";
import type { ConsumerApi } from "./token";

/** What the file chooser offers; a phone then also offers its camera. */
export const PHOTO_TYPES = "image/jpeg,image/png,image/webp";
const LONGEST = 2400;
const SMALL_ENOUGH = 1_500_000;
const SEND_MS = 60_000;

export interface PhotoFor {
  readonly orderId?: string;
  readonly remedyId?: string;
  readonly inChat?: boolean;
  /** The same for every attempt to send this photo. */
  readonly clientId?: string;
}

/** Sends a photo, once however often it has to be tried. Returns its id. */
export async function sendPhoto(api: ConsumerApi, file: Blob, what: PhotoFor): Promise<string> {
  const query = new URLSearchParams({ client_id: what.clientId ?? newId(), lang: api.api.lang });
  if (what.orderId) query.set("order_id", what.orderId);
  if (what.remedyId) query.set("remedy_id", what.remedyId);
  if (what.inChat) query.set("conversation", "1");
  const raw = await smaller(file);
  const sent = await api.call<{ photo_id: string }>("POST", `/api/evidence?${query}`, { raw, timeoutMs: SEND_MS });
  return sent.photo_id;
}

/** An agent shows the customer a picture, once however often it has to be tried. */
export async function showPhoto(api: Api, conversation: string, file: Blob, clientId: string): Promise<{ seq: number }> {
  const query = new URLSearchParams({ client_id: clientId, lang: api.lang });
  const raw = await smaller(file);
  const path = `/api/desk/conversations/${encodeURIComponent(conversation)}/photos?${query}`;
  return api.call("POST", path, { raw, timeoutMs: SEND_MS, headers: { "X-Careline-Desk": "1" } });
}

/** A picture of a phone is shrunk here, where the network is slow; one that cannot be read is the service's to refuse. */
async function smaller(file: Blob): Promise<Blob> {
  if (file.size <= SMALL_ENOUGH) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}

/** The photos in what was pasted or dropped. */
export function photosIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []).filter((file) => PHOTO_TYPES.split(",").includes(file.type));
}

/** Loads each of one's photos once. As data, because the pages' policy allows no blob addresses. */
export class PhotoShelf {
  private readonly kept = new Map<string, Promise<string>>();

  constructor(private readonly api: ConsumerApi) {}

  url(id: string): Promise<string> {
    let loading = this.kept.get(id);
    if (!loading) {
      loading = this.api.load(`/api/evidence/${encodeURIComponent(id)}`).then(asData);
      loading.catch((error: unknown) => {
        if (!(error instanceof ApiError)) this.kept.delete(id);
      });
      this.kept.set(id, loading);
    }
    return loading;
  }
}

function asData(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("unreadable"));
    reader.readAsDataURL(blob);
  });
}
