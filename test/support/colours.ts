/** How colours are told apart: contrast, difference, and how they look to people who see fewer of them. */

export type Blindness = 'none' | 'protanopia' | 'deuteranopia' | 'tritanopia';
type Triple = readonly [number, number, number];

/** G. Machado, M. Oliveira, L. Fernandes, IEEE Trans. Vis. Comput. Graph. 15 (2009), severity 1.0, on linear RGB. */
const MATRICES: Readonly<Record<Blindness, readonly [Triple, Triple, Triple]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Linear sRGB to CIE XYZ over the white point D65 (IEC 61966-2-1). */
const TO_XYZ: readonly [Triple, Triple, Triple] = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

/** WCAG 2.2: the ratio of two colours' relative luminances. */
export function contrast(one: string, other: string): number {
  const luminance = (colour: string) => dot([0.2126, 0.7152, 0.0722], toLinear(colour));
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** CIE 1976: the distance of two colours in L*a*b*. */
export function deltaE(one: string, other: string): number {
  const [a, b] = [toLab(one), toLab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The colour as it looks. */
export function simulate(colour: string, blindness: Blindness): string {
  const seen = multiply(MATRICES[blindness], toLinear(colour));
  const bytes = seen.map((value) => {
    const clipped = Math.max(0, Math.min(value, 1));
    return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055));
  });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function toLinear(colour: string): Triple {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

function toLab(colour: string): Triple {
  const [x, y, z] = multiply(TO_XYZ, toLinear(colour)).map((value) => {
    return value > (6 / 29) ** 3 ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29;
  });
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

function multiply(matrix: readonly [Triple, Triple, Triple], triple: Triple): Triple {
  return [dot(matrix[0], triple), dot(matrix[1], triple), dot(matrix[2], triple)];
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
