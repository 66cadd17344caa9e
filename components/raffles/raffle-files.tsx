import { useTranslations } from "next-intl";

import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";

type PublishedFile = { readonly name: string; readonly sha256: string; readonly size: number };

/** What was published, byte for byte, with the fingerprint of each file. */
export function RaffleFiles({ raffleId, files }: { raffleId: string; files: readonly PublishedFile[] }) {
  const t = useTranslations("admin");
  if (files.length === 0) return <p className="text-ink-muted">{t("noFiles")}</p>;
  return (
    <TableFrame label={t("files")}>
      <thead>
        <tr>
          <HeadCell>{t("file")}</HeadCell>
          <HeadCell className="text-right">{t("size")}</HeadCell>
          <HeadCell>SHA-256</HeadCell>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <Row key={file.name}>
            <Cell>
              <a
                href={`/api/v1/raffles/${raffleId}/${file.name}`}
                download={file.name}
                className="text-accent font-semibold hover:underline"
              >
                {file.name}
              </a>
            </Cell>
            <NumberCell>{Math.ceil(file.size / 1024)} kB</NumberCell>
            <Cell>
              <code className="text-ink-muted font-mono text-xs break-all">{file.sha256}</code>
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}
