//! Published text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::{
    id::ArticleId,
    source::{Source, SourceKind, folded},
    span::Span,
};

/// In which form the original came.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Form {
    /// Text without markup.
    #[default]
    Plain,
    /// Markdown (CommonMark).
    Markdown,
    /// A web page.
    Html,
}

/// Who publishes an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Outlet, agency, ministry, institute …
    pub kind: SourceKind,
}

/// A stretch of the stored text and the stretch of the original bytes that it stems from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Place in the stored text.
    pub text: Span,
    /// Place in the original bytes.
    pub original: Span,
}

/// The original bytes, kept where the stored text differs from them, with the map between both.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// The bytes as they came, in base64 (RFC 4648 section 4) on every wire.
    #[serde(with = "as_base64")]
    pub bytes: Vec<u8>,
    /// The map, in the order of the stored text.
    pub runs: Vec<Run>,
}

impl std::fmt::Debug for Original {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Original({} bytes, {} runs)", self.bytes.len(), self.runs.len())
    }
}

mod as_base64 {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A published text with what is known of its publication. Spans of drafts and claims are places in
/// [`Article::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The text that was read, without markup.
    pub text: String,
    /// In which form it came.
    pub form: Form,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<Outlet>,
    /// On which day (PublishedAt).
    pub published: Option<Date>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Language, BCP 47.
    pub language: Option<String>,
    /// The original, where the stored text differs from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
}

impl Article {
    /// An article of plain text about which nothing else is known.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            form: Form::Plain,
            title: None,
            outlet: None,
            published: None,
            url: None,
            language: None,
            original: None,
        }
    }

    /// Its id: follows from the text, the outlet and the address, so that the same article added twice
    /// is one, and agency copy in two papers is two. The day is left out: that it was unknown at first
    /// does not make another article.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        let outlet = self.outlet.as_ref().map(|o| folded(&o.name)).unwrap_or_default();
        let url = self.url.as_deref().unwrap_or_default();
        ArticleId::derive(&[self.text.as_bytes(), outlet.as_bytes(), url.as_bytes()])
    }

    /// The outermost carrier of every claim in it.
    #[must_use]
    pub fn carrier(&self) -> Source {
        self.outlet
            .as_ref()
            .map_or_else(Source::reporting_outlet, |outlet| Source::new(outlet.name.clone(), outlet.kind))
    }

    /// The smallest range of original bytes that covers a place in the stored text; `None` where the
    /// place holds only what the reader put there (a blank line between blocks) or lies outside.
    #[must_use]
    pub fn original_place(&self, place: Span) -> Option<Span> {
        let Some(original) = &self.original else {
            return place.text(&self.text).map(|_| place);
        };
        let touched = original.runs.iter().filter(|run| run.text.overlaps(place)).map(|run| {
            // Inside a run of equal length bytes correspond one to one; otherwise the whole run counts.
            if run.text.len() == run.original.len() {
                let from = place.start.max(run.text.start).saturating_sub(run.text.start);
                let to = place.end.min(run.text.end).saturating_sub(run.text.start);
                Span::new(run.original.start.saturating_add(from), run.original.start.saturating_add(to))
            } else {
                run.original
            }
        });
        touched.reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, Original, Outlet, Run};
    use crate::{source::SourceKind, span::Span};

    #[test]
    fn agency_copy_in_two_papers_is_two_articles() {
        let paper = |name: &str| {
            let mut article = Article::plain("Shells arrived.");
            article.outlet = Some(Outlet { name: name.into(), kind: SourceKind::Outlet });
            article
        };
        assert_ne!(paper("A").id(), paper("B").id());
        assert_eq!(paper("A").id(), paper("a").id());
        let mut dated = paper("A");
        dated.published = Some(jiff::civil::date(2024, 11, 28));
        assert_eq!(dated.id(), paper("A").id());
    }

    #[test]
    fn a_place_maps_through_an_entity() {
        // original: A&amp;B
        let mut article = Article::plain("A&B");
        let run = |a, b, c, d| Run { text: Span::new(a, b), original: Span::new(c, d) };
        article.original = Some(Original {
            bytes: b"A&amp;B".to_vec(),
            runs: vec![run(0, 1, 0, 1), run(1, 2, 1, 6), run(2, 3, 6, 7)],
        });
        assert_eq!(article.original_place(Span::new(1, 3)), Some(Span::new(1, 7)));
        assert_eq!(article.original_place(Span::new(0, 1)), Some(Span::new(0, 1)));
        let back: Article = serde_json::from_str(&serde_json::to_string(&article).unwrap()).unwrap();
        assert_eq!(back, article);
    }
}
