import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { costOf, estimateTokens, LINE_END, ONCE } from "./token-estimate.ts";

/** What o200k makes of a text, words that look like its own marks included. */
const counted = (text: string) => encode(text, { disallowedSpecial: new Set() }).length;
const hash = (kind: string, of: string, as: "hex" | "base64") => createHash(kind).update(of).digest(as);
const source = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

const ENGLISH = {
  tale: `Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do. Once or twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, "and what is the use of a book," thought Alice, "without pictures or conversations?" So she was considering in her own mind, as well as she could, for the day made her feel very sleepy and stupid, whether the pleasure of making a daisy-chain would be worth the trouble of getting up and picking the daisies, when suddenly a White Rabbit with pink eyes ran close by her.`,
  novel: `It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife. However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth is so well fixed in the minds of the surrounding families, that he is considered the rightful property of some one or other of their daughters.`,
  report: `When somebody signs in with an expired key, the page answers with an empty screen instead of saying what happened. We saw this twice last week, both times after the laptop had been asleep over night. The request fails before the handler runs, so the usual message is never rendered. I think the simplest way is to check the expiry in the middleware and to redirect to the sign-in page with a short notice. Please also add a test which waits until the key is too old, because the last attempt broke silently.`,
};

const OTHER: Record<string, string> = {
  code: source("./operation.ts"),
  sql: `SELECT i."id", p."key" || '-' || i."number" AS "key" FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" WHERE i."shelf" <> 'binned'`,
  json: source("../../package.json"),
  "json on one line": JSON.stringify(JSON.parse(source("../../package.json"))),
  markdown: source("../../README.md"),
  "a snapshot": source("../doors/contract/cli.snap").slice(0, 50_000),
  hashes: Array.from({ length: 50 }, (_, n) => hash("sha256", String(n), "hex")).join("\n"),
  "one hash": hash("sha1", "one", "hex"),
  base64: Array.from({ length: 50 }, (_, n) => hash("sha512", String(n), "base64")).join(""),
  "ids in capitals": "01JD7Z3K9QXW5V8N2M4T6R1B0C 01JD7Z3K9QXW5V8N2M4T6R1B0D",
  chinese: "敏捷的棕色狐狸跳过了懒狗。请在合并之前检查所有验收标准，并在问题下面留言说明结果。",
  japanese: "この課題は、期限切れの鍵でサインインしたときに空の画面が表示される問題を修正します。",
  korean: "만료된 키로 로그인하면 빈 화면이 표시되는 문제를 수정합니다. 테스트도 추가해 주세요.",
  arabic: "عندما يسجل شخص ما الدخول بمفتاح منتهي الصلاحية، تظهر الصفحة فارغة بدلاً من توضيح ما حدث.",
  hebrew: "כאשר מישהו מתחבר עם מפתח שפג תוקפו, הדף מוצג ריק במקום להסביר מה קרה.",
  russian: "Когда кто-то входит с просроченным ключом, страница остаётся пустой вместо того, чтобы объяснить.",
  greek: "Όταν κάποιος συνδέεται με ληγμένο κλειδί, η σελίδα μένει κενή αντί να εξηγεί τι συνέβη.",
  hindi: "जब कोई समाप्त कुंजी से साइन इन करता है, तो पृष्ठ खाली रहता है।",
  thai: "เมื่อมีคนลงชื่อเข้าใช้ด้วยคีย์ที่หมดอายุ หน้าจะว่างเปล่า",
  german:
    "Wenn sich jemand mit einem abgelaufenen Schlüssel anmeldet, bleibt die Seite leer, anstatt zu erklären, was geschehen ist. Die Zugriffsberechtigungsprüfung überspringt Zwischenergebnisse.",
  french:
    "Quand quelqu'un se connecte avec une clé expirée, la page reste vide au lieu d'expliquer ce qui s'est passé.",
  finnish: "Kun joku kirjautuu sisään vanhentuneella avaimella, sivu jää tyhjäksi eikä selitä, mitä tapahtui.",
  polish: "Gdy ktoś loguje się wygasłym kluczem, strona pozostaje pusta, zamiast wyjaśnić, co się stało.",
  turkish: "Birisi süresi dolmuş bir anahtarla oturum açtığında sayfa ne olduğunu açıklamak yerine boş kalır.",
  vietnamese: "Khi ai đó đăng nhập bằng khóa đã hết hạn, trang vẫn trống thay vì giải thích điều gì đã xảy ra.",
  emoji: "🎉🚀 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ✅ ❌ ⚠️ 🇩🇪🇫🇷 🫠🪿",
  punctuation: `${"-".repeat(1000)}${"!?".repeat(500)}${"=>{}();".repeat(200)}`,
  "every sign": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
  blanks: `a${" ".repeat(777)}b\t\t\t\n\n\n\r\n ${" ".repeat(63)}1  2`,
  "marks of a model": "<|endoftext|><|im_start|>system",
  odd: "\u0001\u0007\u001b[31m\u202e\ufeff\u200b\ufffd",
};

test.each(Object.entries({ ...ENGLISH, ...OTHER }))("the estimate of %s is not below the count", (_, text) => {
  expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted(text));
});

test.each(Object.entries(ENGLISH))("ordinary English (%s) is estimated at most 35 %% too high", (_, text) => {
  expect(estimateTokens(text) / counted(text)).toBeLessThanOrEqual(1.35);
});

test("any number of blanks, line ends and digits is estimated high enough", () => {
  for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 62, 63, 64, 65, 66, 100, 128, 129, 130, 300]) {
    for (const text of [" ", "\n", "\t", "7", "-", "a", "Z", " \n", "é"].map((sign) => sign.repeat(count))) {
      for (const whole of [text, `${text}x`, `x${text}1`])
        expect(estimateTokens(whole), JSON.stringify(whole)).toBeGreaterThanOrEqual(counted(whole));
    }
  }
});

const between = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
const SIGN = fc.oneof(
  ...[between(0x61, 0x7a), between(0x41, 0x5a), between(0x30, 0x39), between(0x20, 0x7e), between(0x00, 0x1f)],
  ...[fc.constantFrom(" ", "\n", "the", " and", "Issue"), between(0xa0, 0x24f), between(0x370, 0x58f)],
  ...[between(0x590, 0x7ff), between(0x900, 0xdff), between(0xe00, 0x10ff), between(0x2000, 0x2bff)],
  ...[between(0x3000, 0x30ff), between(0x4e00, 0x9fff), between(0xac00, 0xd7a3), between(0x1f300, 0x1faff)],
);

test("the estimate of random text in mixed scripts is not below the count", () => {
  const text = fc.oneof(fc.string({ unit: SIGN, maxLength: 200 }), fc.string({ unit: "binary", maxLength: 100 }));
  fc.assert(
    fc.property(text, (one) => estimateTokens(one) >= counted(one)),
    { numRuns: 1000 },
  );
});

test("a text costs what its lines and their ends cost", () => {
  const line = fc.string({ unit: SIGN, maxLength: 40 }).map((one) => one.replaceAll("\n", ""));
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
      const sum = lines.reduce((all, one) => all + costOf(one), (lines.length - 1) * LINE_END);
      const whole = estimateTokens(lines.join("\n"));
      return whole <= ONCE + sum && whole >= ONCE + sum - lines.length;
    }),
  );
});
