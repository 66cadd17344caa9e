/** What the folder for the authority says of itself, in its language. */
export const evidenceReadme = (facts: {
  readonly name: string;
  readonly permit: string;
  readonly id: string;
}): string =>
  `Sorteo: ${facts.name}
Permiso: ${facts.permit}
Identificador: ${facts.id}

rules.json          Bases tal como se publicaron, antes del primer número.
heads.jsonl         Firmas de la lista de números mientras crecía, una por renglón.
tickets.csv         Lista de números al cierre: renglón, primer número, cuántos, titular y origen (huellas).
voids.csv           Renglones anulados antes del cierre.
ineligible.csv      Titulares que no pueden ganar (huellas).
commitment.json     Compromiso: fija la lista, las bases y la ronda del azar público.
certificate.json    Acta: ronda, firma del azar, semilla y selección paso a paso.
keys.json           Llaves públicas con las que se firmó.
draw-log.jsonl      Bitácora pública de sorteos hasta el último documento de este.
winners.json        Lugares con el nombre del titular reducido a sus iniciales.
claims.json         Reclamos y entregas de premios.
promotions.json     Lugares perdidos y suplentes promovidos, con el documento publicado.
SHA256SUMS          Huella SHA-256 de cada archivo de esta carpeta.

Para comprobar el sorteo sin conexión: npm run verify-draw -- CARPETA
`;
