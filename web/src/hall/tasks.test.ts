import { beforeEach, expect, it, vi } from "vitest";
import { Api } from "../shared/api";
import { ConsumerApi, TokenBox } from "../shared/token";
import { Tasks } from "./tasks";
import type { Claim, HallOrder, HallRight, Remedy } from "./wire";

const claim = (id: string) => ({ claim_id: id, needs: [], choices: [{ deed: "refund" }, { deed: "resend" }] }) as unknown as Claim;
const remedy = (id: string) => ({ remedy_id: id, order_id: "CL-1" }) as Remedy;
const order = {} as HallOrder;
const right = {} as HallRight;

let answers: Array<(status: number, body: unknown) => void>;
let reloads: number;

/** Requests are answered when the test says so, in the order in which they were made. */
beforeEach(() => {
  answers = [];
  reloads = 0;
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push((status, body) => resolve(new Response(JSON.stringify(body), { status })))));
});

function tasksOf(): Tasks {
  const box = new TokenBox("lin", () => undefined);
  box.set(`h.${btoa(JSON.stringify({ sub: "lin" }))}.s`);
  return new Tasks(() => new ConsumerApi(new Api({ baseUrl: "", lang: "zh-CN" }), box), () => undefined, () => (reloads += 1));
}

const asked = (n: number) => vi.waitFor(() => expect(answers).toHaveLength(n));

it("shows what came of a claim in the window it was made in", async () => {
  const tasks = tasksOf();
  tasks.claim(order, right, claim("a"));
  const done = tasks.confirm();
  await asked(1);
  answers[0]?.(200, { remedy: remedy("r-a") });
  await done;
  expect([tasks.made?.remedy_id, tasks.busy, reloads]).toEqual(["r-a", false, 1]);
});

it.each([
  ["what came of it", 200, { remedy: remedy("r-a") }],
  ["why it was refused", 409, { detail: "已经申请过了" }],
])("shows %s in no other claim's window", async (_, status, body) => {
  const tasks = tasksOf();
  tasks.claim(order, right, claim("a"));
  const first = tasks.confirm();
  await asked(1);
  tasks.close();
  tasks.claim(order, right, claim("b"));
  const second = tasks.confirm();
  await asked(2);
  answers[0]?.(status, body);
  await first;
  expect([tasks.made, tasks.problem, tasks.finished, tasks.busy]).toEqual([undefined, "", false, true]);
  answers[1]?.(200, { remedy: remedy("r-b") });
  await second;
  expect([tasks.made?.remedy_id, tasks.busy]).toEqual(["r-b", false]);
});

it("still shows it when another way was looked at meanwhile", async () => {
  const tasks = tasksOf();
  tasks.claim(order, right, claim("a"));
  const done = tasks.confirm();
  await asked(1);
  tasks.choose("resend");
  answers[0]?.(200, { remedy: remedy("r-a") });
  await done;
  expect(tasks.made?.remedy_id).toBe("r-a");
});

it("says of a photo from the list nothing in the window of a claim", async () => {
  const tasks = tasksOf();
  const done = tasks.photo(remedy("r-a"), new Blob(["cup"]));
  await asked(1);
  tasks.claim(order, right, claim("b"));
  answers[0]?.(200, { photo_id: "p" });
  await done;
  expect([tasks.finished, tasks.task?.kind, reloads]).toEqual([false, "claim", 1]);
});

it("is ready for the next thing once a window is closed in the middle", async () => {
  const tasks = tasksOf();
  tasks.claim(order, right, claim("a"));
  const done = tasks.confirm();
  await asked(1);
  tasks.close();
  expect(tasks.busy).toBe(false);
  answers[0]?.(200, { remedy: remedy("r-a") });
  await done;
  expect([tasks.made, reloads]).toEqual([undefined, 1]);
});
