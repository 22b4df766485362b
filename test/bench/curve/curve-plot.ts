import type { Curve, CurvePoint } from './curve-figures.ts'

/** One small plot for each of what a notification costs. */
const panels = [
  { title: 'Table requests', of: (point: CurvePoint) => point.tableRequestsPerNotification },
  { title: 'Bus messages', of: (point: CurvePoint) => point.busMessagesPerNotification },
  { title: 'App CPU, ms', of: (point: CurvePoint) => point.appCpuMsPerNotification },
] as const

type Panel = (typeof panels)[number]

const [width, height, margin] = [300, 280, { left: 48, right: 16, top: 48, bottom: 44 }] as const
const plot = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }

/** The curve as a drawing in SVG: both axes logarithmic, a line for each channel. */
export const curvePlot = (curve: Curve): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${
  panels.length * width
} ${height}" role="img" aria-label="What a notification costs, by the recipients of its order">
<style>
  text { font: 12px system-ui, sans-serif; fill: #333 } .title { font-weight: 600 }
  .value { font-size: 10px } .grid { stroke: #ddd } polyline { fill: none; stroke-width: 2 }
  .email polyline { stroke: #1f5fbf } .email circle, .email text { fill: #1f5fbf }
  .sms polyline { stroke: #b5541c } .sms circle, .sms text { fill: #b5541c }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .grid { stroke: #444 }
    .email polyline { stroke: #7fb0ff } .email circle, .email text { fill: #7fb0ff }
    .sms polyline { stroke: #f0a070 } .sms circle, .sms text { fill: #f0a070 }
  }
</style>
${panels.map((panel, i) => `<g transform="translate(${i * width} 0)">\n${drawn(panel, curve)}\n</g>`).join('\n')}
</svg>
`

interface Axis {
  /** Powers of ten. */
  readonly from: number
  readonly to: number
  /** Where a value lies, from 0 to 1. */
  readonly at: (value: number) => number
}

/** From the power of ten below all values to the one above. */
function logarithmic(values: readonly number[]): Axis {
  const from = Math.floor(Math.log10(Math.min(...values)))
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))
  return { from, to, at: (value) => (Math.log10(value) - from) / (to - from) }
}

function drawn(panel: Panel, { email, sms }: Curve): string {
  const points = [...email, ...sms]
  const [across, up] = [logarithmic(points.map(({ recipients }) => recipients)), logarithmic(points.map(panel.of))]
  const place = (point: CurvePoint) => ({ x: xOf(across.at(point.recipients)), y: yOf(up.at(panel.of(point))) })
  return [
    `<text class="title" x="${margin.left}" y="18">${panel.title} per notification</text>`,
    ...powers(across).map(
      (power) => `<text ${at(xOf(across.at(power)), height - 26)} text-anchor="middle">${short(power)}</text>`,
    ),
    `<text ${at(xOf(0.5), height - 8)} text-anchor="middle">recipients of the order</text>`,
    ...powers(up).flatMap((power) => gridLine(power, yOf(up.at(power)))),
    line('email', { points: email, place, valueOf: panel.of }),
    line('sms', { points: sms, place, valueOf: panel.of }),
    `<g class="email"><text x="${margin.left}" y="36">e-mail</text></g>`,
    `<g class="sms"><text x="${margin.left + 48}" y="36">SMS</text></g>`,
  ].join('\n')
}

const xOf = (share: number) => round(margin.left + share * plot.width)
const yOf = (share: number) => round(margin.top + (1 - share) * plot.height)
const round = (value: number) => Math.round(value * 10) / 10
const at = (x: number, y: number) => `x="${x}" y="${y}"`

const powers = ({ from, to }: Axis) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i))

const short = (value: number) => (value >= 1000 ? `${value / 1000}k` : String(Number(value.toPrecision(2))))

const gridLine = (power: number, y: number) => [
  `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}"/>`,
  `<text ${at(margin.left - 6, y + 4)} text-anchor="end">${short(power)}</text>`,
]

interface Line {
  readonly points: readonly CurvePoint[]
  readonly place: (point: CurvePoint) => { x: number; y: number }
  readonly valueOf: (point: CurvePoint) => number
}

/** Values stand at both ends: between them the line is enough. */
function line(channel: 'email' | 'sms', { points, place, valueOf }: Line): string {
  const places = points.map(place)
  const ends = [points[0], points.at(-1)].filter((point) => point !== undefined)
  const below = channel === 'sms' ? 16 : -8
  const label = (point: CurvePoint, i: number) =>
    `<text class="value" ${at(place(point).x, place(point).y + below)} text-anchor="${i === 0 ? 'start' : 'end'}">${short(valueOf(point))}</text>`
  return [
    `<g class="${channel}">`,
    `<polyline points="${places.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`,
    ...places.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3"/>`),
    ...ends.map(label),
    '</g>',
  ].join('\n')
}
