import type { ProbedSource } from './probe-source.ts'

/**
 * From the source's colours to ours: filters, and options for the scaling that happens anyway. A scale
 * of its own would go over every picture once more, even where it has nothing to change.
 */
export function colour(
  { hdr, matrix }: NonNullable<ProbedSource['video']>,
  canToneMap: boolean,
): { toneMap: string[]; scaling: string } {
  if (hdr && canToneMap)
    return {
      toneMap: [
        'zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709',
        'tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv',
      ],
      scaling: '',
    }
  return {
    toneMap: [],
    scaling: `:in_color_matrix=${matrix}:out_color_matrix=bt709:out_range=tv`,
  }
}
