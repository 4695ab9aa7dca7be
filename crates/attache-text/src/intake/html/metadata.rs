//! What a page says about itself: headline, publisher, day, address, language.
//!
//! In this order of trust: the description for search engines (JSON-LD), the `meta` and `link` tags, what the
//! main part's finder made of the title, times marked in the text.

use super::json_ld::{self, Described};
use super::letters;
use super::main_text::Main;
use crate::intake::{Particulars, date, original};

/// Bytes of JSON-LD that are kept, in all.
const DATA: usize = 1 << 20;
/// Bytes of the title that are kept.
const TITLE: usize = 4096;
/// `meta` tags that are kept.
const METAS: usize = 500;
/// JSON-LD blocks that are kept.
const BLOCKS: usize = 50;

/// What was heard in the page's tags.
#[derive(Debug, Default)]
pub(crate) struct Sayings {
    title: Vec<u8>,
    titled: bool,
    data: Vec<Vec<u8>>,
    data_bytes: usize,
    /// Key in lower case, content.
    metas: Vec<(String, String)>,
    canonical: Option<String>,
    language: Option<String>,
    /// Values of `time` tags: whether marked as the time of publication, and the value.
    times: Vec<(bool, String)>,
}

impl Sayings {
    /// Text of a `title` element; only the first one counts (later ones belong to drawings).
    pub(super) fn title_text(&mut self, text: &[u8]) {
        if !self.titled {
            let room = TITLE.saturating_sub(self.title.len());
            self.title.extend(text.iter().take(room));
        }
    }

    /// Text of the last JSON-LD block.
    pub(super) fn data_text(&mut self, text: &[u8]) {
        self.data_bytes = self.data_bytes.saturating_add(text.len());
        if self.data_bytes <= DATA
            && let Some(last) = self.data.last_mut()
        {
            last.extend(text);
        }
    }

    /// Hears a start tag; says whether it begins a JSON-LD block.
    pub(super) fn start_tag(&mut self, name: &[u8], attributes: &[(Vec<u8>, Vec<u8>)]) -> bool {
        self.titled = self.titled || (!self.title.is_empty() && name == b"title");
        let get = |key: &[u8]| {
            let found = attributes.iter().find(|(name, _)| name == key)?;
            Some(String::from_utf8_lossy(&found.1).trim().to_owned())
        };
        match name {
            b"html" if self.language.is_none() => self.language = get(b"lang").or_else(|| get(b"xml:lang")),
            b"meta" if self.metas.len() < METAS => {
                let key =
                    [b"property".as_slice(), b"name", b"itemprop", b"http-equiv"].into_iter().find_map(get);
                if let (Some(key), Some(content)) = (key, get(b"content")) {
                    self.metas.push((key.to_ascii_lowercase(), content));
                }
            }
            b"link" if self.canonical.is_none() => {
                let canonical = get(b"rel").is_some_and(|rel| {
                    rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
                });
                self.canonical = if canonical { get(b"href").filter(|href| is_address(href)) } else { None };
            }
            b"time" if self.times.len() < METAS => {
                let marked = attributes.iter().any(|(name, value)| {
                    name == b"pubdate"
                        || (name == b"itemprop" && value.eq_ignore_ascii_case(b"datePublished"))
                });
                self.times.extend(get(b"datetime").map(|value| (marked, value)));
            }
            b"script" => {
                let data = get(b"type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json"));
                if data && self.data.len() < BLOCKS {
                    self.data.push(Vec::new());
                    return true;
                }
            }
            _ => {}
        }
        false
    }

    /// The first of these keys that has a content, in the order of the keys.
    fn meta(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let found = self.metas.iter().find(|(name, content)| name == key && !content.is_empty());
            found.map(|(_, content)| content.clone())
        })
    }
}

/// What the tags alone say.
pub(super) fn particulars(sayings: &Sayings) -> Particulars {
    let described = json_ld::described(&sayings.data);
    let outlet = described.publisher.clone().or_else(|| {
        sayings.meta(&[
            "og:site_name",
            "citation_publisher",
            "dc.publisher",
            "dcterms.publisher",
            "application-name",
        ])
    });
    let outlet = outlet.as_deref().and_then(tidy);
    let url = sayings
        .canonical
        .clone()
        .or_else(|| sayings.meta(&["og:url", "twitter:url"]).filter(|url| is_address(url)))
        .or_else(|| described.url.clone().filter(|url| is_address(url)));
    let language = sayings
        .language
        .clone()
        .or_else(|| sayings.meta(&["content-language", "og:locale", "dc.language", "dcterms.language"]))
        .or_else(|| described.language.clone())
        .map(|tag| tag.replace('_', "-"))
        .filter(|tag| !tag.is_empty() && tag.len() <= 35);
    let raw_title = described.headline.clone().or_else(|| {
        sayings.meta(&["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title"])
    });
    Particulars {
        title: raw_title.as_deref().and_then(tidy).map(|title| without_outlet(&title, outlet.as_deref())),
        published: published(sayings, &described),
        outlet,
        url,
        language,
    }
    .with_page_title(sayings)
}

impl Particulars {
    /// The page's title element, if nothing better was said. Its headline may be preceded or followed by the
    /// publisher's name.
    fn with_page_title(mut self, sayings: &Sayings) -> Self {
        if self.title.is_none() {
            let title = String::from_utf8_lossy(&sayings.title);
            self.title = tidy(&title).map(|title| without_outlet(&title, self.outlet.as_deref()));
        }
        self
    }
}

/// Adds what the finder of the main part knows better.
pub(super) fn complete(particulars: &mut Particulars, main: &Main) {
    let found = main.title.as_deref().and_then(tidy);
    let shorter = match (&particulars.title, &found) {
        (Some(title), Some(found)) => {
            title.len() > found.len() && title.contains(found.as_str()) && !title.contains(':')
        }
        (None, Some(_)) => true,
        _ => false,
    };
    if shorter {
        particulars.title = found;
    }
    if particulars.outlet.is_none() {
        particulars.outlet = main.site.as_deref().and_then(tidy);
    }
    if particulars.published.is_none() {
        particulars.published = main.published.as_deref().and_then(date::read);
    }
}

fn published(sayings: &Sayings, described: &Described) -> Option<jiff::civil::Date> {
    let keys = [
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "citation_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.created",
    ];
    let in_text = || sayings.times.iter().filter(|(marked, _)| *marked).chain(&sayings.times);
    described
        .published
        .as_deref()
        .and_then(date::read)
        .or_else(|| keys.iter().find_map(|key| sayings.meta(&[key]).as_deref().and_then(date::read)))
        .or_else(|| in_text().find_map(|(_, value)| date::read(value)))
}

fn is_address(value: &str) -> bool {
    let lower = value.get(..8).unwrap_or(value).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !value.contains(char::is_whitespace)
}

/// Entities resolved (some publishers encode twice), white space folded. `None` if nothing is left.
fn tidy(value: &str) -> Option<String> {
    let text = original::untagged(&value.replace('<', "&lt;"));
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

/// A headline without the publisher's name behind or before a separator.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet.map(letters::only).map(|outlet| outlet.to_lowercase()) else {
        return title.to_owned();
    };
    for separator in [" | ", " - ", " \u{2013} ", " \u{2014} ", " :: ", " \u{b7} "] {
        if let Some((rest, name)) = title.rsplit_once(separator)
            && letters::only(name).to_lowercase() == outlet
        {
            return rest.trim().to_owned();
        }
        if let Some((name, rest)) = title.split_once(separator)
            && letters::only(name).to_lowercase() == outlet
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}
