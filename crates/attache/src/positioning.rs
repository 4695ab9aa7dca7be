//! The tracks of positions that a question asks for, by topic.

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    country::CountryCode,
    filter::Term,
    position_change::{PositionTopic, PositionTrack, tracks},
};
use attache_text::words::Words;

use crate::failure::Failure;

/// The tracks that were asked for, and what to tell beside them.
#[derive(Debug, Default)]
pub(crate) struct Asked<'a> {
    /// One for each actor and topic.
    pub(crate) tracks: Vec<PositionTrack<'a>>,
    /// Which topics there are, where none of them was asked for.
    pub(crate) note: Option<String>,
}

impl<'a> Asked<'a> {
    /// The tracks among these claims, all of them or those of a topic. Positions of the same actor and subject that
    /// name nobody towards whom they are held come behind: they may be of the topic.
    ///
    /// # Errors
    /// Where the words name no topic; the error lists those that there are.
    pub(crate) fn of(found: &'a [ClaimState], topic: Option<&str>, words: &Words) -> Result<Self, Failure> {
        let all = tracks(found);
        let Some(typed) = topic else { return Ok(Self { tracks: all, note: None }) };
        let slug = typed.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
        let country = |name: &str| -> Option<CountryCode> {
            match words.term(name) {
                Term::Country(country) => Some(country),
                _ => None,
            }
        };
        let read = PositionTopic::read(typed, country);
        let is_meant = |track: &PositionTrack<'_>| {
            track.slug() == slug || read.as_ref().is_ok_and(|topic| track.is_of(*topic))
        };
        let (meant, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_meant);
        if let (true, Err(unknown)) = (meant.is_empty(), &read) {
            return Err(Failure::Usage(format!("{unknown}. {}", topics(&others))));
        }
        let actor =
            |track: &PositionTrack<'_>| track.actor.map(|actor| actor.country.ok_or(actor.name.clone()));
        let may_be = |track: &PositionTrack<'_>| {
            let unaddressed =
                track.counterpart.is_none() && read.as_ref().is_ok_and(|t| t.subject == track.subject);
            let same_actor = meant.is_empty() || meant.iter().any(|one| actor(one) == actor(track));
            unaddressed && same_actor
        };
        let (near, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(may_be);
        let note = (meant.is_empty() && near.is_empty()).then(|| topics(&rest));
        Ok(Self { tracks: meant.into_iter().chain(near).collect(), note })
    }

    /// The same with at most so many positions in all.
    pub(crate) fn first(mut self, limit: usize) -> Self {
        let mut left = limit;
        self.tracks.retain_mut(|track| {
            track.positions.truncate(left);
            left = left.saturating_sub(track.positions.len());
            let shown = |id| track.positions.iter().any(|state| state.id == id);
            track.changes.retain(|change| shown(change.later));
            track.told.retain(|told| shown(told.claim));
            !track.positions.is_empty()
        });
        self
    }

    /// The claims in the tracks.
    pub(crate) fn claims(&self) -> Vec<&'a ClaimState> {
        self.tracks.iter().flat_map(|track| track.positions.iter().copied()).collect()
    }
}

/// Which topics there are: "Topics here: arms-to-ukraine (3 claims), troops (1 claim)."
fn topics(tracks: &[PositionTrack<'_>]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for track in tracks {
        let count = counts.entry(track.slug()).or_default();
        *count = count.saturating_add(track.positions.len());
    }
    if counts.is_empty() {
        return "No positions are known here.".to_owned();
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(slug, count)| (std::cmp::Reverse(*count), slug.clone()));
    let listed: Vec<String> = counts.iter().map(|(slug, count)| format!("{slug} ({count})")).collect();
    format!("Topics here, with their claims: {}", listed.join(", "))
}
