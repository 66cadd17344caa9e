const PAGES = /^(README|CONTRIBUTING)\.md$|^docs\/(architecture|operations)\.md$/;
const PATH = /`((?:app|server|db|components|public|tests|docs|scripts|messages|deploy|bench)\/[\w./[\]()-]+)`/g;

/** Paths that the project's own pages name and that are not there: `{ file, text }` each. */
export function lostPaths(files, read) {
  const known = new Set(files);
  const isThere = (path) =>
    known.has(path) || files.some((file) => file.startsWith(path.endsWith("/") ? path : `${path}/`));
  return files
    .filter((file) => PAGES.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(PATH)]
        .map(([, path]) => path)
        .filter((path) => !isThere(path))
        .map((path) => ({ file, text: `names ${path}, which is not there` })),
    );
}
