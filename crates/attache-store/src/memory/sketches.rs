//! Which articles share words with a text: by going over all.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    id::ArticleId,
    record::{Happening, Record, Seq},
    shingles::Shingles,
};

use crate::Sharing;

pub(super) fn sharing(records: &[Record], hashes: &[u32]) -> Vec<Sharing> {
    let mut known = BTreeSet::new();
    let mut sketches: BTreeMap<(i64, Seq), (ArticleId, BTreeSet<u32>)> = BTreeMap::new();
    for record in records {
        if let Happening::ArticleAdded { article } = &record.new.what
            && known.insert(article.id())
        {
            let sketch = Shingles::of(&article.text).sketch().iter().copied().collect();
            sketches.insert((Sharing::day(article), record.seq), (article.id(), sketch));
        }
    }
    let asked: BTreeSet<u32> = hashes.iter().copied().collect();
    let mut counts: BTreeMap<(i64, Seq), usize> = BTreeMap::new();
    for hash in asked {
        let holders = sketches.iter().filter(|(_, (_, sketch))| sketch.contains(&hash));
        for (place, _) in holders.take(Sharing::EARLIEST) {
            *counts.entry(*place).or_default() += 1;
        }
    }
    let one = |(place, shared): ((i64, Seq), usize)| {
        let (article, sketch) = sketches.get(&place)?;
        Some(Sharing { article: *article, shared, of: sketch.len() })
    };
    counts.into_iter().filter_map(one).collect()
}
