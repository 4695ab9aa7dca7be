//! Media types of TAXII, and what a client accepts (TAXII 2.1 section 1.4.5; RFC 9110 section 12.5.1).

pub use crate::content_type::{ContentTypeFault, content_type_ok};

/// What TAXII 2.1 answers with.
pub const TAXII: &str = "application/taxii+json;version=2.1";
/// What the objects of a collection are (`media_types` of a collection, `media_type` of a manifest record).
pub const STIX: &str = "application/stix+json;version=2.1";
/// Plain JSON.
pub const JSON: &str = "application/json";

/// What may be answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// [`TAXII`].
    Taxii,
    /// [`JSON`] only: a browser or a plain HTTP client.
    Json,
    /// Neither: answer 406.
    No,
}

/// A media type or range with its parameters, lower case.
pub(crate) struct Range {
    /// `TYPE/SUBTYPE`.
    pub(crate) name: String,
    /// The parameter `version`.
    pub(crate) version: Option<String>,
    /// The weight in thousandths.
    q: u16,
}

impl Range {
    /// Reads one range; blanks around the separators are allowed (RFC 9110 section 5.6.6).
    pub(crate) fn of(text: &str) -> Self {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut range = Self { name, version: None, q: 1000 };
        for (key, value) in parts.filter_map(|part| part.split_once('=')) {
            let value = value.trim().trim_matches('"');
            match key.trim().to_ascii_lowercase().as_str() {
                "version" => range.version = Some(value.to_owned()),
                "q" => range.q = weight(value),
                _ => {}
            }
        }
        range
    }

    /// How closely the range fits a type of version 2.1: the more, the closer; none if it does not.
    fn closeness(&self, wanted: &str) -> Option<u8> {
        match (self.name.as_str(), self.version.as_deref()) {
            (name, Some("2.1")) if name == wanted => Some(3),
            (name, None) if name == wanted => Some(2),
            ("application/*", None) => Some(1),
            ("*/*" | "*", None) => Some(0),
            _ => None,
        }
    }
}

/// A weight in thousandths; one that is malformed counts as if it were not there.
fn weight(text: &str) -> u16 {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{digits:0<3}");
    match (whole, thousandths.parse::<u16>()) {
        ("0", Ok(q)) if q < 1000 => q,
        _ => 1000,
    }
}

/// The weight that a header gives to a type: that of the closest range, whatever its order.
fn weight_of(ranges: &[Range], wanted: &str) -> u16 {
    let fitting = ranges.iter().filter_map(|range| range.closeness(wanted).map(|near| (near, range.q)));
    fitting.max().map_or(0, |(_, q)| q)
}

/// What a client accepts by its header `Accept`, read as liberally as RFC 9110 allows: no header means anything, the
/// version may be missing, in any case of letters, with blanks or in quotation marks. A range of another version
/// fits nothing here.
#[must_use]
pub fn accepts(header: Option<&str>) -> Accepts {
    let Some(header) = header.map(str::trim).filter(|header| !header.is_empty()) else {
        return Accepts::Taxii;
    };
    let ranges: Vec<_> = header.split(',').map(Range::of).collect();
    if weight_of(&ranges, "application/taxii+json") > 0 {
        Accepts::Taxii
    } else if weight_of(&ranges, JSON) > 0 {
        Accepts::Json
    } else {
        Accepts::No
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Accepts, accepts};

    /// Trap 13: what clients in use send.
    #[test]
    fn every_way_of_asking_for_taxii_is_understood() {
        for header in [
            "application/taxii+json;version=2.1",
            "application/taxii+json; version=2.1",
            "application/taxii+json ; version = \"2.1\"",
            "APPLICATION/TAXII+JSON;VERSION=2.1",
            "application/taxii+json",
            "application/*",
            "*/*",
            "*",
            "",
            "application/taxii+json;version=2.1;q=0.5",
            "application/taxii+json;q=1.000",
            "application/taxii+json;q=nonsense",
            "text/html, application/xhtml+xml, */*;q=0.8",
            "application/taxii+json;version=2.0, application/taxii+json;version=2.1",
            "application/vnd.oasis.taxii+json; version=2.0, application/taxii+json",
            "application/json, application/taxii+json",
            "application/*;q=0, application/taxii+json",
        ] {
            assert_eq!(accepts(Some(header)), Accepts::Taxii, "{header}");
        }
        assert_eq!(accepts(None), Accepts::Taxii);
    }

    #[test]
    fn another_version_or_no_weight_is_a_refusal() {
        for header in [
            "application/taxii+json;version=2.0",
            "application/vnd.oasis.taxii+json; version=2.0",
            "application/taxii+json;version=2.1;q=0",
            "application/taxii+json;q=0.000, text/html",
            "*/*;q=0",
            "text/html",
            "application/taxii+jsonx",
            ",",
        ] {
            assert_eq!(accepts(Some(header)), Accepts::No, "{header}");
        }
        assert_eq!(accepts(Some("application/taxii+json;q=0, application/json")), Accepts::Json);
        assert_eq!(accepts(Some("text/html, application/json;q=0.1")), Accepts::Json);
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(header in "\\PC{0,60}") {
            let _ = accepts(Some(&header));
        }
    }
}
