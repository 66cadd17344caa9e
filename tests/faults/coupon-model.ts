/** A sale of one coupon, as the model remembers it. */
type Sale = { readonly cost: number; isVoided: boolean };

/** What the words of the product say about one coupon, and nothing else; all amounts in centavos. */
export type Model = {
  readonly face: number;
  status: "ACTIVE" | "PARTIALLY_REDEEMED" | "REDEEMED" | "SUSPENDED" | "EXPIRED" | "CANCELLED";
  balance: number;
  redeemed: number;
  expired: number;
  frozen: number;
  /** Owed or paid back to the buyer by us. */
  givenBack: number;
  isTimeOver: boolean;
  dispute: "NONE" | "OPEN" | "WON" | "LOST";
  readonly sales: Sale[];
};

export const bought = (face: number): Model => ({
  ...{ face, status: "ACTIVE", balance: face, redeemed: 0, expired: 0, frozen: 0, givenBack: 0 },
  ...{ isTimeOver: false, dispute: "NONE", sales: [] },
});

const isSpendable = ({ status }: Model): boolean => status === "ACTIVE" || status === "PARTIALLY_REDEEMED";
/** A bank decides about it, or has decided against us. */
const isMarked = ({ dispute }: Model): boolean => dispute === "OPEN" || dispute === "LOST";

function becomes(coupon: Model, balance: number): void {
  coupon.balance = balance;
  coupon.status = balance === 0 ? "REDEEMED" : balance === coupon.face ? "ACTIVE" : "PARTIALLY_REDEEMED";
}

function endBy(coupon: Model, amount: number): void {
  coupon.givenBack += amount;
  Object.assign(coupon, { status: "CANCELLED", balance: 0, expired: 0 });
}

/** Each changes the coupon as its words say and answers whether it is done; what is refused changes nothing. */
export const model = {
  redeem(coupon: Model, cost: number): boolean {
    if (!isSpendable(coupon) || coupon.isTimeOver || cost > coupon.balance) return false;
    coupon.sales.push({ cost, isVoided: false });
    coupon.redeemed += cost;
    becomes(coupon, coupon.balance - cost);
    return true;
  },
  /** The money returns to where the coupon's money is now. */
  void(coupon: Model, sale: Sale): boolean {
    if (sale.isVoided) return false;
    sale.isVoided = true;
    if (coupon.status === "EXPIRED") coupon.expired += sale.cost;
    else if (coupon.status === "SUSPENDED" || isMarked(coupon))
      coupon.frozen += coupon.dispute === "OPEN" ? sale.cost : 0;
    else if (coupon.status === "CANCELLED") coupon.givenBack += sale.cost;
    else becomes(coupon, coupon.balance + sale.cost);
    return true;
  },
  cancel(coupon: Model): boolean {
    if (!isSpendable(coupon)) return false;
    endBy(coupon, coupon.balance);
    return true;
  },
  refund(coupon: Model): boolean {
    if (!(isSpendable(coupon) || coupon.status === "EXPIRED") || isMarked(coupon)) return false;
    endBy(coupon, coupon.balance + coupon.expired);
    return true;
  },
  expire(coupon: Model): void {
    if (!coupon.isTimeOver || !isSpendable(coupon)) return;
    Object.assign(coupon, { status: "EXPIRED", expired: coupon.balance, balance: 0 });
  },
  reissue(coupon: Model): boolean {
    if (coupon.status !== "EXPIRED" || isMarked(coupon) || coupon.expired === 0) return false;
    becomes(coupon, coupon.expired);
    Object.assign(coupon, { expired: 0, isTimeOver: false });
    return true;
  },
  dispute(coupon: Model): void {
    coupon.dispute = "OPEN";
    if (isSpendable(coupon)) Object.assign(coupon, { status: "SUSPENDED", frozen: coupon.balance, balance: 0 });
  },
  decide(coupon: Model, verdict: "WON" | "LOST"): void {
    coupon.dispute = verdict;
    const { frozen, status } = coupon;
    coupon.frozen = 0;
    if (verdict === "LOST") {
      coupon.expired = 0;
      if (status === "SUSPENDED" || status === "EXPIRED") coupon.status = "CANCELLED";
    } else if (frozen > 0 && status !== "CANCELLED" && status !== "EXPIRED") becomes(coupon, frozen);
    else coupon.givenBack += frozen;
  },
};

/** What the database must hold of it. */
export const booksOfModel = ({ status, balance, redeemed, expired, frozen, givenBack, sales }: Model) => ({
  ...{ status, balance, redeemed, expired, frozen, givenBack },
  payable: sales.reduce((sum, { cost, isVoided }) => sum + (isVoided ? 0 : cost), 0),
});
