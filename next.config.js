import createNextIntlPlugin from "next-intl/plugin";

const withIntl = createNextIntlPlugin({
  requestConfig: "./components/providers/intl-request.ts",
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run check` type-checks everything; a type error in a test must not stop `npm start`.
  typescript: { ignoreBuildErrors: true },
  // Gateway-only packages: a second wall behind the import rules, so that none is ever bundled into a page.
  serverExternalPackages: ["postgres", "inngest", "stripe", "@electric-sql/pglite", "@node-rs/argon2"],
  images: { unoptimized: true },
  devIndicators: false,
};

export default withIntl(config);
