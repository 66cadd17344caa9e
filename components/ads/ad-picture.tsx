/** An ad's own picture, whole, whatever its size. */
export function AdPicture({ id, title }: { id: string; title: string }) {
  return (
    // The picture is the advertiser's own file, of any size: nothing to optimise at build time.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      src={`/api/v1/ads/creatives/${id}/image`}
      alt={title}
      className="rounded-box border-line bg-surface-sunken aspect-video w-full border object-contain"
    />
  );
}
