//! A simulated server: any TAXII 2.1 server with its peculiarities, or an attache node with its log.

use std::collections::BTreeMap;

use attache_stix::{envelope::write_envelope, stix_time::StixTime};
use tlog_tiles::{Error as TlogFault, Hash, HashReader, stored_hashes};
use url::form_urlencoded;

use crate::{
    checkpoint::{Checkpoint, sign},
    follower::{Answer, Fetch, FollowedLog, Response},
    log_key::LogKey,
    release_log::ReleaseLog,
};

pub(super) const PATH: &str = "/api/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/";
pub(super) const ORIGIN: &str = "hanbit.example/91a7b528-80eb-42ed-a74d-c6fbd5a26116";

/// Numbers that follow from a seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// How a server says where to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextKind {
    /// By a word that means the same each time.
    Lasting,
    /// By a word that is good for one use (trap 4).
    OneUse,
    /// Not at all (trap 3).
    None,
    /// By a word that it does not understand itself: it gives the first page again (trap 4).
    Ignored,
}

/// One object in a collection.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its time of addition, in microseconds.
    pub(super) added: i64,
    /// When it becomes visible.
    pub(super) visible: i64,
    pub(super) bytes: String,
}

pub(super) struct Server {
    pub(super) entries: Vec<Entry>,
    pub(super) next: NextKind,
    /// The largest page it gives.
    pub(super) largest: usize,
    /// Digits of a second in its headers; none means no headers.
    pub(super) digits: Option<usize>,
    pub(super) key: LogKey,
    /// Whether it says what its clock says.
    pub(super) dated: bool,
    /// How many objects its checkpoint covers; all of them where it is none.
    pub(super) signed: Option<u64>,
    /// What its checkpoint signs instead of what it serves.
    pub(super) claimed: Option<Vec<String>>,
    places: BTreeMap<String, usize>,
    pub(super) asked: Vec<String>,
}

impl Server {
    pub(super) fn of(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            next: NextKind::Lasting,
            largest: 1000,
            digits: Some(6),
            key: LogKey::from_seed("hanbit.example", &[3; 32]).unwrap(),
            dated: true,
            signed: None,
            claimed: None,
            places: BTreeMap::new(),
            asked: Vec::new(),
        }
    }

    pub(super) fn log(&self) -> FollowedLog {
        FollowedLog { verifier: self.key.verifier().clone(), origin: ORIGIN.to_owned() }
    }

    /// What it answers to a question, at a time by its own clock.
    pub(super) fn answer(&mut self, fetch: &Fetch, now: i64) -> Answer {
        self.asked.push(fetch.path_and_query.clone());
        let rest = fetch.path_and_query.strip_prefix(PATH).unwrap();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let query: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        match path {
            "objects/" => self.objects(&query, now),
            "log/checkpoint" => {
                let signed = self.signed.unwrap_or(self.entries.len() as u64);
                text(self.checkpoint(signed).note())
            }
            "log/consistency" => {
                let number = |name: &str| query[name].parse().unwrap();
                let kept = self.kept();
                let proof = ReleaseLog::new(|indexes: &[u64]| kept.read(indexes))
                    .prove_consistency(&self.checkpoint(number("new")), number("old"))
                    .unwrap();
                text(&proof.to_bytes())
            }
            other => panic!("nobody asks for {other}"),
        }
    }

    pub(super) fn checkpoint(&self, size: u64) -> Checkpoint {
        let kept = self.kept();
        let root = ReleaseLog::new(|indexes: &[u64]| kept.read(indexes)).root(size).unwrap();
        let note = sign(ORIGIN, size, root, &self.key).unwrap();
        Checkpoint::open(&note, self.key.verifier(), ORIGIN).unwrap()
    }

    fn kept(&self) -> Kept {
        let served = || self.entries.iter().map(|entry| entry.bytes.clone()).collect();
        let mut kept = Kept(Vec::new());
        for (leaf, bytes) in (0..).zip(self.claimed.clone().unwrap_or_else(served)) {
            let new = stored_hashes(leaf, bytes.as_bytes(), &kept).unwrap();
            kept.0.extend(new);
        }
        kept
    }

    fn objects(&mut self, query: &BTreeMap<String, String>, now: i64) -> Answer {
        assert_eq!(query["match[version]"], "all");
        let limit: usize = query["limit"].parse().unwrap();
        let after =
            query.get("added_after").map_or(i64::MIN, |text| text.parse::<StixTime>().unwrap().as_micros());
        let mut seen: Vec<(usize, &Entry)> = self.entries.iter().enumerate().collect();
        seen.retain(|(_, entry)| entry.visible <= now && entry.added > after);
        seen.sort_by_key(|(at, entry)| (entry.added, *at));
        let begin = match (query.get("next"), self.next) {
            (None, _) | (_, NextKind::Ignored) => 0,
            (Some(next), NextKind::OneUse) => match self.places.remove(next) {
                Some(place) => place,
                None => return status(404, "no such cursor"),
            },
            (Some(next), _) => next.parse().unwrap(),
        };
        let page: Vec<&Entry> =
            seen.iter().skip(begin).take(limit.min(self.largest)).map(|(_, entry)| *entry).collect();
        let end = begin + page.len();
        let more = end < seen.len();
        let next = (more && self.next != NextKind::None).then(|| match self.next {
            NextKind::OneUse => {
                let word = format!("{}+/&", self.asked.len());
                self.places.insert(word.clone(), end);
                word
            }
            _ => end.to_string(),
        });
        let mut body = Vec::new();
        write_envelope(&mut body, page.iter().map(|entry| entry.bytes.as_bytes()), more, next.as_deref());
        let mut headers = vec![("Content-Type".to_owned(), "application/taxii+json;version=2.1".to_owned())];
        if self.dated {
            let clock = jiff::Timestamp::from_microsecond(now).unwrap();
            let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
            headers.push(("date".to_owned(), printer.timestamp_to_rfc9110_string(&clock).unwrap()));
        }
        if let (Some(first), Some(last), Some(digits)) = (page.first(), page.last(), self.digits) {
            for (name, entry) in [("X-TAXII-Date-Added-First", first), ("x-taxii-date-added-last", last)] {
                headers.push((name.to_owned(), written(entry.added, digits)));
            }
        }
        Answer::Response(Response { status: 200, headers, body })
    }
}

/// Cut off, as most servers do.
fn written(micros: i64, digits: usize) -> String {
    let full = StixTime::from_micros(micros).unwrap().write_micros();
    let (whole, fraction) = full.trim_end_matches('Z').split_once('.').unwrap();
    let fraction: String = fraction.chars().take(digits).collect();
    if digits == 0 { format!("{whole}Z") } else { format!("{whole}.{fraction}Z") }
}

fn text(body: &[u8]) -> Answer {
    Answer::Response(Response { status: 200, headers: Vec::new(), body: body.to_vec() })
}

pub(super) fn status(status: u16, title: &str) -> Answer {
    let body = format!("{{\"title\":\"{title}\",\"http_status\":\"{status}\"}}").into_bytes();
    Answer::Response(Response { status, headers: Vec::new(), body })
}

/// Stored hashes of a log.
pub(super) struct Kept(Vec<Hash>);

impl Kept {
    fn read(&self, indexes: &[u64]) -> Result<Vec<[u8; 32]>, ()> {
        indexes
            .iter()
            .map(|at| self.0.get(usize::try_from(*at).unwrap()).map(|hash| hash.0).ok_or(()))
            .collect()
    }
}

impl HashReader for Kept {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TlogFault> {
        Ok(indexes.iter().map(|at| self.0[usize::try_from(*at).unwrap()]).collect())
    }
}

/// A note that says which it is.
pub(super) fn object(number: u64) -> String {
    let id = uuid::Uuid::from_u128(0xa11c_0000_0000_4000_8000_0000_0000_0000 + u128::from(number));
    format!(
        "{{\"type\":\"note\",\"spec_version\":\"2.1\",\"id\":\"note--{id}\",\"created\":\"2026-01-01T00:00:00.000Z\",\
         \"modified\":\"2026-01-01T00:00:00.000Z\",\"content\":\"number {number}\",\
         \"object_refs\":[\"report--613f2e26-407d-48c7-9eca-b8e91df99dc9\"]}}"
    )
}
