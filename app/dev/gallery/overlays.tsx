"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast-store";
import { Toaster } from "@/components/ui/toaster";
import { Tooltip } from "@/components/ui/tooltip";
import { Verdict, type VerdictTone } from "@/components/ui/verdict";

const verdicts = [
  ["ok", "Listo"],
  ["warn", "Atención"],
  ["danger", "Vencido"],
] as const satisfies readonly (readonly [VerdictTone, string])[];

/** What opens over the page, and the attendant's verdicts. */
export function Overlays() {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Overlays">
      <div className="flex flex-wrap gap-3">
        <Dialog>
          <DialogTrigger>
            <Button tone="secondary">Dialog</Button>
          </DialogTrigger>
          <DialogContent
            title="Elegir estación"
            description="El cupón se usará solo ahí."
            closeLabel="Cerrar"
            footer={<Button>Elegir</Button>}
          >
            <p>Contenido</p>
          </DialogContent>
        </Dialog>
        <Sheet>
          <SheetTrigger>
            <Button tone="secondary">Sheet</Button>
          </SheetTrigger>
          <SheetContent title="Detalle" closeLabel="Cerrar">
            <p>Contenido</p>
          </SheetContent>
        </Sheet>
        <Button tone="secondary" onClick={() => setAsking(true)}>
          Confirm
        </Button>
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title="¿Cancelar este cupón?"
          confirmLabel="Cancelar cupón"
          cancelLabel="Conservarlo"
          danger
          onConfirm={() => setAsking(false)}
        >
          Se devolverán $734.50 a tu tarjeta. Queda registrado en tus movimientos.
        </ConfirmDialog>
        <Tooltip text="Unas palabras más">
          <Button tone="quiet">Tooltip</Button>
        </Tooltip>
        {verdicts.map(([tone, word]) => (
          <Button key={tone} tone="secondary" onClick={() => toast(word, tone)}>
            Toast {tone}
          </Button>
        ))}
      </div>
      <Tabs defaultValue="a">
        <TabList>
          <Tab value="a">Movimientos</Tab>
          <Tab value="b">Redenciones</Tab>
        </TabList>
        <TabPanel value="a">Uno</TabPanel>
        <TabPanel value="b">Dos</TabPanel>
      </Tabs>
      <div className="grid gap-4 md:grid-cols-3">
        {verdicts.map(([tone, word]) => (
          <div key={tone} className="rounded-box h-128 overflow-y-auto">
            <Verdict
              tone={tone}
              word={word}
              figure={tone === "danger" ? undefined : "$500.00"}
              action={
                <Button size="xl" wide tone="secondary">
                  Siguiente
                </Button>
              }
            >
              21.276 L · Regular
            </Verdict>
          </div>
        ))}
      </div>
      <Toaster closeLabel="Cerrar" />
    </Section>
  );
}
