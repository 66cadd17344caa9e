"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";

/** Orders a coupon and goes to its payment page. One operation for each content and visit: pressing twice never buys twice. */
export function usePurchase(content: string) {
  const api = useApi();
  const [visit, setVisit] = useState(0);
  const [refused, setRefused] = useState<{ error: unknown; at: Date }>();
  const operationId = useOperationId(`${content} ${visit}`);
  // Two presses within one frame both find the button free.
  const isUnderWay = useRef(false);
  const purchase = useMutation(
    api.coupons.purchase.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ checkoutUrl, id }) => window.location.assign(checkoutUrl ?? `/coupons/${id}`),
    }),
  );
  const { mutate, reset } = purchase;
  useEffect(() => {
    // Coming back with the browser's own button finds the page as it was left: a new visit, a new operation.
    const comeBack = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      isUnderWay.current = false;
      reset();
      setVisit((n) => n + 1);
    };
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, [reset]);
  const order = (wish: Parameters<typeof mutate>[0]) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setRefused(undefined);
    mutate(wish, {
      onError: (error) => {
        isUnderWay.current = false;
        setRefused({ error, at: new Date() });
      },
    });
  };
  return { order, refused, isBusy: purchase.isPending || purchase.isSuccess };
}
