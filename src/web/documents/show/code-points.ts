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

/**
 * The other way round: how many code points stand before places in a text. One walk for all of them.
 * @returns by place in UTF-16 units
 */
export function findPoints(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    for (; unit < place && unit < text.length; point += 1) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    points.set(place, point);
  }
  return points;
}
