import fc from "fast-check";
import { z } from "zod";

/** The part of JSON Schema that our input schemas are made of. */
type Shape = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
};

/** What the name of a field promises: without it few inputs would get past the first look. */
const meant: Readonly<Record<string, readonly string[]>> = {
  email: ["ana@prueba.example", "eva.ruiz@prueba.example", "ANA@prueba.example"],
  identifier: ["ana@prueba.example", "5512345678"],
  phone: ["5512345678", "+52 55 1234 5678"],
  password: ["zócalo verde a las siete", "contraseña"],
  amount: ["500.00", "50.00", "0.01"],
  fuelAmount: ["20.000", "0.1"],
  price: ["23.60", "99.99"],
  reason: ["carga repetida"],
  note: ["revisado con el banco"],
  latitude: ["19.43"],
  longitude: ["-99.13"],
  radius: ["5"],
  clabe: ["032180000118359719"],
  reference: ["CLAVE1234567"],
  q: ["Reforma", "%"],
  name: ["Sorteo"],
  fuels: ["REGULAR"],
};

type Known = { readonly ids: readonly string[]; readonly defs: Readonly<Record<string, Shape>> };

const MOST_ITEMS = 3;
const LONGEST = 60;

/** Words that mean something to us, where the schema only says "text". */
const words = ["500.00", "23.50", "20.000", "2026-11-24", "2026-11-24T06:00:00Z", "zócalo", "500", "REGULAR"] as const;

const instants = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "date-time": instants.map((moment) => moment.toISOString()),
  date: instants.map((moment) => moment.toISOString().slice(0, 10)),
};

function textOf(shape: Shape, { ids }: Known): fc.Arbitrary<unknown> {
  if (shape.format === "uuid") return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  const formatted = shape.format === undefined ? undefined : formats[shape.format];
  if (formatted) return formatted;
  const free = fc.string({ minLength: shape.minLength ?? 0, maxLength: Math.min(shape.maxLength ?? LONGEST, LONGEST) });
  const matching = shape.pattern === undefined ? free : fc.stringMatching(new RegExp(shape.pattern));
  return fc.oneof(matching, fc.constantFrom(...words), free);
}

function objectOf(shape: Shape, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(shape.properties ?? {}).map(([key, inner]) => {
    const likely = meant[key];
    const free = valueOf(inner, known);
    return [key, likely ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, free) : free] as const;
  });
  return fc.record(Object.fromEntries(properties), { requiredKeys: [...(shape.required ?? [])] });
}

/** Values that fit the shape, as nearly as it can be read; what its finer rules refuse is welcome too. */
function valueOf(shape: Shape, known: Known): fc.Arbitrary<unknown> {
  if (shape.$ref !== undefined) return valueOf(known.defs[shape.$ref.replace("#/$defs/", "")] ?? {}, known);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.const !== undefined) return fc.constant(shape.const);
  const choices = shape.anyOf ?? shape.allOf;
  if (choices && !shape.properties) {
    return fc.oneof(...choices.map((choice, i) => ({ weight: i === 0 ? 4 : 1, arbitrary: valueOf(choice, known) })));
  }
  switch (shape.type) {
    case "string":
      return textOf(shape, known);
    case "integer":
      return fc.integer({ min: Math.max(shape.minimum ?? 0, -1e9), max: Math.min(shape.maximum ?? 1e6, 1e9) });
    case "number":
      return fc.oneof(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: shape.minimum ?? -200, max: shape.maximum ?? 200, noNaN: true }),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valueOf(shape.items ?? {}, known), { minLength: shape.minItems ?? 0, maxLength: MOST_ITEMS });
    case "object":
      return objectOf(shape, known);
    default:
      return fc.constantFrom(...words);
  }
}

/** Inputs a procedure would take, with ids that exist among them; a schema that is none gives empty objects. */
export function fittingInputs(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (!(schema instanceof z.ZodType)) return fc.constant({});
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
  return valueOf(shape, { ids, defs: shape.$defs ?? {} });
}
