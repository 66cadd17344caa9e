import type { MetadataRoute } from "next";

/** Raffles, stations and the fairness page are for everyone to find; what needs an account is not. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        "/demo/",
        "/dev/",
        "/wallet",
        "/buy",
        "/coupons",
        "/tickets",
        "/account",
        "/redeem",
        "/admin",
        "/sign-in",
        "/sign-up",
      ],
    },
  };
}
