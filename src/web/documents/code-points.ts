/**
 * Where places that count code points lie in a text that JavaScript counts in UTF-16 units: one walk for all of them.
 * @returns by place; a place past the end lies at the end
 */
export function findUnits(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const wanted = [...new Set(places)].sort((a, b) => a - b);
  const units = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of wanted) {
    while (point < place && unit < text.length) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      point += 1;
    }
    units.set(place, unit);
  }
  return units;
}
