//! Candidates: the texts that share part of their sketch.

/// One hash of so many is in the sketch: those below this limit.
const LIMIT: u32 = u32::MAX / 4;
/// A hash that more texts share than this pairs each with the earliest of them only.
const CROWD: usize = 64;
/// How many of the earliest.
const EARLIEST: usize = 8;
/// A pair is a candidate if its sketches share this part of the smaller, four tenths of what
/// [`Reprint::PARTLY`](attache_core::edge::Reprint::PARTLY) asks of the texts: an estimate from few hashes can be that far
/// off.
const LEAST: f64 = 0.12;

/// An index of the sketches of many texts, by their numbers in order of time.
pub(super) struct Sketch<'a> {
    sets: &'a [&'a [u32]],
    /// A hash of several texts, with where its texts begin in `texts`; ascending.
    hashes: Vec<(u32, u32)>,
    /// The texts of each hash, ascending.
    texts: Vec<u32>,
    counts: Vec<u16>,
}

impl<'a> Sketch<'a> {
    pub(super) fn of(sets: &'a [&'a [u32]]) -> Self {
        let mut postings: Vec<(u32, u32)> = Vec::new();
        for (at, set) in (0_u32..).zip(sets) {
            postings.extend(sketch(set).iter().map(|hash| (*hash, at)));
        }
        postings.sort_unstable();
        let (mut hashes, mut texts) = (Vec::new(), Vec::new());
        for group in postings.chunk_by(|a, b| a.0 == b.0) {
            if let [(hash, _), _, ..] = group {
                hashes.push((*hash, u32::try_from(texts.len()).unwrap_or(u32::MAX)));
                texts.extend(group.iter().map(|(_, at)| *at));
            }
        }
        Self { sets, hashes, texts, counts: vec![0; sets.len()] }
    }

    /// The texts before one that may share enough with it, ascending.
    pub(super) fn before(&mut self, at: usize) -> Vec<usize> {
        let Some(own) = self.sets.get(at).map(|set| sketch(set)) else { return Vec::new() };
        let mut touched = Vec::new();
        for hash in own {
            let Ok(place) = self.hashes.binary_search_by_key(hash, |(hash, _)| *hash) else { continue };
            let start = self.hashes.get(place).map_or(0, |(_, start)| *start);
            let end = self.hashes.get(place.saturating_add(1)).map(|(_, start)| *start);
            let end = end.map_or(self.texts.len(), |end| usize::try_from(end).unwrap_or(usize::MAX));
            let group = self.texts.get(usize::try_from(start).unwrap_or(usize::MAX)..end).unwrap_or_default();
            let most = if group.len() > CROWD { EARLIEST } else { CROWD };
            for other in group.iter().take(most) {
                let other = usize::try_from(*other).unwrap_or(usize::MAX);
                if other >= at {
                    break;
                }
                if let Some(count) = self.counts.get_mut(other) {
                    if *count == 0 {
                        touched.push(other);
                    }
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut found: Vec<usize> =
            touched.iter().copied().filter(|other| self.is_candidate(own, *other)).collect();
        for other in touched {
            if let Some(count) = self.counts.get_mut(other) {
                *count = 0;
            }
        }
        found.sort_unstable();
        found
    }

    fn is_candidate(&self, own: &[u32], other: usize) -> bool {
        let count = self.counts.get(other).copied().map_or(0, usize::from);
        let smaller = own.len().min(self.sets.get(other).map_or(0, |set| sketch(set).len()));
        super::part(count, smaller) >= LEAST
    }
}

/// The sketch of a set: as it ascends, its beginning.
fn sketch(set: &[u32]) -> &[u32] {
    set.get(..set.partition_point(|hash| *hash < LIMIT)).unwrap_or_default()
}
