import type { MessageLocale, Template, TemplateVariables } from "./message";

/** The parts of a message; a link is shown as a button in mail and written out in text. */
export type Parts = {
  readonly subject: string;
  readonly greeting?: string;
  readonly lines: readonly string[];
  readonly link?: { readonly label: string; readonly path: string };
};

export type Writer<T extends Template> = Record<MessageLocale, (variables: TemplateVariables[T]) => Parts>;

export const hello = { "es-MX": (name: string) => `Hola, ${name}:`, en: (name: string) => `Hello ${name},` };
