"use client";

import { useRouter } from "next/navigation";

import { toast } from "@/components/ui/toast-store";

/** What follows a change that the server took: the dialog closes, a word is said, the list is read anew. */
export function useSettled(onClose: () => void): (words: string) => void {
  const router = useRouter();
  return (words) => {
    onClose();
    toast(words, "ok");
    router.refresh();
  };
}
