//! The table of weights: by the key of a feature, a weight for each label.
//!
//! Weights are kept in one byte each, companded by a square root, so that small ones keep their
//! differences; a feature without a row weighs nothing.

use super::{
    columns::Columns,
    keys::{TEMPLATES, finish, mix, start},
    label::LABELS,
    lattice::Scores,
    sorted_keys::SortedKeys,
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

/// Weights ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct Table {
    keys: SortedKeys,
    /// Eight wide, so that a row never lies in two lines of the cache.
    rows: Vec<[i8; 8]>,
    /// The weight of each byte.
    worth: Vec<f32>,
}

impl Table {
    /// Of rising keys and their rows; none where they do not rise.
    #[must_use]
    pub fn new(keys: Vec<u32>, weights: &[[i8; LABELS]]) -> Option<Self> {
        let wide = |row: &[i8; LABELS]| {
            let mut wide = [0i8; 8];
            wide.iter_mut().zip(row).for_each(|(slot, byte)| *slot = *byte);
            wide
        };
        let worth = (0..=u8::MAX).map(|byte| expanded(byte.cast_signed())).collect();
        Some(Self { keys: SortedKeys::new(keys)?, rows: weights.iter().map(wide).collect(), worth })
    }

    fn row(&self, key: u32) -> Option<&[i8; 8]> {
        self.rows.get(self.keys.find(key)?)
    }

    fn worth(&self, byte: i8) -> f32 {
        self.worth.get(usize::from(byte.cast_unsigned())).copied().unwrap_or(0.0)
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
                    sums.iter_mut().zip(row).for_each(|(sum, byte)| *sum += self.worth(*byte));
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
        let mut keys: Vec<u32> = (0..1000u32).map(|n| n.wrapping_mul(2_654_435_761)).collect();
        keys.sort_unstable();
        let rows: Vec<[i8; 7]> = (0..1000).map(|n| [(n % 100) as i8; 7]).collect();
        let table = Table::new(keys.clone(), &rows).unwrap();
        for (key, row) in keys.iter().zip(&rows) {
            assert_eq!(table.row(*key).map(|found| &found[..7]), Some(&row[..]));
            assert_eq!(table.worth(row[0]), expanded(row[0]));
        }
        assert!(table.row(12_345).is_none());
    }
}
