import { PreferencesForm } from "@/components/layout/preferences-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Checkbox, RadioCard, RadioCards, Switch } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Search } from "@/components/ui/icons";
import { Input, Select, Textarea } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { Badge, StatusPill } from "@/components/ui/status-pill";

/** Buttons, fields and choices. */
export function Controls() {
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <Section title="Buttons">
        <div className="flex flex-wrap items-start gap-3">
          <Button>Pagar</Button>
          <Button tone="secondary">Cancelar</Button>
          <Button tone="quiet">Ver más</Button>
          <Button tone="danger">Anular</Button>
          <Button busy>Pagando…</Button>
          <Button disabled reason="Falta confirmar tu correo.">
            Comprar
          </Button>
          <ButtonLink href="#" size="lg">
            Ir
          </ButtonLink>
          <IconButton label="Buscar" icon={<Search aria-hidden />} />
        </div>
        <Button size="xl" wide>
          Escanea el código
        </Button>
        <div className="flex flex-wrap gap-2">
          <StatusPill tone="ok">Activo</StatusPill>
          <StatusPill tone="warn">Por pagar</StatusPill>
          <StatusPill tone="danger">Pago fallido</StatusPill>
          <StatusPill tone="accent">En uso</StatusPill>
          <StatusPill>Cancelado</StatusPill>
          <Badge tone="accent">3 nuevos</Badge>
        </div>
        <Progress value={40} max={100} label="40 de 100" />
        <PreferencesForm />
      </Section>
      <Section title="Fields">
        <Field label="Monto" hint="De $50.00 a $10,000.00">
          {(control) => <Input {...control} scale="lg" inputMode="decimal" defaultValue="500.00" />}
        </Field>
        <Field label="Correo" error="Escribe un correo como nombre@ejemplo.mx." note="opcional">
          {(control) => <Input {...control} type="email" defaultValue="nombre@" />}
        </Field>
        <Field label="Estación">
          {(control) => (
            <Select {...control}>
              <option>Toda la red</option>
              <option>Centro</option>
            </Select>
          )}
        </Field>
        <Field label="Motivo">{(control) => <Textarea {...control} />}</Field>
        <Checkbox label="Acepto los términos" />
        <Switch label="Solo abiertas ahora" defaultChecked />
        <RadioCards legend="Combustible" className="grid-cols-3">
          <RadioCard name="fuel" label="Regular" hint="$23.99/L" defaultChecked />
          <RadioCard name="fuel" label="Premium" hint="$25.47/L" />
          <RadioCard name="fuel" label="Diésel" hint="Sin precio" disabled />
        </RadioCards>
      </Section>
    </div>
  );
}
