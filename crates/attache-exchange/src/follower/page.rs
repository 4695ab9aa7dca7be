//! An answer with objects, as it was received: each object's bytes, where to go on, and the times of addition.

use attache_core::digest::Digest;
use attache_stix::{excerpt::Excerpt, stix_time::parse_query_time};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Response, follow_state::Reached};

/// One page of a collection (TAXII 2.1 sections 3.7 and 5.4).
pub(super) struct Page<'a> {
    /// Whether there is more.
    pub(super) more: bool,
    /// Where to go on, as the server calls it.
    pub(super) next: Option<String>,
    /// Each object as it came.
    pub(super) objects: Vec<&'a str>,
    /// `X-TAXII-Date-Added-First`.
    pub(super) first: Option<Reached>,
    /// `X-TAXII-Date-Added-Last`.
    pub(super) last: Option<Reached>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(default)]
    more: Option<bool>,
    #[serde(default)]
    next: Option<String>,
    #[serde(default, borrow)]
    objects: Option<Vec<&'a RawValue>>,
}

impl<'a> Page<'a> {
    /// Reads a whole answer. One cut short, or one that is no envelope, is refused as a whole: what is in it
    /// comes again.
    pub(super) fn read(response: &'a Response) -> Result<Self, String> {
        // A list would be read as the members of an envelope in their order, and `[]` as an empty one.
        if response.body.trim_ascii_start().first() != Some(&b'{') {
            return Err("the answer is no TAXII envelope: it is no JSON object".into());
        }
        let envelope: Envelope<'a> = serde_json::from_slice(&response.body).map_err(|error| {
            format!("the answer is no TAXII envelope: {}", Excerpt::of(&error.to_string()))
        })?;
        let objects = envelope.objects.unwrap_or_default();
        Ok(Self {
            more: envelope.more == Some(true),
            next: envelope.next.filter(|next| !next.is_empty()),
            objects: objects.into_iter().map(RawValue::get).collect(),
            first: response.header("x-taxii-date-added-first").and_then(reached),
            last: response.header("x-taxii-date-added-last").and_then(reached),
        })
    }

    /// What tells one page from another: the bytes of its objects.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_bytes(self.objects.join("\n").as_bytes())
    }
}

/// A time of addition with the unit of its last digit.
fn reached(text: &str) -> Option<Reached> {
    let micros = parse_query_time(text).ok()?.as_micros();
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    let digits = fraction.chars().take_while(char::is_ascii_digit).count();
    let unit = 10_i64.pow(6 - u32::try_from(digits.min(6)).ok()?);
    Some(Reached { micros, unit })
}

#[cfg(test)]
mod tests {
    use super::{Page, Reached, reached};
    use crate::follower::Response;

    #[test]
    fn a_time_is_as_exact_as_it_is_written() {
        let read = |text: &str| reached(text).unwrap();
        let whole = Reached { micros: 1_700_000_000_000_000, unit: 1_000_000 };
        assert_eq!(read("2023-11-14T22:13:20Z"), whole);
        assert_eq!(read("2023-11-14T22:13:20.5Z"), Reached { micros: 1_700_000_000_500_000, unit: 100_000 });
        assert_eq!(read("2023-11-14T22:13:20.500Z").unit, 1000);
        assert_eq!(read("2023-11-14T22:13:20.500000Z").unit, 1);
        assert_eq!(read("2023-11-14T22:13:20.5000001Z").unit, 1);
        assert_eq!(reached("yesterday"), None);
    }

    #[test]
    fn a_page_is_read_whole_or_not() {
        let body = br#"{"more":true,"next":"n","x":[1],"objects":[{"a": 1},7]}"#;
        let headers = vec![("X-TAXII-Date-Added-Last".to_owned(), "2023-11-14T22:13:20.5Z".to_owned())];
        let read = |body: &[u8]| {
            let response = Response { status: 200, headers: headers.clone(), body: body.to_vec() };
            Page::read(&response).map(|page| {
                let objects: Vec<String> = page.objects.iter().map(ToString::to_string).collect();
                (page.more, page.next, objects, page.first, page.last.map(|last| last.unit))
            })
        };
        let objects = vec![r#"{"a": 1}"#.to_owned(), "7".to_owned()];
        assert_eq!(read(body).unwrap(), (true, Some("n".into()), objects, None, Some(100_000)));
        assert_eq!(read(b"{}").unwrap(), (false, None, Vec::new(), None, Some(100_000)));
        for at in 0..body.len() {
            assert!(read(&body[..at]).is_err(), "cut at {at}");
        }
        assert!(read(b"<html>").is_err());
        assert!(read(b"[]").is_err());
        assert!(read(br#"{"objects":{}}"#).is_err());
    }
}
