"use client";

import type { RefundListed } from "./payment-views";
import { RefundConfirm } from "./refund-confirm";
import type { RefundDeed } from "./refund-deeds";
import { RefundRetry } from "./refund-retry";
import { RefundTransfer } from "./refund-transfer";

type RefundDialogProps = { refund: RefundListed; deed: RefundDeed; onClose: () => void };

/** The dialog of what was chosen to do about a debt. */
export function RefundDialog({ deed, ...props }: RefundDialogProps) {
  const Dialog = { retry: RefundRetry, transfer: RefundTransfer, confirm: RefundConfirm }[deed];
  return <Dialog {...props} />;
}
