// Where a value belongs in a sorted list; the two ways Python's `bisect` finds it.
export function before(list, value, less = (a, b) => a < b) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (less(list[middle], value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const after = (list, value) => before(list, value, (a, b) => a <= b);

// Pairs, by their first number and then their second.
export const lessPair = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
