import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { SignOutForm } from "@/app/sign-out-form";
import { EmailLink } from "@/components/account/email-link";
import { InstallHelp } from "@/components/account/install-card";
import { NoticeList } from "@/components/account/notice-list";
import { PhoneProof } from "@/components/account/phone-proof";
import { SessionList } from "@/components/account/session-list";
import { PreferencesForm } from "@/components/layout/preferences-form";
import { Messages } from "@/components/providers/messages";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../require-customer";

const SESSIONS = 20;
const NOTICES = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations("account"), api()]);
  const [profile, { sessions }, { notices }] = await Promise.all([
    calls.auth.profile(),
    calls.auth.sessions({ limit: SESSIONS }),
    calls.notifications.notices({ limit: NOTICES }),
  ]);
  const verified = (isVerified: boolean) => (
    <StatusPill tone={isVerified ? "ok" : "warn"}>{isVerified ? t("verified") : t("unverified")}</StatusPill>
  );
  return (
    <div className="max-w-2xl">
      <PageHeader title={t("title")} />
      <Messages only={["common", "state", "refusal", "refusalTitle", "account", "install"]}>
        <div className="space-y-8">
          <Receipt>
            <ReceiptLine label={t("name")}>
              {profile.firstName} {profile.lastName}
            </ReceiptLine>
            <ReceiptLine label={t("email")} note={profile.email}>
              {verified(profile.emailVerified)}
            </ReceiptLine>
            {profile.phone && (
              <ReceiptLine label={t("phone")} note={profile.phone}>
                {verified(profile.phoneVerified)}
              </ReceiptLine>
            )}
          </Receipt>
          {!profile.emailVerified && <EmailLink />}
          {!profile.phoneVerified && (
            <Section title={t("phoneProof.title")}>
              <p className="text-ink-muted">{t("phoneProof.body")}</p>
              <PhoneProof phone={profile.phone} />
            </Section>
          )}
          <Section title={t("notices")}>
            <NoticeList notices={notices} />
          </Section>
          <Section title={t("sessions")}>
            <SessionList sessions={sessions} />
          </Section>
          <Section title={t("secondFactor")}>
            <p className="text-ink-muted mb-3">{t(profile.hasSecondFactor ? "factorOn" : "factorOff")}</p>
            {!profile.hasSecondFactor && (
              <ButtonLink href="/second-factor?next=/account" tone="secondary">
                {t("factorStart")}
              </ButtonLink>
            )}
          </Section>
          <Section title={t("preferences")}>
            <PreferencesForm />
          </Section>
          <Section title={t("onPhone")}>
            <InstallHelp />
          </Section>
          <Section title={t("leave")}>
            <p className="text-ink-muted">{t("leaveBody")}</p>
            <SignOutForm size="lg" />
          </Section>
        </div>
      </Messages>
    </div>
  );
}
