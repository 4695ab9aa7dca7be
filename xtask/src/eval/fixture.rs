//! Small claims and drafts for the tests of scoring.

use std::collections::BTreeMap;

use attache_text::words::Words;

use super::{
    drafted::{Carrier, Drafted, DraftedSpan},
    gold::{Gold, GoldClaim, GoldSource, GoldSpan, Level},
};

/// A primary claim of the outlet itself at these bytes.
pub(crate) fn claim(id: &str, spans: &[(usize, usize)]) -> GoldClaim {
    let span = |(start, end): &(usize, usize)| GoldSpan {
        byte_start: *start,
        byte_end: *end,
        text: format!("bytes {start} to {end}"),
    };
    GoldClaim {
        id: id.into(),
        level: Level::Primary,
        spans: spans.iter().map(span).collect(),
        chain: vec!["SEED".into()],
        alt_chains: Vec::new(),
        kind: "transfer".into(),
        alt_kinds: Vec::new(),
        modality: "asserted".into(),
        quantities: Vec::new(),
        place: None,
        date: None,
    }
}

/// A draft of the outlet itself at these bytes, right in all that [`claim`] says.
pub(crate) fn draft(spans: &[(usize, usize)]) -> Drafted {
    let span = |(start, end): &(usize, usize)| DraftedSpan {
        start: *start,
        end: *end,
        text: format!("bytes {start} to {end}"),
    };
    Drafted {
        kind: "transfer".into(),
        modality: "asserted".into(),
        spans: spans.iter().map(span).collect(),
        chain: vec![Carrier { name: "the reporting outlet".into(), ..Carrier::default() }],
        ..Drafted::default()
    }
}

/// A gold file with one source, the outlet.
pub(crate) fn gold(claims: Vec<GoldClaim>) -> Gold {
    let outlet =
        GoldSource { name: "the reporting outlet".into(), kind: "outlet".into(), ..GoldSource::default() };
    Gold {
        meta: serde_json::from_str(r#"{"file": "a.txt", "publication_date": "2024-08-14"}"#).unwrap(),
        sources: BTreeMap::from([("SEED".to_owned(), outlet)]),
        claims,
        entities: Vec::new(),
    }
}

/// The tables that are built in.
pub(crate) fn words() -> Words {
    Words::built_in().unwrap()
}
