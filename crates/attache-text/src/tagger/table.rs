//! The table of weights: by the key of a feature, a weight for each label.
//!
//! Weights are kept in one byte each, companded by a square root, so that small ones keep their
//! differences; a feature without a row weighs nothing.

use super::{
    columns::Columns,
    keys::{TEMPLATES, finish, mix, start},
    label::LABELS,
    lattice::Scores,
};

/// The largest weight that a byte can tell.
pub const LARGEST: f32 = 8.0;

/// A weight as a byte: the sign, and the root of its size.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "clamped before")]
pub fn companded(weight: f32) -> i8 {
    let size = (weight.abs().min(LARGEST) / LARGEST).sqrt() * 127.0;
    (size.round() * weight.signum()) as i8
}

/// The weight that a byte tells.
#[must_use]
pub fn expanded(byte: i8) -> f32 {
    let root = f32::from(byte) / 127.0;
    root * root.abs() * LARGEST
}

/// In the open table, a slot without a row.
const EMPTY: u32 = u32::MAX;

/// Weights ready for look-up: open addressing over the keys, rows beside.
#[derive(Clone, Debug, Default)]
pub struct Table {
    slots: Vec<(u32, u32)>,
    rows: Vec<[f32; 8]>,
    mask: usize,
    /// A bit for each key by its upper bits: most features have no row, and this small map, which stays in the
    /// cache, says so without a look at the large one.
    seen: Vec<u64>,
}

/// How many upper bits of a key choose its bit.
const SEEN_BITS: u32 = 22;

const fn bit_of(key: u32) -> (usize, u64) {
    let bit = key >> (32 - SEEN_BITS);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

impl Table {
    /// Makes the table of rows of bytes.
    #[must_use]
    pub fn new(keys: &[u32], weights: &[[i8; LABELS]]) -> Self {
        let size = keys.len().saturating_mul(2).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![(0, EMPTY); size],
            rows: Vec::with_capacity(keys.len()),
            mask: size.saturating_sub(1),
            seen: vec![0; 1 << (SEEN_BITS - 6)],
        };
        for ((key, row), number) in keys.iter().zip(weights).zip(0u32..) {
            let mut wide = [0f32; 8];
            wide.iter_mut().zip(row).for_each(|(slot, byte)| *slot = expanded(*byte));
            table.rows.push(wide);
            let (word, bit) = bit_of(*key);
            if let Some(slot) = table.seen.get_mut(word) {
                *slot |= bit;
            }
            let mut at = *key as usize & table.mask;
            while table.slots.get(at).is_some_and(|slot| slot.1 != EMPTY) {
                at = at.wrapping_add(1) & table.mask;
            }
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = (*key, number);
            }
        }
        table
    }

    fn row(&self, key: u32) -> Option<&[f32; 8]> {
        let (word, bit) = bit_of(key);
        if self.seen.get(word).is_none_or(|slot| slot & bit == 0) {
            return None;
        }
        let mut at = key as usize & self.mask;
        loop {
            let (held, number) = *self.slots.get(at)?;
            if number == EMPTY {
                return None;
            }
            if held == key {
                return self.rows.get(number as usize);
            }
            at = at.wrapping_add(1) & self.mask;
        }
    }

    /// The scores of each token of a paragraph, appended to `out`.
    pub fn scores(&self, columns: &Columns, out: &mut Vec<Scores>) {
        for at in 0..columns.len() {
            let mut sums = [0f32; 8];
            for (number, template) in (0u32..).zip(TEMPLATES) {
                let key = template.iter().fold(start(number), |key, (column, offset)| {
                    mix(key, columns.value(at, *offset, *column))
                });
                if let Some(row) = self.row(finish(key)) {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
                }
            }
            let mut scores = Scores::default();
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum);
            out.push(scores);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, companded, expanded};

    #[test]
    fn a_weight_survives_its_byte_within_two_percent_of_the_largest() {
        for weight in [-7.9f32, -1.0, -0.05, 0.0, 0.02, 0.4, 3.3, 8.0] {
            assert!((expanded(companded(weight)) - weight).abs() < 0.07, "{weight}");
        }
        assert_eq!(expanded(companded(100.0)), 8.0);
    }

    #[test]
    fn a_row_is_found_by_its_key_and_by_no_other() {
        let keys: Vec<u32> = (0..1000u32).map(|n| n.wrapping_mul(2_654_435_761)).collect();
        let rows: Vec<[i8; 7]> = (0..1000).map(|n| [(n % 100) as i8; 7]).collect();
        let table = Table::new(&keys, &rows);
        for (key, row) in keys.iter().zip(&rows) {
            assert_eq!(table.row(*key).map(|r| r[0]), Some(expanded(row[0])));
        }
        assert!(table.row(12_345).is_none());
    }
}
