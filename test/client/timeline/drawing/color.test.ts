import { expect, test } from 'vitest';
import { color } from '../../../../client/timeline/drawing/look/color.ts';

const black = [0, 0, 0] as const;

test.each([
  ['#fff', undefined, [255, 255, 255]],
  ['#d18616', undefined, [209, 134, 22]],
  ['#d18616', black, [209, 134, 22]],
  ['#d1861680', undefined, [209, 134, 22]],
  ['#d1861680', black, [105, 67, 11]],
  ['#f008', black, [136, 0, 0]],
  ['rgba(200, 100, 50, 0.5)', black, [100, 50, 25]],
  ['rgb(200 100 50 / 50%)', black, [100, 50, 25]],
  ['rgb(1, 2, 3)', black, [1, 2, 3]],
  ['tomato', black, [128, 128, 128]],
] as const)('%s over %s', (text, under, channels) => {
  expect(color(text, under)).toEqual(channels);
});
